"""Training in the browser takes the same path as in Python.

Every update rounds a little differently on the two sides (sums in another order, exp and tanh of
another library), by about 1e-16 of a parameter. Where training settles such differences shrink
again or at worst add up, to some 1e-12 after the 2,000 to 20,000 updates made here; where it does
not settle, as in the first steps of Adam with its division by a small root, they may grow. The
tolerance of 1e-9 leaves room for that, and is a millionth of what the eye could see.
"""

from __future__ import annotations

import numpy as np
import pytest

import nn_core.schedules as schedules
from nn_core.initialise import METHODS, initialise
from nn_core.network_loss import NetworkLoss
from nn_core.networks import Network
from nn_core.optimizers import OPTIMIZERS, SGD
from nn_core.penalties import L1, L2, elastic
from nn_core.training import train
from tests.frontend.agreement import agree
from tests.frontend.conftest import FRONTEND
from tests.frontend.test_engine_parity import CASES, problem

TOLERANCE = 1e-9
P = np.linspace(-2, 2, 100)
T = 1 + np.sin(np.pi * P / 4)
X0 = np.array([-0.27, -0.41, -0.48, -0.13, 0.09, -0.17, 0.48])

TRAIN = """
    const net = new E.Network(sizes ?? [1, 2, 1], activations ?? ["logsig", "purelin"]);
    const optimizer = new E.OPTIMIZERS[rule ?? "SGD"](constants ?? {});
    return E.train(net, P, T, x0, {optimizer, ...options});
"""


def trained(engine, x0=X0, P=P, T=T, **given):
    free = ("sizes", "activations", "rule", "constants", "options")
    return engine(TRAIN, x0=x0, P=P, T=T, **{name: given.get(name) for name in free})


@pytest.mark.parametrize("batch_size", [1, 7, 100])
@pytest.mark.parametrize("shuffle", [False, True])
def test_plain_descent_takes_the_same_path(engine, batch_size, shuffle):
    options = {"epochs": 200, "batchSize": batch_size, "shuffle": shuffle, "rng": 3}
    ours = trained(engine, constants={"alpha": 0.02}, options=options)
    python = train(
        Network(), P, T, X0, SGD(0.02), 200, batch_size=batch_size, shuffle=shuffle,
        rng=3 if shuffle else None,
    )  # fmt: skip
    agree(ours["x"], python.x, TOLERANCE)
    agree(ours["loss"], python.loss, TOLERANCE)
    assert ours["status"] == python.status == "finished"


@pytest.mark.parametrize("rule", OPTIMIZERS)
@pytest.mark.parametrize("batch_size", [1, 20, 100])
def test_every_optimizer_takes_the_same_path(engine, rule, batch_size):
    ours = trained(engine, rule=rule, options={"epochs": 20, "batchSize": batch_size})
    python = train(Network(), P, T, X0, OPTIMIZERS[rule](), 20, batch_size=batch_size)
    agree(ours["x"], python.x, TOLERANCE)
    agree(ours["loss"], python.loss, TOLERANCE)


@pytest.mark.parametrize("rule", OPTIMIZERS)
def test_every_step_of_an_optimizer_agrees(engine, rule):
    rng = np.random.default_rng(2)
    gradients, x = rng.normal(size=(12, 5)), rng.normal(size=5)
    gradients[3] = 0
    python, steps = OPTIMIZERS[rule](), []
    state, at = python.init(x), x
    for g in gradients:
        state, dx = python.step(state, g, at)
        at = at + dx
        steps.append(dx)
    ours = engine(
        """const optimizer = new E.OPTIMIZERS[rule]();
        let at = Float64Array.from(x);
        let state = optimizer.init(at);
        return gradients.map((g) => {
            const [next, dx] = optimizer.step(state, Float64Array.from(g), at);
            state = next;
            at = at.map((value, i) => value + dx[i]);
            return dx;
        });""",
        rule=rule, gradients=list(gradients), x=x,
    )  # fmt: skip
    for js, dx in zip(ours, steps, strict=True):
        agree(js, dx)


def test_every_optimizer_has_pythons_defaults(engine):
    ours = engine(
        "return Object.entries(E.OPTIMIZERS).map(([name, rule]) => [name, {...new rule()}])"
    )
    assert [name for name, _ in ours] == list(OPTIMIZERS)
    for name, constants in ours:
        python = OPTIMIZERS[name]()
        assert constants == {key: getattr(python, key) for key in constants}


