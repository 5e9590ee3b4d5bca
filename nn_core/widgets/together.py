"""Ipywidgets and explorables in one column, told honestly where there is no kernel.

A slider needs Python behind it, and a published page has none. There the column shows its
explorables, which are alive, and a line saying that the controls are in the notebook.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from html import escape
from typing import Any

from ipywidgets import VBox, Widget

from .explorable import Explorable


class Together(VBox):  # type: ignore[misc]  # ipywidgets has no types
    """A column of ipywidgets and explorables.

    Parameters
    ----------
    children
        The widgets, from top to bottom.

    Raises
    ------
    TypeError
        If something among them is not a widget.

    Examples
    --------
    >>> from ipywidgets import IntSlider
    >>> from nn_core.widgets import Fit
    >>> Together([IntSlider(description="hidden"), Fit()])
    Together: hidden, Fit()
    """

    def __init__(self, children: Sequence[Widget], **traits: Any) -> None:
        for child in children:
            if not isinstance(child, Widget):
                raise TypeError(f"every child must be a widget, got {type(child).__name__}")
        super().__init__(children=tuple(children), **traits)

    @property
    def figures(self) -> list[Explorable]:
        """The explorables among the children."""
        return [child for child in self.children if isinstance(child, Explorable)]

    @property
    def _controls(self) -> list[str]:
        """What the other widgets are called."""
        rest = [child for child in self.children if not isinstance(child, Explorable)]
        return [getattr(child, "description", "") or type(child).__name__ for child in rest]

    def note(self) -> str:
        """The line that stands in for the controls where there is no kernel."""
        names = ", ".join(self._controls)
        return f"In a notebook, with Python running, this figure also has: {names}."

    def html(self) -> str:
        """The figures for the published page, and the note. The same for the same state."""
        figures = "".join(figure.html() for figure in self.figures)
        return f'{figures}<p class="nn-live-note">{escape(self.note())}</p>'

    def __repr__(self) -> str:
        return f"Together: {', '.join([*self._controls, *map(repr, self.figures)])}"

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        made = super()._repr_mimebundle_(**kwargs)
        bundle = {**made, "text/plain": f"{self!r}\n{self.note()}", "text/html": self.html()}
        if self.figures:
            bundle["image/png"] = b64encode(self.figures[0].poster()).decode("ascii")
        return bundle
