"""Reading what a reader wrote: numbers, fractions, lists, arrays, and strings of any of them.

"3/4", "sqrt(2)/2", "1/(1 + exp(2))", "p = 0.5", [Fraction(1, 3), "0.5"] and np.array([[1, 2]]) are
all answers, and so is an array as NumPy prints it, "[[1 2]]". Strings are read as arithmetic, by
hand and without ``eval``: a string can compute a number and nothing else.
"""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable, Iterable
from fractions import Fraction
from numbers import Real
from typing import Any

import numpy as np

from nn_core.arrays import Array

_BINARY: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: math.pow,  # stays in floats: "9**9**9" overflows at once instead of running for hours
}
_NAMES = {"pi": math.pi, "π": math.pi, "e": math.e}
_FUNCTIONS = {"sqrt": math.sqrt, "exp": math.exp, "ln": math.log, "log": math.log}
_LABEL = re.compile(r"^[^\W\d]\w*\s*=(?!=)")  # the "p =" of "p = 1.5"
_GAP = re.compile(r"([\d.\]])\s+(?=[-+]?[\d.\[])")  # what stands between a printed array's numbers
_LONGEST = 1000


def is_blank(answer: object) -> bool:
    """Whether nothing has been answered yet: None, ``...``, an empty string or list of these.

    Examples
    --------
    >>> is_blank(...), is_blank([None, ...]), is_blank(0)
    (True, True, False)
    """
    if answer is None or answer is ...:
        return True
    if isinstance(answer, str):
        return answer.strip() in ("", "...", "…", "?")
    if isinstance(answer, list | tuple):
        return all(is_blank(part) for part in answer)
    return False


def read_numbers(answer: object) -> Array:
    """The answer as an array of floats, of whatever shape it came in.

    Raises
    ------
    ValueError
        If it cannot be read as numbers; the message says which part.

    Examples
    --------
    >>> read_numbers("3/4").item()
    0.75
    >>> read_numbers(["1/2", [1, 3]])
    Traceback (most recent call last):
    ValueError: the rows are of different lengths
    >>> read_numbers("1/2, -1e-3")
    array([ 0.5  , -0.001])
    """
    try:
        return np.array(_read(answer), dtype=float)
    except ValueError as error:
        if "inhomogeneous" in str(error):
            raise ValueError("the rows are of different lengths") from None
        raise


def _read(answer: object) -> Any:
    """Nested lists of floats."""
    if isinstance(answer, str):
        return _read_text(answer)
    if isinstance(answer, bool | np.bool_):
        raise ValueError(f"{answer} is true or false, not a number")
    if isinstance(answer, Real | Fraction):
        return float(answer)
    if isinstance(answer, complex | np.complexfloating):
        raise ValueError(f"{answer} is complex; a real number is expected")
    if isinstance(answer, np.ndarray):
        return [_read(part) for part in answer] if answer.ndim else _read(answer.item())
    if isinstance(answer, Iterable) and not isinstance(answer, dict | set | bytes):
        return [_read(part) for part in answer]
    raise ValueError(f"a {type(answer).__name__} is not a number or a list of numbers")


def _read_text(text: str) -> Any:
    # What people paste: typographic minus and times, ^ for a power.
    plain = text.strip().replace("−", "-").replace("–", "-").replace("×", "*").replace("·", "*")
    plain = _LABEL.sub("", plain.replace("^", "**")).strip()
    if "[" in plain and "," not in plain:
        plain = _GAP.sub(r"\1, ", plain)
    if len(plain) > _LONGEST:
        raise ValueError(f"a text of {len(plain)} characters is too long for an answer")
    try:
        return _value(ast.parse(plain, mode="eval").body)
    except (SyntaxError, RecursionError, MemoryError):
        raise ValueError(f"{text!r} is not a number I can read") from None
    except (ArithmeticError, ValueError) as error:
        raise ValueError(f"{text!r} is not a number I can read: {error}") from None


def _value(node: ast.expr) -> Any:
    match node:
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            return float(value)
        case ast.Name(id=name) if name in _NAMES:
            return _NAMES[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand)
        case ast.UnaryOp(op=ast.UAdd(), operand=operand):
            return _value(operand)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _BINARY:
            one, other = _value(left), _value(right)
            if isinstance(one, list) or isinstance(other, list):
                raise ValueError("arithmetic between lists")
            return _BINARY[type(op)](one, other)
        case ast.Call(func=ast.Name(id=name), args=[argument], keywords=[]) if name in _FUNCTIONS:
            value = _value(argument)
            if isinstance(value, list):
                raise ValueError(f"{name} of a list")
            return _FUNCTIONS[name](value)
        case ast.List(elts=parts) | ast.Tuple(elts=parts):
            return [_value(part) for part in parts]
    raise ValueError(f"{ast.unparse(node)!r} is not arithmetic")
