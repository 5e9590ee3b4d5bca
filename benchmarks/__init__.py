"""nn_core beside its peers: `python -m benchmarks`, or `python -m benchmarks batch sweep`."""
