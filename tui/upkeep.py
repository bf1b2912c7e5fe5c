"""The upkeep of the learner's log: when it is copied, and the thread that copies it where there is no app to do so."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import Final

from engine.errors import StoreError
from engine.learning.store import Store

SOON: Final = 2.0
HALF_AN_HOUR: Final = 1800.0
"""Seconds from the start to the first copy of the log, and from each copy to the next."""


@contextmanager
def kept_up(store: Store) -> Iterator[None]:
    """Copy the log soon, then every half hour; nobody waits for it, and a copy that is not done when this is left is given up."""
    over = Event()
    Thread(target=_copy, args=(store, over), daemon=True).start()
    try:
        yield
    finally:
        over.set()


def _copy(store: Store, over: Event) -> None:
    pause = SOON
    while not over.wait(pause):
        with suppress(StoreError):  # the log was closed just now
            store.back_up()
        pause = HALF_AN_HOUR
