"""The input of `number`: one line, read while it is typed."""

from tui.widgets.line import LineInput


class NumberInput(LineInput):
    """A line for a decimal, a fraction or an elementary formula."""

    HOW = "Type a number, a fraction or a formula: 0.25, 3/4, tanh(0.5); enter answers."
    PLACEHOLDER = "0.25   or   3/4   or   tanh(0.5)"
