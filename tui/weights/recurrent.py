"""A recurrent layer as a file stores it: its sizes, its conventions, and the way to our arrays."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from engine.errors import FormulaError
from engine.formula.values import Numeric
from solvers import layouts
from solvers.shapes import expect

CELLS = {1: "rnn", 3: "gru", 4: "lstm"}
"""How many blocks of rows the recurrent weights have -> the cell."""


class Recurrent(NamedTuple):
    """One layer in one direction."""

    place: str
    """What the file calls its recurrent weights."""
    number: int
    """Of the layer within the file, from 0; the two directions of a layer share it."""
    cell: str
    is_backward: bool
    """Whether it reads the sequence from the end."""
    units: int
    inputs: int
    words: Mapping[str, str | None]
    """The conventions that `forward` must be told; `None` where the file does not say."""
    parts: tuple[str, ...]
    """Names of the arrays it is made of."""
    peeps: bool
    """Whether the gates see the cell state."""
    convert: Callable[[], layouts.Direction]
    """Reads the arrays and puts them in our layout."""

    @property
    def shapes(self) -> dict[str, tuple[int, ...]]:
        """Our arrays by their letters. Where two biases are only ever added there is one, their sum."""
        rows = len(layouts.ORDERS["pytorch"][self.cell]) * self.units
        shapes: dict[str, tuple[int, ...]] = {"W": (rows, self.inputs), "U": (rows, self.units), "b": (rows,)}
        if self.cell == "gru":
            shapes["b_hidden"] = (rows,)
        return shapes | (dict.fromkeys(("p_i", "p_f", "p_o"), (self.units,)) if self.peeps else {})

    def arrays(self) -> dict[str, Numeric]:
        """Our arrays by their letters.

        Raises `FormulaError` for what cannot be read or has no counterpart here.
        """
        try:
            direction = self.convert()
            # Before two biases of any shapes are spread over one another.
            for letter, shape in ({"b_hidden": self.shapes["b"]} | self.shapes).items():
                expect(letter, np.shape(direction[letter]), shape)
        except ValueError as error:
            raise FormulaError(f"{self.place}: {error}") from None
        found = {letter: direction[letter] for letter in self.shapes}
        return found if self.cell == "gru" else found | {"b": direction["b"] + direction["b_hidden"]}


def cell_of(shape: Sequence[int]) -> str | None:
    """The cell whose recurrent weights are `shape`, blocks of rows over columns; `None` when they are no cell's."""
    if len(shape) != 2 or shape[1] < 1 or shape[0] % shape[1]:
        return None
    return CELLS.get(shape[0] // shape[1])


def conventions(
    layout: str, cell: str, *, reset: str | None = None, activation: str | None = None
) -> dict[str, str | None]:
    """What `forward` must be told beside the arrays."""
    if cell == "rnn":
        return {"activation": activation}
    order: dict[str, str | None] = {"order": layouts.ORDERS[layout][cell]}
    return order | ({"reset": reset, "z": "keeps"} if cell == "gru" else {})
