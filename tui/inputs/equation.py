"""The input of `equation`: one line of mathematics, read while it is typed."""

from typing import Any

from textual.content import Content

from engine.marking.verdict import Verdict
from tui.mathtext import formula
from tui.text import content
from tui.widgets.blocks import titled
from tui.widgets.line import LineInput
from tui.widgets.preview import Preview


class EquationPreview(Preview):
    """The equation that the line is read as."""

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
    PLACEHOLDER = "f_t = …    plain letters, Unicode or LaTeX; call the weights what you like"

    def own(self, verdict: Verdict) -> list[list[Content]]:
        """The equation as it was understood."""
        return [titled("Read as", content(formula(verdict.understood)))] if verdict.understood else []

    def printed(self, expected: Any) -> Content:
        """The right equation in readable letters."""
        return content(formula(str(expected)))
