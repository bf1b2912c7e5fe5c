"""Misconceptions: the known mistakes that answers showed, and the few ways of thinking behind them."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from engine.learning.entry import Entry
from engine.question.question import Question

_SQUASHING = r"(sigmoid|tanh|relu|softmax|linear|exponential|log|squashed|argmax)"

CLASSES: Final = (
    ("something left out", r"^(no|not|without|forgot|missing|nothing|un[a-z]+ed)\b|\b(dropped|ignored)\b"),
    ("convention", r"\b(other|convention|transposed|untransposed|complement|half|order|one-based|flipped|layout)\b"),
    ("another function", rf"^{_SQUASHING}(-|$)|-for-{_SQUASHING}\b|\b{_SQUASHING}-(gate|candidate|of|outside)\b"),
    ("exchanged parts", r"\b(swapped|exchanged|for|instead|shared|reset-on|on-the-input|inverse)\b"),
    (
        "another operation",
        r"\b(added|multiplied|divided|averaged|average|mean|sum|squared|square|squares|elementwise|product|maximum|minimum|took)\b",
    ),
    (
        "index or direction",
        r"\b(reversed|off|one-step|late|early|shifted|index|sign|ascent|backwards|first|previous)\b",
    ),
    ("too little or too much", r"\b(only|last|length|times|one|all|twice|half|upper|lower|steps|always|every|never)\b"),
)
"""Classes, by the words that the ids of mistakes are made of; the first that fits. What fits none is a belief."""
BELIEF: Final = "belief"


class Misconception(msgspec.Struct, frozen=True, kw_only=True):
    """A mistake, in whichever questions it was met."""

    mistake: str
    """Id of the mistake; questions share an id where the mistake is the same."""
    group: str
    """One of `CLASSES`, or `BELIEF`."""
    times: int
    questions: tuple[str, ...]
    """Ids of the questions it was met in, in the order of the alphabet."""


def group_of(mistake: str) -> str:
    """The class of a mistake."""
    return next((name for name, words in CLASSES if re.search(words, mistake)), BELIEF)


def in_words(mistake: str) -> str:
    """A mistake by its name: `steps thought longer`."""
    return mistake.replace("-", " ")


def told(mistake: str, said: str, times: int = 1) -> str:
    """A mistake by its name, how often it was met, and what there is to say of it: `sum for mean (×2): Divide by the length.`"""
    name = in_words(mistake) + (f" (×{times})" if times > 1 else "")
    return f"{name}: {said}" if said else name


def sayings(attempts: Iterable[Entry], questions: Mapping[str, Question]) -> dict[str, str]:
    """What there is to say of each mistake that attempts showed: by its bank, else by the verdict on it."""
    said = {}
    for body in (entry.body for entry in attempts if entry.body["verdict"].get("mistake")):
        mistake = body["verdict"]["mistake"]
        known = getattr(questions.get(body["question"]), "mistakes", ())
        said[mistake] = next((one.feedback for one in known if one.id == mistake), body["verdict"]["message"])
    return said


def misconceptions(attempts: Iterable[Entry]) -> tuple[Misconception, ...]:
    """The mistakes that attempts showed, commonest first."""
    times: Counter[str] = Counter()
    questions: dict[str, set[str]] = {}
    for entry in attempts:
        if mistake := entry.body["verdict"].get("mistake"):
            times[mistake] += 1
            questions.setdefault(mistake, set()).add(entry.body["question"])
    return tuple(
        Misconception(
            mistake=mistake, group=group_of(mistake), times=count, questions=tuple(sorted(questions[mistake]))
        )
        for mistake, count in sorted(times.items(), key=lambda item: (-item[1], item[0]))
    )


def by_group(found: Iterable[Misconception]) -> dict[str, int]:
    """How often each class was met, commonest first."""
    times: Counter[str] = Counter()
    for one in found:
        times[one.group] += one.times
    return dict(sorted(times.items(), key=lambda item: (-item[1], item[0])))
