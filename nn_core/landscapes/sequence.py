"""The sequence of objectives on which Adam walks to the wrong end (chapter D).

One step in `period` the slope is large and positive, else it is small and negative:

    f_k(x) = C x  if k mod period = 0,  else −x,        x in [−1, 1],   k = 0, 1, 2, …

The average slope (C − period + 1)/period is positive, so −1 is best; AMSGrad finds it, Adam does
not (Reddi, Kale and Kumar, On the convergence of Adam and beyond, ICLR 2018, theorem 1).
"""

from ..arrays import Array
from ..objectives import Quadratic
from ..points import as_count, as_positive


class ReddiSequence:
    """Reddi's online problem, a sequence of linear objectives of one variable on [−1, 1].

    Parameters
    ----------
    C : the large slope, above period − 1 so that −1 is the best point.
    period : one step in `period` has the large slope; 3 in the proof.
    small : the size of the negative slopes. The paper's figure has C = 1010, small = 10 and a
        period of 101.

    Raises
    ------
    ValueError
        If the slopes do not average above zero.

    Examples
    --------
    >>> sequence = ReddiSequence(C=3)
    >>> [float(sequence.at(k).gradient(0.5)[0]) for k in range(4)]
    [3.0, -1.0, -1.0, 3.0]
    >>> float(sequence.average.d[0])
    0.3333333333333333

    Notes
    -----
    The paper counts from t = 1, so its t is k + 1.
    """

    name = "reddi"
    n = 1
    window = ((-1.0, 1.0),)
    best = -1.0  # of all points of the window, on average

    def __init__(self, C: float = 3.0, period: int = 3, small: float = 1.0) -> None:
        self.C = as_positive(C, "C")
        self.period = as_count(period, "period", least=2)
        self.small = as_positive(small, "small")
        mean = (self.C - (self.period - 1) * self.small) / self.period
        if mean <= 0:
            raise ValueError(
                f"C must exceed (period − 1) · small = {(self.period - 1) * self.small:g} "
                f"for −1 to be best, but is {self.C:g}"
            )
        self.average = _line(mean)
        self._large, self._small = _line(self.C), _line(-self.small)

    def at(self, k: int) -> Quadratic:
        """The objective of step k = 0, 1, 2, …"""
        return self._large if as_count(k, "k") % self.period == 0 else self._small

    def project(self, x: Array) -> Array:
        """The nearest point of [−1, 1], to which every step of the problem returns."""
        return x.clip(*self.window[0])


def _line(slope: float) -> Quadratic:
    return Quadratic([[0.0]], [slope], name="line", window=ReddiSequence.window)
