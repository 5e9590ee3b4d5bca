"""The quadratics of chapters 4, 5 and C: F = ½ xᵀAx + dᵀx + c in all its shapes.

The signs of A's eigenvalues make the bowl (both positive), the saddle (one of each) and the trough
(one zero: a whole line of weak minima); their ratio makes a bowl round or a valley steep.
"""

from ..objectives import Quadratic

_UNIT = ((-1.0, 1.0), (-1.0, 1.0))

QUADRATICS = (
    # x1² + x2²: every direction is alike.
    Quadratic([[2.0, 0.0], [0.0, 2.0]], name="round bowl", window=_UNIT),
    # x1² + 2 x2²: the directional derivatives of chapter 4.
    Quadratic([[2.0, 0.0], [0.0, 4.0]], name="oval bowl", window=_UNIT),
    # x1² + 25 x2²: the bound 2/λmax = 0.04 of chapter C.
    Quadratic([[2.0, 0.0], [0.0, 50.0]], name="steep valley", window=_UNIT),
    # x1² + x1 x2 + x2²: axes turned by 45°, exact line search and conjugate gradient.
    Quadratic([[2.0, 1.0], [1.0, 2.0]], name="coupled bowl", window=_UNIT),
    Quadratic(
        [[1.5, -0.7], [-0.7, 1.0]],
        [0.35, 0.25],
        1.0,
        name="tilted bowl",
        window=((-2.0, 2.0), (-2.0, 2.0)),
    ),
    # −¼x1² − 3/2 x1 x2 − ¼x2²: eigenvalues 1 and −2 (Hagan et al., chapter 8).
    Quadratic([[-0.5, -1.5], [-1.5, -0.5]], name="saddle", window=_UNIT),
    # ½(x1 − x2)²: eigenvalues 2 and 0 (Hagan et al., chapter 8).
    Quadratic([[1.0, -1.0], [-1.0, 1.0]], name="trough", window=_UNIT),
)
