"""A column of widgets keeps its promises where there is no kernel."""

import ipywidgets
import pytest

from nn_core.widgets import Fit, Together


@pytest.fixture
def column():
    figure = Fit(name="linked", hidden=3)
    slider = ipywidgets.IntSlider(value=3, min=1, max=20, description="hidden <units>")
    ipywidgets.link((slider, "value"), (figure, "hidden"))
    return Together([slider, figure])


def test_a_linked_slider_drives_the_figure_and_the_figure_the_slider(column):
    slider, figure = column.children
    slider.value = 7
    assert figure.hidden == 7
    figure.hidden = 2
    assert slider.value == 2


def test_the_page_gets_the_figure_and_a_line_about_the_slider(column):
    html = column.html()
    assert column.figures[0].html() in html
    assert "In a notebook, with Python running, this figure also has: hidden &lt;units&gt;." in html


def test_its_outputs_are_the_same_for_the_same_state(column):
    bundle, again = column._repr_mimebundle_(), column._repr_mimebundle_()
    for kind in ("text/plain", "text/html", "image/png"):
        assert bundle[kind] == again[kind]
    assert "0x" not in bundle["text/plain"]


def test_what_is_no_widget_is_refused():
    with pytest.raises(TypeError, match="every child must be a widget, got str"):
        Together(["slider"])
