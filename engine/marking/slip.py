"""One slip: a wrong version of an equation and what to say about it; and the cuts that make one."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from engine.formula.canonical import written
from engine.formula.terms import Term, multiplied, replaced, summed, walk


class Slip(NamedTuple):
    """A wrong version of an equation and what to say about it."""

    id: str
    feedback: str
    term: Term


def places(term: Term, operation: str) -> list[Term]:
    """The different parts of a term that are of one operation, innermost first."""
    return list(dict.fromkeys(one for one in walk(term) if one.operation == operation))


def exchanged(term: Term, old: Term, new: Term) -> Term:
    """A term with one part put in another's place."""
    return replaced(term, lambda one: new if one == old else None)


def without(place: Term, index: int) -> Term | None:
    """A sum or product without one of its parts; `None` when nothing would be left."""
    rest = [one for number, one in enumerate(place.arguments) if number != index]
    if not rest:
        return None
    if place.operation == "product":
        return rest[0] if len(rest) == 1 else multiplied(rest, place.shape)
    return added_up(rest, [sign for number, sign in enumerate(place.signs) if number != index], place)


def added_up(parts: Sequence[Term], signs: Sequence[int], place: Term) -> Term:
    """Some terms of a sum; one term that is added stands for itself."""
    return parts[0] if len(parts) == 1 and signs[0] > 0 else summed(parts, signs, place.shape)


def pairs(place: Term) -> Iterator[tuple[int, int]]:
    """The places of two terms that a sum adds."""
    for number, sign in enumerate(place.signs):
        for other in range(number + 1, len(place.signs)):
            if sign > 0 and place.signs[other] > 0:
                yield number, other


def spoken(term: Term) -> str:
    """A part of an equation as a message shows it."""
    return f"${written(term)}$"
