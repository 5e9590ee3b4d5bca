"""The mathematics of *Neural Networks at a Glance*, small enough to be read with the book.

Everything optimises a scalar function F(x) of a parameter vector x; `import nn_core` needs
NumPy alone, and the pictures and figures load with `nn_core.plots` and `nn_core.widgets`.
"""

from .derivatives import (
    complex_step_gradient,
    complex_step_jacobian,
    difference_gradient,
    difference_hessian,
    difference_jacobian,
    hessian_vector,
)
from .function_objective import FunctionObjective
from .landscapes import LANDSCAPES, ReddiSequence, landscape, rosenbrock
from .objectives import Objective, Quadratic

__all__ = [
    "LANDSCAPES",
    "FunctionObjective",
    "Objective",
    "Quadratic",
    "ReddiSequence",
    "complex_step_gradient",
    "complex_step_jacobian",
    "difference_gradient",
    "difference_hessian",
    "difference_jacobian",
    "hessian_vector",
    "landscape",
    "rosenbrock",
]
