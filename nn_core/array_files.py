"""Files of named arrays, with a format and a version, as `storage` and `checkpoint` write them.

They are NumPy's .npz, a zip of arrays and no pickle, so opening one cannot run code. The zip
carries a checksum of each array, so a damaged file is noticed and refused.
"""

from __future__ import annotations

import os
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike

from .arrays import Array

# what zipfile and NumPy raise when they meet bytes that make no sense to them
DAMAGE = (
    ValueError, EOFError, KeyError, NotImplementedError, OSError, RuntimeError,
    struct.error, zipfile.BadZipFile, zlib.error,
)  # fmt: skip


def write_arrays(
    path: str | os.PathLike[str], kind: str, version: int, content: Mapping[str, ArrayLike]
) -> None:
    """Write named arrays to `path`, replacing a file of that name only at the end.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_arrays(folder + "/a.npz", "nn_core example", 1, {"x": [1.0, 2.0]})
    ...     read_arrays(folder + "/a.npz", "nn_core example", 1, ["x"])["x"]
    array([1., 2.])
    """
    target = _as_path(path)
    partial = target.with_name(target.name + ".partial")
    arrays = {name: np.asarray(value) for name, value in content.items()}
    try:
        with partial.open("wb") as file:
            np.savez(
                file, allow_pickle=False, format=np.array(kind), version=np.array(version), **arrays
            )
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def read_arrays(
    path: str | os.PathLike[str], kind: str, version: int, needed: Iterable[str]
) -> dict[str, Array]:
    """Read back the arrays of a file of this kind and version.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If the file is damaged, is of another kind or version, or lacks an array that is needed.
    """
    noun = f"{kind.removeprefix('nn_core ')} file"
    with _as_path(path).open("rb") as file:
        try:
            if not zipfile.is_zipfile(file):
                raise ValueError("it is not a zip of arrays")
            file.seek(0)
            loaded = np.load(file, allow_pickle=False)
            with loaded:
                content: dict[str, Array] = {name: loaded[name] for name in loaded.files}
        except DAMAGE as error:
            raise ValueError(f"{path} is damaged or is not a {noun}: {error}") from error
    if {"format", "version", *needed} - content.keys() or str(content["format"]) != kind:
        raise ValueError(f"{path} is not a {noun}: no format {kind!r} in it")
    if content["version"].shape != () or content["version"] != version:
        raise ValueError(f"{path} has version {content['version']}, this reads version {version}")
    return content


def _as_path(path: str | os.PathLike[str]) -> Path:
    if not isinstance(path, str | os.PathLike):
        raise TypeError(f"path must be the name of a file, got {path!r}")
    return Path(path)
