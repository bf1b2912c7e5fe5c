"""The variant: a question with a seed is what is shown and what is marked."""

from functools import cached_property
from typing import Any

import msgspec

from engine import limits
from engine.errors import FormulaError
from engine.question.draws import Stream
from engine.question.prompt import fill, placeholders
from engine.question.question import Question, Value


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

    @property
    def shown(self) -> dict[str, Value]:
        """The givens drawn under the prompt."""
        if not self.question.printable:
            return {}
        mentioned = placeholders(self.question.prompt)
        names = self.question.show
        chosen = [name for name in self.given if name not in mentioned] if names is None else names
        return {name: self.given[name] for name in chosen}


class Dealer:
    """Deals one question again and again; what looks as an earlier variant did is that variant, solved already."""

    def __init__(self, question: Question):
        self._question = question
        self._dealt: dict[bytes, Variant] = {}

    def deal(self, seed: int) -> Variant:
        """As `deal`, but for the variant's seed: the first under which this dealer dealt these numbers and options."""
        for redraw in range(limits.DRAWS):
            variant = self._dealt_once(seed, redraw)
            if seed == 0 or not self._question.vary or not self._question.collides(variant):
                break
        return variant

    def _dealt_once(self, seed: int, redraw: int) -> Variant:
        """A variant with fresh numbers, or the first that looks like it."""
        question = self._question
        given = _drawn(question, seed, redraw) if seed and question.vary else dict(question.given)
        options = question.options(given, Stream(question.id, seed, "options"))
        look = msgspec.msgpack.encode((given, options))
        if look not in self._dealt:
            prompt = fill(question.prompt, given)
            self._dealt[look] = Variant(question=question, seed=seed, given=given, prompt=prompt, options=options)
        return self._dealt[look]


def deal(question: Question, seed: int = 0) -> Variant:
    """Deal a question. The same question and seed give the same variant on every platform.

    Fresh numbers are drawn again, up to a bound, while a known wrong answer cannot be told from the right one.
    Raises `FormulaError` when a draw or the key cannot be computed.
    """
    return Dealer(question).deal(seed)


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
