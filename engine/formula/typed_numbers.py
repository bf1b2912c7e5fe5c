"""Numbers and arrays as learners type or paste them, to expression trees.

A number: `0.25`, `3/4`, `tanh(0.5)`, `h_t = 0.76`. An array: Python lists, rows by `;` or new lines, cells by spaces or commas, a NumPy or
PyTorch print, a LaTeX matrix, braces, blank lines between blocks. Each cell is itself a formula.
"""

import re

from engine import limits
from engine.errors import FormulaError
from engine.formula.python_syntax import TYPED_SIGNS, parse
from engine.formula.tree import Array, Call, Node, Number, walk

PLAIN_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?", re.ASCII)
LEFT_SIDE = re.compile(r"\s*[^\W\d][^=\n\[\]();,]{0,24}=(?!=)|\s*[≈~=]")
"""`h_t =`, `≈`: what stands before a value and says nothing."""
WRAPPER = re.compile(
    r"\s*(?:np\.|numpy\.|torch\.|jnp\.|tf\.)?(?:array|asarray|tensor|matrix|Tensor|constant)\s*\("
    r"(?P<inside>.*?)(?:,\s*(?:dtype|device|requires_grad|grad_fn)\s*=[^\[\]]*)?\)\s*",
    re.DOTALL,
)
SPACED_SIGN = re.compile(r"[\w.)\]][ \t]+[-+][\w.(]")
"""`1 -2`: in a row of numbers a second number, not a difference."""
LATEX = re.compile(r"\\(?:begin|end)\{[a-zA-Z]*\}|\\left|\\right")


def parse_number(text: str) -> Node:
    """Read one number. Raises `FormulaError` with the place in the text."""
    clean = text.strip()
    if len(clean) <= limits.NUMBER_CHARACTERS and PLAIN_NUMBER.fullmatch(clean):
        return Number(float(clean), (0, len(text)))
    return _formula(text, *_without_left_side(text))


def parse_array(text: str) -> Node:
    """Read a vector, a matrix or a higher array. Raises `FormulaError` with the place in the text."""
    if len(text) > limits.ANSWER_CHARACTERS:
        raise FormulaError(f"an answer may have {limits.ANSWER_CHARACTERS:,} characters", (0, len(text)))
    start, end = _without_left_side(text)
    if wrapped := WRAPPER.fullmatch(text, start, end):
        start, end = wrapped.span("inside")
    written = text.translate(TYPED_SIGNS)
    if "\\" in written:
        written = LATEX.sub(lambda found: " " * len(found[0]), written).replace("\\\\", " ;").replace("&", ",")
    written = written.replace("{", "[").replace("}", "]")
    return _block(written, *_trimmed(written, start, end), depth=0)


def _without_left_side(text: str) -> tuple[int, int]:
    found = LEFT_SIDE.match(text)
    return (found.end() if found else 0), len(text)


def _formula(text: str, start: int, end: int) -> Node:
    """One cell: a formula with numbers and elementary functions only."""
    try:
        node = parse(text[start:end], limits.LEARNER_FORMULA_CHARACTERS)
    except FormulaError as error:
        at = (error.at[0] + start, error.at[1] + start) if error.at else (start, end)
        raise FormulaError(error.message, at) from None
    for present in walk(node):
        if isinstance(present, Call) and "." in present.function:
            raise FormulaError(f"{present.function} computes the answer itself; type numbers", (start, end))
    return node


def _block(text: str, start: int, end: int, depth: int) -> Node:
    """What stands between two places: bracketed items, rows, cells or one number."""
    if depth > limits.ARRAY_DIMENSIONS + 1:
        raise FormulaError(f"an array may have {limits.ARRAY_DIMENSIONS} dimensions", (start, end))
    if start >= end:
        raise FormulaError("nothing is written here", (start, max(end, start + 1)))
    groups = _groups(text, start, end)
    if len(groups) == 1 and groups[0] == (start, end):
        return _inside(text, start + 1, end - 1, depth)
    if groups and text[start] == "[" and not _between(text, start, end, groups):
        return Array(tuple(_block(text, *group, depth + 1) for group in groups), (start, end))
    pages = _split(text, start, end, "\n\n")
    if len(pages) > 1 and not groups:
        return Array(tuple(_rows(text, *page, always=True) for page in pages), (start, end))
    return _rows(text, start, end, always=False)


