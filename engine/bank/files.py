"""Which files banks are read from, and their bytes."""

import errno
import os
import stat
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

from engine import limits
from engine.errors import Problem

SUFFIX = ".yaml"


class Source:
    """One file; read when its bytes are first asked for."""

    def __init__(self, path: Path, real: str, status: os.stat_result):
        """`path`: as the reader named it. `real`: without symbolic links."""
        self.path = path
        self.real = real
        self.status = status

    def again(self) -> "Source":
        """The same file, as it is now. Raises `OSError`."""
        return Source(self.path, self.real, self.path.stat())

    @cached_property
    def data(self) -> bytes:
        """All of the file, or one byte more than a bank may have. Raises `OSError`."""
        with self.path.open("rb") as file:
            return file.read(limits.BANK_FILE_BYTES + 1)


def shipped() -> Path:
    """The folder of the banks that come with the program: beside its packages, in a checkout as where it is installed."""
    return Path(__file__).parents[2] / "questions"


def sources(paths: Sequence[Path]) -> tuple[list[Source], list[Problem]]:
    """The files named, and the *.yaml files of folders, in order; what cannot be read becomes a problem."""
    found: list[Source] = []
    problems: list[Problem] = []
    size = 0
    for path, real in _each(paths, problems):
        if len(found) >= limits.BANK_FILES:
            problems.append(_problem(path, "one more file", f"at most {limits.BANK_FILES} files", "join small files"))
            break
        try:
            status = _status(path)
        except OSError as error:
            problems.append(unreadable(path, error))
            continue
        size += min(status.st_size, limits.BANK_FILE_BYTES + 1)
        if size > limits.BANK_BYTES:
            expected = f"at most {limits.BANK_BYTES:,} bytes in all files together"
            problems.append(_problem(path, "more", expected, "load fewer files at once"))
            break
        found.append(Source(path, real, status))
    return found, problems


def neighbours(found: Sequence[Source]) -> list[Source]:
    """The other files of the same folders, and the banks that come with the program."""
    read = {source.real for source in found}
    around, _ = sources([*dict.fromkeys(source.path.parent for source in found), shipped()])
    return [source for source in around if source.real not in read]


def _each(paths: Sequence[Path], problems: list[Problem]) -> Iterator[tuple[Path, str]]:
    """Files as named, folders as what they hold, each with its real path; no file twice."""
    seen = set()
    for path in paths:
        try:
            inside = _inside(path) if path.is_dir() else [path]
        except OSError as error:
            problems.append(_problem(path, _reason(error), "a folder that can be read"))
            continue
        if not inside:
            problems.append(_problem(path, f"no *{SUFFIX} file", "a folder with banks", _renaming(path)))
        for file in inside:
            if (real := os.path.realpath(file)) not in seen:
                seen.add(real)
                yield file, real


def _inside(folder: Path) -> list[Path]:
    return sorted(file for file in folder.iterdir() if file.suffix == SUFFIX and not file.name.startswith("."))


def _renaming(folder: Path) -> str:
    return f"rename *.yml to *{SUFFIX}" if any(file.suffix == ".yml" for file in folder.iterdir()) else ""


def unreadable(path: Path, error: OSError) -> Problem:
    """What is said of a file that cannot be read."""
    return _problem(path, _reason(error), "a bank file that can be read")


def _status(path: Path) -> os.stat_result:
    """What the platform says of a file that may be read; nothing that could keep us waiting is one. Raises `OSError`."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise OSError(0, "no ordinary file")
    if not os.access(path, os.R_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return status


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file"
    return (error.strerror or "what cannot be read").lower()


def _problem(path: Path, found: str, expected: str, fix: str = "") -> Problem:
    return Problem(str(path), 0, "", found, expected, fix)
