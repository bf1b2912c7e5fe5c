"""Heat strips: quantities over time, one line a unit, with a play head at the step that is looked at."""

from collections.abc import Sequence
from typing import ClassVar, Final, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.drawings.ruler import letters_over, numbers_over
from tui.drawings.strip_lines import Line, arranged
from tui.laboratory.cells import Quantity
from tui.widgets.heat import Palette

LABEL: Final = 6
"""Cells on the left for a quantity's letter, the number of a unit and a gap."""
VALUE: Final = 8
"""Cells on the right for the value at the step that is looked at."""
WIDEST: Final = 5
"""Cells of one step."""
HEAD: Final = "┃"
POINTER: Final = "▸"


class Look(NamedTuple):
    """What all lines of a repaint share."""

    width: int
    """Cells of a step."""
    first: int
    last: int
    """The first step that is drawn, and the one behind the last."""
    base: Style
    label: Style
    chosen: Style
    value: Style
    head: Style


class HeatStrips(ScrollView, can_focus=True):
    """Quantities over time; the arrows move through time and from unit to unit."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "go(-1)", "Step back", show=False, tooltip="One step back through time"),
        Binding("right", "go(1)", "Step on", show=False, tooltip="One step on through time"),
        Binding("home", "edge(0)", "First step", show=False, tooltip="The first step"),
        Binding("end", "edge(-1)", "Last step", show=False, tooltip="The last step"),
        Binding("up", "choose(-1)", "Up", show=False, tooltip="The unit, or the quantity, above"),
        Binding("down", "choose(1)", "Down", show=False, tooltip="The unit, or the quantity, below"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"strips--label", "strips--chosen", "strips--value", "strips--head"}
    DEFAULT_CSS = """
    HeatStrips {
        height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; scrollbar-size-horizontal: 0;
        & > .strips--label { color: $text-muted; }
        & > .strips--chosen { color: $text-accent; text-style: bold; }
        & > .strips--value { color: $text-secondary; }
        & > .strips--head { color: $text-accent; text-style: bold; }
    }
    """

    class Moved(Message):
        """The learner looks somewhere else."""

        def __init__(self, step: int, quantity: str, unit: int) -> None:
            super().__init__()
            self.step, self.quantity, self.unit = step, quantity, unit

    def __init__(self) -> None:
        super().__init__()
        self._quantities: Sequence[Quantity] = ()
        self._letters: Sequence[str] = ()
        self._lines: list[Line] = []
        self._step = 0
        self._chosen = (0, 0)
        self._palette: Palette | None = None
        self._found: Look | None = None

    def on_mount(self) -> None:
        """Follow the theme."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self._recolour())

    def _recolour(self) -> None:
        self._palette = self._found = None
        self.refresh()

    def show(self, quantities: Sequence[Quantity], letters: Sequence[str], step: int, quantity: str, unit: int) -> None:
        """Draw quantities; `letters`: what is read at each step, where it is a text; `step`, `quantity`, `unit`: what is looked at."""
        self._quantities, self._letters, self._step = quantities, letters, step
        names = [one.name for one in quantities]
        place = names.index(quantity) if quantity in names else 0
        self._chosen = (place, min(unit, quantities[place].values.shape[1] - 1))
        self._arrange()
        self.refresh()

    def on_resize(self) -> None:
        """Lay the lines anew."""
        self._arrange()

    def _arrange(self) -> None:
        sizes = [one.values.shape[1] for one in self._quantities]
        lines = arranged(sizes, self.size.height - 1, may_pair=self._colours.has_colours)
        self._lines, self._found = lines, None
        self.virtual_size = Size(self.size.width, len(lines) + 1)
        self._follow()

    def _follow(self) -> None:
        """Keep the chosen line in view."""
        row = self._row_of(*self._chosen)
        top, height = self.scroll_offset.y, max(self.size.height - 1, 1)
        if not top <= row < top + height:
            self.scroll_to(y=row if row < top else row - height + 1, animate=False)

    def _row_of(self, quantity: int, unit: int) -> int:
        return next((row for row, line in enumerate(self._lines) if line.holds(quantity, unit)), 0)

    @property
    def _colours(self) -> Palette:
        if self._palette is None:
            self._palette = Palette(self.app.current_theme)
        return self._palette

    @property
    def _steps(self) -> int:
        return len(self._quantities[0].values) if self._quantities else 0

    @property
    def _look(self) -> Look:
        """The styles, and which steps are drawn how wide; found once for all lines of a repaint."""
        if self._found is None:
            width, first, last = self._window(self.scrollable_content_region.width)
            styles = (self.get_component_rich_style(f"strips--{part}") for part in ("label", "chosen", "value", "head"))
            self._found = Look(width, first, last, self.rich_style, *styles)
        return self._found

    def _window(self, wide: int) -> tuple[int, int, int]:
        """Cells of a step, the first step that is drawn, and the one behind the last."""
        room = max(wide - LABEL - VALUE, 1)
        width = max(1, min(WIDEST, room // max(self._steps, 1)))
        shown = min(self._steps, room // width)
        first = max(0, min(self._step - shown // 2, self._steps - shown))
        return width, first, first + shown

    def render_line(self, y: int) -> Strip:
        """The axis of time on top, then the lines in view."""
        if not self._quantities:
            return Strip.blank(self.size.width, self.rich_style)
        row = y - 1 + self.scroll_offset.y
        if y == 0:
            segments = self._axis()
        elif row < len(self._lines):
            segments = self._line(self._lines[row])
        else:
            segments = []
        base = self._look.base
        return Strip(segments).adjust_cell_length(self.size.width, base).apply_style(base)

    def _axis(self) -> list[Segment]:
        width, first, last = self._look[:3]
        label, head = self._look.label, self._look.head
        signs = letters_over(self._letters[first:last], width) if self._letters else numbers_over(first, last, width)
        left = (self._step - first) * width
        here = signs[left : left + width] if self._letters else "▼".center(width)
        parts = [Segment("t".rjust(LABEL - 1) + " ", label), Segment(signs[:left], label), Segment(here, head)]
        return [*parts, Segment(signs[left + width :], label), Segment(f"t={self._step + 1}".rjust(VALUE), head)]

    def _line(self, line: Line) -> list[Segment]:
        if line.unit < 0:
            return []
        quantity = self._quantities[line.quantity]
        is_chosen = line.holds(*self._chosen)
        unit = self._chosen[1] if is_chosen else line.unit
        style = self._look.chosen if is_chosen else self._look.label
        name = quantity.name if line.unit == 0 else ""
        value = f"{quantity.values[self._step, unit]:.3f}".rjust(VALUE)
        told = self._look.chosen if is_chosen else self._look.value
        shows = line.span == 1 or is_chosen
        return [
            Segment(f"{POINTER if is_chosen else ' '}{name:<2}{unit + 1:>2} ", style),
            *self._cells(quantity, line),
            Segment(value if shows else " " * VALUE, told),
        ]

    def _cells(self, quantity: Quantity, line: Line) -> list[Segment]:
        width, first, last = self._look[:3]
        palette, bound = self._colours, quantity.bound
        upper = palette.levels(quantity.values[first:last, line.unit], bound)
        lower = palette.levels(quantity.values[first:last, line.unit + 1], bound) if line.span == 2 else None
        segments: list[Segment] = []
        for at, level in enumerate(upper):
            if lower is None:
                text, style = (" " if palette.has_colours else palette.shade(level)) * width, palette.style(level)
            else:
                text, style = "▀" * width, palette.style(level, lower[at])
            if first + at == self._step:
                middle = (width - 1) // 2
                head = Segment(HEAD, palette.style(level) + Style(bold=True))
                segments += [Segment(text[:middle], style), head, Segment(text[middle + 1 :], style)]
            else:
                segments.append(Segment(text, style))
        return segments

    def _tell(self, step: int, quantity: int, unit: int) -> None:
        self.post_message(self.Moved(step, self._quantities[quantity].name, unit))

    def action_go(self, step: int) -> None:
        """Move through time."""
        there = self._step + step
        if 0 <= there < self._steps:
            self._tell(there, *self._chosen)

    def action_edge(self, place: int) -> None:
        """Move to the first or to the last step."""
        self._tell(place % self._steps, *self._chosen)

    def action_choose(self, step: int) -> None:
        """Move to the unit above or below, over the borders of quantities."""
        every = [(place, unit) for place, one in enumerate(self._quantities) for unit in range(one.values.shape[1])]
        there = every.index(self._chosen) + step
        if 0 <= there < len(every):
            self._tell(self._step, *every[there])

    def on_click(self, event: events.Click) -> None:
        """A click looks at a step of a unit."""
        offset = event.get_content_offset(self)
        if offset is None or not self._quantities:
            return
        width, first, last = self._look[:3]
        step = first + (offset.x - LABEL) // width if offset.x >= LABEL else self._step
        row = offset.y - 1 + self.scroll_offset.y
        line = self._lines[row] if offset.y and row < len(self._lines) and self._lines[row].unit >= 0 else None
        chosen = self._chosen if line is None else (line.quantity, line.unit)
        self._tell(step if first <= step < last else self._step, *chosen)
