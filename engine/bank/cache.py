"""Compiled banks: what a file without problems held when it was last read, kept so that the next start need not read YAML.

A compiled file is used only if it was made from the same bytes by the same program and is undamaged; anything else is as good as absent, and
nothing depends on there being one.
"""

import os
import tempfile
import zlib
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

import msgspec

from engine.bank.bank_file import BankFile, Summary, any_question
from engine.bank.program import fingerprint
from engine.bank.skills import Declared
from engine.question.question import Question

_KEY_BYTES = 16
_SUM_BYTES = 4
_MOST_FILES = 256
"""Compiled files kept; the oldest go first."""


class Cache:
    """A folder of compiled files, one for each bank file, whatever versions of it there have been."""

    def __init__(self, folder: Path | None = None):
        """`folder`: made when the first file is kept; `None`: below `UNROLLED_HOME`, else where the platform keeps such things."""
        self._folder = folder

    def get(self, path: Path, data: bytes) -> BankFile | None:
        """What a bank file with these bytes holds, if that is known."""
        try:
            kept = self._file(path).read_bytes()
        except OSError:
            return None
        key, checksum, body = (
            kept[:_KEY_BYTES],
            kept[_KEY_BYTES : _KEY_BYTES + _SUM_BYTES],
            kept[_KEY_BYTES + _SUM_BYTES :],
        )
        if key != _key(data) or checksum != _checksum(body):
            return None
        try:
            return BankFile(*_decoder().decode(body))
        except msgspec.MsgspecError:
            return None

    def put(self, path: Path, data: bytes, file: BankFile) -> None:
        """Keep what a bank file without problems holds; where that cannot be done, the next start reads YAML again."""
        body = msgspec.msgpack.encode(file)
        try:
            write_whole(self._file(path), _key(data) + _checksum(body) + body)
            self._prune()
        except OSError:
            return

    def folder(self) -> Path:
        """Where the compiled files are."""
        if self._folder is None:
            self._folder = usual_folder()
        return self._folder

    def _file(self, path: Path) -> Path:
        name = blake2b(os.fsencode(os.path.realpath(path)), digest_size=16).hexdigest()
        return self.folder() / f"{name}.bank"

    def _prune(self) -> None:
        files = list(self.folder().glob("*.bank"))
        if len(files) > _MOST_FILES:
            for file in sorted(files, key=lambda file: file.stat().st_mtime)[:-_MOST_FILES]:
                file.unlink(missing_ok=True)


def read_compiled(question: msgspec.Raw) -> Question:
    """A question from its compiled form."""
    return _question_decoder().decode(question)


class _Stored(NamedTuple):
    """`BankFile` with its questions left raw."""

    title: str
    skills: dict[str, Declared]
    entries: tuple[tuple[Summary, msgspec.Raw], ...]


@cache
def _decoder() -> "msgspec.msgpack.Decoder[_Stored]":
    return msgspec.msgpack.Decoder(_Stored)


@cache
def _question_decoder() -> "msgspec.msgpack.Decoder[Question]":
    return msgspec.msgpack.Decoder(any_question())


def _key(data: bytes) -> bytes:
    return blake2b(data, digest_size=_KEY_BYTES, key=fingerprint("engine")).digest()


def _checksum(body: bytes) -> bytes:
    return zlib.crc32(body).to_bytes(_SUM_BYTES, "big")


def write_whole(file: Path, content: bytes) -> None:
    """Write all of a file or nothing, so that no other start reads half of it; its folder is made. Raises `OSError`."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent)
    try:
        with open(handle, "wb") as new:
            new.write(content)
        os.replace(name, file)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def usual_folder() -> Path:
    """Where what can be found out again is kept: below `UNROLLED_HOME`, else where the platform keeps such things."""
    if home := os.environ.get("UNROLLED_HOME"):
        return Path(home).expanduser() / "cache"
    import platformdirs

    return Path(platformdirs.user_cache_dir("unrolled", appauthor=False))
