"""The givens under a prompt: numbers in a line, matrices beside one another while there is room."""

from collections.abc import Mapping
from typing import Any, Final

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from tui.widgets.value import drawn, name

GAP: Final = 4


class Givens(Widget):
    """Named values, packed into as few lines as the width allows."""

    ALLOW_SELECT = True
    DEFAULT_CSS = """
    Givens {
        height: auto;
        padding: 0 2;
        margin: 0 0 1 0;
    }
    """

    def __init__(self, shown: Mapping[str, Any]) -> None:
        """`shown`: values by name, as plain data."""
        super().__init__()
        self._blocks = [_block(key, value) for key, value in shown.items()]

    def render(self) -> Content:
        """All blocks, packed."""
        return self._packed(self.content_size.width)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """As wide as it may be."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As tall as the packed blocks are at this width."""
        return self._packed(width).plain.count("\n") + 1 if self._blocks else 0

    def _packed(self, width: int) -> Content:
        rows: list[list[list[Content]]] = [[]]
        used = 0
        for block in self._blocks:
            needed = block[0].cell_length + GAP
            if rows[-1] and used + needed - GAP > width:
                rows.append([])
                used = 0
            rows[-1].append(block)
            used += needed
        return Content("\n").join(line for row in rows for line in _beside(row))


def _block(key: str, value: Any) -> list[Content]:
    """Lines of equal width: the name stands beside the middle line of its value."""
    lines = drawn(value).split("\n", allow_blank=True)
    label = f"{name(key)} = "
    middle = (len(lines) - 1) // 2
    first = Content(label)
    labelled = [
        Content.assemble((label if row == middle else " " * first.cell_length, "$text-secondary"), line)
        for row, line in enumerate(lines)
    ]
    width = max(line.cell_length for line in labelled)
    return [line.pad_right(width - line.cell_length) for line in labelled]


def _beside(blocks: list[list[Content]]) -> list[Content]:
    height = max((len(block) for block in blocks), default=0)
    lines = []
    for row in range(height):
        parts = []
        for block in blocks:
            top = (height - len(block)) // 2
            inside = 0 <= row - top < len(block)
            parts.append(block[row - top] if inside else Content(" " * block[0].cell_length))
        lines.append(Content(" " * GAP).join(parts))
    return lines
