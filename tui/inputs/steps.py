"""The input of `steps`: one line for each value of a chain."""

from typing import ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import HorizontalGroup
from textual.widgets import Input, Static

from engine.errors import UnreadableAnswerError
from engine.kinds.steps import StepsQuestion
from engine.marking.verdict import Verdict
from tui.text import visible
from tui.widgets.answer_input import AnswerInput
from tui.widgets.line import SafeLine
from tui.widgets.preview import Preview
from tui.widgets.value import names
from tui.widgets.verdict import part_mark


class StepLine(SafeLine):
    """The line of a step that others follow."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "go_on", "Go on", tooltip="Go on to the next step")]

    async def action_go_on(self) -> None:
        """Leave the line."""
        await self.action_submit()


class StepsInput(AnswerInput):
    """Named lines; enter goes to the next one and answers from the last."""

    HOW = "One value a line; enter goes on, and answers from the last line. ctrl+s answers from anywhere."
    MARKS_ITSELF = True
    TELLS_RIGHT = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False, tooltip="The step above"),
        Binding("down", "move(1)", "Down", show=False, tooltip="The step below"),
        Binding("ctrl+s", "submit", "Answer", tooltip="Answer with these values"),
    ]
    DEFAULT_CSS = """
    StepsInput {
        HorizontalGroup { height: auto; padding: 0 1; }
        .name { width: 12; color: $text-secondary; text-align: right; padding: 0 1 0 0; }
        SafeLine { width: 1fr; max-width: 28; border: none; height: 1; padding: 0 1; background: $surface;
            &:focus { border: none; background: $panel; } }
        .mark { width: 1fr; padding: 0 1; }
    }
    """

    def compose(self) -> ComposeResult:
        """A line for each step, with the draft's values."""
        values = self._values()
        steps = self._question.lines
        for step, label in zip(steps, names(steps), strict=True):
            line = SafeLine if step == steps[-1] else StepLine
            with HorizontalGroup():
                yield Static(f"{label} =", classes="name", markup=False)
                yield line(visible(values.get(step, "")), select_on_focus=False)
                yield Static("", classes="mark", markup=False)
        yield Preview(self.variant)

    @property
    def _question(self) -> StepsQuestion:
        return cast(StepsQuestion, self.variant.question)

    @property
    def raw(self) -> str:
        """Lines `name = value`; a step without a value is left out."""
        texts = zip(self._question.lines, (line.value for line in self.query(SafeLine)), strict=True)
        return "\n".join(f"{step} = {text}" for step, text in texts if text.strip())

    def take_focus(self) -> None:
        """Put the cursor into the first line without a value."""
        lines = list(self.query(SafeLine))
        next((line for line in lines if not line.value), lines[-1]).focus()

    def settle(self, verdict: Verdict) -> None:
        """Mark every step."""
        super().settle(verdict)
        told = {part.name: part for part in verdict.parts or ()}
        for step, mark in zip(self._question.lines, self.query(".mark").results(Static), strict=True):
            if step in told:
                mark.update(part_mark(told[step]))
        self.query_one(Preview).display = False

    def reopen(self) -> None:
        """Take the marks away and go on."""
        for mark in self.query(".mark").results(Static):
            mark.update("")
        self.query_one(Preview).display = True
        super().reopen()

    def action_move(self, step: int) -> None:
        """Go to a neighbouring line."""
        lines = list(self.query(SafeLine))
        place = next((place for place, line in enumerate(lines) if line.has_focus), 0) + step
        if 0 <= place < len(lines):
            lines[place].focus()

    def action_submit(self) -> None:
        """Answer with these values."""
        self.submit()

    def _values(self) -> dict[str, str]:
        try:
            return dict(self._question.fields(self.draft))
        except UnreadableAnswerError:
            return {}

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.query_one(Preview).read(self.raw)
        self.tell_changed()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        if list(self.query(SafeLine))[-1] is event.input:
            self.submit()
        else:
            self.action_move(1)
