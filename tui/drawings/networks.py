"""Drawings of networks made of recurrent cells: unrolled in time, stacked, read from both ends, encoder and decoder."""

from collections.abc import Sequence
from itertools import pairwise

from tui.drawings.canvas import UP, Box, Canvas

SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
APART = 15
"""Columns from a cell to the next."""


def unrolled(steps: Sequence[str] = ("ₜ₋₁", "ₜ", "ₜ₊₁")) -> Canvas:
    """One cell, drawn once for each step; `steps`: their subscripts. Parts: `x`, `h` and `y` with the step's place, `W`."""
    canvas = Canvas()
    boxes = _layer(canvas, 3, [f"cell{place}" for place in range(len(steps))], "cell")
    for place, (box, step) in enumerate(zip(boxes, steps, strict=True)):
        _feed(canvas, box, f"x{place}", f"x{step}")
        _give(canvas, box, f"h{place}", f"h{step}")
    _along(canvas, boxes, "h")
    canvas.word("W", 9, boxes[0].left, "the same W, U and b at every step")
    return canvas


def stacked(layers: int = 2, steps: int = 3) -> Canvas:
    """Layers over layers: each reads the states of the one below. Parts: `layer1`, `layer2` … and `x`, `h` with the step's place."""
    canvas = Canvas()
    rows: list[list[Box]] = []
    for layer in range(layers, 0, -1):
        top = 3 + 5 * (layers - layer)
        rows.insert(0, _layer(canvas, top, [f"layer{layer}"] * steps, f"layer {layer}"))
        _along(canvas, rows[0], "layer" + str(layer))
    for place, box in enumerate(rows[0]):
        _feed(canvas, box, f"x{place}", _named("x", place + 1))
    for below, above in pairwise(rows):
        for under, over in zip(below, above, strict=True):
            canvas.wire(under.part, (under.top - 1, under.middle), (over.top + over.height, over.middle))
    for place, box in enumerate(rows[-1]):
        _give(canvas, box, f"h{place}", _named("h", place + 1))
    return canvas


def bidirectional(steps: int = 3) -> Canvas:
    """Two cells read from both ends; their states stand side by side. Parts: `onward`, `back`, and `x`, `h` with the step's place."""
    canvas = Canvas()
    back = _layer(canvas, 3, ["back"] * steps, "← cell")
    onward = _layer(canvas, 7, ["onward"] * steps, "cell →", shift=-6)
    for place, (one, other) in enumerate(zip(onward, back, strict=True)):
        canvas.word(f"x{place}", 12, one.middle - 1, _named("x", place + 1))
        canvas.wire(f"x{place}", (11, one.middle), (10, one.middle))
        canvas.wire(f"x{place}", (12, one.middle + 2), (12, other.middle), (6, other.middle), under=True)
        canvas.wire("onward", (6, one.left + 1), (1, one.left + 1), head=False, under=True)
        canvas.tip("onward", (1, one.left + 1), UP)
        canvas.wire("back", (2, other.middle), (1, other.middle))
        canvas.word(f"h{place}", 0, one.left + 1, f"[→h ←h]{subscript(place + 1)}")
    for left, right in pairwise(onward):
        canvas.wire("onward", (8, left.left + left.width), (8, right.left - 1), under=True)
    for left, right in pairwise(back):
        canvas.wire("back", (4, right.left - 1), (4, left.left + left.width), under=True)
    return canvas


def encoder_decoder(steps: int = 2) -> Canvas:
    """One cell reads, another writes from its last state. Parts: `encoder`, `context`, `decoder`, and `x`, `y` with the place."""
    canvas = Canvas()
    reading = _layer(canvas, 3, ["encoder"] * steps, "encoder", width=11)
    writing = _layer(canvas, 3, ["decoder"] * steps, "decoder", width=11, shift=APART * steps + 8)
    for place, box in enumerate(reading):
        _feed(canvas, box, f"x{place}", _named("x", place + 1))
    for place, box in enumerate(writing):
        _give(canvas, box, f"y{place}", _named("y", place + 1))
        _feed(canvas, box, f"y{place - 1}" if place else "start", _named("y", place) if place else "start")
    _along(canvas, reading, "encoder")
    _along(canvas, writing, "decoder")
    last, first = reading[-1], writing[0]
    canvas.wire("context", (4, last.left + last.width), (4, first.left - 1))
    canvas.word("context", 3, last.left + last.width + 1, "context".center(first.left - last.left - last.width - 2))
    return canvas


def _layer(canvas: Canvas, top: int, parts: Sequence[str], words: str, *, width: int = 9, shift: int = 0) -> list[Box]:
    """Boxes side by side, one for each part."""
    return [
        canvas.box(part, top, 8 + shift + APART * place, words, width=width, is_valued=False)
        for place, part in enumerate(parts)
    ]


def _along(canvas: Canvas, boxes: Sequence[Box], part: str) -> None:
    """The state, from each box to the next."""
    for place, (left, right) in enumerate(pairwise(boxes)):
        name = f"{part}{place}" if part == "h" else part
        canvas.wire(name, (left.top + 1, left.left + left.width), (left.top + 1, right.left - 1))


def _feed(canvas: Canvas, box: Box, part: str, name: str) -> None:
    below = box.top + box.height
    canvas.word(part, below + 1, box.middle - len(name) // 2, name)
    canvas.tip(part, (below, box.middle), UP)


def _give(canvas: Canvas, box: Box, part: str, name: str) -> None:
    canvas.tip(part, (box.top - 1, box.middle), UP)
    canvas.word(part, box.top - 2, box.middle - len(name) // 2, name)


def _named(letter: str, number: int) -> str:
    return letter + subscript(number)


def subscript(number: int) -> str:
    """A number as a subscript."""
    return str(number).translate(SUBSCRIPTS)
