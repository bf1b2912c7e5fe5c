"""`open`: an answer in the learner's own words, ticked against a rubric beside a model answer.

Nobody can mark free speech fairly by its words, so the learner ticks the points; phrases found in the text only suggest ticks. The ticks
travel in the answer itself, as a last line `points: 1 3 4`, so that every face and every log holds the same text.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Annotated

import msgspec

from engine.errors import UnreadableAnswerError
from engine.marking.verdict import Outcome, Part, Verdict
from engine.question.question import Fault, Identifier, Mistake, Question, Sample, Sentence, Value
from engine.question.variant import Variant

PASS = 0.7
"""The share of rubric points from which an answer counts as correct."""
START = 0.25
"""The share below which it counts as wrong."""

POINTS = re.compile(r"\s*points:(?P<ticks>\s*none|[0-9,;\s]*)", re.IGNORECASE)
"""The last line, when it holds ticks."""


class RubricPoint(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing a good answer says; one mark."""

    point: Sentence
    cues: tuple[str, ...] = ()
    """Phrases any of which suggests the tick."""


class RedFlag(Mistake, frozen=True, kw_only=True):
    """Something a good answer never says."""

    answer: Sentence
    """The claim, in a few words."""
    cues: tuple[str, ...] = ()
    """Phrases any of which shows the claim."""


class OpenResponse(msgspec.Struct, frozen=True):
    """What was said, and which points the speaker ticked."""

    text: str
    ticks: frozenset[int] | None
    """Counted from 0; `None` when the learner has not ticked, so that the cues decide."""


class OpenKey(msgspec.Struct, frozen=True):
    """The rubric, with its cues ready to be looked for."""

    rubric: tuple[RubricPoint, ...]
    flags: tuple[RedFlag, ...]


class OpenQuestion(Question, frozen=True, kw_only=True, tag="open"):
    """A question answered in one's own words, as in an interview."""

    answer: str
    """The model answer, Markdown."""
    rubric: Annotated[tuple[RubricPoint, ...], msgspec.Meta(min_length=1)]
    mistakes: tuple[RedFlag, ...] = ()
    """Red flags."""
    follow_ups: tuple[Identifier, ...] = ()
    """Questions to ask next."""

    def solve(self, given: Mapping[str, Value], options: tuple[str, ...]) -> OpenKey:
        return OpenKey(self.rubric, self.mistakes)

    def parse(self, raw: str, variant: Variant) -> OpenResponse:
        written = raw.rstrip()
        last = written.rfind("\n") + 1
        ticked = POINTS.fullmatch(written, last)
        if ticked:
            return OpenResponse(written[:last].strip(), self.ticks(ticked))
        if not any(sign.isalpha() for sign in written):
            raise UnreadableAnswerError("Answer in words, as you would say it aloud.")
        return OpenResponse(written.strip(), None)

    def ticks(self, line: re.Match[str]) -> frozenset[int]:
        """The points that a last line names, counted from 0. Raises `UnreadableAnswerError` for one that the rubric lacks."""
        known = {str(place + 1): place for place in range(len(self.rubric))}
        words = [word.lstrip("0") for word in re.findall(r"[0-9]+", line["ticks"])]
        if any(word not in known for word in words):
            raise UnreadableAnswerError(f"Points are numbered 1 to {len(self.rubric)}.", line.span("ticks"))
        return frozenset(known[word] for word in words)

    def mark(self, response: OpenResponse, variant: Variant) -> Verdict:
        suggested = response.ticks is None
        ticks = self.suggest(response.text) if response.ticks is None else response.ticks
        flag = next((flag for flag in self.mistakes if mentions(response.text, flag.cues)), None)
        score = len(ticks) / len(self.rubric)
        outcome: Outcome = "correct" if score >= PASS and not flag else "wrong" if score < START else "partial"
        message = f"{len(ticks)} of {len(self.rubric)} points" + (
            " found by their phrases; tick them yourself." if suggested else "."
        )
        return Verdict(
            outcome=outcome,
            score=score,
            message=f"{flag.feedback} {message}" if flag else message,
            mistake=flag.id if flag else None,
            expected=self.answer,
            parts=tuple(
                Part(name=point.point, outcome="correct" if place in ticks else "wrong")
                for place, point in enumerate(self.rubric)
            ),
        )

    def suggest(self, text: str) -> frozenset[int]:
        """The rubric points whose phrases stand in a text, counted from 0."""
        words = f" {plain_words(text)}"
        return frozenset(place for place, point in enumerate(self.rubric) if _stands_in(words, point.cues))

    def key_text(self, variant: Variant) -> str:
        return self.answer

    def samples(self, variant: Variant) -> Iterator[Sample]:
        every = " ".join(str(place + 1) for place in range(len(self.rubric)))
        yield Sample(raw=f"In my words.\npoints: {every}", outcome="correct")
        yield Sample(raw="In my words.\npoints: none", outcome="wrong")
        yield Sample(raw=f"points: {len(self.rubric) + 1}", outcome="invalid")
        yield Sample(raw="...", outcome="invalid")

    def answer_rule(self, variant: Variant) -> str:
        return f"In your own words; then tick which of {len(self.rubric)} points you made. {PASS:.0%} of them pass."

    def faults(self) -> Iterator[Fault]:
        yield from super().faults()
        if not self.answer.strip():
            yield Fault("answer", "nothing", "a model answer")


def mentions(text: str, cues: tuple[str, ...]) -> bool:
    """Whether any phrase stands in a text, whatever the case, punctuation and spacing."""
    return bool(cues) and _stands_in(f" {plain_words(text)}", cues)


def _stands_in(words: str, cues: tuple[str, ...]) -> bool:
    phrases = (plain_words(cue) for cue in cues)
    return any(phrase and f" {phrase}" in words for phrase in phrases)


def plain_words(text: str) -> str:
    """Lower-case words with single spaces between."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))