def _inside(text: str, start: int, end: int, depth: int) -> Node:
    """What stands inside one pair of brackets."""
    low, high = _trimmed(text, start, end)
    at = (start - 1, end + 1)
    if low >= high:
        return Array((), at)
    groups = _groups(text, low, high)
    if groups and not _between(text, low, high, groups):
        return Array(tuple(_block(text, *group, depth + 1) for group in groups), at)
    rows = _split(text, low, high, ";")
    if len(rows) > 1:
        return Array(tuple(_row(text, *row) for row in rows), at)
    lines = [_cells(text, *line) for line in _split(text, low, high, "\n")]
    if len(lines) > 1 and "," not in text[low:high] and len(lines[0]) > 1 and len({len(line) for line in lines}) == 1:
        return Array(tuple(Array(tuple(line), at) for line in lines), at)
    return Array(tuple(cell for line in lines for cell in line), at)


def _rows(text: str, start: int, end: int, *, always: bool) -> Node:
    """Rows by `;` or new lines; a single row is a vector, a single cell a number, unless a matrix is meant `always`."""
    rows = [part for line in _split(text, start, end, "\n") for part in _split(text, *line, ";")]
    if len(rows) > 1 or always:
        return Array(tuple(_row(text, *row) for row in rows), (start, end))
    cells = _cells(text, start, end)
    return cells[0] if len(cells) == 1 else Array(tuple(cells), (start, end))


def _row(text: str, start: int, end: int) -> Array:
    low, high = _trimmed(text, start, end)
    if text[low : low + 1] == "[" and _groups(text, low, high) == [(low, high)]:
        low, high = low + 1, high - 1
    return Array(tuple(_cells(text, low, high)), (start, end))


def _cells(text: str, start: int, end: int) -> list[Node]:
    """The cells of one row: by commas where there are any, else by spaces."""
    parts = _split(text, start, end, ",")
    if len(parts) > 1:
        return [_formula(text, *part) for part in parts]
    part = text[start:end]
    if not SPACED_SIGN.search(part):
        try:
            return [_formula(text, start, end)]
        except FormulaError:
            if not part.strip() or len(part.split()) == 1:
                raise
    return [_formula(text, *word) for word in _words(text, start, end)]


def _words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Runs between blanks, blanks inside parentheses not counted."""
    found, level, begin = [], 0, None
    for place in range(start, end):
        sign = text[place]
        level += (sign == "(") - (sign == ")")
        if sign.isspace() and level <= 0:
            if begin is not None:
                found.append((begin, place))
            begin = None
        elif begin is None:
            begin = place
    if begin is not None:
        found.append((begin, end))
    return found


def _split(text: str, start: int, end: int, separator: str) -> list[tuple[int, int]]:
    """Non-empty parts between separators outside all brackets, blanks trimmed."""
    if separator not in text[start:end] and separator != "\n\n":
        return [(start, end)] if text[start:end].strip() else []
    found, level, begin = [], 0, start
    pattern = re.compile(r"\n[ \t]*\n\s*" if separator == "\n\n" else re.escape(separator))
    place = start
    while place < end:
        sign = text[place]
        level += (sign in "([") - (sign in ")]")
        match = pattern.match(text, place, end) if level == 0 else None
        if match:
            found.append((begin, place))
            place = begin = match.end()
        else:
            place += 1
    found.append((begin, end))
    trimmed = [_blank_trimmed(text, *part) for part in found]
    return [part for part in trimmed if part[0] < part[1]]


def _groups(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The bracketed groups at the outermost level. Raises `FormulaError` for brackets that do not match."""
    found, opened = [], []
    for place in range(start, end):
        if text[place] == "[":
            opened.append(place)
            if len(opened) > limits.FORMULA_DEPTH:
                raise FormulaError(f"an array may have {limits.ARRAY_DIMENSIONS} dimensions", (place, place + 1))
        elif text[place] == "]":
            if not opened:
                raise FormulaError("this bracket closes nothing", (place, place + 1))
            begin = opened.pop()
            if not opened:
                found.append((begin, place + 1))
    if opened:
        raise FormulaError("this bracket is never closed", (opened[-1], opened[-1] + 1))
    return found


def _between(text: str, start: int, end: int, groups: list[tuple[int, int]]) -> str:
    """What stands outside the groups, separators left out."""
    outside, place = [], start
    for begin, finish in groups:
        outside.append(text[place:begin])
        place = finish
    outside.append(text[place:end])
    return "".join(outside).translate(str.maketrans("", "", " \t\r\n,;"))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Blanks and stray separators at both ends left out."""
    while start < end and text[start] in " \t\r\n,;":
        start += 1
    while end > start and text[end - 1] in " \t\r\n,;":
        end -= 1
    return start, end


def _blank_trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
