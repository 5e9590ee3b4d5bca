"""The mathematics of *Neural Networks at a Glance*, small enough to be read with the book.

Everything optimises a scalar function F(x) of a parameter vector x; `import nn_core` needs
NumPy alone, and the pictures and figures load with `nn_core.plots` and `nn_core.widgets`.
Each public name is loaded from its module when it is first asked for.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

# Which module each public name is in, in the book's order. (`__init__.pyi` says the same to type
# checkers and editors.)
HOMES = {
    # 1 Meet the neuron
    "activations": "ACTIVATIONS Activation activation",
    "spiking": "LeakyNeuron spike_train",
    # 2 Neuron models
    "networks": "Network Trace",
    "initialise": "initialise",
    "storage": "load_network save_network",
    # 3 Loss
    "losses": "LOSSES Loss huber loss",
    "objectives": "Objective Quadratic",
    "function_objective": "FunctionObjective",
    "landscapes": "LANDSCAPES ReddiSequence landscape rosenbrock",
    # 4 Taylor expansion
    "taylor": "TaylorPolynomial expand",
    "series": "Series",
    "intervals": "Interval",
    "local_models": "linear_model quadratic_model",
    "derivatives": (
        "complex_step_gradient complex_step_jacobian difference_gradient difference_hessian "
        "difference_jacobian hessian_product"
    ),
    "gradient_check": "GradientCheck check_gradient difference_errors",
    # 5 Extrema and the Hessian
    "extrema": "Condition Verdict classify",
    "neighbourhoods": "Neighbourhood explore_neighbourhood",
    "stationary_points": "StationarySearch find_stationary_point stationary_points",
    "definiteness": "Definiteness definiteness leading_minors principal_minors",
    "curvature": "CurvatureRange curvature_range highest_curvature spectrum",
    "extreme_eigenvalues": "Eigenpair lanczos largest_eigenvalue power_iteration",
    # 6 Backpropagation
    "backprop": "gradient sensitivities",
    "network_loss": "NetworkLoss",
    "jacobian": "jacobian per_sample_gradients",
    "r_operator": "hessian_vector",
    "network_hessian": "hessian",
    "vanishing": "surviving_slope",
    # 7 Practice
    "training": "train",
    "straight_line": "straight_line_source",
    "sweeps": "sweep",
    "history": "History Path",
    "early_stopping": "EarlyStopping",
    "clipping": "ClipNorm ClipValue",
    "checkpoint": "load_history save_history",
    "levenberg_marquardt": "levenberg_marquardt",
    # A L1 and L2
    "penalties": "L1 L2 Penalty elastic",
    # B Directional derivatives
    "directional": (
        "directional_derivative is_descent_direction level_directions "
        "second_directional_derivative steepest_direction"
    ),
    # C The learning rate
    "learning_rate": (
        "BestRate RateVerdict best_rate error_factors judge_rate max_stable_rate spectral_radius"
    ),
    "momentum_bounds": (
        "BestMomentum best_momentum max_stable_momentum_rate momentum_factors momentum_radius "
        "momentum_regime"
    ),
    "schedules": (
        "ConstantRate CosineDecay ExponentialDecay InverseDecay PolynomialDecay Schedule "
        "StepDecay WarmRestarts WarmUp rates"
    ),
    "plateau": "Plateau",
    # D Optimizers
    "optimizers": (
        "NAG OPTIMIZERS SGD AdaDelta AdaGrad Adam AdamW AMSGrad Momentum Nadam Optimizer RMSprop"
    ),
    "descent": "descend",
    "quadratic_descent": "descent_point steps_to_escape steps_to_reduce",
    "line_search": "backtracking exact_line_search",
    "steepest_descent": "steepest_descent",
    "newton": "newton",
    "conjugate_gradient": "conjugate_gradient",
}
HOME_OF = {name: module for module, names in HOMES.items() for name in names.split()}

__all__ = [*HOME_OF]


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
