"""The input of `match`: lines that get their partners by letter."""

from string import ascii_uppercase
from typing import cast

from textual import on
from textual.app import ComposeResult

from engine.errors import UnreadableAnswerError
from engine.kinds.match import MatchQuestion
from engine.marking.verdict import Verdict
from tui.widgets.answer_input import AnswerInput
from tui.widgets.places import Places


class MatchInput(AnswerInput):
    """Lines on the left, a partner beside each."""

    HOW = (
        "Press a partner's letter: it goes to the line under the cursor, and the cursor to the next one. "
        "A number goes to its line; arrows change line and partner; enter answers."
    )
    TYPED = False
    MARKS_ITSELF = True
    TELLS_RIGHT = True

    def compose(self) -> ComposeResult:
        """The lines, with the draft's partners."""
        question = cast(MatchQuestion, self.variant.question)
        yield Places(question.left, self.variant.options, self._filled(question), numbered=True)

    @property
    def raw(self) -> str:
        """Pairs: `1B 3A`."""
        filled = self.query_one(Places).filled
        return " ".join(f"{line + 1}{ascii_uppercase[option]}" for line, option in sorted(filled.items()))

    def take_focus(self) -> None:
        """Put the cursor on the lines."""
        self.query_one(Places).focus()

    def settle(self, verdict: Verdict) -> None:
        """Mark every pair."""
        super().settle(verdict)
        self.query_one(Places).judge(verdict.parts or ())

    def reopen(self) -> None:
        """Match again."""
        self.query_one(Places).forget()
        super().reopen()

    def _filled(self, question: MatchQuestion) -> dict[int, int]:
        if not self.draft.strip():
            return {}
        try:
            pairs = question.pairs(self.draft, self.variant)
        except UnreadableAnswerError:
            return {}
        return {question.left.index(line): self.variant.options.index(text) for line, text in pairs.items()}

    @on(Places.Changed)
    def _changed(self, event: Places.Changed) -> None:
        event.stop()
        self.tell_changed()

    @on(Places.Confirmed)
    def _confirmed(self, event: Places.Confirmed) -> None:
        event.stop()
        self.submit()
