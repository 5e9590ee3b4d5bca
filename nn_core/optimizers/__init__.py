"""The ten optimizers of chapter D, by one contract: `init(x)`, then `step(state, g, x)`.

They are listed in the article's order, which is nearly that of their invention. Every rule is
the book's printed equation; where PyTorch computes something else, `convention="torch"` gives
PyTorch's numbers.

>>> OPTIMIZERS["Momentum"](alpha=0.1)
Momentum(alpha=0.1, beta=0.9, convention='book')
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from .adam import Adam, AdamW
from .adam_variants import AMSGrad, Nadam
from .contract import Optimizer, Rate
from .gradient_descent import NAG, SGD, Momentum
from .scaled import AdaDelta, AdaGrad, RMSprop

#: The optimizers by name, in the article's order.
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
    "Momentum",
    "Nadam",
    "Optimizer",
    "RMSprop",
    "Rate",
]
