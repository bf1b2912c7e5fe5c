"""Compiled banks: what a file without problems held when it was last read, kept so that the next start need not read YAML.

A compiled file is used only if it was made by the same program, from the same bytes or from a file that nobody has touched since, and is
undamaged; anything else is as good as absent, and nothing depends on there being one.
"""

import os
import struct
import tempfile
import zlib
from collections.abc import Callable, Sequence
from functools import cache, cached_property
from itertools import accumulate
from pathlib import Path
from typing import BinaryIO, NamedTuple, overload

import msgspec

from engine.bank.bank_file import BankFile, Index
from engine.bank.files import Source
from engine.bank.program import fingerprint
from engine.bank.skills import Declared
from engine.errors import BankError, Problem
from engine.kinds import kind_named
from engine.question.question import Question

_KEY_BYTES = 16
_HEAD = struct.Struct(">16s16sII")
"""The program, the bank file's bytes, the length of the table of contents, and its checksum; the questions come behind it."""
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

    def get(self, source: Source, again: Callable[[], BankFile]) -> BankFile | None:
        """What a bank file holds, if that is known. Raises `OSError` when the file cannot be read.

        `again`: reads and keeps the bank file itself; asked should its compiled questions turn out to be damaged.
        """
        path = self._file(source)
        try:
            with path.open("rb") as compiled:
                made = os.fstat(compiled.fileno()).st_mtime_ns
                head = compiled.read(_HEAD.size)
                contents = _contents(head, compiled)
        except OSError:
            return None
        if contents is None:
            return None
        questions = Compiled(path, head, contents, source.path, again)
        file = BankFile(contents.title, contents.skills, Index(contents.listing), questions)
        if contents.stamp == _stamp(source) and made - source.status.st_ctime_ns > _SETTLED:
            return file
        if _HEAD.unpack(head)[1] != _key(source.data) or questions.data is None:
            return None
        self._keep(source, contents._replace(stamp=_stamp(source)), questions.data)
        return file

    def put(self, source: Source, file: BankFile) -> None:
        """Keep what a bank file without problems holds; where that cannot be done, the next start reads YAML again."""
        questions = [msgspec.msgpack.encode(question) for question in file.questions]
        data, ends = b"".join(questions), list(accumulate(map(len, questions)))
        self._keep(
            source, _Contents(_stamp(source), file.title, file.skills, file.listing.kept, ends, zlib.crc32(data)), data
        )

    def _keep(self, source: Source, kept: "_Contents", data: bytes | memoryview) -> None:
        contents = msgspec.msgpack.encode(kept)
        head = _HEAD.pack(fingerprint("engine"), _key(source.data), len(contents), zlib.crc32(contents))
        try:
            write_whole(self._file(source), b"".join((head, contents, data)))
            self._prune()
        except OSError:
            return

    def folder(self) -> Path:
        """Where the compiled files are."""
        if self._folder is None:
            self._folder = usual_folder()
        return self._folder

    def _file(self, source: Source) -> Path:
        place = os.fsencode(source.real)
        return self.folder() / f"{zlib.crc32(place):08x}{zlib.adler32(place):08x}.bank"

    def _prune(self) -> None:
        files = list(self.folder().glob("*.bank"))
        if len(files) > _MOST_FILES:
            for file in sorted(files, key=lambda file: file.stat().st_mtime)[:-_MOST_FILES]:
                file.unlink(missing_ok=True)


def read_compiled(question: bytes | memoryview) -> Question:
    """A question from its compiled form."""
    return _decoder_of(_tag_decoder().decode(question).kind).decode(question)


class Compiled(Sequence[Question]):
    """The questions of a compiled file, which is opened again when the first is asked for; each is read when it is asked for itself."""

    def __init__(self, path: Path, head: bytes, contents: "_Contents", source: Path, again: Callable[[], BankFile]):
        """`head`: what the file began with. `source`: the bank file. `again`: as for `Cache.get`."""
        self._path = path
        self._head = head
        self._contents = contents
        self._source = source
        self._again = again

    def __len__(self) -> int:
        return len(self._contents.ends)

    @overload
    def __getitem__(self, place: int) -> Question: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Question]: ...
    def __getitem__(self, place: int | slice) -> Question | Sequence[Question]:
        places = range(len(self))[place]
        return [self._read(each) for each in places] if isinstance(places, range) else self._read(places)

    def _read(self, place: int) -> Question:
        if self.data is None:
            return self._anew[place]
        begin = self._contents.ends[place - 1] if place else 0
        return read_compiled(self.data[begin : self._contents.ends[place]])

    @cached_property
    def data(self) -> memoryview | None:
        """All questions, one behind the other; nothing when another start has replaced them, or something has damaged them."""
        try:
            with self._path.open("rb") as compiled:
                head = compiled.read(_HEAD.size)
                compiled.seek(_HEAD.unpack(self._head)[2], os.SEEK_CUR)
                data = compiled.read()
        except OSError:
            return None
        return memoryview(data) if head == self._head and zlib.crc32(data) == self._contents.checksum else None

    @cached_property
    def _anew(self) -> Sequence[Question]:
        file = self._again()
        if file.listing.column("digest") != Index(self._contents.listing).column("digest"):
            found = "other questions than at the start"
            raise BankError([Problem(str(self._source), 0, "", found, "a bank that does not change", "start again")])
        return file.questions


class _Contents(NamedTuple):
    """The table of contents."""

    stamp: tuple[int, int, int, int]
    """`_stamp` of the bank file."""
    title: str
    skills: dict[str, Declared]
    listing: dict[str, memoryview]
    """The fields of the `Index`."""
    ends: list[int]
    """Where each question ends, from the beginning of the first."""
    checksum: int
    """Of all questions."""


class _Tagged(msgspec.Struct):
    """Any question, of which only the kind is read."""

    kind: str


@cache
def _tag_decoder() -> "msgspec.msgpack.Decoder[_Tagged]":
    return msgspec.msgpack.Decoder(_Tagged)


@cache
def _decoder_of(kind: str) -> "msgspec.msgpack.Decoder[Question]":
    return msgspec.msgpack.Decoder(kind_named(kind))


@cache
def _decoder() -> "msgspec.msgpack.Decoder[_Contents]":
    return msgspec.msgpack.Decoder(_Contents)


def _contents(head: bytes, rest: BinaryIO) -> _Contents | None:
    """The table of contents that follows a head; nothing if it is damaged or another program's. Raises `OSError`."""
    if len(head) < _HEAD.size:
        return None
    program, _, length, checksum = _HEAD.unpack(head)
    if program != fingerprint("engine"):
        return None
    data = rest.read(length)
    if checksum != zlib.crc32(data):
        return None
    try:
        return _decoder().decode(data)
    except msgspec.MsgspecError:
        return None


def _key(data: bytes) -> bytes:
    from hashlib import blake2b  # loads OpenSSL, which a start from the cache can do without

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
