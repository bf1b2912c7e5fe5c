"""One entry of the log: as it is kept, sealed by checksums, and as it is read."""

import json
import zlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

import msgspec


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened, once and for ever."""

    uid: str
    """32 hexadecimal digits, unique among all logs. The first half grows with every entry a log writes, so that sorting by it
    is the order of events, whatever the clock did and from wherever entries were merged."""
    kind: str
    """What happened: `sitting`, `attempt`, `invalid`, `advance` …"""
    at: datetime
    """UTC, as the clock said; clocks are set back, so it orders nothing."""
    body: dict[str, Any]
    """Plain data; its fields hang on the kind."""


class Mark(NamedTuple):
    """How far a log had come: one of its rows, told apart from what any other log may have in that place."""

    seq: int
    uid: str
    crc: int


BEGINNING: Final = Mark(0, "", 0)
"""Before the first row."""


class Row(NamedTuple):
    """An entry as one row of the file, in the order of its columns."""

    seq: int
    """From 1, in the order written to this file; another file may number the same entry otherwise."""
    uid: str
    kind: str
    at: str
    """UTC in ISO 8601, to the microsecond."""
    body: str
    """JSON in ASCII, so that any text a terminal can send (lone surrogates, NUL) is kept as it was."""
    before: int
    """`crc` of the row before; 0 for the first. A missing or exchanged row breaks the chain."""
    crc: int
    """CRC-32 of everything else in the row: a row is known to be whole by itself, its neighbours lost or not."""

    @property
    def whole(self) -> bool:
        """Whether the row is as it was written."""
        return self.crc == checksum(self)

    @property
    def mark(self) -> Mark:
        """The place of this row."""
        return Mark(self.seq, self.uid, self.crc)

    @property
    def entry(self) -> Entry:
        """The entry this row keeps."""
        return Entry(uid=self.uid, kind=self.kind, at=datetime.fromisoformat(self.at), body=read_body(self.body))


def happened(rows: Iterable[Row]) -> list[Entry]:
    """What rows keep, in the order in which it happened."""
    return [row.entry for row in sorted(rows, key=lambda row: row.uid)]


def checksum(row: Row) -> int:
    """CRC-32 of all columns but `crc`."""
    text = f"{row.seq}\n{row.uid}\n{row.kind}\n{row.at}\n{row.before}\n{row.body}"
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


def read_body(text: str) -> dict[str, Any]:
    """The body that a row's JSON holds."""
    try:
        body: dict[str, Any] = msgspec.json.decode(text)
    except msgspec.DecodeError:
        body = json.loads(text)  # the slower reader takes lone surrogates
    return body


def seal(row: Row, last: Row | None) -> Row:
    """The row as it follows `last` in a file (`None`: as the first), numbered, chained and checksummed."""
    placed = row._replace(seq=last.seq + 1 if last else 1, before=last.crc if last else 0)
    return placed._replace(crc=checksum(placed))


def write(kind: str, body: Mapping[str, Any], now: datetime, newest: str, chance: str) -> Row:
    """A new entry as a row not yet sealed.

    `newest`: the highest uid so far, empty for none; the new one sorts after it even if the clock was set back. `chance`: 16 random
    hexadecimal digits. Raises `ValueError` for a time without a zone, or a number that is not finite.
    """
    if now.tzinfo is None:
        raise ValueError("the clock must say its time zone")
    microseconds = max(0, round(now.timestamp() * 1_000_000))
    order = max(microseconds, int(newest[:16], 16) + 1 if newest else 0)
    at = now.astimezone(UTC).isoformat(timespec="microseconds")
    return Row(0, f"{order:016x}{chance}", kind, at, json.dumps(body, allow_nan=False, separators=(",", ":")), 0, 0)
