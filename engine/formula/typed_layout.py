"""How pasted arrays are laid out: the many ways to write one brought to words, separators and brackets.

Every change keeps the text's length, so that a place found later is a place in what the learner typed.
"""

import re
from typing import Literal, NamedTuple, TypeAlias

from engine import limits
from engine.errors import FormulaError
from engine.formula.python_words import TYPED_SIGNS
from engine.formula.tree import Span

LEFT_SIDE = re.compile(r"\s*[^\W\d][^=\n\[\]();,]{0,24}=(?!=)|\s*[≈~=]")
"""`h_t =`, `≈`: what stands before a value and says nothing."""
OPENING = re.compile(
    r"\s*(?:<tf\.Tensor:[^<>]{0,80}numpy=\s*)?"
    r"(?:np\.|numpy\.|torch\.|jnp\.|tf\.)?(?:array|asarray|matrix|Matrix|Array|tensor|Tensor|constant)\s*\("
)
CLOSING = re.compile(r"\s*(?:,[^\[\]]*)?\)[\s>;]*")
"""The end of `array([1, 2], dtype=float32)`, behind its last bracket."""
FRACTION = re.compile(r"\\[dt]?frac\{([^{}]{1,32})\}\{([^{}]{1,32})\}")
LATEX = re.compile(
    r"\\begin\{array\}\{[^{}]*\}|\\(?:begin|end)\{[a-zA-Z*]*\}|\\(?:left|right)\s*[\[\]().|]?|\$+|\\[,;:! ]"
)
DRAWN = str.maketrans(dict.fromkeys("⎡⎤⎢⎥⎣⎦⎛⎞⎜⎟⎝⎠│|┌┐└┘", " ") | {"{": "[", "}": "]"})
"""Drawn brackets say no more than the lines do; braces are brackets."""
PIECE = re.compile(r"(?P<blank>[^\S\n]+)|(?P<line>\n(?:[^\S\n]*\n)*)|(?P<sign>[\[\],;])|(?P<word>[^\s,;\[\]()]+)")

MarkKind: TypeAlias = Literal["word", ",", ";", "line", "page"]


class Mark(NamedTuple):
    """A word or a separator; a `page` is a blank line."""

    kind: MarkKind
    start: int
    end: int


class Group(NamedTuple):
    """What stands between a pair of brackets."""

    items: list["Mark | Group"]
    start: int
    end: int


def cleaned(text: str) -> str:
    """A text of the same length in which LaTeX, drawn brackets and typed signs are plain."""
    written = text.translate(TYPED_SIGNS)
    if "\\" in written or "$" in written:
        written = FRACTION.sub(lambda found: f"({found[1]})/({found[2]})".ljust(len(found[0])), written)
        written = written.replace("\\\\", " ;").replace("&", ",")
        written = LATEX.sub(lambda found: " " * len(found[0]), written)
    return written.translate(DRAWN)


def left_side(text: str) -> int:
    """Where the value begins, behind `h_t =`."""
    found = LEFT_SIDE.match(text)
    return found.end() if found else 0


def unwrapped(text: str, start: int) -> Span:
    """Where the value stands from some place on, without `array(…)` around it."""
    if opening := OPENING.match(text, start):
        inside = opening.end()
        brackets = text.rfind("]", inside) + 1
        last = brackets or inside + len(re.split("[,)]", text[inside:], maxsplit=1)[0])
        if CLOSING.fullmatch(text, last):
            return inside, last
    return start, len(text)


def laid_out(text: str, start: int, end: int) -> Group:
    """The words, separators and brackets between two places. Raises `FormulaError` for brackets that do not match."""
    opened = [Group([], start, end)]
    place = start
    while place < end:
        piece = PIECE.match(text, place, end)
        after = piece.end() if piece else place
        if piece is None or piece.lastgroup == "word":
            if text[after : after + 1] in ("(", ")"):
                after = _word_end(text, place, end)
            opened[-1].items.append(Mark("word", place, after))
        elif piece.lastgroup == "line":
            opened[-1].items.append(Mark("page" if piece[0].count("\n") > 1 else "line", place, after))
        elif piece[0] == "[":
            opened.append(Group([], place, after))
            if len(opened) > limits.FORMULA_DEPTH:
                raise FormulaError(f"an array may have {limits.ARRAY_DIMENSIONS} dimensions", (place, after))
        elif piece[0] == "]":
            _close(opened, after)
        elif piece[0] in (",", ";"):
            opened[-1].items.append(Mark("," if piece[0] == "," else ";", place, after))
        place = after
    if len(opened) > 1:
        raise FormulaError("this bracket is never closed", (opened[-1].start, opened[-1].start + 1))
    return opened[0]


def _close(opened: list[Group], end: int) -> None:
    if len(opened) == 1:
        raise FormulaError("this bracket closes nothing", (end - 1, end))
    group = opened.pop()
    opened[-1].items.append(group._replace(end=end))


def _word_end(text: str, start: int, end: int) -> int:
    """Where a word ends; what stands in parentheses belongs to it, blanks and commas too."""
    place, level = start, 0
    while place < end and (level or not (text[place].isspace() or text[place] in ",;[]")):
        level += (text[place] == "(") - (text[place] == ")")
        if level < 0:
            raise FormulaError("this bracket closes nothing", (place, place + 1))
        place += 1
    if level:
        raise FormulaError("this bracket is never closed", (start, end))
    return place
