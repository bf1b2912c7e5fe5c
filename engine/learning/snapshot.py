"""A snapshot: what was derived from a log so far, kept beside it, so that a start reads this and the rows written since.

The log stays the truth. A snapshot that is missing, old, damaged or of another version is as if there were none, and nothing is lost.
"""

import os
import struct
import zlib
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Final

VERSION: Final = 2
"""Raised with any change to what is derived from a log, or to how it is kept."""
_MAGIC: Final = b"unrolled snapshot %d\n" % VERSION
_SIZES: Final = struct.Struct(">IIII")
"""The length and the checksum of the accounts, then of the cards."""
_CHECKSUM: Final = struct.Struct(">I")
"""Of all before it."""
_HEAD_BYTES: Final = len(_MAGIC) + _SIZES.size + _CHECKSUM.size


class Snapshot:
    """The parts of a snapshot, each with the mark it goes by; empty when there is none. Most starts need no cards."""

    def __init__(self, path: Path, head: bytes = b"", accounts: bytes = b""):
        """Use `read`."""
        self._path = path
        self._head = head
        self.accounts = accounts
        """What every start needs."""

    @cached_property
    def cards(self) -> bytes:
        """What is remembered of each skill; empty too when another snapshot has taken the place of this one since it was read."""
        if not self._head:
            return b""
        try:
            with self._path.open("rb") as file:
                same = file.read(_HEAD_BYTES) == self._head
                file.seek(len(self.accounts), os.SEEK_CUR)
                content = file.read()
        except OSError:
            return b""
        _, _, length, checksum = _SIZES.unpack_from(self._head, len(_MAGIC))
        return content if same and (len(content), zlib.crc32(content)) == (length, checksum) else b""


def read(path: Path) -> Snapshot:
    """The snapshot at a path; an empty one when there is none that can be trusted."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
            if len(head) < _HEAD_BYTES or not head.startswith(_MAGIC):
                return Snapshot(path)
            signed = head[: -_CHECKSUM.size]
            length, checksum, _, _ = _SIZES.unpack_from(head, len(_MAGIC))
            # A damaged length may be of any size, so that the head comes first.
            if _CHECKSUM.unpack_from(head, len(signed)) != (zlib.crc32(signed),):
                return Snapshot(path)
            accounts = file.read(length)
    except OSError:
        return Snapshot(path)
    if (len(accounts), zlib.crc32(accounts)) != (length, checksum):
        return Snapshot(path)
    return Snapshot(path, head, accounts)


def write(path: Path, accounts: bytes, cards: bytes) -> None:
    """Keep a snapshot in place of the one before. Raises `OSError`.

    It is not synchronised: after a power cut there may be none, or half a one, and the log is read instead.
    """
    signed = _MAGIC + _SIZES.pack(len(accounts), zlib.crc32(accounts), len(cards), zlib.crc32(cards))
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(b"".join((signed, _CHECKSUM.pack(zlib.crc32(signed)), accounts, cards)))
        os.replace(part, path)
    finally:
        # Also what programs killed at this point have left; one that is at it now will write its own the next time.
        for left in path.parent.glob(f"{path.name}.*.part"):
            with suppress(OSError):
                left.unlink()
