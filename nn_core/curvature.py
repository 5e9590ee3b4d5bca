"""The spectrum of a Hessian: the curvatures along its eigenvectors, by whatever way is cheapest.

    ∇²F(x) vᵢ = λᵢ vᵢ,      λmin ≤ pᵀ∇²F(x) p / ‖p‖² ≤ λmax

Chapter 5 reads minima and saddles from them, chapter C learning rates. A `Quadratic` knows its own;
a small Hessian is formed; of a large one the ends are found by products with vectors.
"""

from __future__ import annotations

from typing import NamedTuple, TypeGuard, cast

import numpy as np
from numpy.typing import ArrayLike

from .arrays import Array
from .derivatives import hessian_product
from .extreme_eigenvalues import Eigenpair, lanczos, largest_eigenvalue
from .objectives import Objective, Quadratic, has_hessian
from .points import as_point, as_symmetric

# Above this many variables the Hessian is not formed unless asked for.
_LARGEST_TO_FORM = 100


class CurvatureRange(NamedTuple):
    """The smallest and the largest eigenvalue of a Hessian.

    Examples
    --------
    >>> CurvatureRange(1.0, 3.0).highest
    3.0
    """

    lowest: float
    highest: float


def curvature_range(
    F: Objective | ArrayLike, x: ArrayLike | None = None, method: str = "auto"
) -> CurvatureRange:
    """The smallest and largest eigenvalue of the Hessian.

    Parameters
    ----------
    F : a Hessian (n, n), a Quadratic, or an objective.
    x : (n,) the point; not needed for the first two.
    method : "eigenvalues" of the Hessian; "lanczos" on products with it; "auto" takes the second
        where F has products (`hessian_vector`) that spare forming a Hessian of over 100 variables.

    Raises
    ------
    ValueError
        If the point is missing or does not fit, or the method is unknown.
    TypeError
        If the objective has neither a Hessian nor products with it.
    ArithmeticError
        If the iteration did not converge: a small λmin beside a large λmax can take it n steps.

    Examples
    --------
    >>> low, high = curvature_range([[2, 1], [1, 2]])
    >>> round(low, 6), round(high, 6)
    (1.0, 3.0)
    """
    if _by_products(F, method, ("auto", "eigenvalues", "lanczos")):
        low, high = lanczos(hessian_product(F, _point(F, x)), F.n)
        return CurvatureRange(_settled(low), _settled(high))
    eigenvalues = spectrum(F, x)
    return CurvatureRange(float(eigenvalues[0]), float(eigenvalues[-1]))


def highest_curvature(
    F: Objective | ArrayLike, x: ArrayLike | None = None, method: str = "auto"
) -> float:
    """The largest eigenvalue λmax of the Hessian alone, which bounds the learning rate.

    Arguments and errors as for `curvature_range`, and one method more, "power" iteration.

    Examples
    --------
    >>> highest_curvature([[2, 0], [0, 50]])
    50.0
    """
    if _by_products(F, method, ("auto", "eigenvalues", "lanczos", "power")):
        product = hessian_product(F, _point(F, x))
        by = "power" if method == "power" else "lanczos"
        return _settled(largest_eigenvalue(product, F.n, method=by))
    return float(spectrum(F, x)[-1])


def spectrum(F: Objective | ArrayLike, x: ArrayLike | None = None) -> Array:
    """All eigenvalues of the Hessian, ascending, exactly 0 where they are 0 to rounding; (n,).

    Rounding the entries of A moves its eigenvalues by up to about nε times the largest.

    Raises
    ------
    ValueError
        If the point is missing or does not fit.
    TypeError
        If the objective has no Hessian.

    Examples
    --------
    >>> from nn_core.landscapes import landscape
    >>> F = landscape("quartic")
    >>> spectrum(F, F.saddles[0]).round(6)
    array([-6.255652,  8.      ])
    """
    if isinstance(F, Quadratic):
        eigenvalues = F.eigenvalues
    elif _is_objective(F):
        A = has_hessian(F).hessian(_point(F, x))
        eigenvalues = np.linalg.eigvalsh(as_symmetric(A, "the Hessian"))
    else:
        eigenvalues = np.linalg.eigvalsh(as_symmetric(cast(ArrayLike, F), "A"))
    size = np.abs(eigenvalues)
    rounding = len(size) * np.finfo(size.dtype).eps * np.max(size)
    return np.where(size <= rounding, 0.0, eigenvalues)


def _is_objective(F: Objective | ArrayLike) -> TypeGuard[Objective]:
    return hasattr(F, "n")


def _point(F: Objective, x: ArrayLike | None) -> Array:
    if x is None:
        raise ValueError(f"x must be given: the curvature of {F.name!r} depends on the point")
    return as_point(x, F.n)


def _by_products(
    F: Objective | ArrayLike, method: str, methods: tuple[str, ...]
) -> TypeGuard[Objective]:
    """Whether to work with Hessian–vector products instead of a matrix."""
    if method not in methods:
        raise ValueError(f"method must be one of {', '.join(methods)}, not {method!r}")
    if method == "eigenvalues" or not _is_objective(F) or isinstance(F, Quadratic):
        return False
    return method != "auto" or (F.n > _LARGEST_TO_FORM and hasattr(F, "hessian_vector"))


def _settled(pair: Eigenpair) -> float:
    if not pair.converged:
        raise ArithmeticError(
            f"the eigenvalue did not settle after {pair.products} products: {pair.value:.6g}, give "
            f"or take {pair.residual:.2g}; method='eigenvalues' forms the Hessian, lanczos and "
            "largest_eigenvalue take more steps"
        )
    return pair.value if abs(pair.value) > pair.residual else 0.0
