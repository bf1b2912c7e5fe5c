"""What an entry from elsewhere must be to be let into the log: everything that is later read from it has its type and its range."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, TypeAlias

import msgspec

from engine import limits
from engine.errors import StoreError
from engine.learning.attempt import Attempt
from engine.learning.entry import Row, read_body
from engine.marking.verdict import Verdict

Natural: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]
Seconds: TypeAlias = Annotated[float, msgspec.Meta(ge=0)]
Place: TypeAlias = Annotated[int, msgspec.Meta(ge=1, le=2**31 - 1)]


class _Verdict(Verdict, frozen=True, kw_only=True):
    score: Annotated[float, msgspec.Meta(ge=0, le=1)]
    cells: Any = None


class _Attempt(Attempt, frozen=True, kw_only=True):
    position: Place
    seed: Natural
    verdict: _Verdict
    hints: Natural
    tries: Place
    seconds: Seconds


class _Sitting(msgspec.Struct):
    mode: str
    seed: int | None
    plan: Annotated[list[tuple[str, Natural]], msgspec.Meta(min_length=1)]
    minutes: Place | None = None
    asked: dict[str, Any] = {}


class _Step(msgspec.Struct, kw_only=True):
    sitting: str


class _Move(_Step, kw_only=True):
    position: Place


class _Go(_Move, kw_only=True):
    to: Place
    typed: str = ""
    seconds: Seconds = 0.0


class _Fresh(_Move, kw_only=True):
    seed: Natural


class _Hint(_Move, kw_only=True):
    hints: Natural
    told: bool = False


class _FollowUp(_Fresh, kw_only=True):
    question: str
    because: str


class _Flag(_Move, kw_only=True):
    flagged: bool


class _Undo(msgspec.Struct):
    attempt: str


class _Regrade(_Undo):
    verdict: _Verdict


class _Rating(_Undo):
    rating: str


class _Guess(msgspec.Struct):
    demonstration: str
    choice: str


class _Shown(_Guess):
    right: bool


class _Any(msgspec.Struct):
    """What entries of any kind may have, those included that this version does not know."""

    sitting: str = ""
    question: str = ""
    seed: Natural | None = None
    spent: Seconds = 0.0


BODIES: Mapping[str, type[msgspec.Struct]] = {
    "sitting": _Sitting,
    "attempt": _Attempt,
    "invalid": _Attempt,
    "retry": _Move,
    "fresh": _Fresh,
    "hint": _Hint,
    "told": _Move,
    "follow-up": _FollowUp,
    "late": _Move,
    "flag": _Flag,
    "advance": _Move,
    "go": _Go,
    "skip": _Move,
    "finish": _Step,
    "undo": _Undo,
    "regrade": _Regrade,
    "rating": _Rating,
    "guess": _Guess,
    "shown": _Shown,
}
"""By kind, the fields that are read from an entry; every kind that this version writes is here."""
_PLACED = {kind for kind, fields in BODIES.items() if "position" in fields.__struct_fields__}


def check_body(kind: str, body: Mapping[str, Any]) -> None:
    """Raises `msgspec.ValidationError` for a body that its kind cannot have."""
    msgspec.convert(body, _Any)
    if kind in BODIES:
        msgspec.convert(body, BODIES[kind])


def check_heading(uid: str, at: str) -> None:
    """Raises `ValueError` for a uid that leaves no room after it, and for a time not written as the log writes it."""
    if int(uid[:16], 16) > limits.LOG_ORDER:
        raise ValueError(f"found the uid {uid}, expected one that begins with at most {limits.LOG_ORDER:x}")
    time = datetime.fromisoformat(at)
    first, last = limits.LOG_YEARS
    if time.tzinfo is None or time.astimezone(UTC).isoformat(timespec="microseconds") != at:
        raise ValueError(f"found the time {at!r}, expected UTC like 2026-03-02T09:00:00.000000+00:00")
    if not first <= time.year <= last:
        raise ValueError(f"found the year {time.year}, expected {first} to {last}")


def check_places(rows: Iterable[Row]) -> None:
    """Raises `StoreError` when an entry among all those of a log names a place that its sitting does not have."""
    sizes: dict[str, int] = {}
    places: list[tuple[str, str, int]] = []
    for row in rows:
        if row.kind == "sitting":
            sizes[row.uid] = len(read_body(row.body)["plan"])
        elif row.kind in _PLACED:
            body = read_body(row.body)
            places += [(row.uid, body["sitting"], body[name]) for name in ("position", "to") if name in body]
    for uid, sitting, place in places:
        if place > sizes.get(sitting, place):
            raise StoreError(
                f"entry {uid}: found the place {place}, expected 1 to {sizes[sitting]}, which is all that its sitting has"
            )
