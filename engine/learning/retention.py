"""Retention: how often skills were known at review, against what the memory model had predicted."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

import msgspec

from engine.learning.cards import Card
from engine.learning.memory_model import chance, first, repeated, reviewed

BANDS = (0.0, 0.7, 0.8, 0.9, 1.0)
"""Edges of the predicted chances that are looked at together; the upper edge belongs to the band."""


class Band(msgspec.Struct, frozen=True, kw_only=True):
    """Reviews of which much the same was predicted."""

    above: float
    up_to: float
    reviews: int
    predicted: float | None
    """Mean chance of knowing the skill, just before the review; `None` without reviews."""
    measured: float | None
    """Share of reviews at which it was known: rated hard, good or easy; `None` without reviews."""


class Retention(msgspec.Struct, frozen=True, kw_only=True):
    """All reviews together."""

    reviews: int
    """On a later day than the one before; a skill's first meeting is none."""
    predicted: float | None
    """As in `Band`."""
    measured: float | None
    """As in `Band`."""
    bands: tuple[Band, ...]


def retention(cards: Iterable[Card]) -> Retention:
    """The retention of all cards."""
    found = [review for card in cards for review in predictions(card)]
    bands = tuple(_band(found, above, up_to) for above, up_to in pairwise(BANDS))
    every = _band(found, -1.0, 1.0)
    return Retention(reviews=every.reviews, predicted=every.predicted, measured=every.measured, bands=bands)


def predictions(card: Card) -> Iterator[tuple[float, bool]]:
    """Of each review on a later day than the one before, the chance that the skill was known, and whether it was."""
    begun, *reviews = card.reviews
    strength, last = first(begun.rating), begun.day
    for review in reviews:
        if review.day > last:
            known = chance(strength.stability, (review.day - last).days)
            yield known, review.rating != "again"
            strength = reviewed(strength, known, review.rating)
        else:
            strength = repeated(strength, review.rating)
        last = review.day


def _band(found: list[tuple[float, bool]], above: float, up_to: float) -> Band:
    inside = [(chance, known) for chance, known in found if above < chance <= up_to]
    count = len(inside)
    return Band(
        above=above,
        up_to=up_to,
        reviews=count,
        predicted=sum(chance for chance, _ in inside) / count if count else None,
        measured=sum(known for _, known in inside) / count if count else None,
    )
