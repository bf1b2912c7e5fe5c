"""A definition by cases, rewritten as one expression: `g if ‖g‖ < c else c g / ‖g‖`, `if ‖g‖ > c: g ← …`, `\\begin{cases}`."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from engine.formula.scanner import CLOSING, OPENING, Token, is_equals

_CONDITIONS = frozenset({"if", "when"})
_OTHERS = frozenset({"else", "otherwise"})
_TIME = frozenset({"t"})
"""A condition on the step alone, `if t > 0`, says nothing about what the step computes; nor does one without names."""
_CASES = 4
_NOTHING = frozenset({",", ":", "&", "and", "then", "end", "."})
"""What may stand between the parts and says nothing."""


def in_one_line(found: Sequence[Token]) -> list[Token]:
    """Tokens in which a condition with its values has become the function `where(left, right, value, other)`: is left > right?

    Tokens without a comparison that decides, or with more cases than anyone writes, are left as they are.
    """
    compared = _with_comparisons(_said_once(_in_one_statement(found)))
    conditions = sum(_is_word(token, _CONDITIONS) for token in compared)
    if not 0 < conditions <= _CASES or not any(map(_is_comparison, compared)):
        return list(found)
    tokens = [token for token in compared if not (token.kind == "row" and token.text == "\n")]
    equals = [token for token in tokens if is_equals(token)]
    if not equals:
        return list(found) if _is_word(tokens[0], _CONDITIONS) else _chosen(tokens, [])
    left, value = _assignment(tokens)
    if not (left and value):
        return list(found)
    return [*left, equals[0]._replace(kind="sign", text="="), *_chosen(value, left)]


def _in_one_statement(found: Sequence[Token]) -> list[Token]:
    """`g = a if c; g = b if d` sets one name by cases: the cases come behind its one equals sign."""
    statements: list[list[Token]] = [[]]
    for token in found:
        if token.kind == "row" and token.text in {";", "\n"}:
            statements.append([])
        else:
            statements[-1].append(token)
    sides = [_parted(statement, is_equals) for statement in statements if statement]
    is_one = len(sides) > 1 and all(_texts(left) == _texts(sides[0][0]) for left, _ in sides)
    if not is_one or not all(any(_is_word(token, _CONDITIONS) for token in value) for _, value in sides[:-1]):
        return list(found)
    comma = found[0]._replace(kind="sign", text=",")
    first, *others = (value for _, value in sides)
    return [*statements[0][: len(sides[0][0]) + 1], *first, *(token for value in others for token in [comma, *value])]


def _said_once(found: Sequence[Token]) -> list[Token]:
    """Tokens without an `if` that another word repeats: in LaTeX the sign & before a condition says it too."""
    repeated = {
        place
        for place, (token, after) in enumerate(pairwise(found))
        if _is_word(token, _CONDITIONS) and _is_word(after, _CONDITIONS | _OTHERS)
    }
    return [token for place, token in enumerate(found) if place not in repeated]


def _with_comparisons(found: Sequence[Token]) -> list[Token]:
    """Tokens in which an angle that pairs with none is a sign of comparison, as in `a < b`."""
    compared: dict[int, str] = {}
    opened: list[int] = []
    for place, token in enumerate(found):
        if token.text == "⟨":
            opened.append(place)
        elif token.text == "⟩" and opened:
            opened.pop()
        elif token.text == "⟩":
            compared[place] = ">"
        elif _is_word(token, _CONDITIONS | _OTHERS):
            compared |= dict.fromkeys(opened, "<")
            opened = []
    compared |= dict.fromkeys(opened, "<")
    return [
        token._replace(text=compared.get(place, token.text))
        for place, token in enumerate(found)
        if not (place - 1 in compared and token.text == "=" and not token.gap)
    ]


def _assignment(tokens: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """The name that is set, and the value with its conditions behind it."""
    before, after = _parted(tokens, lambda token: _is_word(token, _CONDITIONS))
    left, value = _parted(before, is_equals)
    if value:
        return left, list(tokens[len(left) + 1 :])
    if len(before) == len(tokens):
        return [], []
    condition, rest = _parted(after, lambda token: token.text in {":", "then", ","})
    left, value = _parted(_trimmed(rest), is_equals)
    value, other = _parted(value, lambda token: _is_word(token, _OTHERS))
    _, other_value = _parted(_trimmed(other), is_equals)
    here = tokens[len(before)]
    otherwise = [here._replace(text="else"), *(other_value or other)] if other else []
    return left, [*_trimmed(value), here, *condition, *otherwise]


def _chosen(tokens: Sequence[Token], left: Sequence[Token]) -> list[Token]:
    """`value if condition else other` as a call; without another value the quantity keeps its own, `left`."""
    value, rest = _parted(tokens, lambda token: _is_word(token, _CONDITIONS))
    if not rest:
        return [token for token in _trimmed(value) if not _is_word(token, _OTHERS)]
    condition, other = _parted(rest, lambda token: token.text == "," or _is_word(token, _OTHERS))
    if {token.text for token in condition if token.kind == "word"} <= _TIME:
        return _trimmed(value)
    one, two = _compared(condition)
    at = tokens[0]
    sign = at._replace(kind="sign", gap=True)
    parts = [one, two, _trimmed(value), _otherwise(_trimmed(other), one, two, left)]
    call = [at._replace(kind="function", text="where"), sign._replace(text="(")]
    for part in parts:
        call += [*part, sign._replace(text=",")]
    return [*call[:-1], sign._replace(text=")")]


def _otherwise(
    tokens: Sequence[Token], one: Sequence[Token], two: Sequence[Token], left: Sequence[Token]
) -> list[Token]:
    """What holds where `one > two` does not; a condition that says just that is not asked again."""
    if not tokens:
        return list(left)
    value, condition = _parted(tokens, lambda token: _is_word(token, _CONDITIONS))
    less, more = (_texts(side) for side in _compared(condition))
    return _trimmed(value) if more and (more, less) == (_texts(one), _texts(two)) else _chosen(tokens, left)


def _compared(condition: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """The side of a comparison that is to be the greater, and the other."""
    one, two = _parted(_trimmed(condition), _is_comparison)
    return (two, one) if "<" in _texts(condition) else (one, two)


def _texts(tokens: Sequence[Token]) -> list[str]:
    return [token.text for token in tokens]


def _parted(tokens: Sequence[Token], is_parting: Callable[[Token], bool]) -> tuple[list[Token], list[Token]]:
    """What stands before and behind the first token of a sort, outside brackets; nothing behind when there is none."""
    depth = 0
    for place, token in enumerate(tokens):
        depth += (token.kind == "sign" and token.text in OPENING) - (token.kind == "sign" and token.text in CLOSING)
        if depth == 0 and is_parting(token):
            return list(tokens[:place]), list(tokens[place + 1 :])
    return list(tokens), []


def _trimmed(tokens: Sequence[Token]) -> list[Token]:
    kept = list(tokens)
    while kept and (kept[-1].text in _NOTHING or kept[-1].kind == "row" or _is_word(kept[-1], _CONDITIONS)):
        kept.pop()
    while kept and kept[0].text in _NOTHING:
        kept.pop(0)
    return kept


def _is_word(token: Token, words: frozenset[str]) -> bool:
    return token.kind == "word" and token.text.lower() in words


def _is_comparison(token: Token) -> bool:
    return token.kind == "sign" and token.text in {"<", ">"}
