"""Shapes that a prompt states in words, `the 3×4 matrix $C$`, compared with the shapes that are there."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import chain
from typing import Any, NamedTuple

from engine.bank.computed_answer import values
from engine.bank.variant_proof import Finding
from engine.question.prompt import PLACEHOLDER
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
_VECTOR = re.compile(rf"\bvector of (?:length )?{_COUNT}\b", re.IGNORECASE)
_LISTED = re.compile(rf"\b{_COUNT} (?:logits|entries|components)\b", re.IGNORECASE)


class _Real(NamedTuple):
    """What shapes a variant really holds."""

    named: dict[str, tuple[Any, ...]]
    """Of the givens, by name."""
    others: set[tuple[Any, ...]]
    """Of the key and of the wrong answers."""

    def fits(self, sizes: tuple[Any, ...]) -> bool:
        """Whether some array, or what it is a stack of, has these sizes."""
        return any(shape[-len(sizes) :] == sizes for shape in self.shapes())

    def has_size(self, count: int) -> bool:
        """Whether some axis is so long."""
        return any(count in shape for shape in self.shapes())

    def shapes(self) -> Iterator[tuple[Any, ...]]:
        """All of them; `()` for a number."""
        return chain(self.named.values(), self.others)


def misstated_shapes(variant: Variant) -> Iterator[Finding]:
    """Sizes printed beside an array that has others."""
    if not _states_some(variant.question.prompt):
        return
    named, nouns, counts = _stated(variant.prompt)
    real = _real(variant)
    told = {found.start("sizes") for found in named if real.named.get(_plain(found["name"]))}
    yield from _of_named(variant, real, named)
    if any(len(shape) > 1 for shape in real.shapes()):
        for found in nouns:
            if found.start("sizes") not in told and not real.fits(_sizes(found["sizes"])):
                yield _finding(variant, found[0], _known(real))
    for found in counts if variant.question.printable and any(real.shapes()) else ():
        if not real.has_size(_number(found["count"])):
            yield _finding(variant, found[0], _known(real))


@cache
def _states_some(prompt: str) -> bool:
    """Whether a prompt states a size at all, whatever the numbers that are filled in."""
    filled = PLACEHOLDER.sub("2", prompt)
    return any(pattern.search(filled) for pattern in (_NAMED, _BEFORE_NAME, _NOUN, _VECTOR, _LISTED))


def _of_named(variant: Variant, real: _Real, named: list[re.Match[str]]) -> Iterator[Finding]:
    """Sizes that are said of an array by its name; of those that two patterns find, the first."""
    seen: set[int] = set()
    for found in named:
        shape = real.named.get(_plain(found["name"]))
        if shape and found.start("sizes") not in seen:
            seen.add(found.start("sizes"))
            if _sizes(found["sizes"]) != shape:
                yield _finding(variant, found[0], f"{_plain(found['name'])} of shape {_text(shape)}")


@lru_cache
def _stated(prompt: str) -> tuple[list[re.Match[str]], ...]:
    """Sizes of arrays by name, of arrays by noun, and lengths of vectors; sought once where no number is filled in."""
    return tuple(
        [found for pattern in patterns for found in pattern.finditer(prompt)]
        for patterns in ((_NAMED, _BEFORE_NAME), (_NOUN,), (_VECTOR, _LISTED))
    )


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
    shapes: Iterable[tuple[Any, ...]] = {shape for shape in real.shapes() if shape}
    return "one of the shapes that are there: " + ", ".join(sorted(map(_text, shapes)))


def _text(shape: tuple[Any, ...]) -> str:
    return "×".join(map(str, shape)) if len(shape) > 1 else f"{shape[0]}"


def _finding(variant: Variant, said: str, expected: str) -> Finding:
    return Finding("prompt", variant.seed, f'"{" ".join(said.split())}"', expected)
