"""The activations a = f(n): what a neuron makes of its net input.

`ACTIVATIONS` is chapter 1's table, and `activation("tanh")` looks one up. The formulas, each with
its two derivatives, are in `activation_formulas`. Backpropagation asks an activation for products
with Ḟ(n), the Jacobian of a layer's outputs: a diagonal matrix for every activation but softmax,
whose neurons depend on each other.

>>> [name for name, f in ACTIVATIONS.items() if f.saturates == "both"]
['hardlim', 'hardlims', 'satlin', 'logsig', 'tanh', 'softmax']
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from typing import Any, SupportsIndex

import numpy as np
from numpy.typing import ArrayLike

from . import activation_formulas as formulas
from .arrays import Array, as_numbers, find_named, refuse_non_finite

Derivative = Callable[[Array, Array], Array]


@dataclass(frozen=True, eq=False)
class Activation:
    """An activation f with its derivatives, and what chapter 1 says about it.

    Attributes
    ----------
    name, title
        The name in code and the name in prose.
    f
        f(n), elementwise.
    df, d2f
        f'(n) and f''(n), elementwise, called with n and the output a = f(n) already computed.
    latex, latex_df
        The formula and its derivative.
    range
        The interval of possible outputs.
    zero_centred
        Whether outputs of both signs come about equally, f(-n) = -f(n) or nearly.
    saturates
        On which side f' vanishes: "neither", "left", "right" or "both".
    active
        The net inputs between which a neuron that saturates on both sides is not yet flat, and
        [-1, 1] for the others (used by Nguyen-Widrow).
    smooth
        Whether f has a derivative everywhere.
    cost, used
        What it costs to compute, and where it is used.

    Examples
    --------
    >>> logsig = activation("logsig")
    >>> logsig([-1, 0, 1]).round(4)
    array([0.2689, 0.5   , 0.7311])
    >>> float(logsig.slope(0.0))
    0.25
    """

    name: str
    title: str
    f: Callable[[Array], Array]
    df: Derivative
    d2f: Derivative
    latex: str
    latex_df: str
    range: tuple[float, float]
    zero_centred: bool = False
    saturates: str = "neither"
    active: tuple[float, float] = (-1.0, 1.0)
    smooth: bool = True
    cost: str = "one comparison"
    used: str = ""

    elementwise = True

    def __repr__(self) -> str:
        return f"activation({self.name!r})"

    def __reduce_ex__(self, protocol: SupportsIndex) -> str | tuple[Any, ...]:
        """Copies and pickles of an entry of the table are the entry itself."""
        name = book_name(self)
        return (activation, (name,)) if name else super().__reduce_ex__(protocol)

    def __call__(self, n: ArrayLike) -> Array:
        """a = f(n) of any array of finite numbers; refuses anything else."""
        n = as_numbers(n, "n")
        refuse_non_finite(n, "n")
        return self.f(n)

    def slope(self, n: ArrayLike) -> Array:
        """f'(n) of any array of finite numbers."""
        n = as_numbers(n, "n")
        refuse_non_finite(n, "n")
        return self.df(n, self.f(n))

    def curvature(self, n: ArrayLike) -> Array:
        """f''(n) of any array of finite numbers."""
        n = as_numbers(n, "n")
        refuse_non_finite(n, "n")
        return self.d2f(n, self.f(n))

    def times(self, n: Array, a: Array, v: Array) -> Array:
        """Ḟ(n) v, a column at a time. Ḟ is symmetric, so this is Ḟ(n)ᵀ v as well."""
        return self.df(n, a) * v

    def times_second(self, n: Array, a: Array, v: Array, u: Array) -> Array:
        """The change of Ḟ(n) v as n moves along u: what the R-operator needs."""
        return self.d2f(n, a) * v * u


class Softmax(Activation):
    """Softmax turns a layer's net inputs into probabilities; Ḟ = diag(a) - a aᵀ is full.

    `df` and `d2f` give the diagonal alone, ∂a_i/∂n_i and ∂²a_i/∂n_i².
    """

    elementwise = False

    def times(self, n: Array, a: Array, v: Array) -> Array:
        return formulas.softmax_product(a, v)

    def times_second(self, n: Array, a: Array, v: Array, u: Array) -> Array:
        return formulas.softmax_second_product(a, v, u)


