"""Plots in characters: columns, bars and gauges, as wide as there is room; every value is printed beside what is drawn."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from tui.text import visible
from tui.widgets.bar import bar

EIGHTHS: Final = " ▁▂▃▄▅▆▇█"
MARK: Final = "┃"
SCALE: Final = 5
"""Cells on the left of columns for the number that the tallest stands for."""
WIDEST: Final = 48
"""Cells of a bar; a wider one is read no better."""


class Bar(NamedTuple):
    """One line of a bar plot."""

    label: str
    share: float
    """Of the bar that is filled, 0 to 1."""
    told: str
    """The value in words."""
    mark: float | None = None
    """Where a second value stands, 0 to 1; `None` for no second value."""


class Plot(Widget):
    """A titled drawing that is made anew for every width."""

    ALLOW_SELECT = True
    DEFAULT_CSS = """
    Plot {
        height: auto;
        margin: 0 0 1 0;
        padding: 0 2;
    }
    """

    def __init__(self, title: str, draw: Callable[[int], Sequence[Content]], note: str = "") -> None:
        """`draw`: the lines for a width in cells; `note`: stands after the title."""
        super().__init__()
        self._heading = Content.assemble((visible(title), "bold $text-primary"), (f"  {visible(note)}", "$text-muted"))
        self._draw = draw

    def render(self) -> Content:
        """The title and the drawing."""
        return self._drawn(self.content_size.width)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """As wide as it may be."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As tall as the drawing is at this width."""
        return self._drawn(width).plain.count("\n") + 1

    def _drawn(self, width: int) -> Content:
        heading = self._heading.wrap(max(width, 1)) if self._heading.cell_length > width else [self._heading]
        return Content("\n").join([*heading, *self._draw(max(width, 1))])


def bars(lines: Sequence[Bar], width: int, style: str = "$secondary") -> list[Content]:
    """Labelled bars under one another, the labels shortened where the window is narrow."""
    told = max((len(line.told) for line in lines), default=0)
    labels = min(
        max((Content(line.label).cell_length for line in lines), default=0), max(8, (width - told - 4) * 3 // 5)
    )
    length = max(4, min(WIDEST, width - labels - told - 4))
    made = []
    for line in lines:
        label = Content(visible(line.label)).truncate(labels, ellipsis=True)
        drawn = gauge(line.share, line.mark, length, style)
        made.append(
            Content.assemble(
                label.pad_right(labels - label.cell_length), "  ", drawn, (f"  {visible(line.told)}", "$text-muted")
            )
        )
    return made


def gauge(share: float, mark: float | None, width: int, style: str = "$secondary") -> Content:
    """A bar with a mark where a second value stands."""
    drawn = bar(share, width, style)
    if mark is None:
        return drawn
    place = min(width - 1, max(0, round(mark * width)))
    return Content.assemble(drawn[:place], (MARK, "$text-accent"), drawn[place + 1 :])


def columns(values: Sequence[int], width: int, height: int, style: str = "$secondary") -> list[Content]:
    """Columns side by side, from the top line down, each an eighth of a cell fine; a value above 0 is never invisible.

    As many of the last values as fit; the largest is as tall as the plot and printed beside it.
    """
    most = max(values, default=0)
    each = _column(len(values), width)
    shown = values[-max(1, (width - SCALE) // each) :]
    eighths = [max(1, round(value / most * height * 8)) if value else 0 for value in shown]
    lines = []
    for row in range(height - 1, -1, -1):
        signs = (EIGHTHS[min(8, max(0, value - 8 * row))] for value in eighths)
        cells = "".join((sign * max(1, each - 1)).ljust(each) for sign in signs)
        label = most if row == height - 1 else 0 if row == 0 else ""
        lines.append(Content.assemble((f"{label:>{SCALE - 1}} ", "$text-muted"), (cells, style)))
    return lines


def _column(count: int, width: int) -> int:
    """Cells of one of so many columns, its gap included; one without a gap has a cell."""
    return max(1, min(3, (width - SCALE) // max(1, count)))


def row_of(names: Sequence[str], width: int) -> Content:
    """What stands below columns: a name of two letters for each."""
    each = _column(len(names), width)
    return Content.styled(" " * SCALE + "".join(name[: max(1, each - 1)].ljust(each) for name in names), "$text-muted")


def under(first: str, last: str, count: int, width: int) -> Content:
    """What stands below columns: the words for the first and for the last of `count`."""
    each = _column(count, width)
    room = min(count, max(1, (width - SCALE) // each)) * each - (each > 1)
    return Content.styled(" " * SCALE + first + last.rjust(max(len(last) + 1, room - len(first))), "$text-muted")
