"""An exam: how long it is, and what was answered at each place, told when it is over."""

from collections.abc import Iterable
from typing import Final

from engine.learning.attempt import Attempt, counted, read
from engine.learning.entry import Entry

COUNT: Final = 20
"""How many questions an exam has that is not told otherwise."""


def answers(entries: Iterable[Entry], sitting: str) -> dict[int, Attempt]:
    """The first answer that counts at each place of a sitting, by position from 1; places without one are left out.

    `sitting`: uid of the entry that began it.
    """
    found: dict[int, Attempt] = {}
    for entry in counted(entries):
        if entry.body["sitting"] == sitting:
            attempt = read(entry.body)
            found.setdefault(attempt.position, attempt)
    return found