def _table() -> tuple[Activation, ...]:
    """Chapter 1's table, in its order."""
    f = formulas
    return (
        Activation(
            "purelin", "Linear", f.purelin, f.one, f.zero,
            "n", "1", (-inf, inf), zero_centred=True,
            cost="nothing", used="the output of a network that fits a function",
        ),
        Activation(
            "hardlim", "Hard limit", f.hardlim, f.zero, f.zero,
            r"\begin{cases} 1 & n \ge 0 \\ 0 & n < 0 \end{cases}", "0", (0, 1),
            saturates="both", smooth=False, used="the perceptron; no slope to learn by",
        ),
        Activation(
            "hardlims", "Symmetric hard limit", f.hardlims, f.zero, f.zero,
            r"\begin{cases} 1 & n \ge 0 \\ -1 & n < 0 \end{cases}", "0", (-1, 1),
            zero_centred=True, saturates="both", smooth=False, used="Hopfield networks",
        ),
        Activation(
            "satlin", "Saturating linear", f.satlin, f.satlin_df, f.zero,
            r"\min(\max(n, 0), 1)", r"\begin{cases} 1 & 0 < n < 1 \\ 0 & \text{else} \end{cases}",
            (0, 1), saturates="both", active=(0.0, 1.0), smooth=False,
            cost="two comparisons", used="cheap stand-in for the log-sigmoid",
        ),
        Activation(
            "logsig", "Log-sigmoid", f.logsig, f.logsig_df, f.logsig_d2f,
            r"\frac{1}{1 + e^{-n}}", "a(1 - a)", (0, 1), saturates="both", active=(-4.0, 4.0),
            cost="one exponential", used="probabilities; the hidden layer of chapter 7",
        ),
        Activation(
            "tanh", "Hyperbolic tangent", np.tanh, f.tanh_df, f.tanh_d2f,
            r"\frac{e^{n} - e^{-n}}{e^{n} + e^{-n}}", "1 - a^2", (-1, 1), zero_centred=True,
            saturates="both", active=(-2.0, 2.0),
            cost="one exponential", used="hidden layers, recurrent networks",
        ),
        Activation(
            "relu", "Rectified linear (ReLU)", f.relu, f.relu_df, f.zero,
            r"\max(0, n)", r"\begin{cases} 1 & n > 0 \\ 0 & n \le 0 \end{cases}", (0, inf),
            saturates="left", smooth=False, used="hidden layers of deep networks",
        ),
        Activation(
            "leaky_relu", "Leaky ReLU", f.leaky_relu, f.leaky_relu_df, f.zero,
            r"\begin{cases} n & n > 0 \\ 0.01\,n & n \le 0 \end{cases}",
            r"\begin{cases} 1 & n > 0 \\ 0.01 & n \le 0 \end{cases}", (-inf, inf),
            smooth=False, used="where ReLU units die",
        ),
        Activation(
            "elu", "Exponential linear (ELU)", f.elu, f.elu_df, f.elu_d2f,
            r"\begin{cases} n & n > 0 \\ e^{n} - 1 & n \le 0 \end{cases}",
            r"\begin{cases} 1 & n > 0 \\ a + 1 & n \le 0 \end{cases}", (-1, inf),
            zero_centred=False, saturates="left",
            cost="one exponential", used="hidden layers, mean output nearer zero than ReLU's",
        ),
        Activation(
            "softplus", "Softplus", f.softplus, f.softplus_df, f.softplus_d2f,
            r"\ln(1 + e^{n})", r"\frac{1}{1 + e^{-n}}", (0, inf), saturates="left",
            cost="an exponential and a logarithm", used="positive outputs, a smooth ReLU",
        ),
        Activation(
            "silu", "SiLU (Swish)", f.silu, f.silu_df, f.silu_d2f,
            r"\frac{n}{1 + e^{-n}}", r"\sigma(n) + a\,(1 - \sigma(n))",
            (-0.2784645427610738, inf), saturates="left",
            cost="one exponential", used="deep vision networks",
        ),
        Activation(
            "gelu", "Gaussian error linear (GELU)", f.gelu, f.gelu_df, f.gelu_d2f,
            r"n\,\Phi(n)", r"\Phi(n) + n\,\varphi(n)", (-0.16997120747990369, inf),
            saturates="left", cost="one error function", used="transformers",
        ),
        Softmax(
            "softmax", "Softmax", f.softmax, f.logsig_df, f.logsig_d2f,
            r"\frac{e^{n_i}}{\sum_j e^{n_j}}", r"a_i(\delta_{ij} - a_j)", (0, 1),
            saturates="both", active=(-4.0, 4.0),
            cost="an exponential each and one sum", used="the output of a classifier",
        ),
    )  # fmt: skip


#: The activations of chapter 1 by name, in the order of its table.
ACTIVATIONS: dict[str, Activation] = {entry.name: entry for entry in _table()}
ALIASES = {
    "linear": "purelin",
    "identity": "purelin",
    "sigmoid": "logsig",
    "tansig": "tanh",
    "swish": "silu",
}


def book_name(function: Activation) -> str | None:
    """The name of an entry of `ACTIVATIONS`; None for a function of your own, whatever its name.

    Formulas written for an activation hold for the entry alone, so whoever has one asks here.

    Examples
    --------
    >>> from dataclasses import replace
    >>> tanh = activation("tanh")
    >>> book_name(tanh), book_name(replace(tanh, f=np.arctan))
    ('tanh', None)
    """
    return function.name if ACTIVATIONS.get(function.name) is function else None


def activation(name: str | Activation) -> Activation:
    """The activation of that name (an Activation is returned as it is).

    Raises
    ------
    ValueError
        If no activation has that name; the message suggests the nearest.
    TypeError
        If `name` is neither a name nor an Activation.

    Examples
    --------
    >>> activation("sigmoid")
    activation('logsig')
    >>> activation("reul")
    Traceback (most recent call last):
    ValueError: unknown activation 'reul'; did you mean 'relu'?
    """
    return find_named("activation", name, ACTIVATIONS, ALIASES)
