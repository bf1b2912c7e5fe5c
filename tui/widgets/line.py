"""One line of text with a live preview: the input of kinds whose answer is typed in a line."""

from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from engine import limits
from engine.marking.verdict import Verdict
from tui.text import visible
from tui.widgets.answer_input import AnswerInput
from tui.widgets.preview import Preview

BREAK: Final = "↵"
"""What stands for the end of a line within a line."""


class SafeLine(Input):
    """A line whose pasted text is shown, never obeyed; pasted lines are joined by spaces, or by `BREAK` where lines mean something."""

    joint: str = " "
    """What joins pasted lines."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Answer", tooltip="Answer with this text"),
        # What stands behind the cursor would be answered with what is typed next.
        Binding("ctrl+u", "empty", "Empty", show=False, tooltip="Empty the line"),
    ]

    def action_empty(self) -> None:
        """Empty the line, wherever the cursor is."""
        self.clear()

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        lines = (" ".join(line.split()) for line in visible(event.text.replace("\r", "\n")).split("\n"))
        text = self.joint.join(filter(None, lines))
        if len(self.value) + len(text) > limits.ANSWER_CHARACTERS:
            self.notify(
                f"An answer may have {limits.ANSWER_CHARACTERS:,} characters.", severity="warning", markup=False
            )
            return
        self.insert_text_at_cursor(text) if self.selection.is_empty else self.replace(text, *sorted(self.selection))


class LineInput(AnswerInput):
    """A line of text and what it is read as."""

    PLACEHOLDER: ClassVar[str] = ""
    PREVIEW: ClassVar[type[Preview]] = Preview
    LINES: ClassVar[bool] = False
    """Whether a text of several lines is not the same as these lines joined."""
    DEFAULT_CSS = """
    LineInput {
        SafeLine {
            border: round $border-blurred; border-title-color: $text-muted;
            background: transparent; padding: 0 1; height: 3;
        }
        SafeLine:focus { border: round $border; background: transparent; }
        SafeLine > .input--placeholder { color: $text-muted; }
    }
    """

    def compose(self) -> ComposeResult:
        """The line and its preview."""
        draft = visible(self.draft).replace("\n", BREAK if self.LINES else " ")
        line = SafeLine(draft, placeholder=self.placeholder, select_on_focus=False)
        line.joint = BREAK if self.LINES else " "
        line.border_title = "Your answer"
        yield line
        yield self.PREVIEW(self.variant)

    @property
    def placeholder(self) -> str:
        """What stands in the line while nothing is typed."""
        return self.PLACEHOLDER

    @property
    def raw(self) -> str:
        """What is typed."""
        value = self.query_one(SafeLine).value
        return value.replace(BREAK, "\n") if self.LINES else value

    def take_focus(self) -> None:
        """Put the cursor into the line."""
        self.query_one(SafeLine).focus()

    def settle(self, verdict: Verdict) -> None:
        """Keep the text; the preview has done its work."""
        super().settle(verdict)
        self.query_one(Preview).display = False

    def reopen(self) -> None:
        """Go on from the same text."""
        self.query_one(Preview).display = True
        super().reopen()

    def point(self, at: tuple[int, int] | None) -> None:
        """Put the cursor behind the problem."""
        if at is not None:
            self.query_one(SafeLine).cursor_position = min(at[1], len(self.raw))

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.query_one(Preview).read(self.raw)
        self.tell_changed()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.submit()
