"""The census of a log: all that is replayed from it, counted."""

from collections import Counter
from collections.abc import Sequence

import msgspec

from engine.learning.attempt import counted
from engine.learning.entry import Entry
from engine.learning.reading import without_collection


class Census(msgspec.Struct, frozen=True, kw_only=True):
    """What a log holds."""

    entries: int
    kinds: dict[str, int]
    """How many entries of each kind, by name."""
    sittings: int
    unfinished: int
    """Sittings that can be gone on with."""
    attempts: int
    """Answers that count."""
    undone: int
    """Answers that would count, had they not been undone."""
    regraded: int
    """Answers that count with another verdict than they first got."""
    questions: int
    """Different questions with an answer that counts."""
    seconds: float
    """Spent on answers that count."""
    first: str
    """UID of the oldest entry; empty in a new log."""
    last: str
    """UID of the newest entry; empty in a new log."""


@without_collection()
def census(entries: Sequence[Entry]) -> Census:
    """Count what a log holds, replaying all of it."""
    kinds = Counter(entry.kind for entry in entries)
    stand = list(counted(entries))
    undone = {entry.body["attempt"] for entry in entries if entry.kind == "undo"}
    regraded = {entry.body["attempt"] for entry in entries if entry.kind == "regrade"}
    begun = {entry.uid for entry in entries if entry.kind == "sitting"}
    finished = {entry.body["sitting"] for entry in entries if entry.kind == "finish"}
    return Census(
        entries=len(entries),
        kinds=dict(sorted(kinds.items())),
        sittings=kinds["sitting"],
        unfinished=len(begun - finished),
        attempts=len(stand),
        undone=sum(1 for entry in entries if entry.kind == "attempt" and entry.uid in undone),
        regraded=sum(1 for entry in stand if entry.uid in regraded),
        questions=len({entry.body["question"] for entry in stand}),
        seconds=round(sum(entry.body["seconds"] for entry in stand), 3),
        first=entries[0].uid if entries else "",
        last=entries[-1].uid if entries else "",
    )
