"""The input of `shape`: one line for sizes or a count."""

from tui.widgets.line import LineInput


class ShapeInput(LineInput):
    """A line for `2×3`, `(2, 3)` or `128`."""

    HOW = "Type sizes such as 2×3 or (2, 3), or one whole number such as 4*32; enter answers."
    PLACEHOLDER = "2×3   or   128   or   4*32"