@pytest.mark.parametrize(("sizes", "activations", "loss"), CASES)
@pytest.mark.parametrize("batch_size", [1, 4])
def test_every_network_and_loss_trains_alike(engine, sizes, activations, loss, batch_size):
    network, x, P, T = problem(sizes, activations)
    options = {"epochs": 5, "batchSize": batch_size, "loss": loss}
    ours = trained(
        engine, x, P, T, sizes=sizes, activations=activations, constants={"alpha": 0.05},
        options=options,
    )  # fmt: skip
    python = train(network, P, T, x, SGD(0.05), 5, batch_size=batch_size, loss=loss)
    agree(ours["x"], python.x, TOLERANCE)
    agree(ours["loss"], python.loss, TOLERANCE)


def test_validation_and_the_best_parameters_agree(engine):
    rng = np.random.default_rng(4)
    noisy = T + rng.normal(scale=0.3, size=T.size)
    network = Network((1, 12, 1), ("tanh", "purelin"))
    x0 = initialise(network, rng=1)
    even, odd = slice(None, None, 2), slice(1, None, 2)
    ours = engine(
        """const net = new E.Network([1, 12, 1], ["tanh", "purelin"]);
        const earlyStopping = new E.EarlyStopping({patience: 30});
        return E.train(net, P, T, x0, {epochs: 400, batchSize: 1, validation, earlyStopping,
            optimizer: new E.SGD({alpha: 0.03})});""",
        P=P[even], T=noisy[even], x0=x0, validation={"P": P[odd], "T": noisy[odd]},
    )  # fmt: skip
    python = train(
        network, P[even], noisy[even], x0, SGD(0.03), 400, batch_size=1,
        validation=(P[odd], noisy[odd]), early_stopping=30,
    )  # fmt: skip
    assert ours["status"] == python.status == "stopped"
    assert ours["bestEpoch"] == python.best_epoch
    agree(ours["validation"], python.validation, TOLERANCE)
    agree(ours["bestX"], python.best_x, TOLERANCE)
    agree(ours["x"], python.x, TOLERANCE)


def test_a_validation_loss_that_is_no_number_counts_as_infinite(engine):
    network, x0 = Network((1, 2, 1), ("purelin", "purelin")), [10, 10, 0, 0, 1, -1, 0]
    ours = engine(
        """const net = new E.Network([1, 2, 1], ["purelin", "purelin"]);
        const options = {epochs: 2, validation, optimizer: new E.SGD({alpha: 1e-9})};
        return E.train(net, P, T, x0, options).validation.map(String);""",
        P=P, T=T, x0=x0, validation={"P": [1e308], "T": [1.0]},
    )  # fmt: skip
    python = train(network, P, T, x0, SGD(1e-9), 2, validation=([1e308], [1.0]))
    assert ours == ["Infinity", "Infinity"]
    np.testing.assert_array_equal(python.validation, [np.inf, np.inf])


def test_a_diverging_run_stops_where_pythons_does(engine):
    ours = trained(engine, constants={"alpha": 5}, options={"epochs": 500})
    python = train(Network(), P, T, X0, SGD(5.0), 500)
    assert ours["status"] == python.status == "diverged"
    assert len(ours["loss"]) == python.epochs
    assert np.isfinite(ours["x"]).all()


def penalties(n):
    mask = [i % 3 != 0 for i in range(n)]
    return [
        ("E.L2(0.1)", L2(0.1), mask),
        ("E.L1(0.05, mask)", L1(0.05, mask), mask),
        ("E.elastic(0.2, 0.25, mask)", elastic(0.2, 0.25, mask), mask),
    ]


@pytest.mark.parametrize(("code", "penalty", "mask"), penalties(7))
def test_a_penalty_agrees_alone_and_in_training(engine, code, penalty, mask):
    v = np.linspace(-1, 1, 7)
    ours = engine(
        f"""const penalty = {code};
        const net = new E.Network();
        const F = new E.NetworkLoss(net, P, T, "squared", penalty);
        return [penalty.gradient(x), penalty.proximal(x, 0.3), F.gradient(x), F.hessian(x),
                F.hessianVector(x, v), F.value(x),
                E.train(net, P, T, x, {{epochs: 30, batchSize: 9, penalty}})];""",
        mask=mask, P=P, T=T, x=X0, v=v,
    )  # fmt: skip
    F = NetworkLoss(Network(), P, T, penalty=penalty)
    agree(ours[0], penalty.gradient(X0))
    agree(ours[1], penalty.proximal(X0, 0.3))
    agree(ours[2], F.gradient(X0))
    agree(ours[3], F.hessian(X0))
    agree(ours[4], F.hessian_vector(X0, v))
    assert ours[5] == pytest.approx(float(F.value(X0)), rel=1e-12)
    python = train(Network(), P, T, X0, epochs=30, batch_size=9, penalty=penalty)
    agree(ours[6]["x"], python.x, TOLERANCE)
    agree(ours[6]["loss"], python.loss, TOLERANCE)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("sizes", [(1, 2, 1), (3, 5, 4, 2)])
