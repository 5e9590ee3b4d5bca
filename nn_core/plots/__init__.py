"""The book's pictures: every function takes and returns a matplotlib Axes.

Start a session with `use_style`, or draw inside ``with style("dark"):``. Pictures look at the
surface they are given and choose the light or the dark palette by it.
"""

from nn_core.plots.activations import activation, activation_gallery
from nn_core.plots.capacity import loss_by_size
from nn_core.plots.curvature import eigenvectors, local_model, spectrum
from nn_core.plots.decisions import decision_regions
from nn_core.plots.diagrams import network_diagram
from nn_core.plots.factors import error_factor_lines, momentum_map
from nn_core.plots.fits import contributions, fit
from nn_core.plots.landscapes import contours, path, surface
from nn_core.plots.learning import loss_curves, spread, train_and_validation
from nn_core.plots.neurons import activation_and_slope, net_input, neuron_curve
from nn_core.plots.png import png
from nn_core.plots.race import race
from nn_core.plots.recolour import darkened
from nn_core.plots.schedules import schedule_curves
from nn_core.plots.stability import rates_along_the_way
from nn_core.plots.style import palette, palette_of, settings, style, use_style

__all__ = [
    "activation",
    "activation_and_slope",
    "activation_gallery",
    "contours",
    "contributions",
    "darkened",
    "decision_regions",
    "eigenvectors",
    "error_factor_lines",
    "fit",
    "local_model",
    "loss_by_size",
    "loss_curves",
    "momentum_map",
    "net_input",
    "network_diagram",
    "neuron_curve",
    "palette",
    "palette_of",
    "path",
    "png",
    "race",
    "rates_along_the_way",
    "schedule_curves",
    "settings",
    "spectrum",
    "spread",
    "style",
    "surface",
    "train_and_validation",
    "use_style",
]
