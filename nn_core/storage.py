"""Networks as files: everything needed to run one again, in a form that only holds numbers.

The file is NumPy's .npz (a zip of arrays, no pickle, so opening one cannot run code):

    format       "nn_core network"
    version      1
    sizes        (M + 1,) whole numbers R, S¹, …, S^M
    activations  (M,) names
    x            (..., n) float64 or float32, the parameters, in the order W¹, b¹, W², b², …

The zip carries a checksum of each array, so a damaged file is noticed and refused.
"""

import os

import numpy as np
from numpy.typing import ArrayLike

from .activations import book_name
from .array_files import read_arrays, write_arrays
from .arrays import Array, as_parameters, refuse_non_finite
from .networks import Network, as_network

FORMAT, VERSION = "nn_core network", 1


def save_network(path: str | os.PathLike[str], network: Network, x: ArrayLike) -> None:
    """Write a network and its parameters to `path`, replacing a file of that name only at the end.

    Raises
    ------
    ValueError, TypeError
        If x does not fit the network, is complex or not finite, or an activation is not one of
        the book's (a file holds names, not functions).

    Examples
    --------
    >>> import tempfile
    >>> net = Network((1, 2, 1))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save_network(folder + "/sine.npz", net, np.arange(7.0))
    ...     loaded, x = load_network(folder + "/sine.npz")
    >>> loaded == net, x
    (True, array([0., 1., 2., 3., 4., 5., 6.]))
    """
    x = as_parameters(x, as_network(network).n_parameters)
    if x.dtype not in (np.float64, np.float32):
        raise TypeError(f"x must be float64 or float32 to be saved, got {x.dtype}")
    refuse_non_finite(x, "x")
    for function in network.activations:
        if book_name(function) is None:
            raise ValueError(
                f"network uses {function!r}, which is not one of the book's activations, "
                "and a file holds names, not functions"
            )
    content = {
        "sizes": np.array(network.sizes),
        "activations": np.array([function.name for function in network.activations]),
        "x": x,
    }
    write_arrays(path, FORMAT, VERSION, content)


def load_network(path: str | os.PathLike[str]) -> tuple[Network, Array]:
    """Read back the network and the parameters x that `save_network` wrote.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If the file is damaged, is not one of this format, or contradicts itself.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save_network(folder + "/line.npz", Network((1, 1), ["purelin"]), [2.0, 1.0])
    ...     network, x = load_network(folder + "/line.npz")
    >>> network(x, 3.0)
    array([[7.]])
    """
    content = read_arrays(path, FORMAT, VERSION, ["sizes", "activations", "x"])
    try:
        network = Network(content["sizes"].tolist(), content["activations"].tolist())
        x = as_parameters(content["x"], network.n_parameters)
        refuse_non_finite(x, "x")
    except (TypeError, ValueError) as error:
        raise ValueError(f"{path} is a network file that contradicts itself: {error}") from error
    return network, x
