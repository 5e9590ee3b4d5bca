"""Levenberg–Marquardt: Newton's method for sums of squares, without second derivatives.

    Δx = −[JᵀJ + μI]⁻¹ Jᵀe        J the Jacobian of the errors e, F = eᵀe/Q

JᵀJ stands for half the Hessian of eᵀe: near the solution the errors are small and so is what it
leaves out. A large μ makes the step short and steepest, a small one makes it Gauss–Newton's; μ
falls after every step that goes down and rises until one does (chapter D).
"""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike

from .arrays import Array
from .history import Path
from .iteration import iterate
from .line_search import NoStep
from .losses import LOSSES
from .network_loss import NetworkLoss
from .objectives import Objective
from .points import as_positive, as_real


class SumOfSquares(Objective, Protocol):
    """An objective that is the mean of squared errors, such as `NetworkLoss`."""

    def errors(self, x: ArrayLike) -> Array:
        """e(x): (n,) -> (Q,)."""

    def jacobian(self, x: ArrayLike) -> Array:
        """∂e/∂x: (n,) -> (Q, n)."""


def levenberg_marquardt(
    objective: SumOfSquares,
    x0: ArrayLike,
    steps: int = 100,
    *,
    mu: float = 0.01,
    factor: float = 10.0,
    mu_max: float = 1e10,
    tolerance: float = 1e-10,
) -> Path:
    """Fit by Levenberg–Marquardt, the method of choice for networks of up to a few hundred x.

    Parameters
    ----------
    objective
        `NetworkLoss` with the squared loss and no penalty, or anything with `errors`,
        `jacobian`, `value` and `gradient` that is a sum of squares.
    x0 : (n,)
        The start.
    steps : int
        At most so many accepted steps.
    mu, factor : float > 0, float > 1
        The first μ, and by what it is divided and multiplied (Hagan's ϑ).
    mu_max : float
        Stopped when no step below this μ goes down: x is then a minimum to rounding.
    tolerance : float > 0
        Converged when ‖∇F‖ is no greater.

    Returns
    -------
    Path
        Its `state` is the last μ.

    Raises
    ------
    ValueError, TypeError
        If an argument is out of its range, or the objective is no sum of squares.

    References
    ----------
    Levenberg (1944); Marquardt (1963); Hagan & Menhaj (1994); Hagan et al., chapter 12.

    Examples
    --------
    >>> from nn_core.networks import Network
    >>> p = np.linspace(-2, 2, 21)
    >>> F = NetworkLoss(Network((1, 2, 1)), p, 1 + np.sin(np.pi / 4 * p))
    >>> path = levenberg_marquardt(F, [-0.27, -0.41, -0.48, -0.13, 0.09, -0.17, 0.48], steps=30)
    >>> bool(path.value[-1] < 1e-4 < path.value[0])
    True
    """
    _refuse_other_losses(objective)
    mu, mu_max = as_positive(mu, "mu"), as_positive(mu_max, "mu_max")
    if as_real(factor, "factor") <= 1:
        raise ValueError(f"factor must be above 1, but is {factor}")

    def move(x: Array, g: Array) -> Array:
        nonlocal mu
        F, e, J = float(objective.value(x)), objective.errors(x), objective.jacobian(x)
        normal, downhill = J.T @ J, -(J.T @ e)
        while mu <= mu_max:
            trial = _trial(x, normal, downhill, mu)
            if trial is not None and float(objective.value(trial)) < F:
                mu = max(mu / factor, np.finfo(float).tiny)
                return trial
            mu *= factor
        raise NoStep(f"no step goes down with μ up to {mu_max:g}: x is a minimum to rounding")

    path = iterate(objective, x0, steps, tolerance, move)
    return Path(path.x, path.value, path.status, path.message, path.verdicts, mu)


def _trial(x: Array, normal: Array, downhill: Array, mu: float) -> Array | None:
    """x − [JᵀJ + μI]⁻¹ Jᵀe, or None where μ is too small for the matrix to be inverted."""
    try:
        step: Array = np.linalg.solve(normal + mu * np.eye(len(x)), downhill)
    except np.linalg.LinAlgError:
        return None
    return x + step


def _refuse_other_losses(objective: SumOfSquares) -> None:
    if not hasattr(objective, "errors") or not hasattr(objective, "jacobian"):
        raise TypeError(
            f"objective must have errors and jacobian, as NetworkLoss has, got {objective!r}"
        )
    if isinstance(objective, NetworkLoss):
        if objective.loss is not LOSSES["squared"]:
            raise ValueError(f"loss must be squared, got {objective.loss.name!r}")
        if objective.penalty is not None:
            raise ValueError("penalty must be None: a penalised loss is no sum of squares")
