"""Compiled banks: what a file without problems held when it was last read, kept so that the next start need not read YAML.

A compiled file is used only if it was made by the same program, from the same bytes or from a file that nobody has touched since, and is
undamaged; anything else is as good as absent, and nothing depends on there being one.
"""

import os
import struct
import tempfile
import zlib
from collections.abc import Sequence
from functools import cache
from hashlib import blake2b
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple, overload

import msgspec

from engine.bank.bank_file import BankFile, Index, any_question
from engine.bank.files import Source
from engine.bank.program import fingerprint
from engine.bank.skills import Declared
from engine.question.question import Question

_KEY_BYTES = 16
_HEAD = struct.Struct(">16s16sII")
"""The program, the bank file's bytes, the length of the table of contents, and the checksum of all that follows."""
_MOST_FILES = 256
"""Compiled files kept; the oldest go first."""
_SETTLED = 2_000_000_000
"""Nanoseconds that must lie between the last change of a bank file and its compilation: clocks of file systems may be so coarse, and a
later change within one tick would look like none."""


class Cache:
    """A folder of compiled files, one for each bank file, whatever versions of it there have been."""

    def __init__(self, folder: Path | None = None):
        """`folder`: made when the first file is kept; `None`: below `UNROLLED_HOME`, else where the platform keeps such things."""
        self._folder = folder

    def get(self, source: Source) -> BankFile | None:
        """What a bank file holds, if that is known. Raises `OSError` when the file cannot be read."""
        try:
            with self._file(source.path).open("rb") as file:
                compiled, made = file.read(), os.fstat(file.fileno()).st_mtime_ns
        except OSError:
            return None
        found = _opened(compiled)
        if found is None:
            return None
        contents, bytes_key, file = found
        if contents.stamp == _stamp(source) and made - source.status.st_ctime_ns > _SETTLED:
            return file
        if bytes_key != _key(source.data):
            return None
        self.put(source, file)
        return file

    def put(self, source: Source, file: BankFile) -> None:
        """Keep what a bank file without problems holds; where that cannot be done, the next start reads YAML again."""
        try:
            write_whole(self._file(source.path), _compiled(source, file))
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


def read_compiled(question: bytes | memoryview) -> Question:
    """A question from its compiled form."""
    return _question_decoder().decode(question)


class Compiled(Sequence[Question]):
    """Compiled questions one behind the other, each read when it is asked for."""

    def __init__(self, data: memoryview, ends: list[int]):
        """`ends`: where each question ends, from the beginning of the first."""
        self._data = data
        self._ends = ends

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, place: int) -> Question: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Question]: ...
    def __getitem__(self, place: int | slice) -> Question | Sequence[Question]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        begin = self._ends[place - 1] if place else 0
        return read_compiled(self._data[begin : self._ends[place]])


class _Contents(NamedTuple):
    """The table of contents."""

    stamp: tuple[int, int, int, int]
    """`_stamp` of the bank file."""
    title: str
    skills: dict[str, Declared]
    index: Index
    ends: list[int]


@cache
def _question_decoder() -> "msgspec.msgpack.Decoder[Question]":
    return msgspec.msgpack.Decoder(any_question())


@cache
def _decoder() -> "msgspec.msgpack.Decoder[_Contents]":
    return msgspec.msgpack.Decoder(_Contents)


def _opened(compiled: bytes) -> tuple[_Contents, bytes, BankFile] | None:
    """A compiled file: its contents, which bytes it was made from, and what these hold; nothing if it is damaged or another program's."""
    if len(compiled) < _HEAD.size:
        return None
    program, key, length, checksum = _HEAD.unpack_from(compiled)
    rest = memoryview(compiled)[_HEAD.size :]
    if program != fingerprint("engine") or checksum != zlib.crc32(rest):
        return None
    try:
        contents = _decoder().decode(rest[:length])
    except msgspec.MsgspecError:
        return None
    questions = Compiled(rest[length:], contents.ends)
    return contents, key, BankFile(contents.title, contents.skills, contents.index, questions)


def _compiled(source: Source, file: BankFile) -> bytes:
    questions = [msgspec.msgpack.encode(question) for question in file.questions]
    ends = list(accumulate(map(len, questions)))
    contents = msgspec.msgpack.encode(_Contents(_stamp(source), file.title, file.skills, file.index, ends))
    rest = contents + b"".join(questions)
    return _HEAD.pack(fingerprint("engine"), _key(source.data), len(contents), zlib.crc32(rest)) + rest


def _key(data: bytes) -> bytes:
    return blake2b(data, digest_size=_KEY_BYTES).digest()


def _stamp(source: Source) -> tuple[int, int, int, int]:
    """What changes with every change of a file."""
    status = source.status
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


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
