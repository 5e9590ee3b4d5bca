"""The base class of the book's interactive figures.

An explorable is an anywidget: its traits are its state, in Python and in the browser alike. On
the published page, where there is no kernel, its deterministic HTML carries that state and the
page's own script mounts the same figure; on paper its poster stands in for it.
"""

from __future__ import annotations

import json
from base64 import b64encode
from difflib import get_close_matches
from html import escape
from pathlib import Path
from typing import Any, ClassVar

import anywidget
import traitlets

from .traits import Choice, Flag, Number, Numbers, Text, Whole

STATIC = Path(__file__).parent / "static"
FIELDS = (Number, Whole, Choice, Flag, Numbers, Text)


class Explorable(anywidget.AnyWidget):
    """An interactive figure; subclasses add traits from `nn_core.widgets.traits`.

    A subclass sets `kind` (the name its JavaScript is registered under), and gives `describe`,
    one sentence on what the figure shows, and `poster`, its picture as PNG.

    Examples
    --------
    >>> from nn_core.widgets import Sculptor
    >>> isinstance(Sculptor(), Explorable)
    True
    """

    _esm = STATIC / "explorables.js"
    _css = STATIC / "explorables.css"

    #: Name of the figure in the front end; a class attribute of every subclass.
    kind: ClassVar[str]
    figure_kind = traitlets.Unicode(read_only=True).tag(sync=True)
    name = traitlets.Unicode(help="how links name the figure: ?name.trait=value").tag(sync=True)

    def __init__(self, **traits: Any) -> None:
        self._refuse_unknown(traits)
        self.set_trait("figure_kind", self.kind)
        super().__init__(**{"name": self.kind, **traits})

    def _refuse_unknown(self, traits: dict[str, Any]) -> None:
        known = {*self.fields(), *anywidget.AnyWidget.class_trait_names(), "name"}
        for trait in traits:
            if trait not in known:
                near = get_close_matches(trait, self.fields(), n=1)
                hint = f"; did you mean {near[0]!r}?" if near else "."
                own = ", ".join(self.fields())
                raise TypeError(f"{type(self).__name__} has no trait {trait!r}{hint} It has: {own}")

    @traitlets.validate("name")
    def _check_name(self, proposal: dict[str, Any]) -> str:
        name = str(proposal["value"])
        if not name.replace("-", "").replace("_", "").isalnum() or not name.isascii():
            raise traitlets.TraitError(
                f"name must be letters, digits, - and _, since links use it, got {name!r}"
            )
        return name

    @classmethod
    def fields(cls) -> dict[str, dict[str, Any]]:
        """Describe the figure's own traits, as the front end's schema does."""
        traits = cls.class_traits()
        return {name: t.field() for name, t in traits.items() if isinstance(t, FIELDS)}

    @property
    def state(self) -> dict[str, Any]:
        """The traits that differ from their defaults."""
        values = {name: (getattr(self, name), f["default"]) for name, f in self.fields().items()}
        return {name: value for name, (value, default) in values.items() if value != default}

    def describe(self) -> str:
        """Say in a sentence or two what the figure shows."""
        raise NotImplementedError

    def poster(self) -> bytes:
        """Draw the figure in its present state; returns a PNG."""
        raise NotImplementedError

    def html(self) -> str:
        """The element from which the published page makes the figure. The same for the same state.

        What is inside is seen until the figure is alive, and by readers without JavaScript.
        """
        state = json.dumps(self.state, ensure_ascii=False, sort_keys=True, allow_nan=False)
        return (
            f'<div class="nn-explorable" data-kind="{self.kind}" data-name="{self.name}" '
            f'data-state="{escape(state)}"><div class="nn-skeleton">'
            f"<p>{escape(self.describe())}</p></div></div>"
        )

    def __repr__(self) -> str:
        """The call that makes this figure.

        Only what differs from the defaults is written.
        """
        named = {"name": self.name} if self.name != self.kind else {}
        words = ", ".join(f"{key}={value!r}" for key, value in {**named, **self.state}.items())
        return f"{type(self).__name__}({words})"

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        made = super()._repr_mimebundle_(**kwargs)
        live = made[0] if isinstance(made, tuple) else (made or {})
        bundle = {
            **live,
            "text/plain": f"{self!r}\n{self.describe()}",
            "text/html": self.html(),
            "image/png": b64encode(self.poster()).decode("ascii"),
        }
        return bundle, {"image/png": {"alt": self.describe()}}
