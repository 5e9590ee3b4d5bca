"""The mathematics of *Neural Networks at a Glance*, small enough to be read with the book.

Everything optimises a scalar function F(x) of a parameter vector x; `import nn_core` needs
NumPy alone, and the pictures and figures load with `nn_core.plots` and `nn_core.widgets`.
"""

from .activations import ACTIVATIONS, Activation, activation
from .backprop import gradient, sensitivities
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
from .losses import LOSSES, Loss, huber, loss
from .network_loss import NetworkLoss
from .networks import Network, Trace
from .objectives import Objective, Quadratic

__all__ = [
    "ACTIVATIONS",
    "LANDSCAPES",
    "LOSSES",
    "Activation",
    "FunctionObjective",
    "Loss",
    "Network",
    "NetworkLoss",
    "Objective",
    "Quadratic",
    "ReddiSequence",
    "Trace",
    "activation",
    "complex_step_gradient",
    "complex_step_jacobian",
    "difference_gradient",
    "difference_hessian",
    "difference_jacobian",
    "gradient",
    "hessian_vector",
    "huber",
    "landscape",
    "loss",
    "rosenbrock",
    "sensitivities",
]
