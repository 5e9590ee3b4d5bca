"""The engine computes in the browser what nn_core computes in Python, to 1e-12 relative."""

from __future__ import annotations

import numpy as np
import pytest

import nn_core.activations
from nn_core.activations import ACTIVATIONS
from nn_core.backprop import gradient, sensitivities
from nn_core.losses import LOSSES, huber
from nn_core.network_loss import NetworkLoss
from nn_core.networks import Network
from tests.frontend.agreement import agree

HIDDEN = [name for name in ACTIVATIONS if name != "softmax"]

NETWORKS = [
    ((1, 2, 1), ("logsig", "purelin")),
    ((1, 8, 1), ("tanh", "purelin")),
    ((2, 8, 8, 1), ("tanh", "relu", "logsig")),
    ((3, 4, 2), ("gelu", "softmax")),
    ((2, 5, 4, 3), ("softmax", "silu", "elu")),
    ((2, 40, 20, 2), ("softplus", "leaky_relu", "purelin")),  # too large for straight lines
    ((1, 1), ("satlin",)),
]


def problem(sizes, activations, Q=11, seed=0):
    """A network with parameters, inputs and targets; the targets suit any loss."""
    rng = np.random.default_rng(seed)
    network = Network(sizes, activations)
    x = rng.normal(scale=0.8, size=network.n_parameters)
    P = rng.normal(scale=1.5, size=(sizes[0], Q))
    T = rng.random((sizes[-1], Q))
    return network, x, P, T / T.sum(axis=0) if sizes[-1] > 1 else T


def losses_for(network):
    last = network.activations[-1].name
    return [name for name, loss in LOSSES.items() if loss.output_activation in (None, last)]


CASES = [
    (sizes, activations, loss)
    for sizes, activations in NETWORKS
    for loss in losses_for(Network(sizes, activations))
]


def names(activations):
    return [activation.name for activation in activations]


@pytest.mark.parametrize("name", HIDDEN)
def test_an_activation_and_its_derivatives_agree(engine, name):
    rng = np.random.default_rng(1)
    special = [0.0, 1.0, -1.0, 40.0, -40.0, 800.0, -800.0, 1e200, -1e200, 1e-9, -1e-9]
    n = np.concatenate([special, rng.normal(scale=4, size=200), rng.uniform(-30, 30, 100)])
    f = ACTIVATIONS[name]
    a, da, d2a = engine(
        """const f = E.activation(name);
        const x = Float64Array.from(n);
        const a = x.map((n) => f.f(n));
        return [a, x.map((n, i) => f.df(n, a[i])), x.map((n, i) => f.d2f(n, a[i]))];""",
        name=name,
        n=n,
    )
    # f' and f'' made from a, as 1 - a² is, keep only its absolute precision: 1e-15 of f' at most 1
    np.testing.assert_allclose(a, f.f(n), rtol=1e-12, atol=0)
    np.testing.assert_allclose(da, f.df(n, f.f(n)), rtol=1e-12, atol=1e-15)
    np.testing.assert_allclose(d2a, f.d2f(n, f.f(n)), rtol=1e-12, atol=1e-15)


def test_the_tables_of_activations_say_the_same(engine):
    table = engine("return Object.values(E.ACTIVATIONS)")
    assert [row["name"] for row in table] == list(ACTIVATIONS)
    for row, python in zip(table, ACTIVATIONS.values(), strict=True):
        assert row["title"] == python.title
        assert tuple(row["range"]) == python.range
        assert tuple(row["active"]) == python.active


def test_every_alias_names_the_same_activation(engine):
    for alias, name in nn_core.activations.ALIASES.items():
        assert engine("return E.activation(alias).name", alias=alias) == name


@pytest.mark.parametrize(("sizes", "activations"), NETWORKS)
def test_a_forward_pass_leaves_the_same_trace(engine, sizes, activations):
    network, x, P, _ = problem(sizes, activations)
    trace = network.forward(x, P)
    ours = engine(
        "return new E.Network(sizes, activations).forward(x, P)",
        sizes=sizes, activations=activations, x=x, P=P,
    )  # fmt: skip
    for js, python in zip(ours["n"] + ours["a"], [*trace.n, *trace.a], strict=True):
        agree(js, python)


