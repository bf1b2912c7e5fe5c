"""The input of `array`: a grid of cells, or the same as free text."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from engine.errors import UnreadableAnswerError
from engine.marking.verdict import Verdict
from engine.question.variant import Variant
from tui.cells import Cells
from tui.widgets.answer_input import AnswerInput
from tui.widgets.blocks import titled
from tui.widgets.cell_matrix import fits
from tui.widgets.grid import Grid
from tui.widgets.grid_input import GridInput
from tui.widgets.value import drawn

if TYPE_CHECKING:
    from tui.widgets.rows_input import RowsInput


class ArrayInput(AnswerInput):
    """A grid that grows as it is typed; what it cannot hold is typed as rows in an editor."""

    HOW = (
        "Type numbers: space or tab goes to the next cell, enter to the next row; enter on an empty row, or ctrl+s, answers. "
        "A whole matrix may be pasted; ctrl+g changes between the grid and free text."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+g", "turn", "Grid or text", show=False, tooltip="Type the array in a grid, or as free text"),
    ]
    DEFAULT_CSS = """
    ArrayInput AnswerInput { margin: 0; }
    """

    def __init__(self, variant: Variant, raw: str = "") -> None:
        """`raw`: a draft to start from."""
        super().__init__(variant, raw)
        cells = cells_of(raw)
        self._grid = GridInput(variant, cells or Cells())
        self._rows: RowsInput | None = None
        self._is_text = cells is None
        """Whether the text stands in the editor."""

    def compose(self) -> ComposeResult:
        """The grid, and the editor when the draft is a text that no grid can hold."""
        yield self._grid
        if self._is_text:
            self._grid.display = False
            yield self._editor(self.draft)

    @property
    def raw(self) -> str:
        """What is typed, as one text."""
        return self._face.raw

    def take_focus(self) -> None:
        """Put the cursor where cells are typed."""
        self._face.take_focus()

    def point(self, at: tuple[int, int] | None) -> None:
        """Put the cursor where reading stopped."""
        self._face.point(at)

    def refused(self, verdict: Verdict) -> Content:
        """As the face that is shown says it."""
        return self._face.refused(verdict)

    def settle(self, verdict: Verdict) -> None:
        """Leave the place to the verdict, which shows the same values with their marks."""
        super().settle(verdict)
        self._face.settle(verdict)
        self.display = verdict.cells is None

    def own(self, verdict: Verdict) -> list[list[Content]]:
        """The learner's own values, each with its mark."""
        if verdict.cells is None:
            return []
        try:
            values = self.variant.question.parse(self.raw, self.variant)
        except UnreadableAnswerError:
            return []
        return [titled("Your answer", drawn(values.tolist(), verdict.cells))]

    def reopen(self) -> None:
        """Come back with the same cells."""
        self.display = True
        self.disabled = False
        self._face.reopen()

    async def action_turn(self) -> None:
        """Change between grid and text; a text that is no array stays one."""
        if not self._is_text:
            await self._to_text(self.raw)
        elif (cells := cells_of(self.raw)) is None:
            self.notify("A grid takes what can be read as an array; this cannot yet.", severity="warning", markup=False)
        else:
            self._grid.grid.fill(cells)
            self._show(self._grid)

    @property
    def _face(self) -> AnswerInput:
        return self._rows if self._is_text and self._rows else self._grid

    def _editor(self, raw: str) -> "RowsInput":
        # An editor takes a while to load; who types into the grid never waits for it.
        from tui.widgets.rows_input import RowsInput

        self._rows = RowsInput(self.variant, raw)
        return self._rows

    async def _to_text(self, raw: str) -> None:
        rows = self._rows
        if rows is None:
            rows = self._editor(raw)
            await self.mount(rows)
        else:
            rows.load(raw)
        self._show(rows)

    def _show(self, face: AnswerInput) -> None:
        """Change to one of the two; the other stays, since keys may be on their way to it."""
        self._is_text = face is self._rows
        face.display = True
        face.take_focus()
        face.point((len(face.raw), len(face.raw)))
        for other in (self._grid, self._rows):
            if other is not None and other is not face:
                other.display = False
        self.tell_changed()

    @on(Grid.Unfit)
    async def _unfit(self, event: Grid.Unfit) -> None:
        event.stop()
        if self._is_text and self._rows:
            self._rows.add(event.text)
        else:
            await self._to_text(f"{self.raw}\n{event.text}".lstrip("\n"))


def cells_of(raw: str) -> Cells | None:
    """The cells of a text, if there is a grid that holds them."""
    if not raw.strip():
        return Cells()
    from tui.cell_reader import read

    cells = read(raw)
    return cells if cells and fits(cells) else None
