"""The input of `equation`: one line of mathematics, read while it is typed."""

from tui.widgets.line import LineInput


class EquationInput(LineInput):
    """A line for an equation in plain letters, Unicode or LaTeX."""

    HOW = "Type an equation in plain letters, Unicode or LaTeX: h_t = tanh(W x_t + U h_{t-1} + b); enter answers."
    PLACEHOLDER = "f_t = …    plain letters, Unicode or LaTeX; call the weights what you like"
