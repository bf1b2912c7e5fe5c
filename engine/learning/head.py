"""The mark beside the log that says how far it had come.

A log cut short (bits flipped in its last pages or in its write-ahead file) is still a sound log, only an older one: nothing inside it can
tell. The mark is written after each commit and never synchronised, so it costs microseconds, and it is only ever behind the log, never ahead,
unless entries were lost.
"""

import os
import zlib
from pathlib import Path

from engine.learning.entry import Row

_LENGTH = 40


def write(path: Path, row: Row) -> None:
    """Mark a row as committed. Raises `OSError`."""
    text = f"{row.seq:020d} {row.crc:08x}"
    line = f"{text} {zlib.crc32(text.encode()):08x}\n".ljust(_LENGTH).encode()
    handle = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        os.write(handle, line)
    finally:
        os.close(handle)


def read(path: Path) -> tuple[int, int] | None:
    """`seq` and `crc` of a row that was committed; `None` when there is no mark, or only half a one."""
    try:
        words = path.read_text("utf-8").split()
        seq, crc, check = int(words[0]), int(words[1], 16), int(words[2], 16)
    except (OSError, ValueError, IndexError):
        return None
    return (seq, crc) if check == zlib.crc32(f"{seq:020d} {crc:08x}".encode()) else None
