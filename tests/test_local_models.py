"""A local model touches the surface, and leaves it with the power after its order."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from nn_core.function_objective import FunctionObjective
from nn_core.landscapes import LANDSCAPES, landscape
from nn_core.local_models import linear_model, quadratic_model
from nn_core.objectives import Objective, Quadratic

EACH = pytest.mark.parametrize("F", LANDSCAPES.values(), ids=LANDSCAPES)


@EACH
def test_models_touch_the_surface_with_slope_and_curvature(F: Objective) -> None:
    low, high = np.array(F.window).T
    x0 = np.random.default_rng(2).uniform(low, high)
    for model in (linear_model(F, x0), quadratic_model(F, x0)):
        scale = 1 + abs(F.value(x0)) + np.abs(F.gradient(x0)).max() + np.abs(F.hessian(x0)).max()
        assert_allclose(model.value(x0), F.value(x0), atol=1e-13 * 25 * scale)
        assert_allclose(model.gradient(x0), F.gradient(x0), atol=1e-13 * scale)
        assert model.window == F.window
    assert_allclose(quadratic_model(F, x0).A, F.hessian(x0), rtol=1e-14)
    assert not linear_model(F, x0).A.any()


@EACH
@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_error_falls_as_h_squared_and_h_cubed(F: Objective, seed: int) -> None:
    rng = np.random.default_rng(seed)
    low, high = np.array(F.window).T
    x0, p = rng.uniform(low, high) / 2, rng.normal(size=F.n)
    p /= np.linalg.norm(p)
    h = np.array([4e-2, 2e-2, 1e-2, 5e-3])
    x = x0 + h[:, None] * p
    # Taylor's remainders: ∫ (h − t) pᵀA(x0 + tp)p dt, and the same of A(x0 + tp) − A(x0).
    t = np.linspace(0, h[0], 401)[1:]
    bend = (F.hessian(x0 + t[:, None] * p) @ p) @ p
    steepest = np.max(np.abs(bend - F.hessian(x0) @ p @ p) / t)
    rounding = 1e-12 * (1 + np.abs(F.value(x)))
    straight = np.abs(F.value(x) - linear_model(F, x0).value(x))
    assert np.all(straight <= 1.001 * np.abs(bend).max() * h**2 / 2 + rounding)
    curved = np.abs(F.value(x) - quadratic_model(F, x0).value(x))
    assert np.all(curved <= 1.001 * steepest * h**3 / 6 + rounding)


def test_order_of_the_error_read_from_two_steps() -> None:
    F, x0, p = landscape("rosenbrock"), np.array([-1.2, 1.0]), np.array([0.6, 0.8])
    for model, power in ((linear_model(F, x0), 2), (quadratic_model(F, x0), 3)):
        far, near = (abs(F.value(x0 + h * p) - model.value(x0 + h * p)) for h in (1e-2, 1e-3))
        assert np.log10(far / near) == pytest.approx(power, abs=0.05)


@pytest.mark.parametrize("far", [0.0, 1e4, 1e6])
def test_a_model_is_as_exact_far_from_the_origin_as_near_it(far: float) -> None:
    def at(shift: float) -> FunctionObjective:  # the shifts, and the steps, lose no bit
        return FunctionObjective(
            lambda x: np.cosh(x[0] - shift) + 0.5 * (x[1] + shift) ** 2,
            2,
            gradient=lambda x: np.array([np.sinh(x[0] - shift), x[1] + shift]),
            hessian=lambda x: np.diag([np.cosh(x[0] - shift), 1.0]),
        )

    x0, step, there = np.array([0.5, 0.25]), np.array([0.0625, -0.125]), np.array([far, -far])
    for model in (linear_model, quadratic_model):
        here, away = model(at(0.0), x0), model(at(far), x0 + there)
        assert away.value(x0 + there + step) == here.value(x0 + step)
        assert away.gradient(x0 + there + step).tolist() == here.gradient(x0 + step).tolist()
    minimum = quadratic_model(at(far), x0 + there).stationary_point - there
    assert_allclose(
        minimum, quadratic_model(at(0.0), x0).stationary_point, atol=1e-15 * far + 1e-15
    )


def test_model_of_a_quadratic_is_itself() -> None:
    F = landscape("tilted bowl")
    model = quadratic_model(F, [1.3, -0.4])
    assert_allclose(model.A, F.A)
    assert_allclose(model.d, F.d, atol=1e-14)
    assert model.c == pytest.approx(F.c)


def test_bottom_of_the_model_is_newtons_golden_step() -> None:
    model = quadratic_model(landscape("quartic"), [1.5, 0.0])
    assert_allclose(model.stationary_point, [0.608696, -0.608696], atol=5e-7)
    assert model.name == "quadratic model of quartic"


@pytest.mark.parametrize("model", [linear_model, quadratic_model])
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_misuse_is_refused(model) -> None:
    with pytest.raises(ValueError, match=r"x0 must have 2 coordinates.*\(3,\)"):
        model(landscape("quartic"), [1, 2, 3])
    with pytest.raises(ValueError, match="x0 must be finite"):
        model(landscape("quartic"), [1, np.nan])
    with pytest.raises(ValueError, match="F and its derivatives must be finite"):
        model(landscape("quartic"), [1e200, 0.0])


def test_models_are_quadratics() -> None:
    assert isinstance(linear_model(landscape("beale"), [0, 0]), Quadratic)
