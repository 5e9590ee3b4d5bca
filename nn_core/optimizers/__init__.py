"""The ten optimizers of chapter D, by one contract: `init(x)`, then `step(state, g, x)`.

They are listed in the article's order, which is nearly that of their invention. Every rule is
the book's printed equation; where PyTorch computes something else, `convention="torch"` gives
PyTorch's numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from nn_core.optimizers.adam import Adam, AdamW
from nn_core.optimizers.adam_variants import AMSGrad, Nadam
from nn_core.optimizers.contract import FloatArray, Optimizer, Rate
from nn_core.optimizers.gradient_descent import NAG, SGD, Momentum
from nn_core.optimizers.scaled import AdaDelta, AdaGrad, RMSprop

OPTIMIZERS: Mapping[str, Callable[..., Optimizer]] = MappingProxyType(
    {
        rule.__name__: rule
        for rule in (
            SGD,
            Momentum,
            NAG,
            AdaGrad,
            RMSprop,
            Adam,
            AdamW,
            AdaDelta,
            AMSGrad,
            Nadam,
        )
    }
)

__all__ = [
    "NAG",
    "OPTIMIZERS",
    "SGD",
    "AMSGrad",
    "AdaDelta",
    "AdaGrad",
    "Adam",
    "AdamW",
    "FloatArray",
    "Momentum",
    "Nadam",
    "Optimizer",
    "RMSprop",
    "Rate",
]
