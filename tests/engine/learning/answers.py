"""Answers in a log, numbered so that lost and doubled ones are seen."""

from engine.learning.store import Store


def numbers(store: Store) -> list[int]:
    """The numbers of the answers in a log, in order."""
    return [entry.body["number"] for entry in store.entries("attempt")]


def fill(store: Store, count: int, first: int = 0) -> None:
    """Append so many answers, numbered from `first`."""
    for number in range(first, first + count):
        store.append("attempt", {"number": number, "raw": "x" * 500})
