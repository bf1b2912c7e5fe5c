"""The input of `open`: an editor, then the model answer with a rubric to tick."""

from collections.abc import Collection, Iterator
from typing import cast

from textual import on
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Static

from engine.errors import UnreadableAnswerError
from engine.kinds.open import OpenQuestion, OpenResponse
from engine.marking.verdict import Verdict
from tui.text import visible
from tui.widgets.answer_input import AnswerInput
from tui.widgets.editor import SafeEditor
from tui.widgets.options import Options
from tui.widgets.prompt import prompt


class OpenInput(AnswerInput):
    """Say it in your own words, then compare with the model answer and tick the points you made."""

    HOW = "Write as you would speak; ctrl+s shows the model answer. Tick the points you made; enter answers."
    MARKS_ITSELF = True
    TELLS_RIGHT = True
    DEFAULT_CSS = """
    OpenInput {
        .label { color: $text-muted; margin: 1 0 0 0; }
        .model { border-left: outer $secondary; padding: 0 2; }
    }
    """

    def compose(self) -> ComposeResult:
        """The editor; the model answer comes when the text is finished, or with a draft whose points are ticked."""
        response = self._read(self.draft)
        editor = SafeEditor(
            visible(response.text if response else self.draft),
            show_line_numbers=False,
            tab_behavior="focus",
            soft_wrap=True,
        )
        editor.border_title = "Your answer"
        editor.border_subtitle = "ctrl+s: compare with the model answer"
        yield editor
        if response is not None and response.ticks is not None:
            yield from self._comparison(response.ticks)

    @property
    def raw(self) -> str:
        """The text, and once the model answer is shown, the ticked points."""
        text = self.query_one(SafeEditor).text
        rubric = self.query_one_optional(Options)
        if rubric is None:
            return text
        ticks = " ".join(str(place + 1) for place in sorted(rubric.ticked)) or "none"
        return f"{text.rstrip()}\npoints: {ticks}"

    def take_focus(self) -> None:
        """Put the cursor into the rubric when it is there, else into the editor."""
        (self.query_one_optional(Options) or self.query_one(SafeEditor)).focus()

    def settle(self, verdict: Verdict) -> None:
        """Mark every rubric point."""
        super().settle(verdict)
        rubric = self.query_one_optional(Options)
        if rubric is not None:
            rubric.judge(rubric.ticked)

    def reopen(self) -> None:
        """Tick again."""
        rubric = self.query_one_optional(Options)
        if rubric is not None:
            rubric.forget()
        super().reopen()

    def _comparison(self, ticks: Collection[int]) -> Iterator[Widget]:
        """The model answer, and its points to tick."""
        question = cast(OpenQuestion, self.variant.question)
        rubric = Options([point.point for point in question.rubric], sorted(ticks), several=True)
        rubric.border_title = "Tick the points you made"
        rubric.border_subtitle = "space or digit: tick · enter: answer"
        yield Static("A model answer", classes="label")
        model = prompt(question.answer)
        model.add_class("model")
        yield model
        yield rubric

    def _read(self, raw: str) -> OpenResponse | None:
        try:
            return cast(OpenResponse, self.variant.question.parse(raw, self.variant))
        except UnreadableAnswerError:
            return None

    @on(SafeEditor.Changed)
    def _changed(self, event: SafeEditor.Changed) -> None:
        event.stop()
        self.tell_changed()

    @on(SafeEditor.Finished)
    async def _finished(self, event: SafeEditor.Finished) -> None:
        event.stop()
        response = self._read(self.raw)
        if response is None or self.query_one_optional(Options) is not None:
            self.submit()
            return
        ticks = cast(OpenQuestion, self.variant.question).suggest(response.text)
        await self.mount_all(self._comparison(ticks))
        self.query_one(SafeEditor).border_subtitle = ""
        rubric = self.query_one(Options)
        rubric.focus()
        self.call_after_refresh(rubric.scroll_visible, animate=False)

    @on(Options.Changed)
    def _ticked(self, event: Options.Changed) -> None:
        event.stop()
        self.tell_changed()

    @on(Options.Confirmed)
    def _confirmed(self, event: Options.Confirmed) -> None:
        event.stop()
        self.submit()
