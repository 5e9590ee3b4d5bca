"""The landscapes of the book: functions to descend, each with its derivatives and known extrema.

Look one up, `landscape("rosenbrock")`, or walk through `LANDSCAPES`, which keeps the book's order:
quadratics (chapters 4, 5, C), one variable (3, 5), stationary points of every kind (5), the race
of the optimizers (D). `minima`, `saddles` and `maxima` list the isolated ones inside the window.

>>> [name for name, F in LANDSCAPES.items() if len(F.minima) > 1]
['two valleys', 'cosine', 'quartic', 'double well', 'himmelblau']
"""

from ..arrays import unknown_name
from ..objectives import Objective
from .one_variable import ONE_VARIABLE
from .quadratics import QUADRATICS
from .race import RACE, rosenbrock
from .sequence import ReddiSequence
from .stationary import STATIONARY

#: The landscapes by name, in the book's order.
LANDSCAPES: dict[str, Objective] = {
    objective.name: objective for objective in (*QUADRATICS, *ONE_VARIABLE, *STATIONARY, *RACE)
}


def landscape(name: str) -> Objective:
    """Return the landscape of that name.

    Raises
    ------
    ValueError
        If there is none; the message names the closest.

    Examples
    --------
    >>> landscape("quartic").minima.round(6)
    array([[ 0.55358 , -0.55358 ],
           [-0.418783,  0.418783]])
    """
    if name not in LANDSCAPES:
        raise ValueError(unknown_name("landscape", str(name), LANDSCAPES))
    return LANDSCAPES[name]


__all__ = ["LANDSCAPES", "ReddiSequence", "landscape", "rosenbrock"]
