"""The input of `choice`: numbered options, one of them right."""

from textual import on
from textual.app import ComposeResult

from engine.errors import UnreadableAnswerError
from engine.marking.verdict import Verdict
from tui.widgets.answer_input import AnswerInput
from tui.widgets.options import Options


class ChoiceInput(AnswerInput):
    """Options of which one is chosen by its number, the arrows or the mouse."""

    HOW = "Choose with a digit, the arrows, enter or a click; enter, or the same again, answers."
    TYPED = False
    MARKS_ITSELF = True
    TELLS_RIGHT = True

    def compose(self) -> ComposeResult:
        """The options, with the draft's choice ticked."""
        yield Options(self.variant.options, self._chosen(self.draft))

    @property
    def raw(self) -> str:
        """The number of the chosen option; empty when there is none yet."""
        return "".join(str(place + 1) for place in self.query_one(Options).ticked)

    def take_focus(self) -> None:
        """Put the cursor on the options."""
        self.query_one(Options).focus()

    def settle(self, verdict: Verdict) -> None:
        """Mark the chosen option and, when the verdict tells it, the right one."""
        super().settle(verdict)
        right = [place for place, text in enumerate(self.variant.options) if text == verdict.expected]
        self.query_one(Options).judge(right)

    def reopen(self) -> None:
        """Choose again."""
        self.query_one(Options).forget()
        super().reopen()

    def _chosen(self, raw: str) -> list[int]:
        if not raw.strip():
            return []
        try:
            return [self.variant.question.parse(raw, self.variant)]
        except UnreadableAnswerError:
            return []

    @on(Options.Changed)
    def _changed(self, event: Options.Changed) -> None:
        event.stop()
        self.tell_changed()

    @on(Options.Confirmed)
    def _confirmed(self, event: Options.Confirmed) -> None:
        event.stop()
        self.submit()
