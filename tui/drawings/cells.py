"""Drawings of one step of a cell: RNN, LSTM and GRU with their gates, what flows in and what flows out."""

from tui.drawings.canvas import UP, Box, Canvas

PREVIOUS = "ₜ₋₁"
NOW = "ₜ"
LEFT = 10
"""The column where wires begin, behind the names of what comes in."""


def rnn(activation: str) -> Canvas:
    """`h = activation(W x + U h + b)`."""
    canvas = Canvas()
    _enters(canvas, "h_prev", 1, f"h{PREVIOUS}")
    _enters(canvas, "x", 6, f"x{NOW}")
    recurrent = canvas.box("U", 0, LEFT + 6, "U · h", is_valued=False)
    inwards = canvas.box("W", 5, LEFT + 6, "W · x", is_valued=False)
    canvas.wire("h_prev", (1, LEFT), (1, recurrent.left - 1))
    canvas.wire("x", (6, LEFT), (6, inwards.left - 1))
    middle = recurrent.left + 15
    canvas.wire("U", (1, recurrent.left + 9), (1, middle), (2, middle))
    canvas.wire("W", (6, inwards.left + 9), (6, middle), (4, middle))
    canvas.wire("a", (3, middle - 6), (3, middle - 2))
    canvas.word("b", 3, middle - 8, "b")
    canvas.word("a", 3, middle - 1, "(+)")
    squashed = canvas.box("h", 2, middle + 8, activation, width=max(10, len(activation) + 4), is_valued=False)
    canvas.wire("a", (3, middle + 2), (3, squashed.left - 1))
    canvas.slot("a", 4, middle + 1, 7)
    _leaves(canvas, "h", 3, squashed.left + squashed.width, f"h{NOW}")
    return canvas


def lstm() -> Canvas:
    """Three gates, a candidate, and the cell state along the top."""
    canvas = Canvas()
    f, i, g, o = (
        canvas.box(gate, 5, LEFT + 5 + 12 * place, f"{gate} {squash}")
        for place, (gate, squash) in enumerate((("f", "σ"), ("i", "σ"), ("g", "tanh"), ("o", "σ")))
    )
    plus, shown = (i.middle + g.middle) // 2, o.middle + 7
    _enters(canvas, "c_prev", 0, f"c{PREVIOUS}")
    canvas.wire("c_prev", (0, LEFT), (0, f.middle - 2))
    canvas.wire("f", (4, f.middle), (1, f.middle))
    canvas.word("f", 0, f.middle - 1, "(×)")
    canvas.wire("f", (0, f.middle + 2), (0, plus - 2))
    canvas.word("c", 0, plus - 1, "(+)")
    canvas.wire("i", (4, i.middle), (3, i.middle), (3, plus - 2))
    canvas.wire("g", (4, g.middle), (3, g.middle), (3, plus + 2))
    canvas.word("i", 3, plus - 1, "(×)")
    canvas.wire("i", (2, plus), (1, plus))
    canvas.wire("c", (0, plus + 2), (0, shown), head=False)
    canvas.wire("tanh_c", (1, shown), (3, shown))
    canvas.word("tanh_c", 1, shown - 2, "tanh")
    canvas.word("h", 4, shown - 1, "(×)")
    canvas.wire("o", (6, o.left + 9), (6, shown), (5, shown))
    _leaves(canvas, "c", 0, shown, f"c{NOW}")
    _leaves(canvas, "h", 4, shown + 2, f"h{NOW}")
    _bus(canvas, 10, (f, i, g, o))
    return canvas


def gru(reset: str, z: str) -> Canvas:
    """Two gates, a candidate, and one state along the top; `reset`, `z`: the conventions, as the solver calls them."""
    canvas = Canvas()
    r, gate, n = (
        canvas.box(name, 5, LEFT + 3 + 16 * place, f"{name} {squash}")
        for place, (name, squash) in enumerate((("r", "σ"), ("z", "σ"), ("n", "tanh")))
    )
    _enters(canvas, "h_prev", 0, f"h{PREVIOUS}")
    canvas.wire("h_prev", (0, LEFT), (0, gate.middle - 2))
    canvas.wire("r", (0, r.middle), (2, r.middle))
    canvas.tip("r", (4, r.middle), UP)
    canvas.word("r", 3, r.middle - 1, "(×)")
    if reset == "after":
        canvas.word("r", 1, r.middle - 2, "U · h")
    canvas.wire("z", (4, gate.middle), (1, gate.middle))
    canvas.wire("z", (2, gate.middle), (2, n.middle - 2))
    canvas.wire("r", (3, r.middle + 2), (3, n.left - 4), (6, n.left - 4), (6, n.left - 1), under=True)
    complement = (2, gate.middle + 5) if z == "keeps" else (1, gate.middle - 1)
    canvas.word("z", *complement, "(1−)" if z == "keeps" else "1−")
    canvas.word("h_prev", 0, gate.middle - 1, "(×)")
    canvas.wire("h_prev", (0, gate.middle + 2), (0, n.middle - 2))
    canvas.wire("n", (4, n.middle), (3, n.middle))
    canvas.word("n", 2, n.middle - 1, "(×)")
    canvas.tip("n", (1, n.middle), UP)
    canvas.word("h", 0, n.middle - 1, "(+)")
    _leaves(canvas, "h", 0, n.middle + 2, f"h{NOW}")
    _bus(canvas, 10, (r, gate))
    canvas.wire("x", (12, LEFT), (12, n.middle), (9, n.middle))
    return canvas


def _enters(canvas: Canvas, part: str, row: int, name: str) -> None:
    canvas.word(part, row, LEFT - 1 - len(name), name)
    canvas.slot(part, row + 1, 0, LEFT)


def _leaves(canvas: Canvas, part: str, row: int, column: int, name: str) -> None:
    canvas.wire(part, (row, column), (row, column + 4))
    canvas.word(part, row, column + 6, name)
    canvas.slot(part, row + 1, column + 3, 9)


def _bus(canvas: Canvas, row: int, boxes: tuple[Box, ...]) -> None:
    """State and input, one line below the boxes that read both."""
    _enters(canvas, "h_prev", row, f"h{PREVIOUS}")
    _enters(canvas, "x", row + 2, f"x{NOW}")
    canvas.wire("x", (row + 2, LEFT), (row + 2, LEFT + 2), (row, LEFT + 2), head=False)
    canvas.wire("h_prev", (row, LEFT), (row, boxes[-1].middle), head=False)
    for box in boxes:
        canvas.wire(box.part, (row, box.middle), (row - 1, box.middle))
