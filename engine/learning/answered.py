"""What was answered: how a learner stands with each question, whatever banks there are, and when there was practice."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Final

import msgspec

from engine.learning.attempt import overconfident
from engine.learning.entry import Entry

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
QUARTER: Final = timedelta(minutes=15)
"""Every zone in use is ahead of UTC by a whole number of these, so that no day begins within one."""


class Answered(msgspec.Struct, frozen=True, array_like=True):
    """The answers to one question that count."""

    tries: int
    """How many."""
    last: str
    """Uid of the last one's entry; the rest is said of it."""
    at: datetime
    """UTC."""
    correct: bool
    right: bool
    """Correct, or right under another convention."""
    overconfident: bool
    """Whether it was sure and wrong."""


def answered(attempts: Iterable[Entry]) -> dict[str, Answered]:
    """How a learner stands with each question answered, by id; `attempts`: those that count, in order."""
    found: dict[str, Answered] = {}
    for entry in attempts:
        name = entry.body["question"]
        found[name] = answered_again(found.get(name), entry)
    return found


def answered_again(before: Answered | None, entry: Entry) -> Answered:
    """After one more answer that counts."""
    verdict = entry.body["verdict"]
    correct = verdict["outcome"] == "correct"
    return Answered(
        before.tries + 1 if before else 1,
        entry.uid,
        entry.at,
        correct,
        correct or verdict.get("convention") is not None,
        overconfident(entry.body),
    )


def quarter(moment: datetime) -> int:
    """The quarter of an hour that a moment lies in, counted from 1970."""
    return (moment - EPOCH) // QUARTER


def quarters(attempts: Iterable[Entry]) -> Counter[int]:
    """How many answers were given in each quarter of an hour."""
    return Counter(quarter(entry.at) for entry in attempts)
