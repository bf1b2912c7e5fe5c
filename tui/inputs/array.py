"""The input of `array`: a grid of cells, or the same as free text."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from engine.errors import UnreadableAnswerError
from engine.marking.verdict import Verdict
from tui.cells import Cells, read
from tui.widgets.answer_input import AnswerInput
from tui.widgets.blocks import titled
from tui.widgets.grid import Grid, fits
from tui.widgets.grid_input import GridInput
from tui.widgets.value import drawn


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

    def compose(self) -> ComposeResult:
        """The grid, unless the draft is a text that it cannot hold."""
        yield self._grid(self.draft) or self._rows(self.draft)

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
        raw = self.raw
        face = self._rows(raw) if isinstance(self._face, GridInput) else self._grid(raw)
        if face is None:
            self.notify("A grid takes what can be read as an array; this cannot yet.", severity="warning", markup=False)
        else:
            await self._change(face)

    @property
    def _face(self) -> AnswerInput:
        return self.query_children(AnswerInput).first()

    def _grid(self, raw: str) -> AnswerInput | None:
        cells = read(raw) if raw.strip() else Cells()
        return GridInput(self.variant, cells) if cells and fits(cells) else None

    def _rows(self, raw: str) -> AnswerInput:
        # An editor takes a while to load; who types into the grid never waits for it.
        from tui.widgets.rows_input import RowsInput

        return RowsInput(self.variant, raw)

    async def _change(self, face: AnswerInput) -> None:
        await self._face.remove()
        await self.mount(face)
        self.take_focus()

    @on(Grid.Unfit)
    async def _unfit(self, event: Grid.Unfit) -> None:
        event.stop()
        if isinstance(self._face, GridInput):
            await self._change(self._rows(f"{self.raw}\n{event.text}".strip() if self.raw else event.text))
            self.point((len(self.raw), len(self.raw)))
            self.tell_changed()
