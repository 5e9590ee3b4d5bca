"""A progress bar for long runs, only when asked for: tqdm is loaded here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable


def with_progress(steps: range, unit: str, wanted: bool) -> Iterable[int]:
    """`steps`, counted by a progress bar if `wanted`.

    Raises
    ------
    ImportError
        If a bar is wanted and tqdm is not installed.

    Examples
    --------
    >>> list(with_progress(range(3), "epoch", wanted=False))
    [0, 1, 2]
    """
    if not wanted:
        return steps
    try:
        from tqdm.auto import tqdm
    except ImportError:
        raise ImportError(
            "progress=True needs tqdm; install it (pip install tqdm) or leave progress=False"
        ) from None
    bar: Iterable[int] = tqdm(steps, unit=unit)
    return bar
