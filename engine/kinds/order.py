"""`order`: shuffled lines put in their right order, decoys left out; typed as numbers, `3 1 2`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Annotated, Any

import msgspec

from engine.errors import UnreadableAnswerError
from engine.marking.places import distinct
from engine.marking.verdict import Part, Verdict
from engine.question.draws import Stream
from engine.question.question import Fault, Mistake, Option, Question, Sample, Value
from engine.question.variant import Variant

Stage = Option | tuple[Option, ...]


class WrongOrder(Mistake, frozen=True, kw_only=True):
    """Lines in an order that shows a mistake; a line that the right order lacks is a decoy."""

    answer: tuple[Option, ...]


class OrderKey(msgspec.Struct, frozen=True):
    """When each line comes, and which orders show what."""

    stage: dict[str, int]
    """Lines of one stage may stand in any order among themselves."""
    mistakes: tuple[WrongOrder, ...]


class OrderQuestion(Question, frozen=True, kw_only=True, tag="order"):
    """A question that asks for an order."""

    answer: Annotated[tuple[Stage, ...], msgspec.Meta(min_length=2)]
    """The lines in their order; a list among them holds lines that may stand in any order."""
    mistakes: tuple[WrongOrder, ...] = ()
    """Wrong orders of some of the lines; the first that the learner's order contains is named."""

    @property
    def stages(self) -> dict[str, int]:
        """Each line with the number of its stage."""
        return {
            line: number
            for number, stage in enumerate(self.answer)
            for line in ((stage,) if isinstance(stage, str) else stage)
        }

    def options(self, given: Mapping[str, Value], stream: Stream) -> tuple[str, ...]:
        decoys = [line for mistake in self.mistakes for line in mistake.answer]
        return tuple(stream.shuffled(distinct([*self.stages, *decoys])))

    def solve(self, given: Mapping[str, Value], options: tuple[str, ...]) -> OrderKey:
        return OrderKey(self.stages, self.mistakes)

    def parse(self, raw: str, variant: Variant) -> list[str]:
        words = re.findall(r"[0-9]+", raw)
        if not words or re.search(r"[A-Za-z]{2}", raw):
            raise UnreadableAnswerError(self.answer_rule(variant))
        if len(words) == 1 and len(words[0]) > 1 and len(variant.options) < 10:
            words = list(words[0])
        places = [int(word[:6]) - 1 for word in words]
        if any(not 0 <= place < len(variant.options) for place in places):
            raise UnreadableAnswerError(f"Lines are numbered 1 to {len(variant.options)}.")
        if len(set(places)) < len(places):
            raise UnreadableAnswerError("A line stands twice; type each number once.")
        return [variant.options[place] for place in places]

    def mark(self, response: list[str], variant: Variant) -> Verdict:
        key: OrderKey = variant.key
        score = concord(response, key.stage)
        expected = list(key.stage)
        common: dict[str, Any] = {
            "expected": expected,
            "parts": tuple(line_parts(response, key.stage)),
            "understood": " → ".join(response),
        }
        if score == 1:
            return Verdict(outcome="correct", score=1.0, message="Correct.", **common)
        mistake = next((mistake for mistake in key.mistakes if contains(response, mistake.answer)), None)
        message = mistake.feedback if mistake else first_slip(response, key.stage)
        return Verdict(
            outcome="partial" if score >= 0.5 else "wrong",
            score=score,
            message=message,
            mistake=mistake.id if mistake else None,
            **common,
        )

    def typed(self, lines: Sequence[str], variant: Variant) -> str:
        """Lines as a learner would type them."""
        return " ".join(str(variant.options.index(line) + 1) for line in lines)

    def key_text(self, variant: Variant) -> str:
        return self.typed(list(variant.key.stage), variant)

    def samples(self, variant: Variant) -> Iterator[Sample]:
        right = list(variant.key.stage)
        yield Sample(raw=self.typed(right, variant), outcome="correct")
        for mistake in self.mistakes:
            wrong = slipped(right, mistake.answer)
            named = next((other.id for other in self.mistakes if contains(wrong, other.answer)), None)
            score = concord(wrong, variant.key.stage)
            yield Sample(raw=self.typed(wrong, variant), outcome="partial" if score >= 0.5 else "wrong", mistake=named)
        yield Sample(raw=f"{len(variant.options) + 1}", outcome="invalid")
        yield Sample(raw="first this", outcome="invalid")

    def answer_rule(self, variant: Variant) -> str:
        return f"The numbers of the lines in their right order, such as 3 1 2; lines 1 to {len(variant.options)}."

    def read_back(self, raw: str, variant: Variant) -> str:
        return self.typed(self.parse(raw, variant), variant)

    def faults(self) -> Iterator[Fault]:
        yield from super().faults()
        right = list(self.stages)
        for place, mistake in enumerate(self.mistakes):
            if set(mistake.answer) <= set(right) and not slips(mistake.answer, self.stages):
                yield Fault(f"mistakes[{place}].answer", "an order that is right", "a wrong one, or a decoy")


def contains(lines: Sequence[str], part: Sequence[str]) -> bool:
    """Whether all lines of a part stand among the lines, in the part's order."""
    rest = iter(lines)
    return all(line in rest for line in part)


def slips(lines: Sequence[str], stage: Mapping[str, int]) -> list[tuple[str, str]]:
    """Pairs of lines that stand the wrong way round."""
    known = [line for line in lines if line in stage]
    return [(first, second) for first, second in combinations(known, 2) if stage[first] > stage[second]]


def concord(lines: Sequence[str], stage: Mapping[str, int]) -> float:
    """The share of pairs that stand the right way round; missing lines and decoys each cost a line's share. 1 only when all is right."""
    pairs = [(a, b) for a, b in combinations(stage, 2) if stage[a] != stage[b]]
    place = {line: number for number, line in enumerate(lines)}
    right = sum(1 for a, b in pairs if a in place and b in place and place[a] < place[b])
    decoys = sum(1 for line in lines if line not in stage)
    return max(0.0, right / len(pairs) - decoys / len(stage)) if pairs else 0.0


def first_slip(lines: Sequence[str], stage: Mapping[str, int]) -> str:
    """One sentence on the first thing that is wrong with an order."""
    decoy = next((line for line in lines if line not in stage), None)
    if decoy:
        return f"One line does not belong: {decoy}"
    missing = next((line for line in stage if line not in lines), None)
    if missing:
        return f"A line is missing: {missing}"
    first, second = slips(lines, stage)[0]
    return f"Too early: {first} (before: {second})"


def line_parts(lines: Sequence[str], stage: Mapping[str, int]) -> Iterator[Part]:
    """What is said of each line in the learner's order."""
    wrong = {line for pair in slips(lines, stage) for line in pair}
    for line in lines:
        yield Part(name=line, outcome="correct" if line in stage and line not in wrong else "wrong")


def slipped(right: Sequence[str], mistake: Sequence[str]) -> list[str]:
    """The right order with a mistake's lines put into the mistake's order; decoys at the end."""
    inside = [line for line in mistake if line in right]
    taken = iter(inside)
    lines = [next(taken) if line in inside else line for line in right]
    return lines + [line for line in mistake if line not in right]
