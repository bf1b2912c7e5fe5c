"""A quantity's name in an equation, taken apart: letter, accent, labels, and the time step it belongs to."""

import re
from typing import NamedTuple

import msgspec

from engine.formula import words

_TIME = re.compile(r"[\(\[⟨{]?(?:[tτ]([-+][1-9])?|[knms](-1))[\)\]⟩}]?$")
_BETWEEN_BRACKETS = re.compile(r"[\]\)⟩}][\[\(⟨{]")
_STATES = frozenset("hcasxyfiogzrnuqmpHCASXYFIOGZRNUQ")
_SPLITTABLE = re.compile(r"([A-Z][a-z]{0,2}?)([xhsacXHSC])(t?)$")
_PARAMETER = re.compile(r"(?:[A-Z]|[bvwuprθ])[A-Za-z0-9]{0,4}$")


class Symbol(msgspec.Struct, frozen=True):
    """A given, a state or a parameter: `x_t`, `W_{fh}`, `h^{(t-1)}`, `\\tilde{c}_t`."""

    base: str
    """One letter, or a word such as `weight`."""
    accent: str
    """`~`, `^`, `¯`, `'`, or nothing."""
    labels: tuple[str, ...]
    """What else stands below and above, time apart, in the order written: a gate, two layers, an index."""
    time: str
    """`t-1`, `t`, `t+1`, a step further off such as `t-2` or, when none is written, nothing."""
    at: tuple[int, int]

    @property
    def key(self) -> str:
        """The name by which two occurrences are the same quantity: `W_{fh}`, `h_{t-1}`."""
        scripts = ",".join([*self.labels, *([self.time] if self.time else [])])
        name = f"{self.base}{self.accent}"
        if not scripts:
            return name
        return f"{name}_{scripts}" if len(scripts) == 1 else f"{name}_{{{scripts}}}"


class Script(NamedTuple):
    """What one subscript or superscript says."""

    time: str
    labels: tuple[str, ...]


def read_script(text: str) -> Script:
    """Tell a time step from labels in `t-1`, `f,t`, `(t)`, `prev`, `hh`."""
    plain = _BETWEEN_BRACKETS.sub(",", text.replace(" ", ""))
    if plain[:1] in "([⟨{" and plain[-1:] in ")]⟩}" and plain:
        plain = plain[1:-1]
    time, labels = "", []
    for piece in plain.split(","):
        word = words.TIMES.get(piece.lower())
        found = _TIME.match(piece)
        if word or found:
            time = word or f"t{(found and (found.group(1) or found.group(2))) or ''}"
        elif piece:
            labels.append(piece)
    return Script(time, tuple(labels))


def plain_symbol(word: str, at: tuple[int, int]) -> Symbol | None:
    """Read a run of letters and digits: `ht`, `Wf`, `W1`, `hprev`; `None` when it is no name that an equation would use."""
    lower = word.lower()
    if lower in words.QUANTITIES and len(word) > 1:
        return _quantity(lower, at)
    if lower in words.PARAMETERS | words.STEPS and len(word) > 1:
        return Symbol(lower, "", (), "", at)
    for ending, accent in words.ACCENTS.items():
        stem = word.removesuffix(ending)
        if stem != word and 0 < len(stem) <= 2 and stem[0] in _STATES:
            inner = plain_symbol(stem, at)
            return inner and msgspec.structs.replace(inner, accent=accent)
    if len(word) == 1:
        return Symbol(word, "", (), "", at)
    rest = word[1:]
    if word[0] in _STATES and rest == "t":
        return Symbol(word[0], "", (), "t", at)
    if rest.isdigit():
        return Symbol(word[0], "", (rest,), "", at)
    if lower in words.NO_NAMES or (len(word) > 2 and word.isupper()):
        return None
    if not word[0].isascii() or _PARAMETER.match(word):
        return Symbol(word[0], "", (rest,), "", at)
    return None


def _quantity(word: str, at: tuple[int, int]) -> Symbol:
    letter, _, time = words.QUANTITIES[word].partition(" ")
    return Symbol(letter[0], letter[1:], (), time, at)


def split_product(word: str) -> tuple[str, str] | None:
    """`Wx` and `Whht` standing alone are a parameter times a state: its two halves, else `None`."""
    found = _SPLITTABLE.match(word)
    if not found or found.group(1)[1:2] == "b":
        return None
    return found.group(1), found.group(2) + found.group(3)


def identifier_symbol(word: str, at: tuple[int, int]) -> Symbol | None:
    """Read a programmer's name: `h_prev`, `prev_h`, `W_fx`, `weight_ih_l0`, `h_t_minus_1`."""
    joined = word.replace("_", "").lower()
    if joined in words.QUANTITIES and (len(joined) > 2 or "_" not in word):
        return _quantity(joined, at)
    first, *others = word.split("_")
    if first.lower() in words.TIMES and len(others) == 1:
        first, others = others[0], [first]
    if [part.lower() for part in others[-3:]] in (["t", "minus", "1"],):
        others[-3:] = ["tm1"]
    symbol = plain_symbol(first, at)
    for part in others:
        if symbol is None:
            break
        symbol = with_script(symbol, part)
    return symbol


def with_script(symbol: Symbol, text: str) -> Symbol:
    """Add a subscript or superscript to a name."""
    if text.lower() in words.UNMARKED:
        return symbol
    accent = words.ACCENTS.get(text.lower())
    if accent:
        return msgspec.structs.replace(symbol, accent=accent)
    script = read_script(text)
    return msgspec.structs.replace(symbol, labels=symbol.labels + script.labels, time=script.time or symbol.time)
