"""The names under which a formula may use what a file of weights holds, each array read when it is used."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from engine import limits
from engine.errors import FormulaError
from engine.formula.evaluate import CONSTANTS
from engine.formula.printing import quoted
from engine.formula.sizes import shown
from engine.formula.values import Numeric
from tui.text import visible
from tui.weights.file import contents
from tui.weights.layers import recurrent_layers
from tui.weights.recurrent import Recurrent


class Named(NamedTuple):
    """One array by the name that a formula uses."""

    shape: tuple[int, ...]
    source: str
    """What the file calls it; empty for an array that was converted."""
    read: Callable[[], Numeric]


class Run(NamedTuple):
    """How one recurrent layer is run in one direction."""

    formula: str
    """The call over a sequence X; `?` stands for what the file does not say."""
    note: str
    """Which layer it is."""


class Weights(NamedTuple):
    """All names of a file."""

    path: Path
    named: Mapping[str, Named]
    runs: Sequence[Run]
    """One for each recurrent layer in each direction."""

    def values(self, wanted: Set[str]) -> dict[str, Numeric]:
        """Those of the wanted names that are here. Raises `FormulaError` for what cannot be read."""
        try:
            return {name: self.named[name].read() for name in sorted(wanted & self.named.keys())}
        except FormulaError as error:
            raise FormulaError(f"{self.path}: {error.message.removeprefix(f'{self.path}: ')}") from None

    def lines(self) -> Iterator[str]:
        """The names with their shapes, and the calls, for people."""
        width = max(map(len, self.named), default=0)
        for name, one in self.named.items():
            source = f"  ({visible(one.source)})" if one.source not in ("", name) else ""
            yield f"  {name:<{width}}  {shown(one.shape)}{source}"
        yield from (f"  {run.formula}   ({visible(run.note)})" for run in self.runs)

    def data(self) -> dict[str, Any]:
        """The same for programs."""
        names = {name: {"shape": list(one.shape), "source": one.source} for name, one in self.named.items()}
        return {"weights": str(self.path), "names": names, "runs": [run._asdict() for run in self.runs]}


def weights_in(path: Path, layout: str | None) -> Weights:
    """Name what a file holds.

    `layout`: whose recurrent layers to look for, `None` for the bare arrays. Raises `FormulaError`.
    """
    held = contents(path)
    try:
        layers = recurrent_layers(held, layout) if layout else []
    except FormulaError as error:
        raise FormulaError(f"{path}: {error.message}") from None
    named, runs = _layer_names(layers)
    converted = {part for layer in layers for part in layer.parts}
    for array in held.arrays.values():
        if array.name not in converted:
            named[identifier(array.name, named.keys() | CONSTANTS)] = Named(array.shape, array.name, array.numbers)
    return Weights(path, named, runs)


def identifier(name: str, taken: Set[str]) -> str:
    """A stored name as a formula can write it: dots and the like to underscores, its end kept when it is long, taken by no other."""
    word = re.sub(r"[^A-Za-z0-9]+", "_", name).strip("_") or "array"
    while len(word) > limits.NAME_CHARACTERS:
        word = word.partition("_")[2] or word[-limits.NAME_CHARACTERS :]
    word = f"_{word}"[: limits.NAME_CHARACTERS] if word[0].isdigit() or word in ("True", "False") else word
    found, count = word, 1
    while found in taken:
        count += 1
        found = f"{word[: limits.NAME_CHARACTERS - len(str(count)) - 1]}_{count}"
    return found


def _layer_names(layers: Sequence[Recurrent]) -> tuple[dict[str, Named], list[Run]]:
    """`W, U, b`, numbered when there are several layers, marked when they read from the end."""
    numbers = list(dict.fromkeys(layer.number for layer in layers))
    named: dict[str, Named] = {}
    runs = []
    for layer in layers:
        number = f"_{numbers.index(layer.number)}" if len(numbers) > 1 else ""
        suffix = number + ("_reverse" if layer.is_backward else "")
        read = cache(layer.arrays)
        for letter, shape in layer.shapes.items():
            named[letter + suffix] = Named(shape, "", _reader(read, letter))
        runs.append(_run(layer, suffix))
    return named, runs


def _reader(read: Callable[[], Mapping[str, Numeric]], letter: str) -> Callable[[], Numeric]:
    return lambda: read()[letter]


def _run(layer: Recurrent, suffix: str) -> Run:
    arguments = ["X", *(f"{letter}={letter}{suffix}" for letter in layer.shapes)]
    arguments += [f"{key}={quoted(word) if word else '?'}" for key, word in layer.words.items()]
    arguments += ["reverse=True"] if layer.is_backward else []
    unsaid = "; ?: the file does not say" if None in layer.words.values() else ""
    return Run(f"{layer.cell}.forward({', '.join(arguments)}).h", layer.place + unsaid)
