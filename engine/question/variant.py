"""The variant: a question with a seed is what is shown and what is marked."""

from functools import cached_property
from typing import Any, NamedTuple

import msgspec

from engine import limits
from engine.errors import FormulaError
from engine.question.draws import Stream
from engine.question.prompt import fill, placeholders
from engine.question.question import Question, Value

_LOOK_CHARACTERS = 4096
"""Numbers and options that are longer, written out, hardly come twice."""


class Variant(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One dealing of a question. Seed 0 is the question as printed; any other seed has fresh numbers."""

    question: Question
    seed: int
    given: dict[str, Value]
    """What is given, rounded as printed; the key is solved from these very numbers."""
    prompt: str
    """Markdown, with the numbers in."""
    options: tuple[str, ...]
    """What is chosen from, in the order shown; empty for kinds without options."""

    @cached_property
    def key(self) -> Any:
        """What marking compares with, solved on first use. Raises `FormulaError`."""
        return self.question.solve(self.given, self.options) if self.distinct_key is None else self.distinct_key

    @cached_property
    def distinct_key(self) -> Any:
        """The key, or `None` if some known wrong answer cannot be told from it or from another. Raises `FormulaError`."""
        return self.question.solve_distinct(self.given, self.options)

    def forget(self) -> None:
        """Let go of the key, which is solved again when it is asked for."""
        self.__dict__.clear()

    @property
    def shown(self) -> dict[str, Value]:
        """The givens drawn under the prompt."""
        if not self.question.printable:
            return {}
        mentioned = placeholders(self.question.prompt)
        names = self.question.show
        chosen = [name for name in self.given if name not in mentioned] if names is None else names
        return {name: self.given[name] for name in chosen}


class Dealt(NamedTuple):
    """A variant, and what tells it from others of its question."""

    look: str
    """Its numbers and options; empty when these are so many that they are not kept."""
    variant: Variant


class Dealer:
    """Deals one question again and again; what looks as an earlier variant did is that variant."""

    def __init__(self, question: Question):
        self._question = question
        self._variants: dict[str, Variant] = {}
        self._collides: dict[str, bool] = {}

    def deal(self, seed: int) -> Dealt:
        """As `deal`, but for the variant's seed: the first under which this dealer dealt these numbers and options."""
        for redraw in range(limits.DRAWS):
            dealt = self._once(seed, redraw)
            if not (is_drawn(self._question, seed) and self._rejects(dealt)):
                break
        return dealt

    def _once(self, seed: int, redraw: int) -> Dealt:
        question = self._question
        given = _drawn(question, seed, redraw) if is_drawn(question, seed) else dict(question.given)
        options = question.options(given, Stream(question.id, seed, "options"))
        look = repr((given, options))
        if look in self._variants:
            return Dealt(look, self._variants[look])
        variant = dealt_as(question, seed, given, options)
        if len(look) > _LOOK_CHARACTERS:
            return Dealt("", variant)
        self._variants[look] = variant
        return Dealt(look, variant)

    def _rejects(self, dealt: Dealt) -> bool:
        """Whether some known wrong answer cannot be told from the right one; of what is rejected, no key is kept."""
        if dealt.look in self._collides:
            return self._collides[dealt.look]
        collides = self._question.collides(dealt.variant)
        if collides:
            dealt.variant.forget()
        if dealt.look:
            self._collides[dealt.look] = collides
        return collides


def is_drawn(question: Question, seed: int) -> bool:
    """Whether a question has fresh numbers under a seed, not those that are printed in its bank."""
    return seed != 0 and bool(question.vary)


def dealt_as(question: Question, seed: int, given: dict[str, Value], options: tuple[str, ...]) -> Variant:
    """The variant with these numbers and options, which were dealt for the seed."""
    return Variant(question=question, seed=seed, given=given, prompt=fill(question.prompt, given), options=options)


def deal(question: Question, seed: int = 0) -> Variant:
    """Deal a question. The same question and seed give the same variant on every platform.

    Fresh numbers are drawn again, up to a bound, while a known wrong answer cannot be told from the right one.
    Raises `FormulaError` when a draw or the key cannot be computed.
    """
    return Dealer(question).deal(seed).variant


def _drawn(question: Question, seed: int, redraw: int) -> dict[str, Value]:
    """The givens with fresh numbers among them."""
    from engine.question.drawing import draw

    given = dict(question.given)
    for name, text in question.vary.items():
        try:
            given[name] = draw(text, given, Stream(question.id, seed, name, redraw))
        except FormulaError as error:
            raise FormulaError(f"vary.{name}: {error.message}", error.at) from None
    return given
