"""A sitting opened from the command line: which log, and which face."""

import gc
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from engine.bank.load import Bank
from engine.learning.session import Session
from engine.learning.store import Store
from tui.place import data_folder

if TYPE_CHECKING:
    from tui.reviews import Reviews


def now() -> datetime:
    """The clock of every live sitting."""
    return datetime.now(UTC)


def open_home(bank: Bank) -> int:
    """Open the app at its home screen; without a full terminal, a plain quiz. Returns the exit code."""
    if not has_screen():
        from tui.ways import Asked, sat

        return sat(Asked(bank, plain=True), "quiz")
    return using_store(lambda store: run_app(bank, store, None))


def show(bank: Bank, store: Store, session: Session, reviews: "Reviews", *, plain: bool, said: str) -> int:
    """Go through a sitting in the app, or in plain lines, which `said` comes before. Returns the exit code."""
    if plain or not has_screen():
        from tui.plain import PlainQuiz
        from tui.wrapping import echo

        gc.enable()
        return PlainQuiz(session, store, sys.stdin, echo, said=said, reviews=reviews).run()
    return run_app(bank, store, session, said)


def has_screen() -> bool:
    """Whether a full-screen app can be shown: a terminal on both sides that is not a dumb one."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM", "") not in ("dumb", "")


def using_store(run: Callable[[Store], int]) -> int:
    """Run with the learner's log open."""
    store = Store.open(data_folder(), clock=now)
    try:
        return run(store)
    finally:
        store.close()


def run_app(bank: Bank, store: Store, start: Session | None, said: str = "") -> int:
    """Run the app until it is left; `said`: told at the start. Returns the exit code."""
    from tui.app import UnrolledApp

    app = UnrolledApp(bank, store, start=start, said=said)
    app.run()
    return app.return_code or 0
