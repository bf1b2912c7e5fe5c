"""`choice`: one right option among several, shuffled; typed as its number, its letter or its text."""

from collections.abc import Iterator, Mapping, Sequence

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
    """Counted from 0, in the order shown; the first, should fresh numbers make another option read the same."""
    mistakes: dict[int, WrongOption]
    """By place; without options that read as the right one does."""


class ChoiceQuestion(Question, frozen=True, kw_only=True, tag="choice"):
    """A question with one right option."""

    answer: Option
    mistakes: tuple[WrongOption, ...]
    """The wrong options, each with what choosing it shows."""

    def options(self, given: Mapping[str, Value], stream: Stream) -> tuple[str, ...]:
        texts = [self.answer, *(mistake.answer for mistake in self.mistakes)]
        return tuple(stream.shuffled([fill(text, given) for text in texts]))

    def solve(self, given: Mapping[str, Value], options: tuple[str, ...]) -> ChoiceKey:
        return ChoiceKey(
            options.index(fill(self.answer, given)), wrong_places(self.mistakes, [self.answer], given, options)
        )

    def parse(self, raw: str, variant: Variant) -> int:
        return option_number(raw, variant.options)

    def mark(self, response: int, variant: Variant) -> Verdict:
        key: ChoiceKey = variant.key
        expected = variant.options[key.right]
        understood = variant.options[response]
        mistake = key.mistakes.get(response)
        if mistake is None:
            return Verdict(outcome="correct", score=1.0, message="Correct.", expected=expected, understood=understood)
        return Verdict(
            outcome="wrong",
            score=0.0,
            message=mistake.feedback,
            mistake=mistake.id,
            expected=expected,
            understood=understood,
        )

    def key_text(self, variant: Variant) -> str:
        text = variant.options[variant.key.right]
        # An option that reads `3` may not be the third.
        return text if option_number(text, variant.options) == variant.key.right else str(variant.key.right + 1)

    def right_place(self, variant: Variant) -> int:
        key: ChoiceKey = variant.key
        return key.right

    def samples(self, variant: Variant) -> Iterator[Sample]:
        for place in range(len(variant.options)):
            mistake = variant.key.mistakes.get(place)
            yield Sample(
                raw=str(place + 1),
                outcome="wrong" if mistake else "correct",
                mistake=mistake.id if mistake else None,
            )
        yield Sample(raw=self.key_text(variant), outcome="correct")
        yield Sample(raw=str(len(variant.options) + 1), outcome="invalid")
        yield Sample(raw="none that is listed", outcome="invalid")

    def answer_rule(self, variant: Variant) -> str:
        return f"One option: its number from 1 to {len(variant.options)}."

    def read_back(self, raw: str, variant: Variant) -> str:
        return str(variant.options[self.parse(raw, variant)])

    def collisions(self, variant: Variant) -> tuple[str, ...]:
        return read_alike([self.answer], self.mistakes, variant)

    def faults(self) -> Iterator[Fault]:
        yield from super().faults()
        yield from option_faults([self.answer, *(mistake.answer for mistake in self.mistakes)])


def wrong_places(
    mistakes: Sequence[WrongOption], right: Sequence[str], given: Mapping[str, Value], options: Sequence[str]
) -> dict[int, WrongOption]:
    """The wrong options by place; of those that read the same the first is meant, and none that reads as a right one does."""
    texts = {fill(mistake.answer, given): mistake for mistake in reversed(mistakes)}
    allowed = {fill(text, given) for text in right}
    return {place: texts[text] for place, text in enumerate(options) if text in texts and text not in allowed}


def read_alike(right: Sequence[str], mistakes: Sequence[WrongOption], variant: Variant) -> tuple[str, ...]:
    """Ids of the wrong options that these numbers make read as another option does."""
    seen = {fill(text, variant.given) for text in right}
    found = []
    for mistake in mistakes:
        text = fill(mistake.answer, variant.given)
        if text in seen:
            found.append(mistake.id)
        seen.add(text)
    return tuple(found)


def option_faults(texts: list[str]) -> Iterator[Fault]:
    """Too few options, or two that read the same."""
    if len(texts) < 2:
        yield Fault("mistakes", "one option in all", "at least one wrong option besides the right one")
    folded = [" ".join(text.split()).casefold() for text in texts]
    for place, text in enumerate(folded):
        if text in folded[:place]:
            yield Fault("mistakes", f"the option {texts[place]!r} twice", "options that differ")
