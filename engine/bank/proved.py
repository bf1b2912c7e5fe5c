"""Which questions have been proved, so that a check of what has changed need not prove the rest again."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from engine.bank.cache import usual_folder, write_whole
from engine.bank.load import Bank
from engine.bank.program import fingerprint

_NAME = "proved.json"
_MOST_QUESTIONS = 100_000


class _Record(msgspec.Struct):
    program: str
    seeds: dict[str, int]
    """By a question's digest, over how many seeds it was proved."""


class Proved:
    """The questions without problems, by what the bank says of them; forgotten when the engine or a solver changes."""

    def __init__(self, folder: Path | None = None):
        """`folder`: where the record is kept; `None`: with the compiled banks."""
        self._file = (folder or usual_folder()) / _NAME
        self._program = fingerprint("engine", "solvers").hex()
        self._seeds = self._kept()

    def unproved(self, bank: Bank, variants: int) -> list[str]:
        """Ids of the questions that are new, changed, or were proved over fewer seeds."""
        return [name for name, digest in bank.digests.items() if self._seeds.get(digest, 0) < variants]

    def keep(self, bank: Bank, names: Iterable[str], variants: int) -> None:
        """Remember questions that were proved; where that cannot be done, they are proved again next time."""
        for name in names:
            digest = bank.digests[name]
            self._seeds[digest] = max(variants, self._seeds.pop(digest, 0))
        newest = dict(list(self._seeds.items())[-_MOST_QUESTIONS:])
        try:
            write_whole(self._file, msgspec.json.encode(_Record(self._program, newest)))
        except OSError:
            return

    def _kept(self) -> dict[str, int]:
        try:
            record = msgspec.json.decode(self._file.read_bytes(), type=_Record)
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            return {}
        return record.seeds if record.program == self._program else {}
