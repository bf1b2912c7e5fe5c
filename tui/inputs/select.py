"""The input of `select`: numbered options with boxes, several of them right."""

from textual import on
from textual.app import ComposeResult

from engine.errors import UnreadableAnswerError
from engine.marking.verdict import Verdict
from engine.question.variant import Variant
from tui.widgets.answer_input import AnswerInput
from tui.widgets.options import Options


class SelectInput(AnswerInput):
    """Options that are ticked by their number, by space or by the mouse."""

    HOW = "Tick with a digit, space or a click; enter answers."
    MARKS_ITSELF = True
    TELLS_RIGHT = True

    def __init__(self, variant: Variant, raw: str = "") -> None:
        """`raw`: a draft to start from."""
        super().__init__(variant, raw)
        self._is_touched = bool(raw)

    def compose(self) -> ComposeResult:
        """The options, with the draft's ticks."""
        yield Options(self.variant.options, self._ticked(self.draft), several=True)

    @property
    def raw(self) -> str:
        """The numbers of the ticked options; `none` once all ticks were taken back, and nothing before the first."""
        ticked = " ".join(str(place + 1) for place in sorted(self.query_one(Options).ticked))
        return ticked or ("none" if self._is_touched else "")

    def take_focus(self) -> None:
        """Put the cursor on the options."""
        self.query_one(Options).focus()

    def settle(self, verdict: Verdict) -> None:
        """Mark every option that is right and every wrong one that was ticked."""
        super().settle(verdict)
        expected = verdict.expected if isinstance(verdict.expected, list) else []
        right = [place for place, text in enumerate(self.variant.options) if text in expected]
        self.query_one(Options).judge(right)

    def reopen(self) -> None:
        """Tick again."""
        self.query_one(Options).forget()
        super().reopen()

    def _ticked(self, raw: str) -> list[int]:
        if not raw.strip():
            return []
        try:
            return sorted(self.variant.question.parse(raw, self.variant))
        except UnreadableAnswerError:
            return []

    @on(Options.Changed)
    def _changed(self, event: Options.Changed) -> None:
        event.stop()
        self._is_touched = True
        self.tell_changed()

    @on(Options.Confirmed)
    def _confirmed(self, event: Options.Confirmed) -> None:
        event.stop()
        self.submit()
