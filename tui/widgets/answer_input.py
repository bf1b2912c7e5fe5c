"""The answer input: what the question screen knows of every kind's input, and how it finds the right one."""

from importlib import import_module
from typing import Any, ClassVar, cast

from textual.containers import VerticalGroup
from textual.message import Message

from engine.marking.verdict import Verdict
from engine.question.variant import Variant


class AnswerInput(VerticalGroup):
    """Where a learner answers. `raw` is the text that is graded; it survives quitting as a draft."""

    HOW: ClassVar[str] = ""
    """One line on how to type an answer of this kind, for the help screen."""

    DEFAULT_CSS = """
    AnswerInput {
        margin: 0 2;
        height: auto;
        *:disabled:can-focus { opacity: 1; }
    }
    """

    class Changed(Message):
        """The learner's text is another one."""

        def __init__(self, raw: str) -> None:
            super().__init__()
            self.raw = raw

    class Submitted(Message):
        """The learner wants the text to be graded."""

        def __init__(self, raw: str) -> None:
            super().__init__()
            self.raw = raw

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

    def submit(self) -> None:
        """Ask for the text to be graded."""
        self.post_message(self.Submitted(self.raw))

    def settle(self, verdict: Verdict) -> None:
        """Show the answer as it was given, together with its verdict; nothing can be changed any more."""
        self.disabled = True

    def reopen(self) -> None:
        """Let the learner go on from the same text."""
        self.disabled = False
        self.take_focus()

    def point(self, at: tuple[int, int] | None) -> None:
        """Put the cursor at the characters that could not be read."""


def input_for(kind: str) -> type[AnswerInput]:
    """The input of a kind: the class `<Kind>Input` in `tui/inputs/<kind>.py`."""
    module: Any = import_module(f"tui.inputs.{kind}")
    return cast(type[AnswerInput], getattr(module, f"{kind.title()}Input"))
