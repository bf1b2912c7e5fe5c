"""`select`: every right option among several, shuffled; marked option by option by a rule that the learner is shown."""

from collections.abc import Iterator, Mapping
from typing import Annotated

import msgspec

from engine.kinds.choice import WrongOption, option_faults, read_alike, wrong_places
from engine.marking.options import option_numbers
from engine.marking.verdict import Part, Verdict
from engine.question.draws import Stream
from engine.question.prompt import fill
from engine.question.question import Fault, Option, Question, Sample, Value
from engine.question.variant import Variant

RULE = "a right option ticked earns its share, a wrong one ticked takes one share back, never below zero"


class SelectKey(msgspec.Struct, frozen=True):
    """The right places, and what each wrong one shows."""

    right: frozenset[int]
    """Counted from 0, in the order shown."""
    mistakes: dict[int, WrongOption]


class SelectQuestion(Question, frozen=True, kw_only=True, tag="select"):
    """A question with several right options."""

    answer: Annotated[tuple[Option, ...], msgspec.Meta(min_length=1)]
    """The right options."""
    mistakes: tuple[WrongOption, ...]
    """The wrong options, each with what ticking it shows."""

    def options(self, given: Mapping[str, Value], stream: Stream) -> tuple[str, ...]:
        texts = [*self.answer, *(mistake.answer for mistake in self.mistakes)]
        return tuple(stream.shuffled([fill(text, given) for text in texts]))

    def solve(self, given: Mapping[str, Value], options: tuple[str, ...]) -> SelectKey:
        mistakes = wrong_places(self.mistakes, self.answer, given, options)
        return SelectKey(frozenset(range(len(options))) - mistakes.keys(), mistakes)

    def parse(self, raw: str, variant: Variant) -> frozenset[int]:
        return option_numbers(raw, variant.options)

    def mark(self, response: frozenset[int], variant: Variant) -> Verdict:
        key: SelectKey = variant.key
        expected = [variant.options[place] for place in sorted(key.right)]
        understood = ", ".join(str(place + 1) for place in sorted(response)) or "none"
        parts = tuple(part(place, response, variant) for place in range(len(variant.options)))
        if response == key.right:
            return Verdict(
                outcome="correct", score=1.0, message="Correct.", expected=expected, parts=parts, understood=understood
            )
        wrong = sorted(response - key.right)
        score = max(0.0, (len(response & key.right) - len(wrong)) / len(key.right))
        mistake = key.mistakes[wrong[0]] if wrong else None
        missing = len(key.right - response)
        message = (
            mistake.feedback if mistake else f"Nothing wrong is ticked, but {missing} right {options(missing)} missing."
        )
        return Verdict(
            outcome="partial" if score else "wrong",
            score=score,
            message=message,
            mistake=mistake.id if mistake else None,
            expected=expected,
            parts=parts,
            understood=understood,
        )

    def key_text(self, variant: Variant) -> str:
        return ", ".join(str(place + 1) for place in sorted(variant.key.right))

    def samples(self, variant: Variant) -> Iterator[Sample]:
        yield Sample(raw=self.key_text(variant), outcome="correct")
        for place, mistake in variant.key.mistakes.items():
            yield Sample(raw=str(place + 1), outcome="wrong", mistake=mistake.id)
        if len(variant.key.right) > 1:
            yield Sample(raw=str(min(variant.key.right) + 1), outcome="partial")
        yield Sample(raw=str(len(variant.options) + 1), outcome="invalid")

    def answer_rule(self, variant: Variant) -> str:
        return f"Every right option: numbers from 1 to {len(variant.options)}; {RULE}."

    def read_back(self, raw: str, variant: Variant) -> str:
        return ", ".join(str(place + 1) for place in sorted(self.parse(raw, variant))) or "none"

    def collisions(self, variant: Variant) -> tuple[str, ...]:
        return read_alike(self.answer, self.mistakes, variant)

    def faults(self) -> Iterator[Fault]:
        yield from super().faults()
        yield from option_faults([*self.answer, *(mistake.answer for mistake in self.mistakes)])


def options(count: int) -> str:
    """`option is`, `options are`."""
    return "option is" if count == 1 else "options are"


def part(place: int, response: frozenset[int], variant: Variant) -> Part:
    """What is said of one option."""
    right = place in variant.key.right
    message = "" if right or place not in response else variant.key.mistakes[place].feedback
    return Part(
        name=str(place + 1),
        outcome="correct" if right == (place in response) else "wrong",
        message=message,
        expected="ticked" if right else "not ticked",
    )
