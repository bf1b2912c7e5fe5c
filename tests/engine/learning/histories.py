"""Learners at several machines, each with a log of their own, and all that is replayed from a log."""

from datetime import datetime
from pathlib import Path

import msgspec

from engine.learning.cards import Cards
from engine.learning.census import census
from engine.learning.correction import undo
from engine.learning.exchange import lines
from engine.learning.progress import progress, streak
from engine.learning.session import Session
from engine.learning.settings import Settings
from engine.learning.sitting import unfinished
from engine.learning.statistics import statistics
from engine.learning.store import Store


def practise(store: Store, questions, clock, answers: list[str]) -> None:
    """Answer a new sitting, an hour an answer, with a hint at the second question; the sitting is left unfinished."""
    session = Session.begin(questions, store, clock=clock)
    for number, answer in enumerate(answers):
        clock.pass_(hours=1)
        if number == 1:
            session.hint()
        session.submit(answer)
        session.advance()


def machines(folder: Path, questions, clock) -> list[Store]:
    """Three logs: one copied to the second machine when both went on from there, and a third that knows neither."""
    first = Store.open(folder / "first", clock=clock)
    practise(first, questions, clock, ["tanh", "sigmoid", "sigmoid"])
    second = Store.open(folder / "second", clock=clock)
    second.merge(first.rows())
    practise(second, questions, clock, ["relu", "sigmoid"])
    practise(first, questions, clock, ["sigmoid", "what?", "tanh", "sigmoid"])
    undo(first)
    clock.pass_(days=-400)
    third = Store.open(folder / "third", clock=clock)
    practise(third, questions, clock, ["sigmoid"])
    clock.pass_(days=400)
    return [first, second, third]


def derived(store: Store, questions, now: datetime) -> bytes:
    """All that is replayed from a log, as bytes."""
    entries = store.entries()
    replayed = [
        "".join(lines(store.rows())),
        progress(entries, questions),
        streak(entries, now),
        list(unfinished(entries)),
        census(entries),
        Cards.replayed(entries, questions, Settings()).plain(),
        statistics(entries, questions, Settings(), now),
    ]
    return msgspec.json.encode(replayed)