def test_initial_parameters_agree(engine, method, sizes):
    activations = ("logsig", "relu", "purelin")[-len(sizes) + 1 :]
    network = Network(sizes, activations)
    ours = engine(
        """const net = new E.Network(sizes, activations);
        return [1, 0.3].map((scale) => E.initialise(net, {rng: 6, method, scale}));""",
        sizes=sizes, activations=activations, method=method,
    )  # fmt: skip
    agree(ours[0], initialise(network, method, rng=6), 1e-15)
    agree(ours[1], initialise(network, method, rng=6, scale=0.3), 1e-15)


def test_nguyen_widrow_covers_given_inputs_as_python_does(engine):
    network = Network((2, 6, 1), ("tanh", "purelin"))
    inputs = np.random.default_rng(0).uniform(3, 9, size=(2, 20))
    ours = engine(
        """const net = new E.Network([2, 6, 1], ["tanh", "purelin"]);
        return E.initialise(net, {rng: 1, method: "nguyen_widrow", inputs});""",
        inputs=inputs,
    )
    agree(ours, initialise(network, "nguyen_widrow", rng=1, inputs=inputs), 1e-14)


SCHEDULES = [
    ("E.constantRate(0.1)", schedules.ConstantRate(0.1)),
    ("E.exponentialDecay(0.1, 0.9)", schedules.ExponentialDecay(0.1, 0.9)),
    ("E.stepDecay(0.1, 0.5, 7)", schedules.StepDecay(0.1, 0.5, 7)),
    ("E.inverseDecay(0.1, 20)", schedules.InverseDecay(0.1, 20)),
    ("E.polynomialDecay(0.1, 30, 2, 0.01)", schedules.PolynomialDecay(0.1, 30, 2, 0.01)),
    ("E.cosineDecay(0.1, 30, 0.01)", schedules.CosineDecay(0.1, 30, 0.01)),
    ("E.warmRestarts(0.1, 5, 2)", schedules.WarmRestarts(0.1, 5, 2)),
    ("E.warmRestarts(0.1, 6)", schedules.WarmRestarts(0.1, 6)),
    (
        "E.warmUp(E.exponentialDecay(0.8, 0.9), 6)",
        schedules.WarmUp(schedules.ExponentialDecay(0.8, 0.9), 6),
    ),
]


@pytest.mark.parametrize(("code", "schedule"), SCHEDULES)
def test_a_schedule_gives_the_same_rates_and_drives_training_alike(engine, code, schedule):
    rates, ours = engine(
        f"""const alpha = {code};
        return [E.rates(alpha, 50), E.train(new E.Network(), P, T, x, {{epochs: 40,
            optimizer: new E.Momentum({{alpha}})}})];""",
        P=P, T=T, x=X0,
    )  # fmt: skip
    agree(rates, schedules.rates(schedule, 50), 1e-15)
    python = train(Network(), P, T, X0, OPTIMIZERS["Momentum"](schedule), 40)
    agree(ours["x"], python.x, TOLERANCE)


@pytest.mark.parametrize("rule", ["SGD", "Adam"])
def test_single_updates_make_the_same_epochs(engine, rule):
    by_epoch, by_update = engine(
        """const run = (advance) => {
            const optimizer = new E.OPTIMIZERS[rule]();
            const trainer = new E.Trainer(new E.Network(), P, T, x,
                {batchSize: 7, shuffle: true, rng: 2, optimizer});
            advance(trainer);
            return [trainer.x, trainer.loss, trainer.epoch];
        };
        return [run((t) => t.epochs(4)), run((t) => { while (t.epoch < 4) t.updates(1); })];""",
        P=P, T=T, x=X0, rule=rule,
    )  # fmt: skip
    assert by_epoch[0].tolist() == by_update[0].tolist()
    assert by_epoch[2] == by_update[2] == 4
    # The losses of an epoch are summed batch by batch in the one, all at once in the other.
    agree(by_update[1], by_epoch[1])


