"""The mathematics of *Neural Networks at a Glance*, small enough to be read with the book.

Everything optimises a scalar function F(x) of a parameter vector x; `import nn_core` needs
NumPy alone, and the pictures and figures load with `nn_core.plots` and `nn_core.widgets`.
"""

from .activations import ACTIVATIONS, Activation, activation
from .backprop import gradient, sensitivities
from .clipping import ClipNorm, ClipValue
from .derivatives import (
    complex_step_gradient,
    complex_step_jacobian,
    difference_gradient,
    difference_hessian,
    difference_jacobian,
    hessian_vector,
)
from .descent import descend
from .early_stopping import EarlyStopping
from .function_objective import FunctionObjective
from .history import History, Path
from .initialise import initialise
from .jacobian import jacobian, per_sample_gradients
from .landscapes import LANDSCAPES, ReddiSequence, landscape, rosenbrock
from .losses import LOSSES, Loss, huber, loss
from .network_hessian import hessian
from .network_loss import NetworkLoss
from .networks import Network, Trace
from .objectives import Objective, Quadratic
from .optimizers import (
    NAG,
    OPTIMIZERS,
    SGD,
    AdaDelta,
    AdaGrad,
    Adam,
    AdamW,
    AMSGrad,
    Momentum,
    Nadam,
    Optimizer,
    RMSprop,
)
from .penalties import L1, L2, Penalty, elastic
from .storage import load_network, save_network
from .straight_line import straight_line_source
from .training import train
from .vanishing import surviving_slope

__all__ = [
    "ACTIVATIONS",
    "L1",
    "L2",
    "LANDSCAPES",
    "LOSSES",
    "NAG",
    "OPTIMIZERS",
    "SGD",
    "AMSGrad",
    "Activation",
    "AdaDelta",
    "AdaGrad",
    "Adam",
    "AdamW",
    "ClipNorm",
    "ClipValue",
    "EarlyStopping",
    "FunctionObjective",
    "History",
    "Loss",
    "Momentum",
    "Nadam",
    "Network",
    "NetworkLoss",
    "Objective",
    "Optimizer",
    "Path",
    "Penalty",
    "Quadratic",
    "RMSprop",
    "ReddiSequence",
    "Trace",
    "activation",
    "complex_step_gradient",
    "complex_step_jacobian",
    "descend",
    "difference_gradient",
    "difference_hessian",
    "difference_jacobian",
    "elastic",
    "gradient",
    "hessian",
    "hessian_vector",
    "huber",
    "initialise",
    "jacobian",
    "landscape",
    "load_network",
    "loss",
    "per_sample_gradients",
    "rosenbrock",
    "save_network",
    "sensitivities",
    "straight_line_source",
    "surviving_slope",
    "train",
]
