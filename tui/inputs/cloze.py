"""The input of `cloze`: blanks of the prompt, filled by letter."""

from typing import cast

from msgspec import structs
from textual import on
from textual.app import ComposeResult

from engine.kinds.cloze import ClozeQuestion
from engine.marking.verdict import Verdict
from tui.widgets.answer_input import AnswerInput
from tui.widgets.places import Places


class ClozeInput(AnswerInput):
    """One line for each blank, a symbol beside it."""

    HOW = (
        "Press a symbol's letter: it goes to the blank under the cursor, and the cursor to the next one. "
        "A number goes to its blank; arrows change blank and symbol; enter answers."
    )
    TYPED = False
    MARKS_ITSELF = True
    TELLS_RIGHT = True

    def compose(self) -> ComposeResult:
        """The blanks, with the draft's symbols."""
        question = cast(ClozeQuestion, self.variant.question)
        symbols = [symbol(text) for text in self.variant.options]
        yield Places([f"[{blank}]" for blank in question.lines], symbols, self._filled())

    @property
    def raw(self) -> str:
        """The numbers of the symbols in the order of the blanks, an empty blank left empty: `3, , 1`."""
        question, filled = cast(ClozeQuestion, self.variant.question), self.query_one(Places).filled
        numbers = [str(filled[line] + 1) if line in filled else "" for line in range(len(question.lines))]
        return ", ".join(numbers) if filled else ""

    def take_focus(self) -> None:
        """Put the cursor on the blanks."""
        self.query_one(Places).focus()

    def settle(self, verdict: Verdict) -> None:
        """Mark every blank."""
        super().settle(verdict)
        parts = [structs.replace(part, expected=symbol(part.expected)) for part in verdict.parts or ()]
        self.query_one(Places).judge(parts)

    def reopen(self) -> None:
        """Fill again."""
        self.query_one(Places).forget()
        super().reopen()

    def _filled(self) -> dict[int, int]:
        numbers = [word.strip() for word in self.draft.split(",")]
        known = {str(place + 1): place for place in range(len(self.variant.options))}
        return {line: known[number] for line, number in enumerate(numbers) if number in known}

    @on(Places.Changed)
    def _changed(self, event: Places.Changed) -> None:
        event.stop()
        self.tell_changed()

    @on(Places.Confirmed)
    def _confirmed(self, event: Places.Confirmed) -> None:
        event.stop()
        self.submit()


def symbol(text: str) -> str:
    """A listed symbol as mathematics, unless its author marked what is mathematics in it."""
    return text if "$" in text else f"${text}$"
