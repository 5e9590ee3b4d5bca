# mypy: disable-error-code="no-any-return"
"""The loss of a network on data, as an objective F(x) of all its weights and biases.

F is the mean of the loss over the samples, plus a penalty on x if there is one. Everything that
works on an objective (Taylor models, bounds, optimizers, plots) therefore works on a network.
Data are checked once, when the objective is made; its methods then only compute.
"""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from . import fast_hessian
from .arrays import Array, as_parameters
from .backprop import batch_gradient, checked_data
from .fast_hessian import HessianWorkspace
from .jacobian import output_jacobian
from .losses import Loss
from .network_hessian import batch_hessian, one_point
from .networks import Network
from .penalties import Penalty
from .r_operator import batch_hessian_vector
from .workspace import Workspaces


class NetworkLoss:
    """F(x): the mean loss of `network` with parameters x on inputs P and targets T.

    Parameters
    ----------
    network
        The network.
    P, T
        Inputs (R, Q) and targets (S, Q), samples as columns.
    loss
        A loss or its name.
    penalty
        A `Penalty` on x to add, or None.

    Attributes
    ----------
    n
        The number of parameters.
    network, P, T, loss, penalty
        What it was made of, checked.
    name, minima, saddles, window
        As every objective has them; nothing is known of a network's landscape beforehand.

    Raises
    ------
    ValueError, TypeError
        If data, loss, penalty and network do not suit each other, or a number is not finite.

    Examples
    --------
    >>> F = NetworkLoss(Network((1, 2, 1)), P=[-1.0, 0.0, 1.0], T=[0.0, 1.0, 2.0])
    >>> F.n, F.name
    (7, 'squared loss of a 1-2-1 network on 3 samples')
    >>> x = np.array([0, 0, 0, 0, 0, 0, 1.0])
    >>> F.value(x).round(6), F.gradient(x)[-3:]
    (np.float64(0.666667), array([0., 0., 0.]))
    >>> F.hessian(x)[-3:, -3:]
    array([[0.5, 0.5, 1. ],
           [0.5, 0.5, 1. ],
           [1. , 1. , 2. ]])
    """

    def __init__(
        self,
        network: Network,
        P: ArrayLike,
        T: ArrayLike,
        loss: str | Loss = "squared",
        penalty: Penalty | None = None,
    ) -> None:
        P, T, self.loss = checked_data(network, P, T, loss)
        self.P, self.T = P.copy(), T.copy()  # the data are fixed, whatever becomes of the originals
        self.network = network
        self._prepare()
        self.n = network.n_parameters
        self.minima = np.empty((0, self.n))
        self.saddles = np.empty((0, self.n))
        self.window = None
        if penalty is not None:
            if not isinstance(penalty, Penalty):
                raise TypeError(f"penalty must be a Penalty such as L2(0.01), got {penalty!r}")
            penalty.value(np.zeros(self.n))  # refuses a mask of another length
        self.penalty = penalty

    def _prepare(self) -> None:
        self.P.flags.writeable = self.T.flags.writeable = False
        self._workspaces = Workspaces(self.network, self.loss)
        self._one_hidden_layer = fast_hessian.suits(self.network, self.P)
        self._hessian_workspace: HessianWorkspace | None = None

    def __getstate__(self) -> dict[str, Any]:
        """What a copy or pickle takes along: no workspaces, whose arrays view each other."""
        return {**self.__dict__, "_workspaces": None, "_hessian_workspace": None}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._prepare()

    def __repr__(self) -> str:
        return f"<{self.name}>"

    @property
    def name(self) -> str:
        """What this is, in words."""
        sizes = "-".join(map(str, self.network.sizes))
        penalty = " with a penalty" if self.penalty else ""
        samples = f"{self.P.shape[-1]} sample{'s' if self.P.shape[-1] > 1 else ''}"
        return f"{self.loss.name} loss of a {sizes} network on {samples}{penalty}"

    def batch(self, indices: ArrayLike) -> "NetworkLoss":
        """The same objective on some of the samples, as a mini-batch needs it.

        Raises
        ------
        IndexError
            If an index is outside the data or not a whole number, or they are not one row.

        Examples
        --------
        >>> F = NetworkLoss(Network((1, 2, 1)), [-1.0, 0.0, 1.0], [0.0, 1.0, 2.0])
        >>> F.batch([0, 2]).P
        array([[-1.,  1.]])
        """
        chosen = np.atleast_1d(np.asarray(indices))
        if chosen.ndim != 1 or chosen.size == 0:
            raise IndexError(
                f"indices must be a row of at least one sample number, got shape {chosen.shape}"
            )
        try:
            return self._batch(chosen)
        except IndexError:
            last = self.P.shape[-1] - 1
            raise IndexError(
                f"indices must be whole numbers from 0 to {last}, got {indices!r}"
            ) from None

    def _batch(self, chosen: Array) -> "NetworkLoss":
        """The samples chosen (B,), or for each of several networks its own (..., B)."""
        part = object.__new__(NetworkLoss)  # the data have been checked
        part.__dict__.update(self.__dict__)
        part.P, part.T = self.P[..., chosen], self.T[..., chosen]
        if chosen.ndim > 1:
            part.P, part.T = np.moveaxis(part.P, 0, -2), np.moveaxis(part.T, 0, -2)
        return part

    def value(self, x: ArrayLike) -> Array:
        """F(x): (..., n) -> (...)."""
        x = as_parameters(x, self.n)
        if self._workspaces.suit(x, self.P):
            F, _ = self._workspaces.evaluate(x, self.P, self.T, with_gradient=False)
        else:
            F = self._plain_value(x)
        return F if self.penalty is None else F + self.penalty.value(x)

    def gradient(self, x: ArrayLike) -> Array:
        """The gradient of F, by backpropagation: (..., n) -> (..., n)."""
        return self.value_and_gradient(x)[1]

    def value_and_gradient(self, x: ArrayLike) -> tuple[Array, Array]:
        """F(x) and its gradient from one forward pass: (..., n) -> (...), (..., n)."""
        return self._value_and_gradient(as_parameters(x, self.n))

    def _value_and_gradient(self, x: Array) -> tuple[Array, Array]:
        if self._workspaces.suit(x, self.P):
            F, g = self._workspaces.evaluate(x, self.P, self.T, with_gradient=True)
        else:
            F = self._plain_value(x)
            g = batch_gradient(self.network, x, self.P, self.T, self.loss)
        if self.penalty is None:
            return F, g
        return F + self.penalty.value(x), g + self.penalty.gradient(x)

    def _fast_hessian(self, x: Array) -> Array:
        # The workspace is taken away while in use, so that threads do not share one.
        workspace, self._hessian_workspace = self._hessian_workspace, None
        if workspace is None or workspace.P is not self.P:
            workspace = HessianWorkspace(self.network, self.loss, self.P, self.T)
        H = workspace.hessian(x)
        self._hessian_workspace = workspace
        return H

    def _plain_value(self, x: Array) -> Array:
        trace = self.network._forward(self.network._split(x), self.P)
        z = trace.n[-1] if self.loss.output_activation else trace.a[-1]
        return self.loss.value(z, self.T).mean(axis=-1)

    def hessian(self, x: ArrayLike) -> Array:
        """The exact Hessian of F at one point: (n,) -> (n, n)."""
        x = as_parameters(x, self.n)
        one_point(x, self.P, self.T)
        if self._one_hidden_layer and x.dtype == np.float64:
            H = self._fast_hessian(x)
        else:
            H = batch_hessian(self.network, x, self.P, self.T, self.loss)
        return H if self.penalty is None else H + self.penalty.hessian(x)

    def hessian_vector(self, x: ArrayLike, v: ArrayLike) -> Array:
        """The Hessian of F at x times v, without forming it: (..., n), (..., n) -> (..., n)."""
        x, v = as_parameters(x, self.n), as_parameters(v, self.n, "v")
        Hv = batch_hessian_vector(self.network, x, self.P, self.T, v, self.loss)
        return Hv if self.penalty is None else Hv + self.penalty.hessian_vector(x, v)

    def errors(self, x: ArrayLike) -> Array:
        """The errors t - a in Hagan's order, all outputs of sample 1 first: (..., n) -> (..., Q S).

        For the squared loss without penalty, F is their sum of squares divided by Q.
        """
        x = as_parameters(x, self.n)
        a = self.network._forward(self.network._split(x), self.P).a[-1]
        e = (self.T - a).mT
        return e.reshape(*e.shape[:-2], -1)

    def jacobian(self, x: ArrayLike) -> Array:
        """The Jacobian of `errors`: (..., n) -> (..., Q S, n)."""
        x = as_parameters(x, self.n)
        J = -output_jacobian(self.network, x, self.P)
        return J.reshape(*J.shape[:-3], -1, self.n)
