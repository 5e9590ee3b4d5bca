"""Fit: a small network learns a function while the reader watches (chapter 7).

The network is 1-S-1, the loss the mean squared error, the target sampled on [-2, 2]. `data`,
`network`, `start` and `history` give in Python, through nn_core, what the figure shows.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .. import optimizers
from ..curvature import spectrum
from ..history import History
from ..initialise import initialise
from ..levenberg_marquardt import levenberg_marquardt
from ..network_loss import NetworkLoss
from ..networks import Network
from ..training import Report, train
from .explorable import Explorable
from .fit_poster import fit_poster
from .marquardt import marquardt_history
from .targets import TARGETS, Function, Vector
from .traits import Choice, Flag, Number, Numbers, Whole

OPTIMIZERS = (
    "SGD", "Momentum", "NAG", "AdaGrad", "RMSprop", "Adam", "AdamW", "AdaDelta", "AMSGrad", "Nadam",
    "LM",
)  # fmt: skip
ACTIVATIONS = (
    "logsig", "tanh", "relu", "leaky_relu", "elu", "softplus", "silu", "gelu", "satlin", "purelin",
)  # fmt: skip
KNOTS = 33  # of a target given as a Python function


class Fit(Explorable):
    """Train a 1-S-1 network on samples of a function, and look at every epoch of it.

    The state is what to train, how, and how far (`epoch`): the same state always shows the same
    numbers, in the browser and in Python.

    Parameters
    ----------
    target
        ``"sine"`` (the article's 1 + sin(πp/4)), ``"wave"``, ``"bump"``, ``"corner"``, ``"step"``,
        ``"drawn"``; or a Python function of an array of inputs, which is sampled.
    **traits
        Any of the figure's traits, below.

    Raises
    ------
    traitlets.TraitError
        If a value is not one the trait can take.
    TypeError
        If there is no trait of that name.

    Examples
    --------
    >>> figure = Fit(hidden=3, epoch=20)
    >>> figure
    Fit(epoch=20, hidden=3)
    >>> figure.history.loss.shape
    (20,)
    """

    kind = "fit"

    target = Choice("sine", [*TARGETS, "drawn"], help="the function to be learned")
    drawn = Numbers(
        length=(0, 201), low=-10, high=10, help="a drawn target, at equal steps over [-2, 2]"
    )
    samples = Whole(100, low=2, high=200, help="samples, at equal steps over [-2, 2]")
    noise = Number(0, low=0, high=0.5, help="standard deviation of the noise on the targets")
    held_out = Number(0, low=0, high=0.5, help="share of the samples never trained on")
    data_seed = Whole(0, low=0, high=9999, help="seed of the noise and of which are held out")
    hidden = Whole(2, low=1, high=20, help="hidden units")
    activation = Choice("logsig", ACTIVATIONS, help="of the hidden units")
    seed = Whole(0, low=0, high=9999, help="seed of the starting parameters and of the shuffling")
    optimizer = Choice(
        "SGD",
        OPTIMIZERS,
        help="an nn_core optimizer, with its other defaults; or Levenberg-Marquardt, LM: an epoch "
        "is then one step on all samples, and alpha, batch and shuffle count for nothing",
    )
    alpha = Number(0.01, low=1e-4, high=10, scale="log", help="learning rate")
    batch = Choice("online", ["online", "mini", "full"], help="when parameters are updated")
    batch_size = Whole(10, low=1, high=200, help="of a mini-batch")
    shuffle = Flag(False, help="a new order of the samples in every epoch")
    epochs = Whole(5000, low=10, high=20000, scale="log", help="where playing stops")
    epoch = Whole(0, low=0, high=20000, help="how far training is")
    detail = Choice("units", ["units", "curvature"], help="which plot is at the lower right")
    pace = Choice("10", ["1", "10", "100"], help="epochs in a step")
    outside = Flag(False, help="look at [-4, 4] instead of [-2, 2]")
    playing = Flag(False, transient=True, help="is it training now?")

    def __init__(self, target: str | Function = "sine", **traits: Any) -> None:
        if callable(target):
            if "drawn" in traits:
                raise TypeError("give the target as a function or as drawn values, not both")
            traits["drawn"] = np.asarray(target(np.linspace(-2, 2, KNOTS)), dtype=float).round(3)
            target = "drawn"
        super().__init__(target=target, **traits)

    def target_function(self, p: ArrayLike) -> Vector:
        """The target at inputs p; a drawn one is straight between its values, level outside."""
        p = np.asarray(p, dtype=float)
        if self.target != "drawn":
            return np.asarray(TARGETS[self.target](p), dtype=float)
        if len(self.drawn) < 2:
            return np.full_like(p, self.drawn[0] if self.drawn else 1.0)
        return np.asarray(np.interp(p, np.linspace(-2, 2, len(self.drawn)), self.drawn))

    def _samples(self) -> tuple[Vector, Vector, NDArray[np.intp], NDArray[np.intp]]:
        """All inputs and targets, and which of them are for training and which held out."""
        rng = np.random.default_rng(self.data_seed)
        P = np.linspace(-2, 2, self.samples)
        T = self.target_function(P) + self.noise * rng.standard_normal(self.samples)
        order = rng.permutation(self.samples)
        held = int(np.floor(self.held_out * self.samples + 0.5))
        return P, T, np.sort(order[held:]), np.sort(order[:held])

    @property
    def data(self) -> tuple[Vector, Vector]:
        """Inputs and targets trained on, (Q,) each."""
        P, T, kept, _ = self._samples()
        return P[kept], T[kept]

    @property
    def held_out_data(self) -> tuple[Vector, Vector]:
        """Inputs and targets held out, (Q,) each; empty if there are none."""
        P, T, _, held = self._samples()
        return P[held], T[held]

    @property
    def network(self) -> Network:
        """The architecture: 1-S-1, linear at the output."""
        return Network((1, self.hidden, 1), (self.activation, "purelin"))

    @property
    def start(self) -> Vector:
        """The parameters that training starts from, (n,)."""
        return initialise(self.network, "normal", rng=self.seed)

    @property
    def history(self) -> History:
        """Training from the start up to `epoch`, run now by nn_core.

        With Levenberg-Marquardt the loss of an epoch is that after its step, and `state` is μ.

        Raises
        ------
        ValueError
            If `epoch` is 0: then there is only the `start`.
        """
        if self.epoch == 0:
            raise ValueError(
                "there is no history at epoch 0: set epoch to 1 or more, or press play"
            )
        return self._run()

    def _run(self, callback: Report | None = None) -> History:
        P, T = self.data
        held = self.held_out_data if self.held_out_data[0].size else None
        if self.optimizer == "LM":
            return marquardt_history(self.loss, self.start, self.epoch, held)
        return train(
            self.network,
            P,
            T,
            self.start,
            optimizer=getattr(optimizers, self.optimizer)(alpha=self.alpha),
            epochs=self.epoch,
            batch_size={"online": 1, "mini": min(self.batch_size, P.size), "full": None}[
                self.batch
            ],
            shuffle=self.shuffle,
            rng=self.seed,
            validation=held,
            callback=callback,
        )

    def curvature(self, points: int = 40) -> tuple[NDArray[np.intp], Vector]:
        """λmax of the loss's Hessian at so many epochs from 1 to `epoch`, fewer if the run ends.

        Examples
        --------
        >>> epochs, largest = Fit(batch="full", alpha=0.7, epoch=20).curvature(points=3)
        >>> epochs, largest.round(2)
        (array([ 1,  4, 20]), array([3.49, 3.41, 2.62]))
        """
        epochs = np.unique(np.geomspace(1, max(1, self.epoch), points).round().astype(int))
        if self.optimizer == "LM":
            path = levenberg_marquardt(self.loss, self.start, self.epoch).x
            passed = {k: path[k] for k in epochs if k < len(path)}
        else:
            passed = {}

            def keep(epoch: int, x: Vector, *losses: object) -> None:
                if epoch in epochs:
                    passed[epoch] = x.copy()

            self._run(keep)
        largest = [spectrum(self.loss, x)[-1] for x in passed.values()]
        return np.array(list(passed), dtype=np.intp), np.array(largest)

    @property
    def loss(self) -> NetworkLoss:
        """The objective: the mean squared error on the samples trained on."""
        return NetworkLoss(self.network, *self.data)

    @property
    def parameters(self) -> Vector:
        """The parameters after `epoch` epochs, (n,)."""
        return self.start if self.epoch == 0 else self.history.x

    def describe(self) -> str:
        """Say what is trained on what, and how far it is."""
        unit = "unit" if self.hidden == 1 else "units"
        way = (
            "Levenberg-Marquardt"
            if self.optimizer == "LM"
            else f"{self.optimizer}, learning rate {self.alpha:g}"
        )
        detail = (
            "what each hidden unit contributes"
            if self.detail == "units"
            else "the largest curvature along the way"
        )
        return (
            f"Interactive figure: a network with {self.hidden} hidden {unit} ({self.activation}) "
            f"learns a target from {self.samples} samples with {way}; shown after {self.epoch:,} "
            f"epochs, with the loss and {detail}."
        )

    def poster(self) -> bytes:
        """Draw the fit, the loss and the hidden units with matplotlib; returns a PNG."""
        history = self.history if self.epoch else None
        rate = self.alpha if self.optimizer == "SGD" else None
        return fit_poster(
            self.network,
            self.start if history is None else history.x,
            target=self.target_function,
            data=self.data,
            held_out=self.held_out_data,
            window=(-4.0, 4.0) if self.outside else (-2.0, 2.0),
            losses=None if history is None else history.loss,
            curvature=(*self.curvature(), rate) if history and self.detail == "curvature" else None,
        )
