"""The cell reader: a text in any notation for arrays, taken apart into its cells."""

from collections.abc import Iterator

from engine.errors import FormulaError
from engine.formula.tree import Array, Node, Number, Span, Text
from engine.formula.typed_numbers import Reader, parse_array
from engine.kinds.array import BRACKETS
from tui.cells import AXES, Cells


class CellReader(Reader):
    """Reads the layout of an array and leaves its cells as texts."""

    def cell(self, span: Span) -> Node:
        """The cell's text, signs and fractions made plain."""
        return Text(self.text[slice(*span)], span)


def read(text: str) -> Cells | None:
    """The cells of a text in any notation for arrays; `None` for a text that is none, or that computes with arrays."""
    try:
        node = parse_array(text, CellReader)
    except FormulaError:
        return None
    if isinstance(node, Number):
        return Cells({(0, 0, 0, 0): text.strip()})
    found = dict(_leaves(node))
    depths = {len(indices) for indices in found}
    if len(depths) != 1 or any(leaf is None for leaf in found.values()):
        return None
    depth = depths.pop()
    placed = {(0,) * (AXES - depth) + indices: leaf for indices, leaf in found.items() if leaf}
    return Cells(placed, depth if BRACKETS & set(text) else 0)


def _leaves(node: Node, *indices: int) -> Iterator[tuple[tuple[int, ...], str | None]]:
    """Indices and text of every cell; `None` for what is no cell."""
    if isinstance(node, Array):
        for index, item in enumerate(node.items):
            yield from _leaves(item, *indices, index)
    else:
        yield indices, node.value if isinstance(node, Text) else None
