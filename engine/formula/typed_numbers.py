"""Numbers and arrays as learners type or paste them, to expression trees.

A number: `0.25`, `3/4`, `tanh(0.5)`, `h_t = 0.76`. An array: Python lists, rows by `;` or new lines, cells by spaces or commas, a NumPy or
PyTorch print, a LaTeX matrix, braces, blank lines between blocks. Each cell is itself a formula.
"""

import re
from collections.abc import Sequence
from typing import TypeVar

from engine import limits
from engine.errors import FormulaError
from engine.formula.python_syntax import parse
from engine.formula.tree import Array, Call, Node, Number, Span, walk
from engine.formula.typed_layout import Group, Mark, MarkKind, cleaned, laid_out, left_side, unwrapped

PLAIN_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
DECIMAL_COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+(?:\s+[+-]?[0-9]+,[0-9]+)*")
PARENTHESISED = re.compile(r"\s*\(([^()]*)\)\s*")
"""Rows in round brackets: `(1 2; 3 4)`."""
WRAPPING = 60
"""From so many characters on, a line that ends inside a bracket was wrapped by whoever printed it."""
SIGNS = ("+", "-", "*", "/", "@", "^")
"""A word that ends with one of these goes on."""
TIGHT_SIGNS = ("*", "/", "@", "^")
"""A word that begins with one of these belongs to the word before it."""

Row = Sequence[Mark]
Part = TypeVar("Part")


def parse_number(text: str) -> Node:
    """Read one number. Raises `FormulaError` with the place in the text."""
    if plain := plain_number(text):
        return plain
    if DECIMAL_COMMA.fullmatch(text.strip()):
        raise FormulaError("write the decimal comma as a point", (text.index(","), text.index(",") + 1))
    return _formula(text, left_side(text), len(text))


def parse_array(text: str, reader: "type[Reader] | None" = None) -> Node:
    """Read a vector, a matrix or a higher array; without brackets, a single number is a number. Raises `FormulaError` with the place.

    `reader`: what reads the layout, where cells are to be something else than formulas.
    """
    if plain := plain_number(text):
        return plain
    if len(text) > limits.ANSWER_CHARACTERS:
        raise FormulaError(f"an answer may have {limits.ANSWER_CHARACTERS:,} characters", (0, len(text)))
    written = cleaned(text)
    start, end = unwrapped(written, left_side(text))
    if rounded := PARENTHESISED.fullmatch(written, start, end):
        start, end = rounded.span(1)
    return (reader or Reader)(written).whole(laid_out(written, start, end))


def plain_number(text: str) -> Number | None:
    """A text that is one number written in digits; nothing when it is anything else, or too long or too large to pass unseen."""
    return _plain(text.strip(), (0, len(text)))


def _plain(word: str, at: Span) -> Number | None:
    if len(word) > limits.NUMBER_CHARACTERS or not PLAIN_NUMBER.fullmatch(word):
        return None
    value = float(word)
    return Number(value, at) if abs(value) <= limits.NUMBER_MAGNITUDE else None


def _formula(text: str, start: int, end: int) -> Node:
    """A formula with numbers and elementary functions only. Raises `FormulaError` with the place in the whole text."""
    node = parse(text, limits.LEARNER_FORMULA_CHARACTERS, start, end)
    for present in walk(node):
        if isinstance(present, Call) and "." in present.function:
            raise FormulaError(f"{present.function} computes the answer itself; type numbers", (start, end))
    return node


