"""A pasted text parted into its equations, and each equation into its sides."""

from collections.abc import Sequence
from typing import TypeAlias

from engine.errors import UnreadableAnswerError
from engine.formula import words
from engine.formula.cases import in_one_line
from engine.formula.scanner import CLOSING, OPENING, Token, is_equals

Side: TypeAlias = list[Token]
Clause: TypeAlias = list[Side]
"""What stood between equals signs, from left to right."""

_CONTINUES = frozenset("+-*·⊙/@⊕=.")
_UPDATING = frozenset("+-*/")
_FILLING = frozenset({"the", "function", "activation", "elementwise", "const", "var", "return"})


def clauses(found: Sequence[Token]) -> list[Clause]:
    """Part tokens into equations at rows, commas and words such as `where`.

    Raises `UnreadableAnswerError` when brackets do not pair or nothing is left.
    """
    rows: list[Side] = [[]]
    opened: list[Token] = []
    for token in _unbroken(_unboxed(in_one_line(_without_empty_braces(found)))):
        if token.kind == "sign" and token.text in OPENING:
            opened.append(token)
        elif token.kind == "sign" and token.text in CLOSING:
            _close(opened, token)
        if opened:
            if not (token.kind == "row" and token.text == "\n"):
                rows[-1].append(token)
        elif token.kind == "row" or _is_clause_word(token) or (token.text == "←" and any(map(is_equals, rows[-1]))):
            rows.append([])
        elif not (token.kind == "sign" and token.text == "&"):
            rows[-1].append(token)
    if opened:
        raise UnreadableAnswerError(f"this {opened[-1].text} is never closed", (opened[-1].start, opened[-1].end))
    parted = [part for row in _joined(rows) for part in _at_commas(_unboxed(_unnumbered(row)))]
    result = [clause for part in parted if (clause := _sides(_unboxed(part)))]
    if not result:
        raise UnreadableAnswerError("write an equation, such as h_t = tanh(W x_t + U h_{t-1} + b)")
    return [clause for place, clause in enumerate(result) if place == 0 or len(clause) > 1]


def _without_empty_braces(found: Sequence[Token]) -> list[Token]:
    """LaTeX authors write `{}` where a sign needs something to stand beside."""
    empty = {place for place in range(1, len(found)) if (found[place - 1].text, found[place].text) == ("{", "}")}
    return [
        token
        for place, token in enumerate(found)
        if token.kind != "end" and place not in empty and place + 1 not in empty
    ]


def _unbroken(found: Sequence[Token]) -> list[Token]:
    """Tokens without the breaks inside parentheses at which an equation only goes on: `(W x_t \\\\ & + b)`."""
    kept: list[Token] = []
    opened: list[str] = []
    is_broken = False
    for place, token in enumerate(found):
        if token.kind == "sign" and token.text in OPENING:
            opened.append(token.text)
        elif token.kind == "sign" and token.text in CLOSING:
            opened = opened[:-1]
        is_space = token.kind == "row" or (token.kind == "sign" and token.text == "&")
        if not is_space:
            is_broken = False
        elif opened[-1:] == ["("] and token.kind == "row":
            after = next((one for one in found[place:] if not (one.kind == "row" or one.text == "&")), token)
            is_broken = _goes_on(after) or (bool(kept) and _goes_on(kept[-1]))
        if not (is_space and is_broken):
            kept.append(token)
    return kept


def _goes_on(token: Token) -> bool:
    return token.kind == "sign" and token.text in _CONTINUES - {"."}


def _unnumbered(row: Side) -> Side:
    """An equation's number before or after it is no part of it: `1.`, `(2)`."""
    while row and row[0].text in {"//", "/"}:
        row = row[1:]
    if len(row) > 4 and row[0].kind == "number" and row[1].text in {".", ")"} and row[2].kind == "word":
        row = row[2:]
    texts = [token.text for token in row]
    if len(row) > 5 and texts[-3] == "(" and texts[-1] == ")" and row[-2].kind == "number" and row[-3].gap:
        row = row[:-3]
    if len(row) > 5 and texts[0] == "(" and texts[2] == ")" and row[1].kind == "number" and row[3].kind == "word":
        row = row[3:]
    return row


