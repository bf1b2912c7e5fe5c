"""A text of several lines, for matrices and spoken-style answers."""

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea

from engine import limits
from engine.marking.verdict import Verdict
from tui.text import visible
from tui.widgets.answer_input import AnswerInput
from tui.widgets.preview import Preview


class SafeEditor(TextArea):
    """An editor whose pasted text is shown, never obeyed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "submit", "Answer", tooltip="Answer with this text")]
    DEFAULT_CSS = """
    SafeEditor {
        border: round $border-blurred; border-title-color: $text-muted; border-subtitle-color: $text-muted;
        background: transparent;
        padding: 0 1;
        height: auto;
        min-height: 5;
        max-height: 12;
        &:focus { border: round $border; background: transparent; }
        & .text-area--cursor-line { background: transparent; }
    }
    """

    class Finished(Message):
        """The learner asks for the text to be graded."""

    def action_submit(self) -> None:
        """Ask for the text to be graded."""
        self.post_message(self.Finished())

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        text = visible(event.text.replace("\r\n", "\n").replace("\r", "\n"))
        if len(self.text) + len(text) > limits.ANSWER_CHARACTERS:
            self.notify(
                f"An answer may have {limits.ANSWER_CHARACTERS:,} characters.", severity="warning", markup=False
            )
            return
        self.replace(text, *self.selection)


class RowsEditor(SafeEditor):
    """An editor in which enter starts a row, and on an empty row or after the last bracket, submits."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter" and self._is_complete():
            event.stop()
            event.prevent_default()
            self.action_submit()
            return
        await super()._on_key(event)

    def _is_complete(self) -> bool:
        text = self.text.strip()
        row, _ = self.cursor_location
        if not text or row != self.document.line_count - 1:
            return False
        balanced = text.startswith("[") and text.count("[") == text.count("]")
        return balanced or not str(self.document.get_line(row)).strip()


class EditorInput(AnswerInput):
    """An editor and, for kinds that read the text, what it is read as."""

    EXAMPLE: ClassVar[str] = ""
    PREVIEW: ClassVar[type[Preview]] = Preview
    EDITOR: ClassVar[type[SafeEditor]] = SafeEditor
    HINT: ClassVar[str] = "ctrl+s: answer"

    def compose(self) -> ComposeResult:
        """The editor and its preview."""
        editor = self.EDITOR(visible(self.draft), show_line_numbers=False, tab_behavior="focus")
        editor.border_title = "Your answer"
        editor.border_subtitle = self.HINT
        yield editor
        yield self.PREVIEW(self.variant, self.EXAMPLE)

    def on_mount(self) -> None:
        """Say what the draft is read as."""
        if self.draft:
            self.query_one(Preview).read(self.raw)

    @property
    def raw(self) -> str:
        """What is typed."""
        return self.query_one(SafeEditor).text

    def take_focus(self) -> None:
        """Put the cursor into the editor."""
        self.query_one(SafeEditor).focus()

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
            before = self.raw[: at[1]]
            self.query_one(SafeEditor).move_cursor((before.count("\n"), len(before) - before.rfind("\n") - 1))

    @on(TextArea.Changed)
    def _changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.query_one(Preview).read(self.raw)
        self.tell_changed()

    @on(SafeEditor.Finished)
    def _finished(self, event: SafeEditor.Finished) -> None:
        event.stop()
        self.submit()