class Reader:
    """Reads what is laid out in one text."""

    def __init__(self, text: str):
        self.text = text
        self.formulas = 0

    def whole(self, group: Group) -> Node:
        """What stands outside all brackets: one pair of brackets, several, rows, or a formula over arrays."""
        groups = [item for item in group.items if isinstance(item, Group)]
        if groups and any(isinstance(item, Mark) and item.kind == "word" for item in group.items):
            return _formula(self.text, group.start, group.end)
        if len(groups) == 1:
            return self.bracketed(groups[0], depth=1)
        if groups:
            return self.blocks(group, depth=0)
        return self.pages(group)

    def bracketed(self, group: Group, depth: int) -> Array:
        """What one pair of brackets holds."""
        at = (group.start, group.end)
        if depth > limits.ARRAY_DIMENSIONS:
            raise FormulaError(f"an array may have {limits.ARRAY_DIMENSIONS} dimensions", at)
        groups = [item for item in group.items if isinstance(item, Group)]
        marks = [item for item in group.items if isinstance(item, Mark)]
        words = [mark for mark in marks if mark.kind == "word"]
        if groups and words:
            raise FormulaError("a single number and a row stand side by side", (words[0].start, words[0].end))
        if groups:
            return self.blocks(group, depth)
        rows = self.rows(marks, wraps=self.wraps(group, depth), continues=True)
        if not rows:
            raise FormulaError("no number is written here", at)
        if len(rows) == 1:
            cells = self.row(rows[0])
            return cells if isinstance(cells, Array) else Array((cells,), at)
        return Array(self.counted([self.matrix_row(row) for row in rows]), at)

    def blocks(self, group: Group, depth: int) -> Array:
        """Brackets side by side; outside all brackets, blank lines may part them into pages."""
        pages: list[list[Node]] = [[]]
        self.counted([item for item in group.items if isinstance(item, Group)])
        for item in group.items:
            if isinstance(item, Group):
                pages[-1].append(self.bracketed(item, depth + 1))
            elif item.kind == "page" and pages[-1] and depth == 0:
                pages.append([])
        pages = [page for page in pages if page]
        at = (group.start, group.end)
        if len(pages) > 1 and any(len(page) > 1 for page in pages):
            return Array(tuple(Array(self.counted(page), at) for page in pages), at)
        return Array(self.counted([node for page in pages for node in page]), at)

    def pages(self, group: Group) -> Node:
        """Rows without brackets; blank lines part matrices where a part has several rows, and mean nothing where none has."""
        at = (group.start, group.end)
        marks = [item for item in group.items if isinstance(item, Mark)]
        pages = [rows for page in split(marks, "page") if (rows := self.rows(page, wraps=False, continues=False))]
        if not pages:
            raise FormulaError("no number is written here", at)
        if len(pages) == 1 and len(pages[0]) == 1:
            return self.row(pages[0][0])
        if len(pages) > 1 and any(len(rows) > 1 for rows in pages):
            blocks = [Array(self.counted([self.matrix_row(row) for row in rows]), at) for rows in pages]
            return Array(self.counted(blocks), at)
        lines = self.counted([row for rows in pages for row in rows])
        return Array(tuple(map(self.matrix_row, lines)), at)

    def wraps(self, group: Group, depth: int) -> bool:
        """Whether new lines inside these brackets come from a printer that ran out of room."""
        line = self.text.find("\n", group.start)
        begin = self.text.rfind("\n", 0, group.start) + 1
        return depth > 1 or line - begin >= WRAPPING

    def rows(self, marks: Row, *, wraps: bool, continues: bool) -> Sequence[Row]:
        """The rows that marks without brackets form: by `;`, and by new lines unless these were wrapped or the row goes on after a comma."""
        rows: list[list[Mark]] = [[]]
        for mark in marks:
            ends_line = mark.kind in ("line", "page")
            continued = wraps or (continues and bool(rows[-1]) and rows[-1][-1].kind == ",")
            if mark.kind == "," and continues and not rows[-1] and len(rows) > 1:
                rows.pop()
            if mark.kind == ";" or (ends_line and not continued):
                rows.append([])
            elif not ends_line:
                rows[-1].append(mark)
        return self.counted([row for row in rows if row])

    def matrix_row(self, row: Row) -> Array:
        """A row of a matrix, be it of one cell."""
        cells = self.row(row)
        return cells if isinstance(cells, Array) else Array((cells,), (row[0].start, row[-1].end))

    def row(self, row: Row) -> Node:
        """The cells of a row: by commas where there are any, else by blanks; `1 2, 3 4` is two rows."""
        at = (row[0].start, row[-1].end)
        parts = split(row, ",", keep_empty=True)
        if len(parts) > 1 and not parts[-1]:
            parts.pop()
        if DECIMAL_COMMA.fullmatch(self.text, *at) and len(parts) > 1 and any(len(part) > 1 for part in parts):
            raise FormulaError("write decimal commas as points", at)
        cells = [self.merged(part) for part in parts]
        if any(not part for part in cells):
            raise FormulaError("nothing stands beside this comma", at)
        counts = {len(part) for part in cells}
        if len(cells) == 1 or (len(counts) == 1 and counts != {1}):
            rows = [self.cells(part, at) for part in cells]
            return rows[0] if len(rows) == 1 else Array(tuple(rows), at)
        return self.cells([(part[0][0], part[-1][1]) for part in cells], at)

    def merged(self, words: Row) -> list[Span]:
        """Where the cells of a row without commas stand: words, or words joined by signs (`1 - 2` is one cell, `1 -2` is two)."""
        cells: list[Span] = []
        for word in words:
            text = self.text[word.start : word.end]
            before = self.text[cells[-1][0] : cells[-1][1]] if cells else ""
            joins = before[-1:] in SIGNS or text[0] in TIGHT_SIGNS or text in ("+", "-")
            called = text[0] == "(" and before[-1:].isalpha()
            if cells and (joins or called) and before:
                cells[-1] = (cells[-1][0], word.end)
            else:
                cells.append((word.start, word.end))
        return cells

    def cells(self, spans: Sequence[Span], at: Span) -> Node:
        """One cell, or several as a vector."""
        nodes = tuple(map(self.cell, self.counted(spans)))
        return nodes[0] if len(nodes) == 1 else Array(nodes, at)

    def cell(self, span: Span) -> Node:
        """One cell: digits, or a formula."""
        text = self.text[span[0] : span[1]]
        if plain := _plain(text, span):
            return plain
        if text in ("...", "…"):
            raise FormulaError("this print is shortened; every number is needed", span)
        self.formulas += 1
        if self.formulas > limits.FORMULA_TOKENS:
            raise FormulaError(f"an answer may hold {limits.FORMULA_TOKENS} formulas", span)
        return _formula(self.text, *span)

    def counted(self, parts: Sequence[Part]) -> tuple[Part, ...]:
        """Rows, blocks or cells, not too many of them."""
        if len(parts) > limits.ARRAY_DIMENSION:
            raise FormulaError(f"a dimension may hold {limits.ARRAY_DIMENSION:,} numbers; this holds {len(parts):,}")
        return tuple(parts)


def split(marks: Row, kind: MarkKind, *, keep_empty: bool = False) -> list[Row]:
    """The runs of marks between marks of one kind."""
    runs: list[list[Mark]] = [[]]
    for mark in marks:
        if mark.kind == kind:
            runs.append([])
        else:
            runs[-1].append(mark)
    return [run for run in runs if run or keep_empty]
