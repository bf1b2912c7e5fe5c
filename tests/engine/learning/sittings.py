"""A sitting broken off and taken up, and what of it can be seen."""

from pathlib import Path

from engine.learning.session import Session
from engine.learning.store import Store


def kinds(store: Store) -> list[str]:
    return [entry.kind for entry in store.entries()]


def broken_off(store: Store, folder: Path, questions, clock) -> tuple[Store, Session | None]:
    """The program ends without a word; another one starts."""
    store._file.close()
    store._file.holds.release_all()
    again = Store.open(folder, clock=clock)
    return again, Session.resume(questions, again, clock=clock)


def state(session: Session) -> tuple[object, ...]:
    shown = session.variant and (session.variant.question.id, session.variant.seed, session.variant.options)
    marks = (session.tries, session.hints_used, session.hints_shown, session.flagged)
    return shown, session.verdict, session.position, session.count, session.mode, marks, session.summary()
