"""`cloze`: blanks in a prompt, each filled from a list of symbols with decoys; typed in order, `f_t, c_{t-1}`, or as numbers, `3 1`."""

import re
from collections.abc import Iterator, Mapping
from typing import Annotated

import msgspec

from engine.errors import UnreadableAnswerError
from engine.marking.options import folded
from engine.marking.places import Misplacement, PlacesKey, distinct, mark
from engine.marking.verdict import Verdict
from engine.question.draws import Stream
from engine.question.question import Fault, Mistake, Option, Question, Sample, Value
from engine.question.variant import Variant

Blank = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{1,2}$", description="The number of a blank, in quotes.")]


class WrongFilling(Mistake, frozen=True, kw_only=True):
    """Wrong texts in some of the blanks."""

    answer: dict[Blank, Option]


class ClozeQuestion(Question, frozen=True, kw_only=True, tag="cloze"):
    """A question with blanks, written `[1]`, `[2]` in the prompt."""

    answer: Annotated[dict[Blank, Option], msgspec.Meta(min_length=1, max_length=12)]
    also: tuple[dict[Blank, Option], ...] = ()
    """Other right fillings: factors that may change places."""
    mistakes: tuple[WrongFilling, ...] = ()
    """Wrong fillings; texts that stand only here are decoys."""

    @property
    def lines(self) -> tuple[str, ...]:
        """The blanks, in order."""
        return tuple(self.answer)

    def options(self, given: Mapping[str, Value], stream: Stream) -> tuple[str, ...]:
        decoys = [text for mistake in self.mistakes for text in mistake.answer.values()]
        return tuple(stream.shuffled(distinct([*self.answer.values(), *decoys])))

    def solve(self, given: Mapping[str, Value], options: tuple[str, ...]) -> PlacesKey:
        mistakes = tuple(Misplacement(m.id, dict(m.answer), m.feedback) for m in self.mistakes)
        return PlacesKey((dict(self.answer), *self.also), mistakes)

    def parse(self, raw: str, variant: Variant) -> dict[str, str]:
        slots = re.split(r"[,;\n]", raw.strip())
        missing = [f"[{blank}]" for blank, word in zip(self.lines, slots, strict=False) if not word.strip()]
        if missing and len(slots) == len(self.lines):
            raise UnreadableAnswerError(f"Still missing: {', '.join(missing)}.")
        words = [word for word in slots if word.strip()]
        if len(words) == 1 and len(self.lines) > 1:
            words = raw.split()
        if len(words) != len(self.lines):
            raise UnreadableAnswerError(f"Fill {len(self.lines)} blanks, with commas between; found {len(words)}.")
        return {blank: self.symbol(word, variant) for blank, word in zip(self.lines, words, strict=True)}

    def symbol(self, word: str, variant: Variant) -> str:
        """The listed text that a word names, by its number or by itself."""
        text = word.strip()
        if text.isdigit() and text.isascii() and 1 <= int(text[:3]) <= len(variant.options):
            return variant.options[int(text[:3]) - 1]
        plain = symbol_form(text)
        for option in variant.options:
            if symbol_form(option) == plain:
                return option
        raise UnreadableAnswerError(f"{text[:40]!r} is not among the listed symbols; type them or their numbers.")

    def mark(self, response: dict[str, str], variant: Variant) -> Verdict:
        return mark(response, variant.key)

    def key_text(self, variant: Variant) -> str:
        return ", ".join(self.answer.values())

    def samples(self, variant: Variant) -> Iterator[Sample]:
        for right in variant.key.right:
            yield Sample(raw=", ".join(right.values()), outcome="correct")
        for mistake in variant.key.mistakes:
            wrong = variant.key.right[0] | mistake.places
            outcome = mark(wrong, variant.key)
            yield Sample(raw=", ".join(wrong.values()), outcome=outcome.outcome, mistake=mistake.id)
        yield Sample(raw=", ".join(["what is this"] * len(self.lines)), outcome="invalid")

    def answer_rule(self, variant: Variant) -> str:
        return f"One listed symbol or its number for each of {len(self.lines)} blanks, in order, with commas between."

    def read_back(self, raw: str, variant: Variant) -> str:
        return ", ".join(f"[{blank}] {text}" for blank, text in self.parse(raw, variant).items())

    def faults(self) -> Iterator[Fault]:
        yield from super().faults()
        for blank in self.answer:
            if f"[{blank}]" not in self.prompt:
                yield Fault("prompt", f"no blank [{blank}]", "every blank of the answer")
        for place, other in enumerate([*self.also]):
            if set(other) != set(self.answer):
                yield Fault(f"also[{place}]", f"the blanks {', '.join(other)}", f"the blanks {', '.join(self.answer)}")


def symbol_form(text: str) -> str:
    """A symbol without what typing changes: dollar signs, braces, backslashes, spaces, case kept."""
    return re.sub(r"[\s{}$\\]", "", text).replace("−", "-") or folded(text)
