"""Guesses: what a learner foretold of a demonstration before it ran, and whether the figures bore it out."""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from engine.learning.entry import Entry
from engine.learning.store import Store

GUESSED = "guess"
"""The kind of the entry written before anything is shown."""
SHOWN = "shown"
"""The kind of the entry written when the demonstration has run to its end."""


class Guess(msgspec.Struct, frozen=True):
    """The last guess at a demonstration."""

    demonstration: str
    choice: str
    at: datetime
    right: bool | None = None
    """`None`: the demonstration was not watched to its end."""


def commit(store: Store, demonstration: str, choice: str) -> None:
    """Put a guess in the log."""
    store.append(GUESSED, {"demonstration": demonstration, "choice": choice})


def settle(store: Store, demonstration: str, choice: str, *, right: bool) -> None:
    """Put in the log what became of a guess."""
    store.append(SHOWN, {"demonstration": demonstration, "choice": choice, "right": right})


def guesses(entries: Iterable[Entry]) -> dict[str, Guess]:
    """The last guess at each demonstration, by name."""
    found: dict[str, Guess] = {}
    for entry in entries:
        if entry.kind in (GUESSED, SHOWN):
            body = entry.body
            right = bool(body["right"]) if entry.kind == SHOWN else None
            found[body["demonstration"]] = Guess(body["demonstration"], body["choice"], entry.at, right)
    return found
