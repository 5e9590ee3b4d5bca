# mypy: disable-error-code="no-any-return"
"""Losses: how wrong a network's output is, one number a sample.

Each loss has its value, its gradient and its curvature (the Hessian times a vector) with respect
to the last layer. For the squared, absolute and Huber losses that means the output a. The two
cross-entropies are functions of the last net input n, with the log-sigmoid or the softmax built
in: ln(1 + e^n) can then be computed without overflow, and the gradient is simply a - t.
Arrays are (..., S, Q), samples as columns; values are (..., Q). (Chapter 3.)

>>> list(LOSSES)
['squared', 'absolute', 'huber', 'binary_cross_entropy', 'softmax_cross_entropy']
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, SupportsIndex

import numpy as np

from .activation_formulas import logsig, minus_magnitude, softmax, softmax_product
from .arrays import Array, find_named
from .points import as_positive


@dataclass(frozen=True, eq=False)
class Loss:
    """A loss of one sample, with its first and second derivative.

    Attributes
    ----------
    name, title, latex
        The name in code, the name in prose, the formula.
    value
        value(z, t) -> (..., Q), where z is the output a, or the net input n if
        `output_activation` is set.
    gradient
        gradient(z, t) -> (..., S, Q), the derivative with respect to z.
    curvature
        curvature(z, t, v) -> (..., S, Q), the second derivative with respect to z, times v.
    output_activation
        The activation the last layer must have, built into the loss; None if any will do.
    check_targets
        Raises ValueError for targets the loss makes no sense for.

    Examples
    --------
    >>> a, t = np.array([[1.0, 3.0]]), np.array([[0.0, 0.0]])
    >>> loss("squared").value(a, t)
    array([1., 9.])
    >>> loss("huber").gradient(a, t)
    array([[1., 1.]])
    """

    name: str
    title: str
    value: Callable[[Array, Array], Array]
    gradient: Callable[[Array, Array], Array]
    curvature: Callable[[Array, Array, Array], Array]
    latex: str
    output_activation: str | None = None
    check_targets: Callable[[Array], None] | None = None

    def __repr__(self) -> str:
        return f"loss({self.name!r})"

    def __reduce_ex__(self, protocol: SupportsIndex) -> str | tuple[Any, ...]:
        """Copies and pickles of an entry of the table are the entry itself."""
        if LOSSES.get(self.name) is self:
            return loss, (self.name,)
        return super().__reduce_ex__(protocol)


# squared: eᵀe with e = t - a. The factor 2 of its derivative is kept, as in the chapter.


def squared_value(a: Array, t: Array) -> Array:
    e = t - a
    return (e * e).sum(axis=-2)


def squared_gradient(a: Array, t: Array) -> Array:
    return -2 * (t - a)


def squared_curvature(a: Array, t: Array, v: Array) -> Array:
    return 2 * v


# absolute: the sum of |e|; at e = 0, where there is no derivative, 0 is used


def absolute_value(a: Array, t: Array) -> Array:
    return -minus_magnitude(t - a).sum(axis=-2)


def absolute_gradient(a: Array, t: Array) -> Array:
    return -np.sign((t - a).real)  # NumPy's sign of a complex number z is z/|z|


def absolute_curvature(a: Array, t: Array, v: Array) -> Array:
    return np.zeros_like(v)


def huber(delta: float = 1.0) -> Loss:
    """Huber's loss: e²/2 for errors within delta, delta (|e| - delta/2) beyond.

    Source: P. J. Huber, Robust estimation of a location parameter (1964).

    Raises
    ------
    ValueError, TypeError
        If `delta` is not a positive finite number.

    Examples
    --------
    >>> huber(delta=2.0).value(np.array([[1.0, 4.0]]), np.zeros((1, 2)))
    array([0.5, 6. ])
    """
    delta = as_positive(delta, "delta")
    return Loss(
        "huber" if delta == 1 else f"huber({delta:g})", "Huber",
        partial(huber_value, delta), partial(huber_gradient, delta),
        partial(huber_curvature, delta),
        r"\begin{cases} e^2/2 & |e| \le \delta \\ \delta(|e| - \delta/2) & \text{else} \end{cases}",
    )  # fmt: skip


def huber_value(delta: float, a: Array, t: Array) -> Array:
    size = -minus_magnitude(t - a)
    near = np.minimum(size, delta)
    return (near * near / 2 + delta * (size - near)).sum(axis=-2)


def huber_gradient(delta: float, a: Array, t: Array) -> Array:
    return -np.clip(t - a, -delta, delta)


def huber_curvature(delta: float, a: Array, t: Array, v: Array) -> Array:
    return np.where(np.abs(t - a) < delta, v, 0.0)


# binary cross-entropy of a = logsig(n): -t ln a - (1 - t) ln(1 - a) = ln(1 + e^n) - t n, which is
# ln(1 + e^-|n|) + (1 - t) n for n > 0, and - t n for the rest: no large numbers to take off


def binary_value(n: Array, t: Array) -> Array:
    linear = np.where(n > 0, 1 - t, -t) * n
    return (np.log1p(np.exp(minus_magnitude(n))) + linear).sum(axis=-2)


def binary_gradient(n: Array, t: Array) -> Array:
    return logsig(n) - t


def binary_curvature(n: Array, t: Array, v: Array) -> Array:
    a = logsig(n)
    return a * (1 - a) * v


def _probabilities(T: Array) -> None:
    if T.min() < 0 or T.max() > 1:
        raise ValueError(
            "T must lie between 0 and 1 for a cross-entropy loss, "
            f"got values from {T.min():g} to {T.max():g}"
        )


# cross-entropy of a = softmax(n): -sum of t_i ln a_i = ln(sum of e^(n_i)) - tᵀn, as sum of t = 1.
# With the largest n taken off first, its e^0 is the 1 of ln(1 + the others).


def softmax_value(n: Array, t: Array) -> Array:
    top = n.argmax(axis=-2, keepdims=True)
    n = n - np.take_along_axis(n, top, axis=-2)
    others = np.exp(n)
    np.put_along_axis(others, top, 0, axis=-2)
    return np.log1p(others.sum(axis=-2)) - (t * n).sum(axis=-2)


def softmax_gradient(n: Array, t: Array) -> Array:
    return softmax(n) - t


def softmax_curvature(n: Array, t: Array, v: Array) -> Array:
    return softmax_product(softmax(n), v)


def _distributions(T: Array) -> None:
    _probabilities(T)
    total = T.sum(axis=-2)
    if not np.allclose(total, 1):
        worst = np.unravel_index(np.argmax(np.abs(total - 1)), total.shape)
        raise ValueError(
            "T must hold one probability a class, each column summing to 1 (one-hot for known "
            f"classes); column {worst[-1]} sums to {total[worst]:g}"
        )


#: The losses by name.
LOSSES: dict[str, Loss] = {
    entry.name: entry
    for entry in (
        Loss("squared", "Squared error", squared_value, squared_gradient, squared_curvature,
             r"\mathbf{e}^\mathsf{T}\mathbf{e}"),
        Loss("absolute", "Absolute error", absolute_value, absolute_gradient, absolute_curvature,
             r"\textstyle\sum_i |e_i|"),
        huber(),
        Loss("binary_cross_entropy", "Binary cross-entropy",
             binary_value, binary_gradient, binary_curvature,
             r"-\textstyle\sum_i \left(t_i \ln a_i + (1 - t_i) \ln(1 - a_i)\right)",
             "logsig", _probabilities),
        Loss("softmax_cross_entropy", "Softmax cross-entropy",
             softmax_value, softmax_gradient, softmax_curvature,
             r"-\textstyle\sum_i t_i \ln a_i", "softmax", _distributions),
    )
}  # fmt: skip


def loss(name: str | Loss) -> Loss:
    """The loss of that name (a Loss is returned as it is).

    Raises
    ------
    ValueError
        If no loss has that name; the message suggests the nearest.
    TypeError
        If `name` is neither a name nor a Loss.

    Examples
    --------
    >>> loss("squared")
    loss('squared')
    >>> loss("cross_entropy")
    Traceback (most recent call last):
    ValueError: unknown loss 'cross_entropy'; did you mean 'binary_cross_entropy'?
    """
    return find_named("loss", name, LOSSES)
