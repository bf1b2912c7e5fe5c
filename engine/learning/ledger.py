"""The ledger: what the log comes to by now, without reading all of it.

It starts from the snapshot beside the log, or from the whole log when there is none to be had, and takes in what was written since. Nothing
in it is ever more than the log says; thrown away, it is made again.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from engine.learning import accounts, sitting, snapshot
from engine.learning.accounts import Accounts, Lookup
from engine.learning.answered import Answered
from engine.learning.entry import Entry, Mark, Row, happened
from engine.learning.met import Met
from engine.learning.reading import without_collection
from engine.learning.snapshot import Snapshot

if TYPE_CHECKING:
    from engine.learning.cards import Cards, Practised
    from engine.learning.settings import Settings

MOST_CORRECTIONS: Final = 20
"""Answers undone or regraded since, of which each has the answers to its question read again."""
SOON_KEPT: Final = 500
"""Entries written since the snapshot, beyond which a new one is not left to the end."""


class Log(Lookup, Protocol):
    """What a ledger reads."""

    read_only: bool
    """Whether it is kept in memory only for now."""

    def rows(self) -> list[Row]:
        """All entries as they are kept, in the order written."""

    def after(self, mark: Mark) -> list[Row] | None:
        """The rows written after the one at a mark; `None` when the log has no such row in that place."""


class Ledger:
    """What a log comes to; may be asked from any thread, and answers what holds at that moment."""

    def __init__(self, log: Log, path: Path, alone: AbstractContextManager[object]):
        """`path`: of the snapshot. `alone`: the lock of the log, which one thread may take twice."""
        self._log = log
        self._path = path
        self._alone = alone
        self._accounts: Accounts | None = None
        self._snapshot = Snapshot(path)
        self._cards: bytes | None = None
        """As a snapshot keeps them; `None`: those of the snapshot read last."""
        self._written: tuple[Mark, bytes | None] | None = None
        """What the snapshot on the disk has: the end of its accounts, and the cards."""

    def met(self) -> Met:
        """Every variant that the learner has done anything with."""
        with self._alone:
            met = self._up_to_date().met
            return Met(met.below, met.beyond)

    def sittings(self) -> int:
        """How many sittings were begun."""
        with self._alone:
            return self._up_to_date().sittings

    def answered(self) -> dict[str, Answered]:
        """How the learner stands with each question that was answered, by id."""
        with self._alone:
            return dict(self._up_to_date().answered)

    def flagged(self) -> dict[str, bool]:
        """Whether the learner marked a question when it was last marked or unmarked, by id."""
        with self._alone:
            return dict(self._up_to_date().flagged)

    def quarters(self) -> Mapping[int, int]:
        """How many answers that count were given in each quarter of an hour that has any; see `answered.quarter`."""
        with self._alone:
            return dict(self._up_to_date().quarters)

    def unfinished(self, mode: str | None = None) -> Iterator[list[Entry]]:
        """The entries of each sitting begun and not finished (of one way to sit, if named), the last one first; see `sitting.own`."""
        with self._alone:
            stand = self._up_to_date()
            begun = {uid: list(seqs) for uid, seqs in stand.open.items()}
            corrections = list(stand.corrections)
        for _, seqs in sorted(begun.items(), reverse=True):
            (first,) = self._log.picked(seqs[:1])
            if mode in (None, first.body["mode"]):
                later = [seq for seq in corrections if seq > seqs[0]]
                yield sitting.own(first, self._log.picked({*seqs[1:], *later}))

    def cards(self, questions: "Mapping[str, Practised]", settings: "Settings") -> "Cards":
        """The cards of all skills met; the caller may keep them up."""
        from engine.learning import kept_cards
        from engine.learning.cards import Cards

        with self._alone, without_collection():
            stand, entries = self._looked_up()
            found = kept_cards.read(self._snapshot.cards if self._cards is None else self._cards)
            cards = kept_cards.restored(found, questions, settings)
            rows = None if cards is None else self._log.after(found.end)
            if cards is None or rows is None:
                cards = Cards.replayed(entries or self._entries(stand), questions, settings)
            elif rows:
                kept_cards.catch_up(cards, rows, stand, questions, self._log)
            if found.end != stand.end or rows is None:
                self._cards = kept_cards.write(cards, stand, questions)
            if rows is None or len(rows) > SOON_KEPT:
                self._write(stand)
            return cards

    def _entries(self, stand: Accounts) -> list[Entry]:
        """The entries of the whole log, as far as the accounts have come."""
        return happened(row for row in self._log.rows() if row.seq <= stand.end.seq)

    def remake(self) -> None:
        """Throw away what was derived so far: it is made anew, from the whole log, when it is next asked for."""
        with self._alone:
            self._accounts, self._cards, self._written = None, b"", None
            with suppress(OSError):
                self._path.unlink(missing_ok=True)

    def keep(self) -> None:
        """Write the snapshot, if there is anything new in it; where that fails, the next start takes longer."""
        with self._alone, without_collection():
            if self._accounts is not None:
                self._write(self._up_to_date())

    def _write(self, stand: Accounts) -> None:
        if (stand.end, self._cards) == self._written or self._log.read_only:
            return
        self._cards = self._snapshot.cards if self._cards is None else self._cards
        with suppress(OSError):
            snapshot.write(self._path, stand.encode(), self._cards)
            self._written = stand.end, self._cards

    def _up_to_date(self) -> Accounts:
        """The accounts up to the last row."""
        return self._looked_up()[0]

    def _looked_up(self) -> tuple[Accounts, list[Entry] | None]:
        """The accounts up to the last row, and the entries of the whole log if all of it had to be read."""
        entries = None
        with without_collection():
            stand, self._accounts = self._accounts or self._restored(), None
            rows = self._log.after(stand.end) if stand else None
            if stand is None or rows is None or not self._heard(stand, rows):
                read, rows = self._log.rows(), None
                entries = happened(read)
                stand = Accounts.of(read, entries)
                self._cards = b""
            self._accounts = stand
            # A program that is killed never closes the log; what took long to find is kept at once.
            if rows is None or len(rows) > SOON_KEPT:
                self._write(stand)
            return stand, entries

    def _heard(self, stand: Accounts, rows: Sequence[Row]) -> bool:
        """Take in the rows written since; false when all must be read again, or when that is quicker."""
        corrections = sum(row.kind in ("undo", "regrade") for row in rows)
        return corrections <= MOST_CORRECTIONS and all(stand.hear(row, self._log) for row in rows)

    def _restored(self) -> Accounts | None:
        """The accounts as the snapshot has them; `None` when there is none that can be trusted."""
        self._snapshot = snapshot.read(self._path)
        stand = accounts.read(self._snapshot.accounts)
        if stand:
            self._cards, self._written = None, (stand.end, None)
        return stand
