"""Stored arrays: what a file of weights holds, described at once and read one at a time, when a formula asks for it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from engine.errors import FormulaError
from engine.formula.sizes import check_size
from engine.formula.values import Numeric, finite

NUMBERS = frozenset(
    ["bool"]
    + [f"float{bits}" for bits in (16, 32, 64)]
    + [f"{sign}int{bits}" for sign in ("", "u") for bits in (8, 16, 32, 64)]
)
"""Types whose elements a formula can compute with."""


class Stored(NamedTuple):
    """One array in a file."""

    name: str
    """As the file spells it."""
    shape: tuple[int, ...]
    """As the file describes it; not yet believed."""
    type: str
    """Of one element, in NumPy's words: `float32`; in the file's own when NumPy has none."""
    read: Callable[[], ArrayLike]
    """Fetches the elements; asked only for a type in `NUMBERS` and a size that a formula may hold."""

    def numbers(self) -> Numeric:
        """The elements in double precision.

        Raises `FormulaError` for what is no number, not finite, or more than a formula may hold.
        """
        if self.type not in NUMBERS:
            raise FormulaError(f"{self.name} holds {self.type}, expected float16, float32, float64 or whole numbers")
        try:
            check_size(self.shape, None)
            return finite(np.asarray(self.read(), dtype=np.float64), None)
        except FormulaError as error:
            raise FormulaError(f"{self.name}: {error.message}") from None


class Operator(NamedTuple):
    """A recurrent operator of an ONNX graph."""

    kind: str
    """`RNN`, `LSTM` or `GRU`."""
    inputs: tuple[str, ...]
    """Names of arrays or of other operators' results; empty for an input left out."""
    attributes: Mapping[str, Any]
    """As the operator's documentation calls them."""


class Contents(NamedTuple):
    """All that a file of weights holds."""

    arrays: Mapping[str, Stored]
    """By name, in the file's order."""
    operators: tuple[Operator, ...] = ()
    """The recurrent ones; none in files that hold arrays alone."""


@contextmanager
def told(what: str, kind: str, *faults: type[Exception]) -> Iterator[None]:
    """Turn a reader's faults into one sentence: `FormulaError`.

    `what`: the file or what in it is being read; `kind`: what it should be.
    """
    try:
        yield
    except faults as error:
        reason = f" ({' '.join(str(error).split())[:200]})" if str(error) else ""
        raise FormulaError(f"{what} cannot be read as {kind}{reason}; save the weights again") from error


def package(name: str, path: Path) -> Any:
    """A package that only this format needs. Raises `FormulaError`, with the extra that brings it, when it is absent."""
    try:
        return import_module(name)
    except ImportError:
        missing = name.partition(".")[0]
        raise FormulaError(
            f"{path}: {path.suffix} files need the package {missing}: pip install 'unrolled[weights]'"
        ) from None
