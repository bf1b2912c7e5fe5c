"""Dealings: which numbers questions were dealt, kept so that they can be shown again before anything that computes is loaded.

Fresh numbers are drawn by a formula, and again while a known wrong answer cannot be told from the right one; to find that out takes NumPy,
whose import takes as long as half a start. What is kept is used only by the program that found it; whatever is missing is dealt anew.
"""

import sqlite3
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import msgspec

from engine.bank.cache import Cache
from engine.bank.program import fingerprint
from engine.errors import FormulaError
from engine.question.question import Question
from engine.question.variant import Variant, deal, dealt_as, is_drawn

MOST: Final = 50_000
"""Dealings kept; the oldest go first."""
BUSY_SECONDS: Final = 0.2
"""How long another program is waited for."""
# Nothing here need outlast a power cut: a damaged file is thrown away.
_LAYOUT: Final = """
PRAGMA journal_mode = MEMORY;
PRAGMA synchronous = OFF;
CREATE TABLE IF NOT EXISTS dealings (
    number INTEGER PRIMARY KEY, digest TEXT, seed INTEGER, body BLOB, checksum INTEGER, UNIQUE (digest, seed)
);
"""
_FIND: Final = "SELECT body, checksum FROM dealings WHERE digest = ? AND seed = ?"
_ADD: Final = "INSERT OR REPLACE INTO dealings (digest, seed, body, checksum) VALUES (?, ?, ?, ?)"
_THIN: Final = "DELETE FROM dealings WHERE number <= (SELECT max(number) - ? FROM dealings)"


class _Dealt(msgspec.Struct, array_like=True):
    """What a question was dealt."""

    given: dict[str, Any]
    options: tuple[str, ...]


class Dealings:
    """Variants by the digest of their question and their seed; for any thread, and for several programs at once."""

    def __init__(self, cache: Cache):
        """`cache`: they lie in the same folder."""
        self._cache = cache

    @cached_property
    def _path(self) -> Path:
        return self._cache.folder() / f"{fingerprint('engine', 'solvers').hex()}.dealings"

    def deal(self, question: Question, digest: str, seed: int) -> Variant:
        """As `variant.deal`, from what is kept if it is there, else kept from now on. Raises `FormulaError`."""
        if not is_drawn(question, seed):
            return deal(question, seed)
        found = self._found(question, digest, seed)
        if found is None:
            found = deal(question, seed)
            self._keep(digest, found)
        return found

    def deal_ahead(
        self,
        questions: Mapping[str, Question],
        digests: Mapping[str, str],
        seed_of: Callable[[str], int],
        rest: Callable[[], bool],
    ) -> int:
        """Deal every question with the seed it will have next, and keep what was not kept yet; how many were dealt.

        `rest`: called after each question to let others work; when it returns true, the rest of the questions is left.
        """
        known, dealt = self._known(), 0
        for name, digest in digests.items():
            seed = seed_of(name)
            if (digest, seed) not in known and is_drawn(questions[name], seed):
                # A question that cannot be dealt says so when it is asked.
                with suppress(FormulaError):
                    self._keep(digest, deal(questions[name], seed))
                dealt += 1
                if rest():
                    break
        return dealt

    def _known(self) -> set[tuple[str, int]]:
        with suppress(sqlite3.Error), self._open("ro") as kept:
            return set(kept.execute("SELECT digest, seed FROM dealings"))
        return set()

    def _found(self, question: Question, digest: str, seed: int) -> Variant | None:
        with suppress(sqlite3.Error, msgspec.DecodeError), self._open("ro") as kept:
            for body, checksum in kept.execute(_FIND, (digest, seed)):
                if checksum == _checksum(digest, seed, body):
                    dealt = msgspec.msgpack.decode(body, type=_Dealt)
                    return dealt_as(question, seed, dealt.given, dealt.options)
        return None

    def _keep(self, digest: str, variant: Variant) -> None:
        """Keep a variant; where that cannot be done, it is dealt anew."""
        # Whole numbers beyond 64 bits overflow.
        with suppress(sqlite3.Error, OSError, OverflowError):
            body = msgspec.msgpack.encode(_Dealt(variant.given, variant.options))
            if not self._path.exists():
                self._path.parent.mkdir(parents=True, exist_ok=True)
                for old in self._path.parent.glob("*.dealings"):
                    old.unlink(missing_ok=True)
            with self._open("rwc") as kept, kept:
                kept.executescript(_LAYOUT)
                kept.execute(_ADD, (digest, variant.seed, body, _checksum(digest, variant.seed, body)))
                kept.execute(_THIN, (MOST,))

    @contextmanager
    def _open(self, mode: str) -> Iterator[sqlite3.Connection]:
        """What is kept; thrown away when it is damaged. `mode`: as SQLite names it. Raises `sqlite3.Error`."""
        try:
            uri = f"{self._path.absolute().as_uri()}?mode={mode}"
            with closing(sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS)) as kept:
                yield kept
        except sqlite3.OperationalError:
            raise  # there is none, or another program is at it
        except sqlite3.DatabaseError:
            self._path.unlink(missing_ok=True)
            raise


def _checksum(digest: str, seed: int, body: bytes) -> int:
    return zlib.crc32(body, zlib.crc32(f"{digest} {seed}".encode()))
