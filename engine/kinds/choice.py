"""`choice`: one right option among several, shuffled; typed as its number, its letter or its text."""

from collections.abc import Iterator, Mapping

import msgspec

from engine.marking.options import option_number
from engine.marking.verdict import Verdict
from engine.question.draws import Stream
from engine.question.prompt import fill
from engine.question.question import Fault, Mistake, Option, Question, Sample, Value
from engine.question.variant import Variant


class WrongOption(Mistake, frozen=True, kw_only=True):
    """A wrong option."""

    answer: Option


class ChoiceKey(msgspec.Struct, frozen=True):
    """The right place, and what each wrong one shows."""

    right: int
    """Counted from 0, in the order shown."""
    mistakes: dict[int, WrongOption]


class ChoiceQuestion(Question, frozen=True, kw_only=True, tag="choice"):
    """A question with one right option."""

    answer: Option
    mistakes: tuple[WrongOption, ...]
    """The wrong options, each with what choosing it shows."""

    def options(self, given: Mapping[str, Value], stream: Stream) -> tuple[str, ...]:
        texts = [self.answer, *(mistake.answer for mistake in self.mistakes)]
        return tuple(stream.shuffled([fill(text, given) for text in texts]))

    def solve(self, given: Mapping[str, Value], options: tuple[str, ...]) -> ChoiceKey:
        mistakes = {options.index(fill(mistake.answer, given)): mistake for mistake in self.mistakes}
        return ChoiceKey(options.index(fill(self.answer, given)), mistakes)

    def parse(self, raw: str, variant: Variant) -> int:
        return option_number(raw, variant.options)

    def mark(self, response: int, variant: Variant) -> Verdict:
        key: ChoiceKey = variant.key
        expected = variant.options[key.right]
        understood = variant.options[response]
        if response == key.right:
            return Verdict(outcome="correct", score=1.0, message="Correct.", expected=expected, understood=understood)
        mistake = key.mistakes[response]
        return Verdict(
            outcome="wrong",
            score=0.0,
            message=mistake.feedback,
            mistake=mistake.id,
            expected=expected,
            understood=understood,
        )

    def key_text(self, variant: Variant) -> str:
        return variant.options[variant.key.right]

    def samples(self, variant: Variant) -> Iterator[Sample]:
        for place in range(len(variant.options)):
            mistake = variant.key.mistakes.get(place)
            outcome: Sample = Sample(
                raw=str(place + 1),
                outcome="wrong" if mistake else "correct",
                mistake=mistake.id if mistake else None,
            )
            yield outcome
        yield Sample(raw=variant.options[variant.key.right], outcome="correct")
        yield Sample(raw=str(len(variant.options) + 1), outcome="invalid")
        yield Sample(raw="none that is listed", outcome="invalid")

    def answer_rule(self, variant: Variant) -> str:
        return f"One option: its number from 1 to {len(variant.options)}."

    def read_back(self, raw: str, variant: Variant) -> str:
        return variant.options[self.parse(raw, variant)]

    def faults(self) -> Iterator[Fault]:
        yield from super().faults()
        yield from option_faults([self.answer, *(mistake.answer for mistake in self.mistakes)])


def option_faults(texts: list[str]) -> Iterator[Fault]:
    """Too few options, or two that read the same."""
    if len(texts) < 2:
        yield Fault("mistakes", "one option in all", "at least one wrong option besides the right one")
    folded = [" ".join(text.split()).casefold() for text in texts]
    for place, text in enumerate(folded):
        if text in folded[:place]:
            yield Fault("mistakes", f"the option {texts[place]!r} twice", "options that differ")
