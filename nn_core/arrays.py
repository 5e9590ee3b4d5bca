"""What the book accepts as numbers, and how it refuses the rest.

Every public function checks what it is given once, here, at the door; the functions inside then
compute without looking back. A refusal names the argument, what was expected and what came.
"""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array: TypeAlias = NDArray[Any]
#: What a table holds.
Entry = TypeVar("Entry")
# As strings: only whoever draws random numbers pays for loading numpy.random.
Generator: TypeAlias = "np.random.Generator | np.random.RandomState"
Rng: TypeAlias = "np.random.Generator | np.random.RandomState | int | np.int64"


def as_numbers(values: ArrayLike, name: str, *, complex_allowed: bool = False) -> Array:
    """`values` as a floating-point array: float64, unless they are floats of another width.

    Raises
    ------
    TypeError
        If `values` are not numbers, or are complex where only real ones make sense.
    """
    try:
        array = np.asarray(values)
    except ValueError as error:
        raise ValueError(f"{name} must be a rectangular array of numbers: {error}") from None
    if array.dtype.kind in "biu":
        return array.astype(np.float64)
    if array.dtype.kind == "f" or (complex_allowed and array.dtype.kind == "c"):
        return array
    raise TypeError(f"{name} must be real numbers, got an array of {array.dtype}")


def refuse_non_finite(array: Array, name: str) -> None:
    """Raise ValueError if `array` holds NaN or infinity, and say where the first one is."""
    finite = np.isfinite(array)
    if not finite.all():
        place = tuple(int(i) for i in np.argwhere(~finite)[0])
        where = f" at index {place if len(place) > 1 else place[0]}" if place else ""
        raise ValueError(f"{name} must be finite, got {array[place]}{where}")


def as_samples(values: ArrayLike, size: int, name: str) -> Array:
    """Samples as columns: an array of shape (..., size, Q).

    A one-dimensional array is Q samples of one number each if `size` is 1, and one sample of
    `size` numbers otherwise.

    Raises
    ------
    ValueError
        If there is no sample, a number is not finite, or the shape does not fit.
    TypeError
        If the values are not real numbers.

    Examples
    --------
    >>> as_samples([0.0, 1.0, 2.0], 1, "P").shape
    (1, 3)
    >>> as_samples([0.0, 1.0, 2.0], 3, "P").shape
    (3, 1)
    """
    array = as_numbers(values, name)
    if array.ndim <= 1:
        array = array.reshape(1, -1) if size == 1 else array.reshape(-1, 1)
    rows, columns = array.shape[-2:]
    if rows != size:
        hint = (
            f"; this looks transposed, so pass {name}.T"
            if columns == size
            else f"; the network has {size} there"
        )
        raise ValueError(
            f"{name} must have shape ({size}, Q), one sample a column, got {np.shape(values)}{hint}"
        )
    if array.size == 0:
        raise ValueError(f"{name} must hold at least one sample, got shape {np.shape(values)}")
    refuse_non_finite(array, name)
    return array


def as_parameters(x: ArrayLike, n: int, name: str = "x") -> Array:
    """Parameter vectors, shape (..., n); complex ones are allowed, for the complex step.

    Raises
    ------
    ValueError
        If the last axis does not hold `n` parameters.
    TypeError
        If the values are not numbers.
    """
    array = as_numbers(x, name, complex_allowed=True)
    if array.ndim == 0 or array.shape[-1] != n:
        raise ValueError(
            f"{name} must hold {n} parameters on its last axis, got shape {array.shape}"
        )
    return array


def as_function(f: Any, name: str, of: str) -> Any:
    """`f`, if it can be called.

    Raises
    ------
    TypeError
        If it cannot.

    Examples
    --------
    >>> as_function(0.1, "schedule", "the step k")
    Traceback (most recent call last):
    TypeError: schedule must be a function of the step k, got 0.1
    """
    if not callable(f):
        raise TypeError(f"{name} must be a function of {of}, got {f!r}")
    return f


def unknown_name(kind: str, name: str, known: Iterable[str]) -> str:
    """The message for a name that is not known: the nearest one, or all of them.

    Examples
    --------
    >>> unknown_name("loss", "square", ["squared", "absolute"])
    "unknown loss 'square'; did you mean 'squared'?"
    """
    from difflib import get_close_matches  # only a mistake pays for loading it

    known = list(known)
    near = get_close_matches(name.lower(), known, n=1, cutoff=0.5)
    hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(known)}"
    return f"unknown {kind} {name!r}; {hint}"


def find_named(
    kind: str, name: Any, table: Mapping[str, Entry], aliases: Mapping[str, str] | None = None
) -> Entry:
    """The entry of a table by its name or alias; an entry itself is returned as it is.

    Raises
    ------
    TypeError
        If `name` is neither a name nor of the kind of the entries.
    ValueError
        If no entry has that name; the message suggests the nearest.
    """
    aliases = aliases or {}
    entry_type = type(next(iter(table.values())))
    if isinstance(name, entry_type):
        return name
    if not isinstance(name, str):
        raise TypeError(
            f"{kind} must be a name or an instance of {entry_type.__name__}, got {name!r}"
        )
    found = table.get(aliases.get(name, name))
    if found is None:
        raise ValueError(unknown_name(kind, name, [*table, *aliases]))
    return found


def as_generator(rng: Rng) -> Generator:
    """A source of random numbers from a Generator (or legacy RandomState) or an integer seed.

    Raises
    ------
    TypeError
        If `rng` is neither.
    ValueError
        If the seed is negative.
    """
    if isinstance(rng, np.random.Generator | np.random.RandomState):
        return rng
    if isinstance(rng, bool | np.bool_) or not isinstance(rng, int | np.integer):
        raise TypeError(
            "rng must be a numpy.random.Generator or an integer seed, "
            f"got {type(rng).__name__} {rng!r}"
        )
    if rng < 0:
        raise ValueError(f"rng, as a seed, must not be negative, got {rng}")
    return np.random.default_rng(int(rng))