def _unboxed(row: Side) -> Side:
    """Brackets around a whole equation are a box, not mathematics."""
    if len(row) < 3 or row[0].text not in {"[", "(", "{"} or row[-1].text != OPENING[row[0].text]:
        return row
    inner = row[1:-1]
    depth = 0
    has_equals = False
    for token in inner:
        depth += token.kind == "sign" and token.text in OPENING
        depth -= token.kind == "sign" and token.text in CLOSING
        if depth < 0:
            return row
        has_equals = has_equals or (depth == 0 and is_equals(token))
    return inner if has_equals else row


def _close(opened: list[Token], token: Token) -> None:
    if not opened:
        raise UnreadableAnswerError(f"this {token.text} closes nothing", (token.start, token.end))
    expected = OPENING[opened[-1].text]
    if token.text != expected:
        raise UnreadableAnswerError(
            f"this {token.text} stands where {expected} should close {opened[-1].text}", (token.start, token.end)
        )
    opened.pop()


def _is_clause_word(token: Token) -> bool:
    return token.kind == "word" and token.text.lower() in words.CLAUSE_WORDS


def _joined(rows: Sequence[Side]) -> list[Side]:
    """Rows of one equation broken over lines are put together again."""
    joined: list[Side] = []
    for row in rows:
        if not row:
            continue
        is_explained = len(row) > 1 and row[1].kind == "word" and is_equals(row[1])
        begins = row[0].kind == "sign" and row[0].text in _CONTINUES and not is_explained
        ends = bool(joined) and joined[-1][-1].kind == "sign" and joined[-1][-1].text in _CONTINUES - {"."}
        if joined and (begins or ends):
            joined[-1].extend(row)
        else:
            joined.append(list(row))
    return joined


def _at_commas(row: Side) -> list[Side]:
    """Commas between equations part them; a colon parts a title from its equation."""
    parts: list[Side] = [[]]
    depth = 0
    for token in row:
        depth += token.kind == "sign" and token.text in OPENING
        depth -= token.kind == "sign" and token.text in CLOSING
        if depth == 0 and token.kind == "sign" and token.text in {",", ":"}:
            if token.text == ":" and not any(is_equals(one) for one in parts[-1]):
                parts[-1] = []
                continue
            parts.append([])
        else:
            parts[-1].append(token)
    while parts and not parts[-1]:
        parts.pop()
    return [part for part in parts if part]


def _sides(part: Side) -> Clause:
    sides: Clause = [[]]
    depth = 0
    for token in part:
        depth += token.kind == "sign" and token.text in OPENING
        depth -= token.kind == "sign" and token.text in CLOSING
        if depth == 0 and is_equals(token):
            sides.append([])
        elif not (token.kind == "word" and token.text.lower() in _FILLING):
            sides[-1].append(token)
    if len(sides) == 2 and len(sides[0]) > 1 and sides[1] and sides[0][-1].text in _UPDATING:
        sides = _updated(sides[0], sides[1])
    while sides[-1] and sides[-1][-1].kind == "sign" and sides[-1][-1].text in {".", ","}:
        sides[-1].pop()
    if len(sides) > 1 and not sides[0]:
        sides = sides[1:]
    if len(sides) == 1 and not sides[0]:
        return []
    if not all(sides):
        raise UnreadableAnswerError("one side of the equals sign is empty", (part[0].start, part[-1].end))
    return sides


def _updated(left: Side, change: Side) -> Clause:
    """`w -= v` says `w = w - (v)`."""
    *name, sign = left
    opening, closing = (sign._replace(text=bracket) for bracket in "()")
    return [name, [*name, sign, opening, *change, closing]]
