"""The same training by other libraries, each as its users would write it for speed."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np

from benchmarks.measure import peer

Steps = Callable[[int], Any]


def torch_steps(sizes: tuple[int, ...], act: str, P: np.ndarray, T: np.ndarray) -> Steps | None:
    """Eager PyTorch on all columns of P at once: n steps of SGD."""
    torch = peer("torch")
    if torch is None:
        return None
    torch.set_num_threads(1)
    torch.set_default_dtype(torch.float64)
    layers: list[Any] = []
    for m in range(len(sizes) - 1):
        layers.append(torch.nn.Linear(sizes[m], sizes[m + 1]))
        if m < len(sizes) - 2:
            layers.append({"logsig": torch.nn.Sigmoid, "tanh": torch.nn.Tanh}[act]())
    model = torch.nn.Sequential(*layers)
    optimizer = torch.optim.SGD(model.parameters(), 0.005)
    p, t = torch.tensor(P.T.copy()), torch.tensor(T.T.copy())
    loss_of = torch.nn.functional.mse_loss

    def steps(n: int) -> None:
        for _ in range(n):
            optimizer.zero_grad()
            loss_of(model(p), t).backward()
            optimizer.step()

    return steps


def sklearn_epochs(
    sizes: tuple[int, ...], act: str, P: np.ndarray, T: np.ndarray, batch_size: int
) -> Steps | None:
    """scikit-learn's MLPRegressor.fit: n epochs of plain SGD."""
    network = peer("sklearn.neural_network")
    if network is None:
        return None
    X, y = P.T.copy(), T.ravel().copy()
    names = {"logsig": "logistic", "tanh": "tanh"}

    def steps(n: int) -> None:
        model = network.MLPRegressor(
            hidden_layer_sizes=sizes[1:-1], activation=names[act], solver="sgd",
            alpha=0.0, batch_size=batch_size, learning_rate_init=0.005, max_iter=n, shuffle=False,
            tol=0.0, momentum=0.0, nesterovs_momentum=False, n_iter_no_change=n + 1,
            random_state=0,
        )  # fmt: skip
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            model.fit(X, y)

    return steps


def jax_steps(
    sizes: tuple[int, ...], act: str, P: np.ndarray, T: np.ndarray, scan: bool, online: bool = False
) -> Callable[[int], Steps] | None:
    """JAX, jitted: one call a step, or all n steps in one compiled scan.

    Returns a maker that compiles for n, since a scan is compiled for its length.
    """
    jax = peer("jax")
    if jax is None:
        return None
    jnp, f = jax.numpy, {"logsig": jax.nn.sigmoid, "tanh": jax.numpy.tanh}[act]
    rng = np.random.default_rng(0)
    x = [
        (jnp.array(rng.normal(size=(S, R)) / np.sqrt(R)), jnp.zeros((S, 1)))
        for R, S in pairwise(sizes)
    ]
    p, t = jnp.array(P), jnp.array(T)

    def loss(x: Any, p: Any, t: Any) -> Any:
        a = p
        for m, (W, b) in enumerate(x):
            a = W @ a + b
            a = f(a) if m < len(x) - 1 else a
        return jnp.mean((t - a) ** 2)

    def step(x: Any, p: Any, t: Any) -> Any:
        value, g = jax.value_and_grad(loss)(x, p, t)
        return jax.tree.map(lambda part, slope: part - 0.005 * slope, x, g), value

    jitted = jax.jit(step)

    def maker(n: int) -> Steps:
        if not scan:

            def calls(n: int) -> None:
                now = x
                for _ in range(n):
                    now, _ = jitted(now, p, t)
                jax.block_until_ready(now)

            return calls
        if online:
            samples = (jnp.tile(p.T, (n // P.shape[1], 1))[:, :, None],
                       jnp.tile(t.T, (n // P.shape[1], 1))[:, :, None])  # fmt: skip
            run = jax.jit(lambda x: jax.lax.scan(lambda x, s: step(x, *s), x, samples))
        else:
            run = jax.jit(lambda x: jax.lax.scan(lambda x, _: step(x, p, t), x, length=n))
        return lambda n: jax.block_until_ready(run(x))

    return maker


def numba_online(P: np.ndarray, T: np.ndarray) -> Callable[[np.ndarray, int], Any] | None:
    """The 1-2-1 online by numba: epochs(x, n) compiled from loops over plain numbers."""
    numba = peer("numba")
    if numba is None:
        return None
    p_data, t_data = P.ravel().copy(), T.ravel().copy()

    @numba.njit
    def epochs(x, p_data, t_data, rate, n):  # type: ignore[no-untyped-def]
        w1, w2, c1, c2, v1, v2, b = x
        losses = np.empty(n)
        for epoch in range(n):
            total = 0.0
            for q in range(len(p_data)):
                p = p_data[q]
                a1 = 1.0 / (1.0 + np.exp(-(w1 * p + c1)))
                a2 = 1.0 / (1.0 + np.exp(-(w2 * p + c2)))
                e = t_data[q] - (v1 * a1 + v2 * a2 + b)
                total += e * e
                d = rate * e
                s1 = v1 * d * a1 * (1.0 - a1)
                s2 = v2 * d * a2 * (1.0 - a2)
                w1 += s1 * p
                w2 += s2 * p
                c1 += s1
                c2 += s2
                v1 += d * a1
                v2 += d * a2
                b += d
            losses[epoch] = total / len(p_data)
        return losses

    return lambda x, n: epochs(x, p_data, t_data, 0.01, n)
