"""The mathematics of *Neural Networks at a Glance*, small enough to be read with the book.

Everything optimises a scalar function F(x) of a parameter vector x; `import nn_core` needs
NumPy alone, and the pictures and figures load with `nn_core.plots` and `nn_core.widgets`.
Each public name is loaded from its module when it is first asked for.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # for type checkers and editors; what happens at run time is below
    from .activations import ACTIVATIONS, Activation, activation
    from .backprop import gradient, sensitivities
    from .checkpoint import load_history, save_history
    from .clipping import ClipNorm, ClipValue
    from .conjugate_gradient import conjugate_gradient
    from .curvature import CurvatureRange, curvature_range, highest_curvature, spectrum
    from .definiteness import Definiteness, definiteness, leading_minors, principal_minors
    from .derivatives import (
        complex_step_gradient,
        complex_step_jacobian,
        difference_gradient,
        difference_hessian,
        difference_jacobian,
        hessian_vector,
    )
    from .descent import descend
    from .directional import (
        directional_derivative,
        is_descent_direction,
        level_directions,
        second_directional_derivative,
        steepest_direction,
    )
    from .early_stopping import EarlyStopping
    from .extrema import Condition, Neighbourhood, Verdict, classify, explore_neighbourhood
    from .extreme_eigenvalues import Eigenpair, lanczos, largest_eigenvalue, power_iteration
    from .function_objective import FunctionObjective
    from .gradient_check import GradientCheck, check_gradient, difference_errors
    from .history import History, Path
    from .initialise import initialise
    from .intervals import Interval
    from .jacobian import jacobian, per_sample_gradients
    from .landscapes import LANDSCAPES, ReddiSequence, landscape, rosenbrock
    from .learning_rate import (
        BestRate,
        RateVerdict,
        best_rate,
        error_factors,
        judge_rate,
        max_stable_rate,
        spectral_radius,
    )
    from .levenberg_marquardt import levenberg_marquardt
    from .line_search import backtracking, exact_line_search
    from .local_models import linear_model, quadratic_model
    from .losses import LOSSES, Loss, huber, loss
    from .momentum_bounds import (
        BestMomentum,
        best_momentum,
        max_stable_momentum_rate,
        momentum_factors,
        momentum_radius,
        momentum_regime,
    )
    from .network_hessian import hessian
    from .network_loss import NetworkLoss
    from .networks import Network, Trace
    from .newton import newton
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
    from .plateau import Plateau
    from .quadratic_descent import descent_point, steps_to_escape, steps_to_reduce
    from .schedules import (
        ConstantRate,
        CosineDecay,
        ExponentialDecay,
        InverseDecay,
        PolynomialDecay,
        Schedule,
        StepDecay,
        WarmRestarts,
        WarmUp,
        rates,
    )
    from .series import Series
    from .spiking import LeakyNeuron, spike_train
    from .stationary_points import StationarySearch, find_stationary_point, stationary_points
    from .steepest_descent import steepest_descent
    from .storage import load_network, save_network
    from .straight_line import straight_line_source
    from .sweeps import sweep
    from .taylor import TaylorPolynomial, expand
    from .training import train
    from .vanishing import surviving_slope

# Which module each public name is in: the same as above, in a form that loads nothing.
HOMES = {
    "activations": "ACTIVATIONS Activation activation",
    "backprop": "gradient sensitivities",
    "checkpoint": "load_history save_history",
    "clipping": "ClipNorm ClipValue",
    "conjugate_gradient": "conjugate_gradient",
    "curvature": "CurvatureRange curvature_range highest_curvature spectrum",
    "definiteness": "Definiteness definiteness leading_minors principal_minors",
    "derivatives": (
        "complex_step_gradient complex_step_jacobian difference_gradient "
        "difference_hessian difference_jacobian hessian_vector"
    ),
    "descent": "descend",
    "directional": (
        "directional_derivative is_descent_direction level_directions "
        "second_directional_derivative steepest_direction"
    ),
    "early_stopping": "EarlyStopping",
    "extrema": "Condition Neighbourhood Verdict classify explore_neighbourhood",
    "extreme_eigenvalues": "Eigenpair lanczos largest_eigenvalue power_iteration",
    "function_objective": "FunctionObjective",
    "gradient_check": "GradientCheck check_gradient difference_errors",
    "history": "History Path",
    "initialise": "initialise",
    "intervals": "Interval",
    "jacobian": "jacobian per_sample_gradients",
    "landscapes": "LANDSCAPES ReddiSequence landscape rosenbrock",
    "learning_rate": (
        "BestRate RateVerdict best_rate error_factors judge_rate max_stable_rate spectral_radius"
    ),
    "levenberg_marquardt": "levenberg_marquardt",
    "line_search": "backtracking exact_line_search",
    "local_models": "linear_model quadratic_model",
    "losses": "LOSSES Loss huber loss",
    "momentum_bounds": (
        "BestMomentum best_momentum max_stable_momentum_rate momentum_factors "
        "momentum_radius momentum_regime"
    ),
    "network_hessian": "hessian",
    "network_loss": "NetworkLoss",
    "networks": "Network Trace",
    "newton": "newton",
    "objectives": "Objective Quadratic",
    "optimizers": (
        "NAG OPTIMIZERS SGD AdaDelta AdaGrad Adam AdamW AMSGrad Momentum Nadam Optimizer RMSprop"
    ),
    "penalties": "L1 L2 Penalty elastic",
    "plateau": "Plateau",
    "quadratic_descent": "descent_point steps_to_escape steps_to_reduce",
    "schedules": (
        "ConstantRate CosineDecay ExponentialDecay InverseDecay PolynomialDecay Schedule "
        "StepDecay WarmRestarts WarmUp rates"
    ),
    "series": "Series",
    "spiking": "LeakyNeuron spike_train",
    "stationary_points": "StationarySearch find_stationary_point stationary_points",
    "steepest_descent": "steepest_descent",
    "storage": "load_network save_network",
    "straight_line": "straight_line_source",
    "sweeps": "sweep",
    "taylor": "TaylorPolynomial expand",
    "training": "train",
    "vanishing": "surviving_slope",
}
HOME_OF = {name: module for module, names in HOMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    if name not in HOME_OF:
        raise AttributeError(f"module 'nn_core' has no attribute {name!r}")
    value = getattr(import_module(f".{HOME_OF[name]}", __name__), name)
    globals()[name] = value  # from now on without this function
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *HOME_OF})


class _Package(ModuleType):
    """Keeps a module such as `definiteness` from hiding the function it is named after."""

    def __setattr__(self, name: str, value: Any) -> None:
        if not (isinstance(value, ModuleType) and name in HOME_OF):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package

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
    "BestMomentum",
    "BestRate",
    "ClipNorm",
    "ClipValue",
    "Condition",
    "ConstantRate",
    "CosineDecay",
    "CurvatureRange",
    "Definiteness",
    "EarlyStopping",
    "Eigenpair",
    "ExponentialDecay",
    "FunctionObjective",
    "GradientCheck",
    "History",
    "Interval",
    "InverseDecay",
    "LeakyNeuron",
    "Loss",
    "Momentum",
    "Nadam",
    "Neighbourhood",
    "Network",
    "NetworkLoss",
    "Objective",
    "Optimizer",
    "Path",
    "Penalty",
    "Plateau",
    "PolynomialDecay",
    "Quadratic",
    "RMSprop",
    "RateVerdict",
    "ReddiSequence",
    "Schedule",
    "Series",
    "StationarySearch",
    "StepDecay",
    "TaylorPolynomial",
    "Trace",
    "Verdict",
    "WarmRestarts",
    "WarmUp",
    "activation",
    "backtracking",
    "best_momentum",
    "best_rate",
    "check_gradient",
    "classify",
    "complex_step_gradient",
    "complex_step_jacobian",
    "conjugate_gradient",
    "curvature_range",
    "definiteness",
    "descend",
    "descent_point",
    "difference_errors",
    "difference_gradient",
    "difference_hessian",
    "difference_jacobian",
    "directional_derivative",
    "elastic",
    "error_factors",
    "exact_line_search",
    "expand",
    "explore_neighbourhood",
    "find_stationary_point",
    "gradient",
    "hessian",
    "hessian_vector",
    "highest_curvature",
    "huber",
    "initialise",
    "is_descent_direction",
    "jacobian",
    "judge_rate",
    "lanczos",
    "landscape",
    "largest_eigenvalue",
    "leading_minors",
    "level_directions",
    "levenberg_marquardt",
    "linear_model",
    "load_history",
    "load_network",
    "loss",
    "max_stable_momentum_rate",
    "max_stable_rate",
    "momentum_factors",
    "momentum_radius",
    "momentum_regime",
    "newton",
    "per_sample_gradients",
    "power_iteration",
    "principal_minors",
    "quadratic_model",
    "rates",
    "rosenbrock",
    "save_history",
    "save_network",
    "second_directional_derivative",
    "sensitivities",
    "spectral_radius",
    "spectrum",
    "spike_train",
    "stationary_points",
    "steepest_descent",
    "steepest_direction",
    "steps_to_escape",
    "steps_to_reduce",
    "straight_line_source",
    "surviving_slope",
    "sweep",
    "train",
]
