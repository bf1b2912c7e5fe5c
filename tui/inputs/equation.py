"""The input of `equation`: one line of mathematics, read while it is typed."""

from contextlib import suppress
from typing import Any, Final

from textual.content import Content

from engine.errors import UnreadableAnswerError
from engine.marking.verdict import Verdict
from tui.mathtext import formula
from tui.text import content, visible
from tui.widgets.blocks import titled
from tui.widgets.line import LineInput
from tui.widgets.preview import Preview

CLOSING: Final = {"(": ")", "[": "]", "{": "}"}
WAITING: Final = "+-−*/·⊙∘∗=,;^_ "
"""Signs after which something must come."""


class EquationPreview(Preview):
    """The equation that the line is read as, be it half typed, or where reading it stops."""

    def shown(self, raw: str) -> Content:
        """What is understood so far comes before what is missing."""
        ended = if_ended(raw)
        if ended != raw.rstrip():
            with suppress(UnreadableAnswerError):
                understood = self.variant.question.read_back(ended, self.variant)
                told = self.printed(understood) if understood else self.unread(ended)
                return Content.assemble(("so far  ", "$text-muted"), (f"{visible(told)} …", "$text-secondary"))
        return super().shown(raw)

    def printed(self, understood: str) -> str:
        """All of it is mathematics."""
        return formula(understood)

    def unread(self, raw: str) -> str:
        """The line itself, where its products cannot be told apart for shapes that do not fit."""
        return formula(raw)


class EquationInput(LineInput):
    """A line for an equation in plain letters, Unicode or LaTeX."""

    HOW = "Type an equation in plain letters, Unicode or LaTeX: h_t = tanh(W x_t + U h_{t-1} + b); enter answers."
    PREVIEW = EquationPreview
    LINES = True
    PLACEHOLDER = "plain letters, Unicode or LaTeX; call the weights what you like"

    @property
    def placeholder(self) -> str:
        """The left side that is asked for comes first."""
        asked, equals, _ = self.variant.question.key_text(self.variant).partition("=")
        return f"{visible(asked).strip()} {equals} …    {self.PLACEHOLDER}"

    def own(self, verdict: Verdict) -> list[list[Content]]:
        """The equation as it was understood."""
        return [titled("Read as", content(formula(verdict.understood)))] if verdict.understood else []

    def printed(self, expected: Any) -> Content:
        """The right equation in readable letters."""
        return content(formula(str(expected)))


def if_ended(raw: str) -> str:
    """An equation as it would be if it ended where it is typed up to: nothing that waits for more, and no bracket open."""
    text = raw.rstrip(WAITING)
    opened: list[str] = []
    for sign in text:
        if sign in CLOSING:
            opened.append(CLOSING[sign])
        elif opened and sign == opened[-1]:
            opened.pop()
    return text + "".join(reversed(opened))