@pytest.mark.parametrize("rule", ["SGD", "Nadam"])
def test_stepping_back_and_on_again_repeats_the_path(engine, rule):
    first, again = engine(
        """const held = {P: P.slice(0, 10), T: T.slice(0, 10)};
        const trainer = new E.Trainer(new E.Network(), P, T, x, {batchSize: 10, shuffle: true,
            rng: 1, validation: held, optimizer: new E.OPTIMIZERS[rule]()});
        trainer.updates(37);
        const place = trainer.place();
        const onwards = () => {
            trainer.updates(40);
            const {losses, best} = trainer.held;
            return [...trainer.x, ...trainer.loss, ...losses, best.epoch];
        };
        const first = onwards();
        trainer.restore(place);
        return [first, onwards()];""",
        P=P, T=T, x=X0, rule=rule,
    )  # fmt: skip
    assert first == again


@pytest.mark.parametrize(("sizes", "activations", "loss"), CASES)
@pytest.mark.parametrize("size", [1, 4, 11])
def test_straight_lines_compute_what_the_loops_do_bit_for_bit(
    engine, sizes, activations, loss, size
):
    _, x, P, T = problem(sizes, activations)
    suits, ours = engine(
        """const {suitsStraightLine, straightLine} = await file("straightLine.js");
        const {loops} = await file("loops.js");
        const net = new E.Network(sizes, activations);
        const entry = E.loss(loss);
        if (!suitsStraightLine(net, entry)) return [false, []];
        const [inputs, targets] = [Float64Array.from(P), Float64Array.from(T)];
        const order = E.defaultRng(0).permutation(11);
        return [true, [straightLine(net, entry), loops(net, entry)].map((kernel) => {
            const at = Float64Array.from(x);
            const losses = [1, 2, 3].map(() =>
                kernel.descend(at, inputs, targets, 11, order, 0, 11, size, 0.05));
            const g = new Float64Array(at.length);
            losses.push(kernel.gradient(at, inputs, targets, 11, order, 2, 9, g));
            losses.push(kernel.value(at, inputs, targets, 11));
            const out = new Float64Array(targets.length);
            kernel.outputs(at, inputs, 11, out);
            return [...at, ...g, ...out, ...losses];
        })];""",
        sizes=sizes, activations=activations, loss=loss, size=size, x=x, P=P, T=T,
    )  # fmt: skip
    assert suits is ("softmax" not in activations and len(x) <= 200)
    if suits:
        assert ours[0] == ours[1]


def test_formulas_in_straight_lines_are_those_of_the_table(engine):
    pairs = engine(
        """const {FORMULAS} = await file("straightLineStatements.js");
        return Object.entries(FORMULAS).flatMap(([name, {f, df}]) => {
            const written = new Function("n", `const {exp, tanh} = Math;
                const a = ${f}; return [a, ${df}];`);
            const {f: table, df: slope} = E.activation(name);
            return [-3, -0.5, 0, 0.2, 1, 1.5, 40].map((n) =>
                [written(n), [table(n), slope(n, table(n))]]);
        });"""
    )
    assert len(pairs) > 30
    for written, table in pairs:
        assert written == table


def test_a_page_that_forbids_compiling_gets_the_loops(engine, browser, serve, tmp_path):
    (tmp_path / "index.html").write_text(
        """<!doctype html><title>strict</title>
        <meta http-equiv="Content-Security-Policy" content="script-src 'self'">
        <script type="module" src="run.js"></script>"""
    )
    (tmp_path / "run.js").write_text(
        """import * as E from "./engine/index.js";
        const P = Float64Array.from({length: 9}, (_, q) => q / 4 - 1);
        const {loss} = E.train(new E.Network(), P, P, Array(7).fill(0.5), {epochs: 5});
        document.title = JSON.stringify(loss);"""
    )
    (tmp_path / "engine").symlink_to(FRONTEND / "engine")
    page = browser.new_page()
    try:
        page.goto(serve(tmp_path))
        page.wait_for_function("document.title !== 'strict'")
        strict = page.evaluate("JSON.parse(document.title)")
    finally:
        page.close()
    free = engine(
        """const P = Float64Array.from({length: 9}, (_, q) => q / 4 - 1);
        return E.train(new E.Network(), P, P, Array(7).fill(0.5), {epochs: 5}).loss;"""
    )
    assert strict == free
