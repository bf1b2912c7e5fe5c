"""Rows read out of a log's raw bytes, whatever state the file is in.

SQLite finds a row through its header, its schema and the pages above the row; one flipped bit there hides thousands of sound rows. This reader
looks at every page on its own, in the file and in its write-ahead file, takes what looks like a row of the log, and keeps it only if its own
checksum holds. It needs no lock, no write access and no free space. Format: sqlite.org/fileformat2.html, sections 1.5, 1.6, 2.1 and 4.1.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from engine.learning.database import PAGE_BYTES
from engine.learning.entry import Row

_WAL_HEADER = 32
_FRAME_HEADER = 24
_LEAF = 0x0D
"""First byte of a page that holds rows of a table."""
_LARGEST_LOCAL = PAGE_BYTES - 35
_SMALLEST_LOCAL = (PAGE_BYTES - 12) * 32 // 255 - 23


def carve(path: Path) -> dict[str, Row]:
    """Every whole row of the log at `path` and its write-ahead file, by uid; empty when neither can be read."""
    pages = _pages(_content(path), 0, 0)
    frames = _frames(_content(path.with_name(path.name + "-wal")))
    found: dict[str, Row] = {}
    for overflow in ({**dict(pages), **dict(frames)}, dict(pages)):
        for number, page in pages + frames:
            for row in _rows(page, 100 if number == 1 else 0, overflow):
                found.setdefault(row.uid, row)
    return found


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _pages(content: bytes, start: int, skip: int) -> list[tuple[int, bytes]]:
    starts = range(start, len(content), PAGE_BYTES + skip)
    return [(number, content[at + skip : at + skip + PAGE_BYTES]) for number, at in enumerate(starts, 1)]


def _frames(wal: bytes) -> list[tuple[int, bytes]]:
    """Pages in the write-ahead file, each with its number; frames of earlier rounds and torn ones too, since rows vouch for themselves."""
    found = []
    for at in range(_WAL_HEADER, len(wal), _FRAME_HEADER + PAGE_BYTES):
        page = wal[at + _FRAME_HEADER : at + _FRAME_HEADER + PAGE_BYTES]
        found.append((int.from_bytes(wal[at : at + 4], "big"), page))
    return found


def _rows(page: bytes, start: int, pages: dict[int, bytes]) -> Iterator[Row]:
    if page[start : start + 1] != bytes([_LEAF]):
        return
    counted = start + 8 + 2 * int.from_bytes(page[start + 3 : start + 5], "big")
    for at in range(start + 8, len(page), 2):
        place = int.from_bytes(page[at : at + 2], "big")
        # The count of rows may be what is damaged: behind the last place there is nothing but zeros.
        if at >= counted and not place:
            return
        try:
            row = _row(page, place, pages)
        except (IndexError, KeyError, ValueError):
            continue
        if row.whole:
            yield row


def _row(page: bytes, at: int, pages: dict[int, bytes]) -> Row:
    """The row whose cell starts at a byte. Raises `IndexError`, `KeyError` or `ValueError` when there is none."""
    length, at = _varint(page, at)
    seq, at = _varint(page, at)
    values = _record(_payload(page, at, length, pages))
    uid, kind, moment, body, before, crc = values[1:]
    return Row(seq, uid, kind, moment, body, before, crc)


def _payload(page: bytes, at: int, length: int, pages: dict[int, bytes]) -> bytes:
    """The bytes of a cell, those that overflowed into further pages included."""
    if length <= _LARGEST_LOCAL:
        return page[at : at + length]
    local = _SMALLEST_LOCAL + (length - _SMALLEST_LOCAL) % (PAGE_BYTES - 4)
    local = local if local <= _LARGEST_LOCAL else _SMALLEST_LOCAL
    content = page[at : at + local]
    following = int.from_bytes(page[at + local : at + local + 4], "big")
    visited = set()
    while len(content) < length:
        if following in visited:
            raise ValueError("overflow pages in a circle")
        visited.add(following)
        content += pages[following][4:]
        following = int.from_bytes(pages[following][:4], "big")
    return content[:length]


def _record(payload: bytes) -> list[Any]:
    """The columns of a record: whole numbers, texts and NULL; the log has no others."""
    end, at = _varint(payload, 0)
    types: list[int] = []
    while at < end and len(types) <= len(Row._fields):
        code, at = _varint(payload, at)
        types.append(code)
    values: list[Any] = []
    for code in types:
        size = _size(code)
        field = payload[at : at + size]
        values.append(_value(code, field))
        at += size
    return values


def _size(code: int) -> int:
    if code >= 12:
        return (code - 12) // 2
    return (0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0)[code]


def _value(code: int, field: bytes) -> str | int | None:
    if code >= 13 and code % 2:
        return field.decode()
    if code in (8, 9):
        return code - 8
    return int.from_bytes(field, "big", signed=True) if 1 <= code <= 6 else None


def _varint(content: bytes, at: int) -> tuple[int, int]:
    """A number of 1 to 9 bytes, and the place after it."""
    value = 0
    for place in range(at, at + 8):
        byte = content[place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place + 1
    return value << 8 | content[at + 8], at + 9
