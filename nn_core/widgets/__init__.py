"""The book's interactive figures. ``Fit()`` at the end of a notebook cell shows one.

Each is an ipywidget: read and set its traits, `observe` and `link` them, lay it out with others.
"""

from .explorable import Explorable
from .fit import Fit
from .microscope import BackpropMicroscope
from .one_neuron import OneNeuron
from .question import Question
from .sculptor import Sculptor
from .slope_lens import SlopeLens
from .spike_to_sum import SpikeToSum
from .together import Together
from .wiring import Wiring

__all__ = [
    "BackpropMicroscope",
    "Explorable",
    "Fit",
    "OneNeuron",
    "Question",
    "Sculptor",
    "SlopeLens",
    "SpikeToSum",
    "Together",
    "Wiring",
]
