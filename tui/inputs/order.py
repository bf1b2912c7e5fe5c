"""The input of `order`: lines that are moved up and down."""

from textual import on
from textual.app import ComposeResult

from engine.marking.verdict import Verdict
from tui.widgets.answer_input import AnswerInput
from tui.widgets.sortable import Sortable


class OrderInput(AnswerInput):
    """Lines in the order they were shuffled into, until the learner moves them."""

    HOW = "Space picks a line up, the arrows move it, space drops it; x leaves a line out; enter answers."
    TYPED = False
    MARKS_ITSELF = True

    def compose(self) -> ComposeResult:
        """The lines, in the draft's order."""
        yield Sortable(self.variant.options, self._kept())

    @property
    def raw(self) -> str:
        """The numbers of the lines in the learner's order: `3 1 2`."""
        return " ".join(str(place + 1) for place in self.query_one(Sortable).kept)

    def take_focus(self) -> None:
        """Put the cursor on the lines."""
        self.query_one(Sortable).focus()

    def settle(self, verdict: Verdict) -> None:
        """Mark every line."""
        super().settle(verdict)
        self.query_one(Sortable).judge([part.outcome == "correct" for part in verdict.parts or ()])

    def reopen(self) -> None:
        """Move again."""
        self.query_one(Sortable).judge(())
        super().reopen()

    def _kept(self) -> list[int]:
        known = {str(place + 1): place for place in range(len(self.variant.options))}
        drafted = [known[word] for word in dict.fromkeys(self.draft.split()) if word in known]
        return drafted or list(known.values())

    @on(Sortable.Changed)
    def _changed(self, event: Sortable.Changed) -> None:
        event.stop()
        self.tell_changed()

    @on(Sortable.Confirmed)
    def _confirmed(self, event: Sortable.Confirmed) -> None:
        event.stop()
        self.submit()
