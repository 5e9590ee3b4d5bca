"""The traits that explorables are made of: each has a default, bounds, and one clear refusal.

A trait here is a traitlets trait that is always synchronised with the browser, says in its error
what was wrong, what was expected and what came, and can describe itself (`field`), so that a test
can hold it against the same declaration in the figure's JavaScript.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any, Literal

import traitlets

Scale = Literal["linear", "log"]


class _Field(traitlets.TraitType[Any, Any]):
    """What all traits here share; a subclass says what it accepts in `accept`."""

    def __init__(self, default: Any, **description: Any) -> None:
        super().__init__(default, help=description.pop("help", ""))
        self.description = description
        self.tag(sync=True)

    def accept(self, value: Any) -> Any:
        """Return the value to store, or raise ValueError with what was expected instead."""
        raise NotImplementedError

    def validate(self, obj: Any, value: Any) -> Any:
        """Refuse what `accept` refuses, naming the trait, what was expected and what came."""
        try:
            return self.accept(value)
        except (TypeError, ValueError) as problem:
            raise traitlets.TraitError(f"{self.name} must be {problem}, got {value!r}") from None

    def field(self) -> dict[str, Any]:
        """Describe the trait, in the words of the front end's schema."""
        default = self.default_value
        default = list(default) if isinstance(default, tuple) else default
        return {"default": default, **self.description}


class Number(_Field):
    """A finite number from low to high."""

    def __init__(
        self, default: float, *, low: float, high: float, scale: Scale = "linear", help: str = ""
    ) -> None:
        super().__init__(default, type="number", low=low, high=high, scale=scale, help=help)

    def accept(self, value: Any) -> float:
        """Take any real number within the bounds, but no truth value."""
        low, high = self.description["low"], self.description["high"]
        expected = f"a number from {low} to {high}"
        if isinstance(value, bool | str):
            raise TypeError(expected)
        try:
            number = float(value)
        except (TypeError, ValueError):
            raise TypeError(expected) from None
        if not low <= number <= high:  # refuses NaN too
            raise ValueError(expected)
        return number


class Whole(_Field):
    """A whole number from low to high."""

    def __init__(
        self, default: int, *, low: int, high: int, scale: Scale = "linear", help: str = ""
    ) -> None:
        super().__init__(default, type="whole", low=low, high=high, scale=scale, help=help)

    def accept(self, value: Any) -> int:
        """Take any integer within the bounds, NumPy's too, but no truth value."""
        low, high = self.description["low"], self.description["high"]
        expected = f"a whole number from {low} to {high}"
        if isinstance(value, bool):
            raise TypeError(expected)
        try:
            number = operator.index(value)
        except TypeError:
            raise TypeError(expected) from None
        if not low <= number <= high:
            raise ValueError(expected)
        return number


class Choice(_Field):
    """One of some names."""

    def __init__(self, default: str, options: Sequence[str], *, help: str = "") -> None:
        super().__init__(default, type="choice", options=list(options), help=help)

    def accept(self, value: Any) -> str:
        """Take one of the options; a near miss is told which one it is near."""
        options: list[str] = self.description["options"]
        if isinstance(value, str) and value in options:
            return value
        near = get_close_matches(str(value), options, n=1)
        hint = f" (did you mean {near[0]!r}?)" if near else ""
        raise ValueError(f"one of {', '.join(options)}{hint}")


class Flag(_Field):
    """True or False."""

    def __init__(self, default: bool, *, transient: bool = False, help: str = "") -> None:
        extra = {"transient": True} if transient else {}
        super().__init__(default, type="flag", help=help, **extra)

    def accept(self, value: Any) -> bool:
        """Take a truth value and nothing that merely looks like one."""
        if not isinstance(value, bool):
            raise TypeError("True or False")
        return value


class Numbers(_Field):
    """A list of finite numbers."""

    def __init__(
        self,
        default: Sequence[float] = (),
        *,
        length: tuple[int, int],
        low: float,
        high: float,
        help: str = "",
    ) -> None:
        super().__init__(
            tuple(default), type="numbers", length=list(length), low=low, high=high, help=help
        )

    def make_dynamic_default(self) -> list[float]:
        """Give every instance a list of its own."""
        return list(self.default_value)

    def accept(self, value: Any) -> list[float]:
        """Take any iterable of numbers within the bounds and of an allowed length."""
        (shortest, longest), low, high = (self.description[k] for k in ("length", "low", "high"))
        expected = f"{shortest} to {longest} numbers from {low} to {high}"
        if isinstance(value, str) or not isinstance(value, Iterable):
            raise TypeError(expected)
        numbers = [float(v) for v in value]
        if not shortest <= len(numbers) <= longest:
            raise ValueError(expected)
        if not all(math.isfinite(v) and low <= v <= high for v in numbers):
            raise ValueError(expected)
        return numbers


class Text(_Field):
    """Words, up to a length."""

    def __init__(
        self, default: str, *, longest: int, transient: bool = False, help: str = ""
    ) -> None:
        extra = {"transient": True} if transient else {}
        super().__init__(default, type="text", longest=longest, help=help, **extra)

    def accept(self, value: Any) -> str:
        """Take a string that is not too long."""
        longest: int = self.description["longest"]
        if not isinstance(value, str) or len(value) > longest:
            raise ValueError(f"a text of at most {longest} characters")
        return value
