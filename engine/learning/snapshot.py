"""A snapshot: what was derived from a log so far, kept beside it, so that a start reads this and the rows written since.

The log stays the truth. A snapshot that is missing, old, damaged or of another version is as if there were none, and nothing is lost.
"""

import os
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

VERSION: Final = 1
"""Raised with any change to what is derived from a log, or to how it is kept."""
_MAGIC: Final = b"unrolled snapshot %d\n" % VERSION
_CRC_BYTES: Final = 4


class Snapshot(msgspec.Struct, array_like=True):
    """Parts that are decoded when they are first needed, each with the mark it goes by; empty when there is none."""

    accounts: bytes = b""
    cards: bytes = b""


def read(path: Path) -> Snapshot:
    """The snapshot at a path; an empty one when there is none that can be trusted."""
    try:
        content = path.read_bytes()
        start = len(_MAGIC) + _CRC_BYTES
        crc = int.from_bytes(content[len(_MAGIC) : start], "big")
        if not content.startswith(_MAGIC) or crc != zlib.crc32(content[start:]):
            return Snapshot()
        return msgspec.msgpack.decode(content[start:], type=Snapshot)
    except (OSError, msgspec.DecodeError):
        return Snapshot()


def write(path: Path, snapshot: Snapshot) -> None:
    """Keep a snapshot in place of the one before. Raises `OSError`.

    It is not synchronised: after a power cut there may be none, or half a one, and the log is read instead.
    """
    content = msgspec.msgpack.encode(snapshot)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(_MAGIC + zlib.crc32(content).to_bytes(_CRC_BYTES, "big") + content)
        os.replace(part, path)
    finally:
        # Also what programs killed at this point have left; one that is at it now will write its own the next time.
        for left in path.parent.glob(f"{path.name}.*.part"):
            with suppress(OSError):
                left.unlink()
