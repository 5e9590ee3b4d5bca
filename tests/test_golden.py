"""Every number of `data/golden.json`, which was worked out without this package, comes out again.

The file's numbers are rounded to the digits shown, so nn_core's must round to the same.
"""

import json
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from nn_core import (
    SGD,
    Network,
    Quadratic,
    best_momentum,
    best_rate,
    conjugate_gradient,
    descend,
    directional_derivative,
    exact_line_search,
    gradient,
    landscape,
    max_stable_rate,
    newton,
    sensitivities,
    spectrum,
    steepest_descent,
)

FILE = Path(__file__).parent / "data" / "golden.json"
GOLDEN = json.loads(FILE.read_text(), parse_float=Decimal)


def quadratic_steep_valley(given):
    F = landscape("steep valley")
    start, alpha = np.array(given["start"], float), float(given["alpha"])
    after_50 = {
        f"alpha_{rate}": abs(descend(F, start, SGD(rate), steps=50).x[-1, 1])
        for rate in (0.04, 0.041)
    }
    return {
        "hessian": F.hessian(start),
        "max_stable_alpha": max_stable_rate(F),
        "first_steps": descend(F, start, SGD(alpha), steps=2).x[1:],
        "after_50_steps_abs_x2": after_50,
    }


def quadratic_coupled(given):
    F, start = Quadratic(given["hessian"]), np.array(given["start"], float)
    assert given["conjugate_gradient"] == "exact in 2 steps"
    solved = conjugate_gradient(F, start)
    assert (solved.steps, solved.status) == (2, "converged")
    return {
        "hessian": landscape("coupled bowl").hessian(start),
        "eigenvalues": spectrum(F),
        "max_stable_alpha": max_stable_rate(F),
        "exact_line_search_alpha": exact_line_search(F, start, -F.gradient(start)),
        "first_point": steepest_descent(F, start, steps=1).x[1],
    }


def directional(given):
    F, at = landscape("oval bowl"), np.array(given["at"], float)
    along = {p: directional_derivative(F, at, json.loads(p)) for p in given["along"]}
    return {"along": along}


def quadratic_general(given):
    F = Quadratic(*(np.array(given[name], float) for name in "Ad"), float(given["c"]))
    (minimum,) = F.minima
    return {
        "A": landscape("tilted bowl").hessian(minimum),
        "eigenvalues": spectrum(F),
        "minimum": minimum,
        "value": F.value(minimum),
        "max_stable_alpha": max_stable_rate(F),
    }


def quartic(given):
    F = landscape("quartic")
    return {
        "minima": [
            {
                "x": x,
                "F": F.value(x),
                "eigenvalues": spectrum(F, x),
                "max_stable_alpha": max_stable_rate(F, x),
            }
            for x in F.minima
        ],
        "saddle": {"x": F.saddles[0], "eigenvalues": spectrum(F, F.saddles[0])},
        "newton_first_step_from_1.5_0": newton(F, [1.5, 0.0], 1).x[1],
    }


def backprop_1_2_1(given):
    net = Network((1, 2, 1))
    W1, b1, W2, b2 = (np.array(given[name], float) for name in ("W1", "b1", "W2", "b2"))
    x, p, t = net.join([(W1, b1), (W2, b2)]), given["p"], 1 + np.sin(np.pi * given["p"] / 4)
    trace, (s1, s2) = net.forward(x, p), sensitivities(net, x, p, t)
    after = x - float(given["alpha"]) * gradient(net, x, p, t)
    (new_W1, new_b1), (new_W2, new_b2) = net.split(after)
    return {
        "a1": trace.a[1][:, 0],
        "a2": trace.a[2].item(),
        "error": t - trace.a[2].item(),
        "s2": s2.item(),
        "s1": s1[:, 0],
        "new_W2": new_W2[0],
        "new_b2": new_b2.item(),
        "new_W1": new_W1[:, 0],
        "new_b1": new_b1,
    }


def momentum_bound(given):
    A = np.diag(np.array(given["eigenvalues"], float))
    return {
        "gradient_descent": dict(zip(("alpha", "rate"), best_rate(A), strict=True)),
        "momentum": dict(zip(("alpha", "beta", "rate"), best_momentum(A), strict=True)),
    }


ENTRIES = {
    "quadratic_steep_valley": quadratic_steep_valley,
    "quadratic_coupled": quadratic_coupled,
    "directional_derivative": directional,
    "quadratic_general": quadratic_general,
    "quartic": quartic,
    "backprop_1_2_1": backprop_1_2_1,
    "momentum_bound": momentum_bound,
}
TAKEN = {"start", "alpha", "at", "d", "c", "W1", "b1", "W2", "b2", "p", "eigenvalues"}


def assert_rounds_to(found, given):
    if isinstance(given, dict):
        assert found.keys() == given.keys()
        for key in given:
            assert_rounds_to(found[key], given[key])
    elif isinstance(given, list):
        assert len(found) == len(given)
        for one, other in zip(found, given, strict=True):
            assert_rounds_to(one, other)
    else:
        digits = -Decimal(given).as_tuple().exponent
        half_a_unit = 0.5 * 10.0**-digits if digits >= 4 else 1e-12  # fewer digits are exact
        assert float(found) == pytest.approx(float(given), rel=0, abs=half_a_unit)


@pytest.mark.parametrize("name", ENTRIES)
def test_every_number_comes_out_again(name):
    given = GOLDEN[name]
    found = ENTRIES[name](given)
    numbers = {key for key, value in given.items() if not isinstance(value, str)}
    assert found.keys() >= numbers - TAKEN
    assert_rounds_to(found, {key: given[key] for key in found})


def test_no_entry_is_left_out():
    assert ENTRIES.keys() == GOLDEN.keys() - {"about"}
