"""The landscapes of the book: functions to descend, each with its derivatives and known extrema.

Look one up, `landscape("rosenbrock")`, or walk through `LANDSCAPES`, which keeps the book's order:
quadratics (chapters 4, 5, C), one variable (3, 5), stationary points of every kind (5), the race
of the optimizers (D). `minima`, `saddles` and `maxima` list the isolated ones inside the window.
"""

import difflib

from ..objectives import Objective
from .one_variable import ONE_VARIABLE
from .quadratics import QUADRATICS
from .race import RACE, rosenbrock
from .sequence import ReddiSequence
from .stationary import STATIONARY

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
    if name in LANDSCAPES:
        return LANDSCAPES[name]
    close = difflib.get_close_matches(str(name), LANDSCAPES, n=1, cutoff=0.5)
    hint = f"did you mean {close[0]!r}?" if close else f"there are {', '.join(LANDSCAPES)}"
    raise ValueError(f"no landscape is named {name!r}; {hint}")


__all__ = ["LANDSCAPES", "ReddiSequence", "landscape", "rosenbrock"]
