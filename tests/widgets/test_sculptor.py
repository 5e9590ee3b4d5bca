"""The 1-2-1 sculptor in Python."""

import numpy as np
import pytest
import traitlets

from nn_core.widgets import Sculptor

from .network_figures import html_in_a_new_process, keeps_its_promises


@pytest.mark.parametrize(
    "figure", [Sculptor(), Sculptor(w1_1=0, w2_2=0, target="step"), Sculptor(b1_1=-80)], ids=repr
)
def test_it_keeps_what_every_figure_promises(figure):
    keeps_its_promises(figure)


def test_its_html_is_the_same_in_every_process():
    assert html_in_a_new_process("Sculptor(b2=-1)") == Sculptor(b2=-1).html()


def test_its_curve_is_two_bends_and_a_lift():
    figure = Sculptor(w1_1=2, b1_1=-1, w2_1=3, w1_2=-4, b1_2=2, w2_2=-1, b2=0.25)
    p = np.linspace(-3, 3, 13)
    bends = 3 / (1 + np.exp(-(2 * p - 1))) - 1 / (1 + np.exp(4 * p - 2)) + 0.25
    np.testing.assert_allclose(figure.network(figure.parameters, p)[0], bends, rtol=1e-12)
    np.testing.assert_array_equal(figure.parameters, [2, -4, -1, 2, 3, -1, 0.25])


@pytest.mark.parametrize(
    ("target", "function"),
    [
        ("sine", lambda p: 1 + np.sin(np.pi * p / 4)),
        ("corner", np.abs),
        ("step", lambda p: 2.0 * (p >= 0)),
    ],
)
def test_loss_is_the_mean_squared_error_on_a_hundred_samples(target, function):
    figure = Sculptor(target=target)
    p, t = figure.data
    assert (p.size, p[0], p[-1]) == (100, -2, 2)
    np.testing.assert_allclose(t, function(p), atol=1e-15)
    a = figure.network(figure.parameters, p)[0]
    assert figure.loss == pytest.approx(np.mean((t - a) ** 2), rel=1e-13)


@pytest.mark.parametrize(
    ("traits", "said"),
    [
        ({"w1_1": 21}, "w1_1 must be a number from -20 to 20, got 21"),
        ({"b1_2": -81}, "b1_2 must be a number from -80 to 80, got -81"),
        ({"target": "sinus"}, "target must be one of sine"),
        ({"target": "sin"}, "did you mean 'sine'"),
    ],
)
def test_what_it_cannot_take_is_refused_by_name(traits, said):
    with pytest.raises(traitlets.TraitError) as refusal:
        Sculptor(**traits)
    assert said in str(refusal.value)


def test_an_unknown_trait_is_refused_with_a_suggestion():
    with pytest.raises(TypeError, match="Sculptor has no trait 'w11'; did you mean 'w1_1'"):
        Sculptor(w11=3)
