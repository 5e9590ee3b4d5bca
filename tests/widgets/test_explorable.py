"""What every explorable promises: refusals, one HTML for one state, a bundle for every place."""

from __future__ import annotations

import json
from base64 import b64decode
from html import unescape
from html.parser import HTMLParser

import numpy as np
import pytest
import traitlets
from hypothesis import given, settings
from hypothesis import strategies as st

from nn_core.widgets import Fit


class Elements(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize(
    ("traits", "said"),
    [
        ({"alpha": -1}, "alpha must be a number from 0.0001 to 10, got -1"),
        ({"alpha": float("nan")}, "alpha must be a number from 0.0001 to 10, got nan"),
        ({"alpha": True}, "alpha must be a number"),
        ({"alpha": "0.1"}, "alpha must be a number"),
        ({"hidden": 2.5}, "hidden must be a whole number from 1 to 20, got 2.5"),
        ({"hidden": 21}, "hidden must be a whole number from 1 to 20, got 21"),
        ({"activation": "logsign"}, "did you mean 'logsig'"),
        ({"shuffle": 1}, "shuffle must be True or False, got 1"),
        ({"drawn": [0, np.inf]}, "drawn must be 0 to 201 numbers from -10 to 10"),
        ({"drawn": "1,2"}, "drawn must be 0 to 201 numbers"),
        ({"drawn": [0.0] * 202}, "drawn must be 0 to 201 numbers"),
        ({"name": "two words"}, "name must be letters, digits, - and _"),
    ],
)
def test_a_value_a_trait_cannot_take_is_refused_by_name(traits, said):
    with pytest.raises(traitlets.TraitError) as refusal:
        Fit(**traits)
    assert said in str(refusal.value)


def test_a_refused_value_leaves_the_old_one():
    figure = Fit(alpha=0.1)
    with pytest.raises(traitlets.TraitError, match="alpha must be"):
        figure.alpha = 0
    assert figure.alpha == 0.1


def test_an_unknown_trait_is_refused_with_a_suggestion():
    with pytest.raises(TypeError, match="Fit has no trait 'alhpa'; did you mean 'alpha'"):
        Fit(alhpa=1)


def test_numbers_of_numpy_are_taken():
    figure = Fit(hidden=np.int64(3), alpha=np.float32(0.5), drawn=np.array([0.0, 1.0]))
    assert (figure.hidden, figure.alpha, figure.drawn) == (3, 0.5, [0.0, 1.0])


def test_figures_do_not_share_their_lists():
    one, other = Fit(), Fit()
    one.drawn.append(3.0)
    assert other.drawn == []


def test_the_html_says_what_differs_and_is_the_same_for_the_same_state():
    figure = Fit(hidden=3, target="drawn", drawn=[0, 0.5], shuffle=True, name="a-b")
    (tag, attributes), *_ = Elements(figure.html()).found
    assert (tag, attributes["data-kind"], attributes["data-name"]) == ("div", "fit", "a-b")
    assert json.loads(attributes["data-state"]) == figure.state
    assert figure.state == {"hidden": 3, "target": "drawn", "drawn": [0.0, 0.5], "shuffle": True}
    again = Fit(shuffle=True, name="a-b", drawn=[0, 0.5], hidden=3, target="drawn")
    assert again.html() == figure.html()


@settings(max_examples=40, deadline=None)
@given(alpha=st.floats(1e-4, 10), samples=st.integers(2, 200), noise=st.floats(0, 0.5))
def test_a_state_survives_its_html(alpha, samples, noise):
    figure = Fit(alpha=alpha, samples=samples, noise=noise)
    state = json.loads(Elements(figure.html()).found[0][1]["data-state"])
    assert Fit(**state).state == figure.state


def test_a_figure_is_shown_live_on_the_page_and_on_paper():
    figure = Fit(epoch=3)
    bundle, metadata = figure._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert bundle["text/html"] == figure.html()
    assert b64decode(bundle["image/png"])[1:4] == b"PNG"
    assert bundle["text/plain"].startswith("Fit(epoch=3)\n")
    assert "0x" not in bundle["text/plain"]  # no address, so that it is the same in every run
    assert metadata["image/png"]["alt"] == figure.describe()


def test_the_description_is_there_for_readers_without_javascript():
    assert Fit(epoch=3).describe() in unescape(Fit(epoch=3).html())


def test_the_printed_form_makes_the_same_figure():
    figure = Fit(alpha=0.2, target="drawn", drawn=[1, 2], epoch=4, name="mine")
    assert eval(repr(figure)).html() == figure.html()


def test_observers_hear_of_a_change():
    heard = []
    figure = Fit()
    figure.observe(lambda change: heard.append(change["new"]), "alpha")
    figure.alpha = 0.3
    figure.alpha = 0.3
    assert heard == [0.3]
