"""Early stopping: training ends when the validation loss has stopped falling (chapters 7 and A)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .points import as_count, as_not_negative


@dataclass(frozen=True)
class EarlyStopping:
    """When to give up waiting for a better validation loss.

    Parameters
    ----------
    patience : int >= 1
        So many epochs may pass without improvement.
    tolerance : float >= 0
        A loss counts as better when it is below the best by more than this.

    Raises
    ------
    ValueError, TypeError
        If a parameter is out of its range.

    References
    ----------
    Prechelt (1998), Early stopping — but when?

    Examples
    --------
    >>> EarlyStopping(patience=20)
    EarlyStopping(patience=20, tolerance=0.0)
    """

    patience: int = 20
    tolerance: float = 0.0

    def __post_init__(self) -> None:
        as_count(self.patience, "patience", least=1)
        as_not_negative(self.tolerance, "tolerance")


def as_early_stopping(rule: EarlyStopping | int | None) -> EarlyStopping | None:
    """`rule`, where a bare number is a patience.

    Examples
    --------
    >>> as_early_stopping(5)
    EarlyStopping(patience=5, tolerance=0.0)
    """
    if rule is None or isinstance(rule, EarlyStopping):
        return rule
    if isinstance(rule, bool) or not isinstance(rule, int | np.integer):
        raise TypeError(
            f"early_stopping must be EarlyStopping(...), a patience in epochs or None, got {rule!r}"
        )
    return EarlyStopping(patience=as_count(rule, "early_stopping", least=1))
