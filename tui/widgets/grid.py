"""The grid: cells that are typed one after another, and that grow with what is typed."""

from typing import ClassVar, Final

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from engine import limits
from tui.cells import AXES, Cells, Place
from tui.text import visible
from tui.widgets.cell_matrix import CellMatrix, fits, tab_at, tab_line

ROW: Final = AXES - 2
COLUMN: Final = AXES - 1
FIRST: Final = (0, 0, 0, 0)


class Grid(Widget, can_focus=True):
    """Rows and columns with a cursor; only what is typed says how many there are."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "row", "Next row", tooltip="The next row; on an empty row: answer with what stands there"),
        Binding("ctrl+s", "finish", "Answer", tooltip="Answer with what stands there"),
        Binding("tab", "next", "Next cell", show=False, tooltip="The next cell, as do space and comma"),
        Binding("shift+tab", "previous", "Cell before", show=False, tooltip="The cell before"),
        Binding("up", "move(-1, 2)", "Up", show=False, tooltip="The cell above"),
        Binding("down", "move(1, 2)", "Down", show=False, tooltip="The cell below"),
        Binding("left", "move(-1, 3)", "Left", show=False, tooltip="The cell on the left"),
        Binding("right", "move(1, 3)", "Right", show=False, tooltip="The cell on the right"),
        Binding("pagedown", "move(1, 1)", "Next matrix", show=False, tooltip="The next matrix of several"),
        Binding("pageup", "move(-1, 1)", "Matrix before", show=False, tooltip="The matrix before"),
        Binding("ctrl+pagedown,alt+pagedown", "move(1, 0)", "Next list of matrices", show=False,
                tooltip="The next list of matrices, in an array of four axes"),
        Binding("ctrl+pageup,alt+pageup", "move(-1, 0)", "List before", show=False, tooltip="The list of matrices before"),
        Binding("backspace", "back", "Back", show=False, tooltip="Take the last sign away"),
        Binding("delete", "empty", "Empty", show=False, tooltip="Empty the cell"),
    ]  # fmt: skip
    COMPONENT_CLASSES: ClassVar[set[str]] = {"grid--cursor"}
    DEFAULT_CSS = """
    Grid {
        height: auto; min-height: 5;
        border: round $border-blurred; border-title-color: $text-muted; border-subtitle-color: $text-muted;
        padding: 0 1;
        & > .grid--cursor { background: $panel; text-style: underline; }
        &:focus { border: round $border; }
        &:focus > .grid--cursor { color: $block-cursor-foreground; background: $block-cursor-background; text-style: bold underline; }
    }
    """

    class Changed(Message):
        """A cell is another one."""

    class Finished(Message):
        """The learner asks for the cells to be graded."""

    class Unfit(Message):
        """What was typed or pasted is better kept as a text."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, cells: Cells) -> None:
        super().__init__()
        self.cells = cells
        self.cursor: Place = max(cells.texts, default=FIRST)
        self._typing = True
        """Whether what is typed goes on with the cell rather than replacing it."""
        self._pasted = False
        """Whether the cells were pasted as a whole and not touched since."""
        self._handed_on = False
        """Whether what is typed was found unfit since the grid had the focus; what is typed before the focus is elsewhere follows it."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whatever can be printed is an answer, not a command."""
        return character is not None and character.isprintable()

    def on_focus(self) -> None:
        """Take what is typed again."""
        self._handed_on = False

    async def on_key(self, event: events.Key) -> None:
        """Take keys in the order in which they come, those that are bound too."""
        bound = self.screen.active_bindings.get(event.key)
        if event.is_printable and event.character:
            self._type(event.character)
        elif bound and bound.node is self:
            # A key that bubbles up to its binding is passed by what is typed after it.
            await self.app.run_action(bound.binding.action, self)
        else:
            return
        event.stop()
        event.prevent_default()

    def _type(self, sign: str) -> None:
        """Signs go into the cell; space and comma to the next one, a semicolon to the next row."""
        text = self.cells[self.cursor] if self._typing else ""
        inside = text.count("(") > text.count(")")
        if self._handed_on or (sign in "[{" and not self.cells.texts):
            self._hand_on(sign)
        elif sign in " ," and not inside:
            if self.cells[self.cursor]:
                self.action_move(1, COLUMN)
        elif sign == ";" and not inside:
            if not self._is_behind:
                self.go(self._below)
        elif len(text) < limits.LEARNER_FORMULA_CHARACTERS:
            self._put(text + sign)

    def _on_paste(self, event: events.Paste) -> None:
        from tui.cell_reader import read

        event.stop()
        event.prevent_default()
        text = visible(event.text.replace("\r\n", "\n").replace("\r", "\n"))
        if len(text) > limits.ANSWER_CHARACTERS:
            told = f"An answer may have {limits.ANSWER_CHARACTERS:,} characters."
            self.notify(told, severity="warning", markup=False)
        elif (found := read(text)) is None or not fits(found):
            self._hand_on(text)
        elif len(found.texts) == 1 and not found.brackets:
            self._put(text.strip())
        else:
            self.fill(found)

    def fill(self, cells: Cells) -> None:
        """Take a whole array in place of what stands here; the next enter answers with it."""
        self.cells = cells
        self.go(max(cells.texts, default=FIRST), typing=True)
        self._pasted = True
        self.post_message(self.Changed())

    def go(self, place: Place, *, typing: bool = False) -> None:
        """Put the cursor on a cell. `typing`: whether what is typed goes on with its text rather than replacing it."""
        self.cursor, self._typing, self._pasted = place, typing, False
        self.refresh(layout=True)
        self.call_after_refresh(self.scroll_visible, animate=False)

    def on_click(self, event: events.Click) -> None:
        """A click goes to its cell, or to its matrix."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        tabs = self._tabs()
        if offset.y < len(tabs):
            axis, count = tabs[offset.y]
            self.go(self._placed(axis, tab_at(offset.x, count)))
        elif found := self._matrix().window(self.content_size.width).at(offset.x, offset.y - len(tabs)):
            self.go((*self.cursor[:ROW], *found))

    def action_move(self, step: int, axis: int) -> None:
        """Move along an axis; one step beyond the last cell, the grid grows."""
        here = self.cursor[axis] + step
        if 0 <= here <= self.cells.count(*self.cursor[:axis]) or (axis >= ROW and 0 <= here <= self.cells.size[axis]):
            self.go(self._placed(axis, here))

    def action_row(self) -> None:
        """Begin the next row; answer on an empty one behind all others, or right after a paste."""
        if self._is_behind or self._pasted:
            self.action_finish()
        else:
            self.go(self._below)

    def action_finish(self) -> None:
        """Answer."""
        self.post_message(self.Finished())

    def action_next(self) -> None:
        """Go to the next cell; from an empty one behind all others, to what follows the grid."""
        if not self.cells[self.cursor] and self.cursor >= max(self.cells.texts, default=FIRST):
            self.screen.focus_next()
        elif self.cursor[ROW] and self.cursor[COLUMN] + 1 >= self.cells.size[COLUMN]:
            self.go(self._below)
        else:
            self.action_move(1, COLUMN)

    def action_previous(self) -> None:
        """Go to the cell before; from the first, to what precedes the grid."""
        if self.cursor[COLUMN]:
            self.action_move(-1, COLUMN)
        elif self.cursor[ROW]:
            above = (*self.cursor[:ROW], self.cursor[ROW] - 1)
            self.go((*above, max(0, self.cells.count(*above) - 1)))
        else:
            self.screen.focus_previous()

    def action_back(self) -> None:
        """Take the last sign of the cell away; from an empty cell, go to the one before."""
        if self.cells[self.cursor]:
            self._put(self.cells[self.cursor][:-1])
        elif any(self.cursor[ROW:]):
            self.action_previous()
            self._typing = True

    def action_empty(self) -> None:
        """Empty the cell."""
        self._put("")

    def render(self) -> Content:
        """The tabs of the leading axes, where there are any, above the matrix under the cursor."""
        lines = [tab_line(count, self.cursor[axis]) for axis, count in self._tabs()]
        matrix = self._matrix().drawn(self.content_size.width, self.get_visual_style("grid--cursor"))
        return Content("\n").join([*lines, matrix])

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as are drawn."""
        window = self._matrix().window(width)
        return len(self._tabs()) + window.bottom - window.top

    def _matrix(self) -> CellMatrix:
        *leading, row, column = self.cursor
        lead = (leading[0], leading[1])
        rows = max(self.cells.count(*lead), row + 1)
        columns = max([self.cells.count(*lead, line) for line in range(rows)] + [column + 1])
        return CellMatrix(rows, columns, lambda r, c: self.cells[(*lead, r, c)], (row, column))

    def _tabs(self) -> list[tuple[int, int]]:
        """The leading axes that have tabs, each with how many."""
        counts = [max(self.cells.count(*self.cursor[:axis]), self.cursor[axis] + 1) for axis in range(ROW)]
        return [(axis, count) for axis, count in enumerate(counts) if count > 1 or any(self.cursor[:axis])]

    def _placed(self, axis: int, index: int) -> Place:
        """The cursor moved along an axis; of another matrix, its first cell."""
        return (*self.cursor[:axis], index, *(self.cursor if axis >= ROW else FIRST)[axis + 1 :])

    @property
    def _below(self) -> Place:
        """The first cell of the next row."""
        return (*self.cursor[:ROW], self.cursor[ROW] + 1, 0)

    @property
    def _is_behind(self) -> bool:
        """Whether the cursor is on a row behind all others of its matrix."""
        return self.cursor[ROW] >= self.cells.count(*self.cursor[:ROW])

    def _hand_on(self, text: str) -> None:
        self._handed_on = True
        self.post_message(self.Unfit(text))

    def _put(self, text: str) -> None:
        self.cells.put(self.cursor, text)
        self.go(self.cursor, typing=True)
        self.post_message(self.Changed())
