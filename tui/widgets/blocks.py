"""Blocks of aligned text, packed beside one another while there is room."""

from collections.abc import Container, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from tui.widgets.value import LIT, drawn, name

if TYPE_CHECKING:
    from tui.widgets.lit import Lit

GAP: Final = 4
MORE: Final = "⋯ "
"""Before columns that stand below those on their left."""


class Blocks(Widget):
    """Labelled values in as few lines as the width allows."""

    ALLOW_SELECT = True
    DEFAULT_CSS = """
    Blocks {
        height: auto;
        padding: 0 2;
    }
    """

    def __init__(self, blocks: Sequence[Sequence[Content]], classes: str = "") -> None:
        """`blocks`: each a block's lines, all of the same width."""
        super().__init__(classes=classes)
        self._blocks = blocks

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
        rows: list[list[Sequence[Content]]] = [[]]
        used = 0
        for block in (folded(block, width) for block in self._blocks):
            needed = block[0].cell_length + GAP
            if rows[-1] and used + needed - GAP > width:
                rows.append([])
                used = 0
            rows[-1].append(block)
            used += needed
        return Content("\n").join(line for row in rows for line in _beside(row))


class Givens(Blocks):
    """The givens under a prompt, each as `name = value`; those that a worked step looks at can be lit."""

    def __init__(self, shown: Mapping[str, Any]) -> None:
        super().__init__([named(key, value) for key, value in shown.items()], classes="givens")
        self.shown = shown

    def light(self, lit: "Lit") -> None:
        """Let these stand out, and nothing else."""
        self._blocks = [
            named(key, value, lit.cells.get(key, ()), is_lit=key in lit.names) for key, value in self.shown.items()
        ]
        self.refresh()


def givens(shown: Mapping[str, Any]) -> Givens:
    """The givens under a prompt."""
    return Givens(shown)


def named(key: str, value: Any, cells: Container[tuple[int, int]] = (), *, is_lit: bool = False) -> list[Content]:
    """A value with its name beside its middle line; `cells`: of a matrix, those that stand out; `is_lit`: whether the name does."""
    lines = drawn(value, lit=cells).split("\n", allow_blank=True)
    label = Content.assemble((name(key), LIT if is_lit else "$text-secondary"), (" = ", "$text-secondary"))
    middle = (len(lines) - 1) // 2
    blank = Content(" " * label.cell_length)
    return even([(label if row == middle else blank) + line for row, line in enumerate(lines)])


def titled(title: str, value: Content) -> list[Content]:
    """A value under a title."""
    return even([Content.styled(title, "$text-muted"), *value.split("\n", allow_blank=True)])


def even(lines: Sequence[Content]) -> list[Content]:
    """Lines padded to the same width."""
    width = max(line.cell_length for line in lines)
    return [line.pad_right(width - line.cell_length) for line in lines]


def folded(block: Sequence[Content], width: int) -> Sequence[Content]:
    """A block that is too wide for the window: further columns below the first ones, or lines broken where it has no columns."""
    if block[0].cell_length <= max(width, 1):
        return block
    seam = _seam([line.plain for line in block], width)
    if seam:
        rest = even([Content.assemble((MORE, "$text-muted"), line[seam:]) for line in block])
        return even([*(line[:seam] for line in block), *folded(rest, width)])
    return even([part for line in block for part in line.rstrip().wrap(max(width, 1))])


def _seam(lines: Sequence[str], width: int) -> int:
    """The last place within the width, behind at least one column, where all of several lines have a gap; 0 when there is none."""
    gaps = (
        place for place in range(width, len(MORE) + 2, -1) if all(line[place - 2 : place] == "  " for line in lines)
    )
    return next(gaps, 0) if len(lines) > 1 else 0


def _beside(blocks: Sequence[Sequence[Content]]) -> list[Content]:
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
