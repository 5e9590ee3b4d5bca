"""Levenberg-Marquardt in the browser takes nn_core's steps."""

from __future__ import annotations

import numpy as np
import pytest

from nn_core.initialise import initialise
from nn_core.levenberg_marquardt import levenberg_marquardt
from nn_core.network_loss import NetworkLoss
from nn_core.networks import Network
from nn_core.widgets import Fit
from tests.frontend.agreement import agree
from tests.frontend.test_engine_parity import problem

P = np.linspace(-2, 2, 60)
T = 1 + np.sin(np.pi * P / 4)


def test_a_system_of_equations_is_solved_as_numpy_does(engine):
    rng = np.random.default_rng(0)
    for n in (1, 2, 5, 40):
        A, b = rng.normal(size=(n, n)), rng.normal(size=n)
        ours = engine("return E.solve(Float64Array.from(A), Float64Array.from(b))", A=A, b=b)
        agree(ours, np.linalg.solve(A, b), 1e-11)  # times the condition number, some 1e2 to 1e3


def test_a_singular_system_has_no_solution(engine):
    assert engine("return E.solve(Float64Array.of(1, 2, 2, 4), Float64Array.of(1, 1))") is None


def test_errors_and_their_jacobian_are_in_hagans_order(engine):
    network, x, P, T = problem((2, 3, 2), ("tanh", "purelin"))
    F = NetworkLoss(network, P, T)
    e, J = engine(
        """const net = new E.Network([2, 3, 2], ["tanh", "purelin"]);
        const F = new E.NetworkLoss(net, P, T);
        return [F.errors(x), F.jacobian(x)];""",
        x=x, P=P, T=T,
    )  # fmt: skip
    agree(e, F.errors(x))
    agree(J, F.jacobian(x))


@pytest.mark.parametrize("S", [2, 5])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_path_is_the_same(engine, S, seed):
    """JᵀJ + μI magnifies rounding by its condition number, up to 4e5 in these steps.

    From 1e-16 that makes some 1e-10 in six steps, and 1e-9 is asked for.
    """
    network = Network((1, S, 1))
    x0 = initialise(network, rng=seed)
    python = levenberg_marquardt(NetworkLoss(network, P, T), x0, 6)
    ours = engine(
        """const F = new E.NetworkLoss(new E.Network([1, S, 1]), P, T);
        return E.levenbergMarquardt(F, x0, 6);""",
        S=S, x0=x0, P=P, T=T,
    )  # fmt: skip
    agree(ours["value"], python.value, 1e-9)
    agree(np.array(ours["x"]).ravel(), python.x, 1e-9)
    assert ours["mu"] == pytest.approx(python.state, rel=1e-12)
    assert ours["status"] == python.status == "finished"


def test_training_by_it_is_the_history_that_fit_gives(engine):
    """Rounding, magnified by JᵀJ + μI as above, is allowed 1e-8 in twenty steps."""
    figure = Fit(optimizer="LM", epoch=20, hidden=3, seed=1, held_out=0.25, noise=0.1)
    (P, T), (held_P, held_T) = figure.data, figure.held_out_data
    first, second, trainer = engine(
        """const trainer = new E.MarquardtTrainer(new E.Network([1, 3, 1]), P, T, x0, {validation});
        trainer.epochs(5);
        const first = trainer.loss.slice();
        trainer.epochs(15);
        return [first, trainer.loss, {...trainer, x: trainer.x, going: trainer.going}];""",
        P=P, T=T, x0=figure.start, validation={"P": held_P, "T": held_T},
    )  # fmt: skip
    history = figure.history
    assert first == second[:5]
    agree(second, history.loss, 1e-8)
    agree(trainer["x"], history.x, 1e-8)
    agree(trainer["held"]["losses"], history.validation, 1e-8)
    assert trainer["held"]["best"]["epoch"] == history.best_epoch
    assert trainer["mu"][-1] == pytest.approx(history.state, rel=1e-12)
    assert trainer["epoch"] == 20
    assert trainer["going"]


@pytest.mark.parametrize(("targets", "status"), [([1, 3, 5], "converged"), ([1, 0, 5], "stopped")])
def test_training_by_it_ends_where_the_descent_does(engine, targets, status):
    trainer = engine(
        """const trainer = new E.MarquardtTrainer(new E.Network([1, 1], ["purelin"]), [0, 1, 2],
            targets, [0, 0], {tolerance: status === "stopped" ? 1e-300 : 1e-10});
        trainer.epochs(500);
        const {epoch, loss, mu, going} = trainer;
        return {status: trainer.status, epoch, losses: loss.length, mus: mu.length, going};""",
        targets=targets, status=status,
    )  # fmt: skip
    assert trainer["status"] == status
    assert trainer["losses"] == trainer["epoch"] == trainer["mus"] - 1 < 100
    assert not trainer["going"]


def test_it_converges_on_a_problem_with_an_exact_solution(engine):
    ours = engine(
        """const net = new E.Network([1, 1], ["purelin"]);
        const F = new E.NetworkLoss(net, [0, 1, 2], [1, 3, 5]);
        return E.levenbergMarquardt(F, [0, 0]);"""
    )
    assert ours["status"] == "converged"
    agree(ours["x"][-1], [2, 1], 1e-9)


def test_it_stops_where_no_step_goes_down(engine):
    ours = engine(
        """const net = new E.Network([1, 1], ["purelin"]);
        const F = new E.NetworkLoss(net, [0, 1, 2], [1, 0, 5]);
        return E.levenbergMarquardt(F, [0, 0], 500, {tolerance: 1e-300});"""
    )
    assert ours["status"] == "stopped"
    assert ours["value"][-1] == pytest.approx(2.0, rel=1e-9)  # of the least-squares line


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("E.levenbergMarquardt(new E.NetworkLoss(net, [1], [1], 'huber'), x)", "must be squared"),
        ("E.levenbergMarquardt(new E.NetworkLoss(net, [1], [1], 'squared', E.L2(1)), x)", "no sum"),
        ("E.levenbergMarquardt(F, x, 5, {factor: 1})", "factor must be above 1"),
        ("E.levenbergMarquardt(F, x, 5, {mu: 0})", "mu must be finite and above 0"),
    ],
)
def test_what_it_cannot_do_is_refused(engine, code, words):
    message = engine(
        f"""const net = new E.Network();
        const F = new E.NetworkLoss(net, [1], [1]);
        const x = Array(7).fill(1);
        try {{ {code}; }} catch (error) {{ return error.message; }}"""
    )
    assert message is not None
    assert words in message
