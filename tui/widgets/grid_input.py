"""An array typed into a grid, and what it is read as."""

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from engine.errors import UnreadableAnswerError
from engine.kinds.array import EXAMPLES
from engine.marking.verdict import Verdict
from engine.question.variant import Variant
from tui.cells import Cells, Place
from tui.mathtext import readable
from tui.text import content, visible
from tui.widgets.answer_input import AnswerInput
from tui.widgets.grid import Grid
from tui.widgets.preview import Preview

EXAMPLE = "space: next cell   enter: next row   pgdn: next matrix   or paste one"
HINT = "enter twice: answer   ctrl+g: free text"


class ShapePreview(Preview):
    """The shape that the cells are read as, or the cell where reading stops."""

    cells: Cells

    def shown(self, raw: str) -> Content:
        """One line, the place told in words since the cells stand above."""
        if gap := self.cells.gap:
            return content(f"{named(gap)} is still empty")
        try:
            understood = self.variant.question.read_back(raw, self.variant)
        except UnreadableAnswerError as error:
            return placed(error.message, error.at, self.cells)
        return Content.assemble(("reads as  ", "$text-muted"), (visible(understood), "$text-secondary"))


class GridInput(AnswerInput):
    """A grid and its preview; `raw` is the text that its cells are written as."""

    def __init__(self, variant: Variant, cells: Cells) -> None:
        """`cells`: those of the draft."""
        super().__init__(variant)
        self._cells = cells
        self._preview = ShapePreview(variant, EXAMPLE)

    def compose(self) -> ComposeResult:
        """The grid, and the line below it."""
        grid = Grid(self._cells)
        grid.border_title, grid.border_subtitle = "Your answer", HINT
        yield grid
        yield self._preview

    def on_mount(self) -> None:
        """Say what the draft is read as."""
        if self._cells.texts:
            self._read()

    @property
    def grid(self) -> Grid:
        """The cells as they are shown."""
        return self.query_one(Grid)

    @property
    def raw(self) -> str:
        """The cells as one text."""
        return self.grid.cells.written().text

    def take_focus(self) -> None:
        """Put the cursor into the grid."""
        self.grid.focus()

    def point(self, at: tuple[int, int] | None) -> None:
        """Put the cursor on the cell that could not be read."""
        place = None if at is None else self.grid.cells.written().place(at)
        if place:
            self.grid.go(place, typing=True)

    def refused(self, verdict: Verdict) -> Content:
        """The place in words, since the cells stand above."""
        return placed(verdict.message, verdict.at, self.grid.cells)

    def settle(self, verdict: Verdict) -> None:
        """Keep the cells; the preview has done its work."""
        super().settle(verdict)
        self._preview.display = False

    def reopen(self) -> None:
        """Go on from the same cells."""
        self._preview.display = True
        super().reopen()

    def _read(self) -> None:
        self._preview.cells = self.grid.cells
        self._preview.read(self.raw)

    @on(Grid.Changed)
    def _changed(self, event: Grid.Changed) -> None:
        event.stop()
        self._read()
        self.tell_changed()
        self.call_after_refresh(self.scroll_visible, animate=False)

    @on(Grid.Finished)
    def _finished(self, event: Grid.Finished) -> None:
        event.stop()
        self.submit()


def placed(message: str, at: tuple[int, int] | None, cells: Cells) -> Content:
    """What is said of cells that cannot be read, after the name of the cell that is meant."""
    place = None if at is None else cells.written().place(at)
    where = f"{named(place)}: " if place else ""
    told = message.removeprefix(f"Type numbers {EXAMPLES}: ")
    return Content.assemble((where, "$text-warning"), content(readable(told)))


def named(place: Place) -> str:
    """A cell in words: `row 1, column 2`, the matrix named as its tab is."""
    *leading, row, column = place
    matrix = "".join(f"[{index}]" for index in leading) + ", " if any(leading) else ""
    return f"{matrix}row {row + 1}, column {column + 1}"
