"""The answer input: what the question screen knows of every kind's input, and how it finds the right one."""

from importlib import import_module
from typing import Any, ClassVar, cast

from textual.containers import VerticalGroup
from textual.content import Content

from engine.marking.verdict import Verdict
from engine.question.variant import Variant
from tui.mathtext import readable
from tui.messages import AnswerChanged, AnswerSubmitted
from tui.text import content
from tui.widgets.blocks import titled
from tui.widgets.preview import pointed
from tui.widgets.right_answer import right_answer
from tui.widgets.value import drawn


class AnswerInput(VerticalGroup):
    """Where a learner answers. `raw` is the text that is graded; it survives quitting as a draft."""

    HOW: ClassVar[str] = ""
    """One line on how to type an answer of this kind, for the help screen."""
    TYPED: ClassVar[bool] = True
    """Whether the answer is typed as text; if not, `HOW` is shown in place of the rule for texts."""
    MARKS_ITSELF: ClassVar[bool] = False
    """Whether `settle` marks the parts of an answer where they stand, so that the verdict need not list them."""
    TELLS_RIGHT: ClassVar[bool] = False
    """Whether `settle` shows the right answer where it belongs, so that the verdict need not print it."""

    DEFAULT_CSS = """
    AnswerInput {
        margin: 0 2;
        height: auto;
        *:disabled:can-focus { opacity: 1; }
    }
    """

    def __init__(self, variant: Variant, raw: str = "") -> None:
        """`raw`: a draft to start from."""
        super().__init__()
        self.variant = variant
        self.draft = raw

    @property
    def raw(self) -> str:
        """The text to grade."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Put the cursor where the answer is typed."""
        raise NotImplementedError

    def tell_changed(self) -> None:
        """Say that the text is another one."""
        self.post_message(AnswerChanged())

    def submit(self) -> None:
        """Ask for the text to be graded."""
        self.post_message(AnswerSubmitted(self.raw))

    def refused(self, verdict: Verdict) -> Content:
        """What is said of a text that could not be read, with the place in it where one is known."""
        return pointed(self.raw, verdict.message, verdict.at)

    def settle(self, verdict: Verdict) -> None:
        """Show the answer as it was given, together with its verdict; nothing can be changed any more."""
        self.disabled = True

    def own(self, verdict: Verdict) -> list[list[Content]]:
        """The answer as it was read, titled, where that tells more than the text itself."""
        return []

    def right(self, verdict: Verdict) -> list[list[Content]]:
        """The right answer, titled, where it was not given and is not shown elsewhere."""
        if self.TELLS_RIGHT or verdict.outcome not in ("wrong", "partial") or verdict.expected is None:
            return []
        return [titled("Right answer", self.printed(verdict.expected))]

    def printed(self, expected: Any) -> Content:
        """A right answer as text, as numbered lines, or drawn; what is computed, to the digits that are accepted."""
        if self.variant.question.computed:
            return right_answer(self.variant)
        if isinstance(expected, str):
            return content(readable(expected))
        if isinstance(expected, list) and any(isinstance(item, str) for item in expected):
            return content("\n".join(f"{place}  {readable(str(item))}" for place, item in enumerate(expected, start=1)))
        return drawn(expected)

    def reopen(self) -> None:
        """Let the learner go on from the same text."""
        self.disabled = False
        self.take_focus()

    def point(self, at: tuple[int, int] | None) -> None:
        """Put the cursor behind the characters that could not be read."""


def input_for(kind: str) -> type[AnswerInput]:
    """The input of a kind: the class `<Kind>Input` in `tui/inputs/<kind>.py`."""
    module: Any = import_module(f"tui.inputs.{kind}")
    return cast(type[AnswerInput], getattr(module, f"{kind.title()}Input"))
