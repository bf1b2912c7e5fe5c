"""Values as a page prints them: matrices in aligned brackets, names with lowered subscripts."""

import re
from collections.abc import Container, Iterable, Sequence
from typing import Any, Final

from textual.content import Content

from engine.marking.verdict import Marks
from engine.question.prompt import printed
from tui.mathtext import formula
from tui.text import content, visible

LIT: Final = "bold underline $text-accent"
RIGHT: Final = "✓"
WRONG: Final = "✗"
LONGEST_SUBSCRIPT: Final = 3
"""`W_hx` is lowered; `h_prev`, a word, is not."""

_NAME: Final = r"(\w+?)_(?:\{([^{}]+)\}|(\w+))\Z"


def name(text: str) -> str:
    """A given's name as the prompt writes it: `h_{t-1}` and `W_hx` with lowered subscripts, `h_prev` as it is."""
    found = re.match(_NAME, text)
    if found is None or (found[2] is None and len(found[3]) > LONGEST_SUBSCRIPT):
        return visible(text)
    return visible(formula(text if found[2] else f"{found[1]}_{{{found[3]}}}"))


def names(texts: Iterable[str]) -> list[str]:
    """Names of steps, written alike: with lowered subscripts only where all of them can be, since there is no lowered f."""
    plain = [visible(text) for text in texts]
    lowered = [name(text) for text in texts]
    return plain if any("_" in text for text in lowered) else lowered


def drawn(value: Any, marks: Marks | None = None, lit: Container[tuple[int, int]] = ()) -> Content:
    """A number, a text or nested lists as one or several lines; with marks, each cell is followed by ✓ or ✗.

    `lit`: row and column of the cells of a matrix that stand out.

    Vectors are rows in brackets, matrices have brackets as tall as they are, and arrays with more axes are a list of
    matrices, each under its index.
    """
    if not isinstance(value, Sequence) or isinstance(value, str):
        return _cell(value, marks)
    if all(isinstance(item, str) for item in value):
        return content(printed(value))
    depth = _depth(value)
    if depth > 2:
        return _stack(value, marks)
    if depth > 1:
        return _matrix(value, marks, lit)
    return _matrix([value], None if marks is None else [marks])


def _depth(value: Any) -> int:
    deepest = 0
    while isinstance(value, Sequence) and not isinstance(value, str):
        deepest += 1
        value = value[0] if value else None
    return deepest


def _cell(value: Any, mark: Any) -> Content:
    text = content(printed(value))
    if mark is None:
        return text
    return text.stylize("$text-success" if mark else "$text-error")


def _stack(value: Sequence[Any], marks: Any) -> Content:
    blocks = []
    for index, item in enumerate(value):
        block = drawn(item, marks[index] if isinstance(marks, list) else None)
        blocks.append(Content.assemble((f"[{index}]\n", "$text-muted"), block))
    return Content("\n").join(blocks)


def _matrix(rows: Sequence[Any], marks: Any, lit: Container[tuple[int, int]] = ()) -> Content:
    cells = [
        [_cell(cell, marks[r][c] if isinstance(marks, list) else None) for c, cell in enumerate(_row(row))]
        for r, row in enumerate(rows)
    ]
    columns = max((len(row) for row in cells), default=0)
    widths = [max((row[c].cell_length for row in cells if c < len(row)), default=0) for c in range(columns)]
    lines = []
    for r, row in enumerate(cells):
        bright = [cell.stylize(LIT) if (r, c) in lit else cell for c, cell in enumerate(row)]
        padded = [cell.pad_left(widths[c] - cell.cell_length) for c, cell in enumerate(bright)]
        if isinstance(marks, list):
            padded = [Content.assemble(cell, _sign(marks[r][c])) for c, cell in enumerate(padded)]
        opening, closing = _brackets(r, len(cells))
        body = Content("  ").join(padded)
        lines.append(Content.assemble((opening, "$text-muted"), body, (closing, "$text-muted")))
    return Content("\n").join(lines) if lines else Content("[]")


def _row(row: Any) -> Sequence[Any]:
    return row if isinstance(row, Sequence) and not isinstance(row, str) else [row]


def _sign(right: bool) -> Content:
    return Content.styled(f" {RIGHT}", "$text-success") if right else Content.styled(f" {WRONG}", "$text-error")


def _brackets(row: int, rows: int) -> tuple[str, str]:
    if rows == 1:
        return "[ ", " ]"
    if row == 0:
        return "⎡ ", " ⎤"
    return ("⎣ ", " ⎦") if row == rows - 1 else ("⎢ ", " ⎥")
