"""The accounts of a log: what a start must know of it, folded entry by entry, whatever banks there are."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Protocol, TypeVar

import msgspec

from engine.learning.answered import Answered, answered, answered_again, quarter, quarters
from engine.learning.attempt import counted
from engine.learning.entry import BEGINNING, Entry, Mark, Row
from engine.learning.met import Met

Part = TypeVar("Part")


class Lookup(Protocol):
    """What is looked up in a log while an entry is taken in."""

    def picked(self, seqs: Iterable[int]) -> list[Entry]:
        """The entries with these numbers, in the order in which they happened."""

    def named(self, uid: str) -> Row | None:
        """The entry with a uid."""


class Accounts(msgspec.Struct, array_like=True, dict=True, eq=False):
    """What a log has come to at one of its rows; what grows with the questions or the answers is decoded when it is first needed."""

    end: Mark = BEGINNING
    """The last row taken in."""
    newest: str = ""
    """The highest uid."""
    sittings: int = 0
    """How many were begun."""
    open: dict[str, list[int]] = {}
    """The numbers of their entries, by the uid of each sitting that is not finished; the one that began it first."""
    flagged: dict[str, bool] = {}
    """Whether the learner marked a question when it was last marked or unmarked, by question."""
    corrections: list[int] = []
    """The numbers of the entries `undo`, `regrade` and `rating`."""
    dangling: set[str] = set()
    """Uids that entries name and the log does not have: when one of these comes, it changes what was taken in before."""
    kept: dict[str, memoryview] = {}
    """The rest, by name, as it was last encoded; not copied out of what it was read from."""

    @cached_property
    def met(self) -> Met:
        """Every variant that the learner has done anything with."""
        return Met(*self._decoded("met", tuple[dict[str, int], dict[str, set[int]]], ({}, {})))

    @cached_property
    def given(self) -> dict[str, list[int]]:
        """The numbers of the entries `attempt` and `invalid`, by question."""
        return self._decoded("given", dict[str, list[int]], {})

    @cached_property
    def answered(self) -> dict[str, Answered]:
        """How the learner stands with each question that was answered, by question."""
        return self._decoded("answered", dict[str, Answered], {})

    @cached_property
    def quarters(self) -> dict[int, int]:
        """How many answers that count were given in each quarter of an hour that has any."""
        return self._decoded("quarters", dict[int, int], {})

    def _decoded(self, name: str, form: type[Part], empty: Part) -> Part:
        return msgspec.msgpack.decode(self.kept[name], type=form) if name in self.kept else empty

    def encode(self) -> bytes:
        """All of it, for `read`."""
        for name, part in vars(self).items():
            plain = (part.below, part.beyond) if isinstance(part, Met) else part
            self.kept[name] = memoryview(msgspec.msgpack.encode(plain))
        return msgspec.msgpack.encode(self)

    @classmethod
    def of(cls, rows: Sequence[Row], entries: Sequence[Entry]) -> "Accounts":
        """The accounts of a whole log; `rows`: in the order written, `entries`: the same in the order in which they happened."""
        made = cls()
        if not rows:
            return made
        seqs = {row.uid: row.seq for row in rows}
        begun = {entry.uid for entry in entries if entry.kind == "sitting"}
        finished = {entry.body["sitting"] for entry in entries if entry.kind == "finish"}
        made.open = {uid: [] for uid in sorted(begun - finished)}
        named: set[str] = set()
        for entry in entries:
            made._take(seqs[entry.uid], entry)
            named.update(_names(entry))
        made.dangling = named - seqs.keys()
        stand = list(counted(entries))
        made.answered, made.quarters = answered(stand), dict(quarters(stand))
        made.end, made.newest = rows[-1].mark, entries[-1].uid
        return made

    def hear(self, row: Row, log: Lookup) -> bool:
        """Take in the row that was written next; false when it changes what earlier ones meant, so that all must be read again."""
        if row.uid <= self.newest or row.uid in self.dangling:
            return False
        entry = row.entry
        if entry.kind == "sitting":
            self.open[entry.uid] = []
        self.dangling.update(uid for uid in _names(entry) if uid not in self.open and not _has(log, uid, row.seq))
        self._take(row.seq, entry)
        if entry.kind == "finish":
            self.open.pop(entry.body["sitting"], None)
        elif entry.kind == "attempt":
            name, when = entry.body["question"], quarter(entry.at)
            self.answered[name] = answered_again(self.answered.get(name), entry)
            self.quarters[when] = self.quarters.get(when, 0) + 1
        elif entry.kind in ("undo", "regrade"):
            self._correct(entry, log)
        self.end, self.newest = row.mark, row.uid
        return True

    def _take(self, seq: int, entry: Entry) -> None:
        """Take in what no correction changes."""
        body = entry.body
        if entry.kind == "sitting":
            self.sittings += 1
            if entry.uid in self.open:
                self.open[entry.uid].insert(0, seq)
        elif body.get("sitting") in self.open:
            self.open[body["sitting"]].append(seq)
        if entry.kind in ("attempt", "invalid"):
            self.given.setdefault(body["question"], []).append(seq)
        elif entry.kind in ("undo", "regrade", "rating"):
            self.corrections.append(seq)
        if "question" not in body:
            return
        if entry.kind == "flag":
            self.flagged[body["question"]] = body["flagged"]
        if body.get("seed") is not None:
            self.met.add((body["question"], body["seed"]))

    def _correct(self, entry: Entry, log: Lookup) -> None:
        """Count the answers to one question anew, of which one was just corrected."""
        if entry.body["attempt"] in self.dangling:
            return
        answer = log.named(entry.body["attempt"])
        if answer is None or answer.kind not in ("attempt", "invalid"):
            return
        question = answer.entry.body["question"]
        entries = log.picked([*self.given[question], *self.corrections])
        for one in counted(other for other in entries if other.uid != entry.uid):
            self._count(quarter(one.at), -1)
        stand = list(counted(entries))
        for one in stand:
            self._count(quarter(one.at), 1)
        self.answered.pop(question, None)
        self.answered.update(answered(stand))

    def _count(self, when: int, answers: int) -> None:
        self.quarters[when] = self.quarters.get(when, 0) + answers
        if not self.quarters[when]:
            del self.quarters[when]


def read(content: bytes) -> Accounts | None:
    """Accounts as they were encoded; `None` when the content is empty or of another version."""
    try:
        return msgspec.msgpack.decode(content, type=Accounts)
    except msgspec.DecodeError:
        return None


def _names(entry: Entry) -> tuple[str, ...]:
    """The uids of the entries that an entry is about."""
    named = (entry.body.get("sitting"), entry.body.get("attempt"))
    return tuple(uid for uid in named if isinstance(uid, str))


def _has(log: Lookup, uid: str, seq: int) -> bool:
    """Whether an entry is in the log, before the one with a number."""
    found = log.named(uid)
    return found is not None and found.seq < seq
