"""Put the entries of a gradient or Hessian, each computed for many points, into one array.

∇F = [∂F/∂x₁  ∂F/∂x₂]ᵀ          ∇²F = [a b; b c]        (chapter 4)
"""

import numpy as np

from ..arrays import Array


def vector(x: Array, *entries: Array | float) -> Array:
    """The gradient (..., n) at points x from its n entries, each (...) or a constant.

    Examples
    --------
    >>> vector(np.zeros((3, 2)), np.arange(3.0), 1.0).tolist()
    [[0.0, 1.0], [1.0, 1.0], [2.0, 1.0]]
    """
    gradient = np.empty_like(x)
    for j, entry in enumerate(entries):
        gradient[..., j] = entry
    return gradient


def symmetric(x: Array, a: Array | float, b: Array | float, c: Array | float) -> Array:
    """The Hessian [[a, b], [b, c]], (..., 2, 2), at points x from entries (...) or constants.

    Examples
    --------
    >>> symmetric(np.zeros(2), 1.0, 2.0, 3.0).tolist()
    [[1.0, 2.0], [2.0, 3.0]]
    """
    hessian = np.empty((*x.shape, 2), x.dtype)
    hessian[..., 0, 0] = a
    hessian[..., 0, 1] = hessian[..., 1, 0] = b
    hessian[..., 1, 1] = c
    return hessian
