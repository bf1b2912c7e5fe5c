"""Regrading: every answer of the log judged again by today's banks, from the numbers that were shown."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from engine.errors import FormulaError
from engine.learning.attempt import Attempt, counted, read
from engine.learning.entry import Entry
from engine.learning.store import Store
from engine.marking.verdict import Verdict
from engine.question.draws import Stream
from engine.question.grade import grade
from engine.question.prompt import fill
from engine.question.question import Question
from engine.question.variant import Variant


class Change(NamedTuple):
    """An answer that is judged otherwise today."""

    uid: str
    """Of the attempt."""
    attempt: Attempt
    """As it counts so far."""
    now: Verdict


class Regraded(NamedTuple):
    """What judging a whole log again came to."""

    judged: int
    """Answers judged again, those that could not be read included."""
    changes: list[Change]
    """In the order of events."""
    gone: int
    """Answers to questions that the banks no longer hold."""
    other: list[tuple[str, Attempt, str]]
    """Answers that cannot be judged by the question as it is now: uid, attempt, why."""


def regraded(entries: Iterable[Entry], questions: Mapping[str, Question]) -> Regraded:
    """Judge every answer again that counts or could not be read; undone ones are left alone. Nothing is written."""
    result = Regraded(0, [], 0, [])
    judged = gone = 0
    for uid, attempt in _answers(entries):
        if attempt.question not in questions:
            gone += 1
            continue
        try:
            now = judged_again(questions[attempt.question], attempt)
        except FormulaError as error:
            result.other.append((uid, attempt, error.message))
            continue
        judged += 1
        if told(now) != told(attempt.verdict):
            result.changes.append(Change(uid, attempt, now))
    return result._replace(judged=judged, gone=gone)


def _answers(entries: Iterable[Entry]) -> Iterator[tuple[str, Attempt]]:
    every = list(entries)
    stand = {entry.uid: entry for entry in counted(every)}
    undone = {entry.body["attempt"] for entry in every if entry.kind == "undo"}
    for entry in every:
        if entry.kind in ("attempt", "invalid") and entry.uid not in undone:
            yield entry.uid, read(stand.get(entry.uid, entry).body)


def judged_again(question: Question, attempt: Attempt) -> Verdict:
    """The verdict of the question as it is now. Raises `FormulaError` when it is no longer the question that was asked."""
    variant = as_shown(question, attempt)
    now = grade(variant, attempt.raw)
    read_alike = "invalid" in (now.outcome, attempt.verdict.outcome) or _chosen(now) == _chosen(attempt.verdict)
    if variant.options and not read_alike:
        # `2` may name another option by now; what the learner chose is what the old verdict says that it was.
        raise FormulaError("its options are others by now")
    return now


def _chosen(verdict: Verdict) -> tuple[str, list[str]]:
    return verdict.understood, [part.name for part in verdict.parts or ()]


def as_shown(question: Question, attempt: Attempt) -> Variant:
    """The variant with the numbers that the learner saw. Raises `FormulaError` when the question now has other givens."""
    if attempt.given.keys() != question.given.keys():
        raise FormulaError("the question has other givens by now")
    given = attempt.given
    return Variant(
        question=question,
        seed=attempt.seed,
        given=given,
        prompt=fill(question.prompt, given),
        options=question.options(given, Stream(question.id, attempt.seed, "options")),
    )


def told(verdict: Verdict) -> tuple[str, float, str | None, str | None]:
    """What of a verdict counts as the verdict; its sentences may be worded better without changing it."""
    return verdict.outcome, round(verdict.score, 9), verdict.mistake, verdict.convention


def apply(store: Store, changes: Iterable[Change]) -> None:
    """Let the new verdicts hold: each becomes an entry of its own, what was written stays."""
    for change in changes:
        store.append("regrade", {"attempt": change.uid, "verdict": msgspec.to_builtins(change.now)})
