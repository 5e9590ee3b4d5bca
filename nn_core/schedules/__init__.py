"""Schedules: a learning rate that depends on the step, α(k) for k = 0, 1, 2, … (chapter C).

A schedule is anything you can call with k: those here, or a function of your own. Every optimizer
takes one where it takes a number, `SGD(alpha=CosineDecay(0.1, steps=500))`, and `WarmUp` wraps any
of them. The one schedule that must look at the training, reduction on a plateau, is `Plateau`. As
everywhere, alpha may be an array, one rate a run.

>>> halved: Schedule = lambda k: 0.1 / 2**k
>>> rates(halved, 2)
array([0.1 , 0.05])
"""

from .contract import ConstantRate, Schedule, rates
from .decays import CosineDecay, ExponentialDecay, InverseDecay, PolynomialDecay, StepDecay
from .warm_up import WarmRestarts, WarmUp

__all__ = [
    "ConstantRate",
    "CosineDecay",
    "ExponentialDecay",
    "InverseDecay",
    "PolynomialDecay",
    "Schedule",
    "StepDecay",
    "WarmRestarts",
    "WarmUp",
    "rates",
]