@pytest.mark.parametrize(("sizes", "activations"), NETWORKS)
def test_split_and_join_lay_parameters_out_as_python_does(engine, sizes, activations):
    network, x, _, _ = problem(sizes, activations)
    layers, joined, mask = engine(
        """const net = new E.Network(sizes, activations);
        return [net.split(x), net.join(net.split(x)), net.weightMask];""",
        sizes=sizes, activations=activations, x=x,
    )  # fmt: skip
    for js, (W, b) in zip(layers, network.split(x), strict=True):
        assert js["W"].tolist() == W.ravel().tolist()
        assert js["b"].tolist() == b.tolist()
    assert joined.tolist() == x.tolist()
    assert mask == network.weight_mask.tolist()


@pytest.mark.parametrize(("sizes", "activations", "loss"), CASES)
def test_loss_sensitivities_and_gradient_agree(engine, sizes, activations, loss):
    network, x, P, T = problem(sizes, activations)
    s, g, value, quick = engine(
        """const net = new E.Network(sizes, activations);
        const F = new E.NetworkLoss(net, P, T, loss);
        return [E.sensitivities(net, x, P, T, loss), E.gradient(net, x, P, T, loss),
                F.value(x), F.gradient(x)];""",
        sizes=sizes, activations=activations, x=x, P=P, T=T, loss=loss,
    )  # fmt: skip
    for js, python in zip(s, sensitivities(network, x, P, T, loss), strict=True):
        agree(js, python)
    agree(g, gradient(network, x, P, T, loss))
    agree(quick, gradient(network, x, P, T, loss))
    agree([value], [NetworkLoss(network, P, T, loss).value(x)])


def test_huber_agrees_for_any_width(engine):
    network, x, P, T = problem((1, 2, 1), ("logsig", "purelin"))
    for delta in (0.01, 0.5, 3.0):
        ours = engine(
            "return new E.NetworkLoss(new E.Network(), P, T, E.huber(delta)).gradient(x)",
            x=x, P=P, T=T, delta=delta,
        )  # fmt: skip
        agree(ours, gradient(network, x, P, T, huber(delta)))


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("new E.Network([1])", "at least one layer"),
        ("new E.Network([1, 0, 1])", "whole number of at least 1, got 0"),
        ("new E.Network([1, 2, 1], ['tanh'])", "one a layer"),
        ("new E.Network([1, 1], ['reul'])", "unknown activation 'reul'"),
        ("new E.Network([1, 1], ['toString'])", "unknown activation 'toString'"),
        ("new E.Network().output([1], [0])", "must hold 7 parameters, got 1"),
        ("new E.Network().output(Array(7).fill(NaN), [0])", "x must be finite, got NaN"),
        ("new E.Network().output(Array(7).fill(1), [0, Infinity])", "p must be finite"),
        ("new E.Network([2, 1], ['tanh']).output([1, 1, 1], [1, 2, 3])", r"shape (2, Q)"),
        ("new E.NetworkLoss(new E.Network(), [], [])", "at least one sample"),
        ("new E.NetworkLoss(new E.Network(), [1, 2], [1])", "equally many samples, got 2 and 1"),
        ("new E.NetworkLoss(new E.Network(), [1], [1], 'binary_cross_entropy')", "built into it"),
        ("new E.NetworkLoss(new E.Network(), [1], ['1'])", "T[0] must be a number"),
        ("new E.SGD({alpha: -1})", "alpha must be finite and >= 0, got -1"),
        ("new E.Momentum({beta: 1})", "beta must be in [0, 1), got 1"),
        ("E.defaultRng(-1)", "seed must be a whole number"),
        ("E.huber(0)", "delta must be a positive number"),
    ],
)
def test_bad_input_is_refused_with_the_reason(engine, code, words):
    message = engine(f"try {{ {code}; }} catch (error) {{ return error.message; }}")
    assert message is not None
    assert words in message
