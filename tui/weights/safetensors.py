"""Safetensors files, read by their own package."""

from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Any

from numpy.typing import ArrayLike

from engine import limits
from engine.errors import FormulaError
from tui.weights.stored import Contents, Stored, package, told

TYPES = {
    "BOOL": "bool",
    **{f"F{bits}": f"float{bits}" for bits in (16, 32, 64)},
    **{f"I{bits}": f"int{bits}" for bits in (8, 16, 32, 64)},
    **{f"U{bits}": f"uint{bits}" for bits in (8, 16, 32, 64)},
}
"""The format's types -> NumPy's."""


def contents(path: Path) -> Contents:
    """The arrays of a safetensors file. Raises `FormulaError`."""
    safetensors = package("safetensors", path)
    with _told(f"{path}: this", safetensors), safetensors.safe_open(path, framework="numpy") as file:
        names = list(file.keys())
        if len(names) > limits.WEIGHT_ARRAYS:
            raise FormulaError(f"{path} holds {len(names):,} arrays, expected at most {limits.WEIGHT_ARRAYS:,}")
        return Contents({name: _stored(path, name, file.get_slice(name)) for name in names})


def _told(what: str, safetensors: Any) -> AbstractContextManager[None]:
    return told(what, "a safetensors file", safetensors.SafetensorError, OSError, ValueError)


def _stored(path: Path, name: str, described: Any) -> Stored:
    theirs = described.get_dtype()
    return Stored(name, tuple(described.get_shape()), TYPES.get(theirs, theirs), partial(_elements, path, name))


def _elements(path: Path, name: str) -> ArrayLike:
    safetensors = package("safetensors", path)
    with _told("its numbers", safetensors), safetensors.safe_open(path, framework="numpy") as file:
        elements: ArrayLike = file.get_tensor(name)
    return elements
