"""A log of any length, as an eager learner would leave it."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from engine.learning import attempt, database, entry
from engine.marking.verdict import Verdict

ATTEMPTS = 100_000
A_DAY = 100
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
RIGHT = Verdict(outcome="correct", score=1.0, message="Correct.", expected=[[3.5, 5.5], [3.75, 5.25]])
WRONG = Verdict(outcome="wrong", score=0.0, message="No.", mistake="no-bias", expected=[[3.5, 5.5], [3.75, 5.25]])


def now() -> datetime:
    return NOON


def body(number: int, names: Sequence[str]) -> dict[str, object]:
    """The answer with a number: all questions in turn, every third one wrong, all confidences in turn."""
    made = attempt.Attempt(
        sitting="0" * 32,
        position=1,
        question=names[number % len(names)],
        digest="cafe" * 8,
        seed=number // len(names),
        given={"C": [[1, 2, 3, 4], [5, 6, 7, 8], [1, 2, 3, 4], [5, 7, 6, 8]], "size": 2, "stride": 2},
        raw="[[3.5,5.5],[3.75,5.25]]",
        verdict=WRONG if number % 3 == 0 else RIGHT,
        hints=0,
        tries=1,
        seconds=31.4,
        confidence=("guess", "unsure", "sure", None)[number % 4],
    )
    return attempt.write(made)


def rows(count: int, names: Sequence[str]) -> Iterator[entry.Row]:
    """So many answers to these questions, a hundred a day, up to yesterday."""
    for number in range(count):
        at = NOON - timedelta(days=1 + (count - number) // A_DAY)
        yield entry.write("attempt", body(number, names), at, "", f"{number:016x}")


def kept(folder: Path, *made: Iterable[entry.Row]) -> Path:
    """The folder, with a log of these rows in it."""
    with closing(database.connect(folder / "log.db")) as connection, database.transaction(connection):
        database.insert(connection, [row for some in made for row in some])
    return folder
