"""`match`: each line on the left gets its partner from the right; typed as `1B 2A 3C`."""

import re
from collections.abc import Iterator, Mapping
from string import ascii_uppercase
from typing import Annotated

import msgspec

from engine.errors import UnreadableAnswerError
from engine.marking.options import folded
from engine.marking.places import Misplacement, PlacesKey, distinct, mark
from engine.marking.verdict import Verdict
from engine.question.draws import Stream
from engine.question.prompt import fill
from engine.question.question import Fault, Mistake, Option, Question, Sample, Value
from engine.question.variant import Variant

PAIR = re.compile(r"([0-9]{1,2})\s*[-–:=.)→>]*\s*([A-Za-z])\b")


class WrongPairs(Mistake, frozen=True, kw_only=True):
    """Pairs that do not belong together."""

    answer: dict[Option, Option]


class MatchQuestion(Question, frozen=True, kw_only=True, tag="match"):
    """A question that asks for pairs; a partner may be used more than once, or not at all."""

    answer: Annotated[dict[Option, Option], msgspec.Meta(min_length=2, max_length=20)]
    """Left to right."""
    mistakes: tuple[WrongPairs, ...] = ()
    """Wrong pairs; partners that stand only here are decoys."""

    @property
    def left(self) -> tuple[str, ...]:
        """The lines, in the order shown."""
        return tuple(self.answer)

    def options(self, given: Mapping[str, Value], stream: Stream) -> tuple[str, ...]:
        decoys = [partner for mistake in self.mistakes for partner in mistake.answer.values()]
        return tuple(stream.shuffled(distinct([fill(text, given) for text in [*self.answer.values(), *decoys]])))

    def solve(self, given: Mapping[str, Value], options: tuple[str, ...]) -> PlacesKey:
        return PlacesKey(
            ({line: fill(partner, given) for line, partner in self.answer.items()},),
            tuple(
                Misplacement(m.id, {line: fill(partner, given) for line, partner in m.answer.items()}, m.feedback)
                for m in self.mistakes
            ),
        )

    def parse(self, raw: str, variant: Variant) -> dict[str, str]:
        found = self.pairs(raw, variant)
        missing = [str(place) for place, line in enumerate(self.left, start=1) if line not in found]
        if missing:
            lines = f"line {missing[0]}" if len(missing) == 1 else f"lines {', '.join(missing)}"
            raise UnreadableAnswerError(f"Still missing: the partner of {lines}.")
        return found

    def pairs(self, raw: str, variant: Variant) -> dict[str, str]:
        """The pairs that are typed so far, left to right. Raises `UnreadableAnswerError`."""
        pairs = PAIR.findall(raw)
        if not pairs:
            pairs = self.written_out(raw, variant)
        found: dict[str, str] = {}
        for number, letter in pairs:
            place, partner = int(number) - 1, ascii_uppercase.index(letter.upper())
            if not (0 <= place < len(self.left) and partner < len(variant.options)):
                raise UnreadableAnswerError(self.answer_rule(variant))
            if self.left[place] in found:
                raise UnreadableAnswerError(f"Line {number} has two partners; give each line one.")
            found[self.left[place]] = variant.options[partner]
        return found

    def written_out(self, raw: str, variant: Variant) -> list[tuple[str, str]]:
        """Letters alone, one for each line in order: `B A C`."""
        letters = [word for word in re.split(r"[\s,;]+", raw.strip()) if word]
        if len(letters) == 1 and letters[0].isalpha():
            letters = list(letters[0])
        if len(letters) != len(self.left) or not all(len(w) == 1 and w.isascii() and w.isalpha() for w in letters):
            raise UnreadableAnswerError(self.answer_rule(variant))
        return [(str(place), letter) for place, letter in enumerate(letters, start=1)]

    def mark(self, response: dict[str, str], variant: Variant) -> Verdict:
        return mark(response, variant.key)

    def typed(self, pairs: Mapping[str, str], variant: Variant) -> str:
        """Pairs as a learner would type them."""
        return " ".join(
            f"{place}{ascii_uppercase[variant.options.index(pairs[line])]}"
            for place, line in enumerate(self.left, start=1)
            if line in pairs
        )

    def key_text(self, variant: Variant) -> str:
        return self.typed(variant.key.right[0], variant)

    def samples(self, variant: Variant) -> Iterator[Sample]:
        right = variant.key.right[0]
        yield Sample(raw=self.typed(right, variant), outcome="correct")
        for mistake in variant.key.mistakes:
            wrong = right | mistake.places
            outcome = mark(wrong, variant.key)
            yield Sample(raw=self.typed(wrong, variant), outcome=outcome.outcome, mistake=mistake.id)
        yield Sample(raw="1?", outcome="invalid")

    def answer_rule(self, variant: Variant) -> str:
        last = ascii_uppercase[len(variant.options) - 1]
        return f"A letter for each line, such as 1B 2A: lines 1 to {len(self.left)}, partners A to {last}."

    def read_back(self, raw: str, variant: Variant) -> str:
        return self.typed(self.pairs(raw, variant), variant)

    def faults(self) -> Iterator[Fault]:
        yield from super().faults()
        for place, mistake in enumerate(self.mistakes):
            for line, partner in mistake.answer.items():
                if line not in self.answer:
                    yield Fault(f"mistakes[{place}].answer", f"the line {line!r}", "a line of the answer")
                elif self.answer[line] == partner:
                    yield Fault(f"mistakes[{place}].answer", f"the right partner of {line!r}", "a wrong one")
        if len({folded(text) for text in self.answer.values()}) < 2:
            yield Fault("answer", "one partner for all lines", "at least two different ones")
