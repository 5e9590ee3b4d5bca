"""Derivatives without calculus: the independent witness against which a formula is checked.

Give a function and a point and get its gradient or Hessian from values alone (chapter B):

    complex step    ∂F/∂xⱼ ≈ Im F(x + ih eⱼ) / h       error h², no cancellation
    differences     of F(x + h eⱼ) and its like, with the best of many h (differences.py)
"""

from __future__ import annotations

import warnings
from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from .arrays import Array
from .differences import first_differences, real_points, rounded, second_differences
from .objectives import Objective, has_hessian
from .points import as_points, as_positive

# A function takes points (..., n) and returns (...); a field returns (..., n).
Function = Callable[[Array], Array]
Field = Callable[[Array], Array]


def complex_step_gradient(f: Function, x: ArrayLike, h: float = 1e-20) -> Array:
    """∇F by the complex step, exact to rounding since nothing is subtracted; (..., n).

    Parameters
    ----------
    f : function of points (..., n), analytic: no abs, max, sign or comparison inside. Some of
        these are refused; others, as np.sign, give a wrong derivative without a warning.
    x : (..., n)
    h : the step along the imaginary axis.

    Raises
    ------
    TypeError
        If `f` cannot take complex numbers or drops their imaginary part.

    Examples
    --------
    >>> complex_step_gradient(lambda x: np.exp(x[..., 0]) * x[..., 1], [0.0, 3.0])
    array([3., 1.])

    Notes
    -----
    Squire and Trapp, Using complex variables to estimate derivatives, SIAM Review 40 (1998).
    """
    x = real_points(x)
    h = as_positive(h, "h")
    values = _complex_values(f, x[..., None, :] + 1j * h * np.eye(x.shape[-1]))
    return values.imag / h


def complex_step_jacobian(field: Field, x: ArrayLike, h: float = 1e-20) -> Array:
    """Jacobian of a vector field by the complex step: of a gradient, the Hessian; (..., n, n).

    Parameters as for `complex_step_gradient`: the field must be analytic.

    Raises
    ------
    TypeError
        If `field` cannot take complex numbers or drops their imaginary part.

    Examples
    --------
    >>> complex_step_jacobian(lambda x: x**2, [1.0, 3.0])
    array([[2., 0.],
           [0., 6.]])
    """
    x = real_points(x)
    h = as_positive(h, "h")
    columns = _complex_values(field, x[..., None, :] + 1j * h * np.eye(x.shape[-1]))
    return np.swapaxes(columns.imag / h, -1, -2)


def difference_gradient(
    f: Function, x: ArrayLike, h: float | None = None, method: str = "five points"
) -> Array:
    """∇F by differences of values along each axis; (..., n).

    Parameters
    ----------
    f : function of points (..., n).
    x : (..., n)
    h : the step, scaled by max(1, |xⱼ|). By default each entry has its own, shortened while that
        improves it: enough where F varies over a hundred-thousandth of max(1, |xⱼ|) or more.
    method : "forward", "central" or "five points".

    Raises
    ------
    ValueError
        If the method is not one of the three, or h is not above zero.

    Examples
    --------
    >>> difference_gradient(lambda x: x[..., 0] ** 2 * x[..., 1], [1.0, 3.0]).round(9)
    array([6., 1.])
    """
    return first_differences(rounded(f), x, h, method).value


def difference_jacobian(
    field: Field, x: ArrayLike, h: float | None = None, method: str = "five points"
) -> Array:
    """Jacobian of a vector field by differences: of a gradient, the Hessian; (..., n, n).

    Parameters and errors as for `difference_gradient`.

    Raises
    ------
    ValueError
        If the method is unknown, or h is not above zero.

    Examples
    --------
    >>> difference_jacobian(lambda x: x**2, [1.0, 3.0]).round(9)
    array([[2., 0.],
           [0., 6.]])
    """
    columns = first_differences(rounded(field), x, h, method).value
    return np.swapaxes(columns, -1, -2)


def difference_hessian(f: Function, x: ArrayLike, h: float | None = None) -> Array:
    """∇²F from values alone: five-point differences of five-point gradients; (..., n, n).

    Parameters as for `difference_gradient`.

    Raises
    ------
    ValueError
        If h is not above zero.

    Examples
    --------
    >>> difference_hessian(lambda x: x[..., 0] ** 2 * x[..., 1] ** 2, [1.0, 3.0]).round(6)
    array([[18., 12.],
           [12.,  2.]])
    """
    hessian = second_differences(rounded(f), x, h).value
    return 0.5 * (hessian + np.swapaxes(hessian, -1, -2))


def hessian_product(objective: Objective, x: ArrayLike) -> Callable[[ArrayLike], Array]:
    """The function v ↦ ∇²F(x) v, for vectors v (..., n).

    It is the objective's own product where it has one, so that no matrix is formed; otherwise the
    Hessian is formed once, for as many products as are wanted.

    Raises
    ------
    TypeError
        If the objective has neither a product nor a Hessian.

    Examples
    --------
    >>> from nn_core.objectives import Quadratic
    >>> product = hessian_product(Quadratic([[2, 1], [1, 2]]), [0.0, 0.0])
    >>> product([1.0, -1.0])
    array([ 1., -1.])
    """
    product = getattr(objective, "hessian_vector", None)
    if product is not None:
        return lambda v: np.asarray(product(x, v))
    A = has_hessian(objective).hessian(x)
    return lambda v: np.asarray(as_points(v, objective.n, "v") @ A)


def _complex_values(f: Function, z: Array) -> Array:
    dropped = np.exceptions.ComplexWarning
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", dropped)  # math.sin of a complex number only warns
            values = np.asarray(f(z))
    except (TypeError, dropped) as error:
        raise TypeError(
            f"f must take complex numbers for the complex step ({error}); use numpy's functions "
            "inside it, or differences instead"
        ) from error
    if values.dtype.kind != "c":
        raise TypeError(
            f"f must give complex numbers for the complex step, but {values.dtype} came: abs, max, "
            ".real and comparisons drop the imaginary part; use differences instead"
        )
    return values
