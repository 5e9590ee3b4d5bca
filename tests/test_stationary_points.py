"""Newton's method reaches stationary points of every kind, and the search finds those known."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from nn_core.function_objective import FunctionObjective
from nn_core.landscapes import landscape, rosenbrock
from nn_core.objectives import Quadratic
from nn_core.stationary_points import find_stationary_point, stationary_points


def test_first_step_on_the_quartic_is_the_golden_one() -> None:
    search = find_stationary_point(landscape("quartic"), [1.5, 0.0])
    assert_allclose(search.path[1], [0.608696, -0.608696], atol=5e-7)
    assert_allclose(search.x, [0.553580, -0.553580], atol=5e-7)
    assert search.converged


@settings(max_examples=50, deadline=None)
@given(n=st.integers(1, 10), seed=st.integers(0, 10**6))
def test_a_quadratic_is_solved_in_one_step_from_anywhere(n: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    M = rng.normal(size=(n, n))
    F = Quadratic(M + M.T, rng.normal(size=n))
    if np.abs(F.eigenvalues).min() > 1e-2:
        search = find_stationary_point(F, rng.normal(size=n))
        assert_allclose(search.path[1], F.stationary_point, atol=1e-9)


def test_correct_digits_double_near_a_minimum() -> None:
    F = landscape("two valleys")
    path = find_stationary_point(F, [1.2]).path
    error = np.abs(path[:, 0] - F.minima[0, 0])
    ratio = error[1:4] / error[:3] ** 2
    # The limit of the ratio is |F'''/(2F'')| at the minimum.
    assert ratio[-1] == pytest.approx(72 * 1.09756 / (2 * (36 * 1.09756**2 - 14)), rel=0.05)


def test_a_singular_hessian_slows_newton_to_two_thirds_a_step() -> None:
    path = find_stationary_point(landscape("fourth power"), [1.0]).path[:, 0]
    assert_allclose(path[1:20] / path[:19], 2 / 3)


@pytest.mark.parametrize(
    "name", ["two valleys", "cosine", "quartic", "double well", "himmelblau", "beale", "rosenbrock"]
)
def test_the_search_finds_exactly_the_points_known(name: str) -> None:
    F = landscape(name)
    found = stationary_points(F)
    kinds = {"strong minimum": F.minima, "saddle": F.saddles, "strong maximum": F.maxima}
    assert len(found) == sum(len(points) for points in kinds.values())
    for kind, points in kinds.items():
        here = [v.x for v in found if v.kind == kind]
        for x in points:
            assert min(np.max(np.abs(x - y)) for y in here) < 1e-9
    assert [v.value for v in found] == sorted(v.value for v in found)


@pytest.mark.parametrize("name", ["cube", "fourth power", "monkey saddle", "crossing parabolas"])
def test_degenerate_points_are_found_once_and_called_inconclusive(name: str) -> None:
    found = stationary_points(landscape(name))
    assert [v.kind for v in found] == ["inconclusive"]
    assert np.max(np.abs(found[0].x)) < 1e-6


def test_more_variables_start_from_random_points_drawn_with_the_rng() -> None:
    found = stationary_points(rosenbrock(3), starts=40, rng=1)
    assert_allclose(found[0].x, np.ones(3), atol=1e-9)
    again = stationary_points(rosenbrock(3), starts=40, rng=np.random.default_rng(1))
    assert [v.x.tolist() for v in again] == [v.x.tolist() for v in found]


def test_fewer_starts_make_a_coarser_grid() -> None:
    assert len(stationary_points(landscape("cosine"), ((2.5, 3.5),), starts=1)) == 1


@pytest.mark.parametrize(
    ("n", "asked", "made"), [(1, 7, 7), (2, 100, 100), (2, 90, 100), (3, 5, 5)]
)
def test_as_many_searches_are_made_as_the_grid_has_points(n: int, asked: int, made: int) -> None:
    starts = []
    slope = FunctionObjective(
        lambda x: x.sum(), n, gradient=lambda x: starts.append(x) or np.ones(n),
        hessian=lambda x: np.zeros((n, n)), window=((0, 1),) * n,
    )  # fmt: skip
    assert stationary_points(slope, starts=asked) == []
    assert len(starts) == made


def test_distances_are_judged_by_the_size_of_the_window() -> None:
    F, shrink = landscape("two valleys"), 1000.0
    small = FunctionObjective(
        lambda x: F.value(shrink * x), 1, gradient=lambda x: shrink * F.gradient(shrink * x),
        hessian=lambda x: shrink**2 * F.hessian(shrink * x), window=((-0.002, 0.002),),
    )  # fmt: skip
    assert len(stationary_points(small)) == len(stationary_points(F)) == 3


def test_a_step_is_judged_by_the_size_of_x() -> None:
    search = find_stationary_point(landscape("cosine"), [np.pi * 3e7 + 0.3])
    assert search.converged


def test_points_outside_the_window_are_left_out() -> None:
    assert [v.kind for v in stationary_points(landscape("quartic"), ((0, 1), (-1, 0)))] == [
        "strong minimum"
    ]


@pytest.mark.parametrize("window", [((0, 1), (0, 1)), ((-1, 0), (-1, 0))])
def test_a_point_on_the_edge_of_the_window_is_inside(window) -> None:
    F = Quadratic([[3.0, 1.0], [1.0, 2.0]])
    assert [v.kind for v in stationary_points(F, window)] == ["strong minimum"]


def test_a_search_that_cannot_settle_says_so() -> None:
    slope = Quadratic([[0.0]], [1.0])
    assert find_stationary_point(slope, 0.0).message.startswith("no step: the curvature is zero")
    assert not find_stationary_point(slope, 0.0).converged
    hill = FunctionObjective(lambda x: np.exp(x[0]), 1)
    assert find_stationary_point(hill, 0.0, steps=5).message == "not settled after 5 steps"


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_a_search_that_leaves_the_domain_of_f_says_so() -> None:
    F = FunctionObjective(
        lambda x: np.log(x[0]) - x[0],
        1,
        gradient=lambda x: 1 / x - 1 if x[0] > 0 else [np.nan],
        hessian=lambda x: [-1 / x**2],
    )
    search = find_stationary_point(F, [3.0])
    assert not search.converged
    assert "left the region" in search.message


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda F: find_stationary_point(F, [1, 2, 3]), r"x0 must have 2 coordinates.*\(3,\)"),
        (lambda F: find_stationary_point(F, [1, np.inf]), "x0 must be finite"),
        (lambda F: find_stationary_point(F, [1, 2], steps=0), "steps must be at least 1"),
        (lambda F: find_stationary_point(F, [1, 2], tolerance=0), "tolerance must be above 0"),
        (lambda F: stationary_points(F, ((0, 1),)), "window must be 2 pairs"),
        (lambda F: stationary_points(F, starts=0), "starts must be at least 1"),
        (lambda F: stationary_points(FunctionObjective(abs, 1)), "window must be given, 1 pairs"),
    ],
)
def test_misuse_is_refused_with_what_was_expected(make, message) -> None:
    with pytest.raises(ValueError, match=message):
        make(landscape("quartic"))
