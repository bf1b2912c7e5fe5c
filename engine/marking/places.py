"""Texts put into named places: blanks to fill, lines to match. Marked place by place."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from engine.marking.verdict import Part, Verdict


class Misplacement(msgspec.Struct, frozen=True):
    """A known mistake: certain texts in certain places."""

    id: str
    places: dict[str, str]
    feedback: str


class PlacesKey(msgspec.Struct, frozen=True):
    """The right texts, and what wrong ones show."""

    right: tuple[dict[str, str], ...]
    """Every full answer that is right; the first is shown."""
    mistakes: tuple[Misplacement, ...]


def mark(response: Mapping[str, str], key: PlacesKey) -> Verdict:
    """Compare texts place by place with the nearest right answer.

    `response`: text by place; a place left out is empty. The score is the share of right places.
    """
    best = max(key.right, key=lambda right: hits(response, right))
    score = hits(response, best) / len(best)
    mistake = next(
        (m for m in key.mistakes if all(response.get(place) == text for place, text in m.places.items())), None
    )
    common: dict[str, Any] = {
        "expected": dict(key.right[0]),
        "parts": parts(response, best, mistake),
        "understood": told(response),
    }
    if score == 1:
        return Verdict(outcome="correct", score=1.0, message="Correct.", **common)
    message = mistake.feedback if mistake else f"{hits(response, best)} of {len(best)} places are right."
    return Verdict(
        outcome="partial" if score >= 0.5 else "wrong",
        score=score,
        message=message,
        mistake=mistake.id if mistake else None,
        **common,
    )


def hits(response: Mapping[str, str], right: Mapping[str, str]) -> int:
    """How many places hold the right text."""
    return sum(response.get(place) == text for place, text in right.items())


def parts(response: Mapping[str, str], right: Mapping[str, str], mistake: Misplacement | None) -> tuple[Part, ...]:
    """What is said of each place."""
    return tuple(
        Part(
            name=place,
            outcome="correct" if response.get(place) == text else "wrong",
            message=mistake.feedback if mistake and place in mistake.places and response.get(place) != text else "",
            expected=text,
        )
        for place, text in right.items()
    )


def told(response: Mapping[str, str]) -> str:
    """The response in one line."""
    return ", ".join(f"{place}: {text}" for place, text in response.items())


def distinct(texts: Sequence[str]) -> list[str]:
    """The texts without repetitions, in their order."""
    return list(dict.fromkeys(texts))
