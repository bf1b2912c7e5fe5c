"""Logs made up by chance: every kind of entry, in any order, corrections of what is there and of what is not."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from hypothesis import strategies as st

from engine.learning.entry import Entry, Row, seal, write

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
QUESTIONS = ("forget", "input", "reset", "update", "update-again", "of another bank")
VERDICTS: tuple[dict[str, Any], ...] = (
    {"outcome": "correct", "score": 1.0},
    {"outcome": "partial", "score": 0.5},
    {"outcome": "wrong", "score": 0.0, "mistake": "tanh-for-sigmoid"},
    {"outcome": "wrong", "score": 0.0, "convention": "the other gate order"},
    {"outcome": "invalid", "score": 0.0},
)


class Step(NamedTuple):
    """One thing that happens; numbers are taken modulo what there is to choose from."""

    kind: str
    which: int
    question: int
    verdict: int
    hours: int
    """Since the step before; the clock may be set back."""
    earlier: bool
    """Whether the entry was written by another machine, before the last ones here."""


def steps(most: int = 40) -> st.SearchStrategy[list[Step]]:
    """Lists of steps."""
    kinds = [
        "sitting",
        "attempt",
        "attempt",
        "attempt",
        "invalid",
        "fresh",
        "finish",
        "hint",
        "flag",
        "undo",
        "regrade",
        "rating",
    ]
    one = st.builds(
        Step,
        st.sampled_from(kinds),
        st.integers(0, 50),
        st.integers(0, len(QUESTIONS) - 1),
        st.integers(0, len(VERDICTS) - 1),
        st.integers(-30, 80),
        st.sampled_from([False] * 15 + [True]),
    )
    return st.lists(one, max_size=most)


def _body(step: Step, rows: list[Row]) -> dict[str, Any]:
    sittings = [row.uid for row in rows if row.kind == "sitting"] or ["nowhere"]
    # The one after the last is an entry that may come yet.
    answers = [*(row.uid for row in rows if row.kind in ("attempt", "invalid")), f"{len(rows) * 2 + 4:016x}{0:016x}"]
    sitting, answer = sittings[step.which % len(sittings)], answers[-1 - step.which % len(answers)]
    here = {"sitting": sitting, "position": 1, "question": QUESTIONS[step.question], "seed": step.which % 4}
    verdict = {"message": "", **VERDICTS[step.verdict]}
    given = {"digest": "", "given": {}, "raw": "tanh", "hints": step.which % 2, "tries": 1 + step.which % 2}
    match step.kind:
        case "sitting":
            return {
                "mode": ("quiz", "drill")[step.which % 2],
                "seed": None,
                "plan": [[QUESTIONS[0], 0], [QUESTIONS[1], 0]],
            }
        case "attempt" | "invalid":
            sure = ("guess", "sure", None)[step.which % 3]
            return {**here, **given, "verdict": verdict, "seconds": 30.0 + step.which, "confidence": sure}
        case "undo":
            return {"attempt": answer}
        case "regrade":
            return {"attempt": answer, "verdict": verdict}
        case "rating":
            return {"attempt": answer, "rating": ("again", "hard", "good", "easy", "superb")[step.verdict]}
        case "hint":
            return {**here, "hints": 1}
        case "flag":
            return {**here, "flagged": step.which % 2 == 0}
        case "finish":
            return {"sitting": sitting}
        case _:
            return here


def written(done: Iterable[Step], rows: list[Row]) -> list[Row]:
    """A log with what happened after it; every second uid is left free for what another machine may have written."""
    log, now = list(rows), datetime.fromisoformat(rows[-1].at) if rows else START
    for step in done:
        now += timedelta(hours=step.hours)
        order = max((int(row.uid[:16], 16) for row in log), default=0) + 2
        if step.earlier:
            order -= 1 + 2 * (step.which % 5)
        uid = f"{max(order, 1):016x}{0:016x}"
        if uid not in {row.uid for row in log}:
            row = write(step.kind, _body(step, log), now, "", "0" * 16)._replace(uid=uid)
            log.append(seal(row, log[-1] if log else None))
    return log


class MadeLog:
    """A log in memory, as a ledger reads it."""

    read_only = False

    def __init__(self, rows: list[Row]):
        self.all = rows

    def rows(self) -> list[Row]:
        return self.all

    def after(self, mark: Any) -> list[Row] | None:
        if mark.seq and (mark.seq > len(self.all) or self.all[mark.seq - 1].mark != mark):
            return None
        return self.all[mark.seq :]

    def picked(self, seqs: Iterable[int]) -> list[Entry]:
        return [row.entry for row in sorted((self.all[seq - 1] for seq in seqs), key=lambda row: row.uid)]

    def named(self, uid: str) -> Row | None:
        return next((row for row in self.all if row.uid == uid), None)

    @property
    def entries(self) -> list[Entry]:
        return [row.entry for row in sorted(self.all, key=lambda row: row.uid)]
