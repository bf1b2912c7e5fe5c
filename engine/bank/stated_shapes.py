"""Shapes that a prompt states in words, `the 3×4 matrix $C$`, compared with the shapes that are there."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, NamedTuple

from engine.bank.saturation import values
from engine.bank.variant_proof import Finding
from engine.question.variant import Variant

_SIZE = r"(?:[0-9]+|[A-Z])"
_TIMES = r"(?:\s*(?:×|\\times|\bx\b|(?<=[0-9])x(?=[0-9])|-?\bby\b-?)\s*)"
_SIZES = rf"(?P<sizes>{_SIZE}(?:{_TIMES}{_SIZE})+|\(\s*{_SIZE}(?:\s*,\s*{_SIZE})+\s*\))"
_ARRAYS = r"(?:matrix|matrices|array|maps?|image|grid|input|output|result|table|picture)"
_NAMED = re.compile(
    rf"\$?(?P<name>[A-Za-z][\w{{}},^-]*)\$?\s*(?:(?:is|has|have)\s+(?:of\s+)?(?:the\s+)?|,?\s*of\s+|\(|∈\s*R\^?\{{?|\\in\s*\S*R\}}?\^\{{?)"
    rf"(?:shape\s+|size\s+|an?\s+|the\s+)?{_SIZES}"
)
"""`$W$ (2×3)`, `W of shape (2, 3)`, `$W$ is 2×3`, `$W ∈ R^{2×3}$`."""
_BEFORE_NAME = re.compile(rf"{_SIZES}\s+(?:[a-z]+\s+)?(?:{_ARRAYS}\s+)?\$(?P<name>[A-Za-z][^$\s]*)\$")
"""`the 2×3 matrix $W$`; one more word may stand between."""
_NOUN = re.compile(rf"(?<![\w×.]){_SIZES}\s+(?:[a-z]+\s+)?{_ARRAYS}\b")
"""`a 4×4 map`, `the 2 × 2 output`; windows and filters are no arrays of the question's own."""
_WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_COUNT = rf"(?P<count>[0-9]+|{'|'.join(_WORDS)})"
_VECTOR = re.compile(
    rf"\bvector of (?:length )?{_COUNT}\b|(?<![\w.×]){_COUNT.replace('count', 'other')}-vector\b", re.IGNORECASE
)
_LISTED = re.compile(rf"\b{_COUNT} (?:logits|entries|components)\b", re.IGNORECASE)


_SIGNS = ("×", "\\times", " by ", "-by-", " x ", "shape", "vector", "logits", "entries", "components", "R^")
"""One of which stands in whatever the patterns find; looking for these is quick."""


class _Real(NamedTuple):
    """What shapes a variant really holds."""

    named: dict[str, tuple[Any, ...]]
    """Of the givens, by name."""
    others: set[tuple[Any, ...]]
    """Of the key and of the wrong answers."""

    def fits(self, sizes: tuple[Any, ...]) -> bool:
        """Whether some array, or what it is a stack of, has these sizes."""
        return any(shape[-len(sizes) :] == sizes for shape in chain(self.named.values(), self.others))

    def has_size(self, count: int) -> bool:
        """Whether some axis is so long."""
        return any(count in shape for shape in chain(self.named.values(), self.others))


def misstated_shapes(variant: Variant) -> Iterator[Finding]:
    """Sizes printed beside an array that has others."""
    if not any(sign in variant.prompt for sign in _SIGNS):
        return
    real = _real(variant)
    if not any(real.named.values()) and not any(real.others):
        return
    told: set[int] = set()
    for pattern in (_NAMED, _BEFORE_NAME):
        for found in pattern.finditer(variant.prompt):
            shape = real.named.get(_plain(found["name"]))
            if shape and found.start("sizes") not in told:
                told.add(found.start("sizes"))
                if _sizes(found["sizes"]) != shape:
                    yield _finding(variant, found[0], f"{_plain(found['name'])} of shape {_text(shape)}")
    if any(len(shape) > 1 for shape in chain(real.named.values(), real.others)):
        for found in _NOUN.finditer(variant.prompt):
            if found.start("sizes") not in told and not real.fits(_sizes(found["sizes"])):
                yield _finding(variant, found[0], _known(real))
    yield from _counts(variant, real)


def _counts(variant: Variant, real: _Real) -> Iterator[Finding]:
    for pattern in (_VECTOR, _LISTED):
        for found in pattern.finditer(variant.prompt):
            count = found["count"] or found["other"]
            if variant.question.printable and not real.has_size(_number(count)):
                yield _finding(variant, found[0], _known(real))


def _real(variant: Variant) -> _Real:
    if not variant.question.printable:
        given: dict[str, Any] = {**variant.question.given, **getattr(variant.question, "parameters", {})}
        return _Real({_plain(name): tuple(shape) for name, shape in given.items()}, set())
    named = {_plain(name): shape_of(value) for name, value in variant.given.items()}
    found = values(variant)
    mistakes = getattr(variant.key, "mistakes", ()) if found else ()
    others = chain(found.values(), (mistake.value for mistake in mistakes))
    return _Real(named, {tuple(getattr(value, "shape", ())) for value in others})


def shape_of(value: Any) -> tuple[int, ...]:
    """The shape of nested lists; of none for a number or a text, and as far as it is the same everywhere."""
    if not isinstance(value, list | tuple) or not value:
        return ()
    inner = {shape_of(item) for item in value}
    return (len(value), *inner.pop()) if len(inner) == 1 else (len(value),)


def _plain(name: str) -> str:
    """A name without what only sets it: `W_{hx}` and `W_hx` are one."""
    return re.sub(r"[{}$\\,]", "", name)


def _sizes(text: str) -> tuple[Any, ...]:
    return tuple(
        int(word) if word.isdigit() else word for word in re.findall(r"[0-9]+|\b[A-Z]\b|(?<![a-z])[A-Z](?![a-z])", text)
    )


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _WORDS[text.lower()]


def _known(real: _Real) -> str:
    shapes: Iterable[tuple[Any, ...]] = {shape for shape in chain(real.named.values(), real.others) if shape}
    return "one of the shapes that are there: " + ", ".join(sorted(map(_text, shapes)))


def _text(shape: tuple[Any, ...]) -> str:
    return "×".join(map(str, shape)) if len(shape) > 1 else f"{shape[0]}"


def _finding(variant: Variant, said: str, expected: str) -> Finding:
    return Finding("prompt", variant.seed, f'"{" ".join(said.split())}"', expected)
