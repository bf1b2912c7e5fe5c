"""Sequences as they are typed: rows of numbers, a text of which each character becomes a one-hot row, or random rows."""

import re
from typing import Final, NamedTuple

import numpy as np

from engine import limits
from engine.errors import FormulaError, UnrolledError
from engine.formula.evaluate import evaluate_number
from engine.formula.typed_numbers import parse_array
from solvers.encodings import labels, one_hot
from solvers.shapes import Array
from tui.laboratory.scene import Matrix, matrix
from tui.text import visible

EXAMPLES: Final = "numbers such as 0.5 1 -1 or 1 0; 0 1, a text such as hello, or random 50 2"
RANDOM: Final = re.compile(r"random\s+(\d{1,6})(?:\s+(\d{1,6}))?(?:\s+(\d{1,9}))?")
"""`random STEPS INPUTS SEED`, the last two at will."""
NUMERIC: Final = re.compile(r"[\s\d.,;\[\]()+\-−/*e]+")
"""What may be rows of numbers; anything else is a text, as is all that stands in quotes."""
QUOTES: Final = ("'", '"')


class Sequence(NamedTuple):
    """What a cell reads."""

    x: Matrix
    """`(T, D)`"""
    letters: tuple[str, ...] = ()
    """What each input stands for when the rows are one-hot."""


def read_sequence(text: str) -> Sequence:
    """A typed text as a sequence. Raises `UnrolledError` for one that is empty, too long, or neither numbers nor a text."""
    text = text.strip()
    if not text:
        raise UnrolledError(f"Type a sequence: {EXAMPLES}.")
    if found := RANDOM.fullmatch(text):
        return _random(int(found[1]), int(found[2] or 1), int(found[3] or 0))
    if text[0] in QUOTES:
        return checked(one_hot_text(text[1:].removesuffix(text[0])))
    if not NUMERIC.fullmatch(text):
        return checked(one_hot_text(text))
    numbers = _numbers(text, EXAMPLES)
    return checked(Sequence(matrix(numbers.reshape(-1, 1) if numbers.ndim < 2 else numbers)))


def read_matrix(text: str) -> Matrix:
    """A typed text as rows of numbers; one line is one row. Raises `UnrolledError`."""
    numbers = _numbers(text, "rows of numbers such as 1 2; 3 4")
    return matrix(numbers.reshape(1, -1) if numbers.ndim < 2 else numbers)


def written(rows: Matrix) -> str:
    """Rows as one could type them."""
    return "; ".join(" ".join(f"{number:g}" for number in row) for row in rows)


def _numbers(text: str, expected: str) -> Array:
    try:
        numbers = np.asarray(evaluate_number(parse_array(text), {}))
    except FormulaError as error:
        raise UnrolledError(f"These are no numbers: {error.message}. Type {expected}.") from None
    if numbers.ndim > 2:
        raise UnrolledError(f"Found numbers along {numbers.ndim} axes, expected rows. Type {expected}.")
    return numbers


def one_hot_text(text: str) -> Sequence:
    """Each character as a row with a single 1; places go by first appearance."""
    characters = list(visible(text).replace("\n", " "))
    if not characters:
        raise UnrolledError(f"Type a sequence: {EXAMPLES}.")
    letters = tuple(dict.fromkeys(characters))
    ids = labels(characters, first=0, order="seen")
    return Sequence(matrix(one_hot(ids, size=len(letters), first=0).astype(float)), letters)


def checked(sequence: Sequence) -> Sequence:
    """A sequence of a size that can be looked at. Raises `UnrolledError`."""
    what = "different characters" if sequence.letters else "numbers a step"
    _check_sizes(len(sequence.x), len(sequence.x[0]) if sequence.x else 0, what)
    return sequence


def _check_sizes(steps: int, inputs: int, what: str) -> None:
    if not 1 <= steps <= limits.SCENE_STEPS:
        raise UnrolledError(f"A sequence here has from 1 to {limits.SCENE_STEPS} steps; this one has {steps}.")
    if not 1 <= inputs <= limits.SCENE_INPUTS:
        raise UnrolledError(f"A sequence here has from 1 to {limits.SCENE_INPUTS} {what}; this one has {inputs}.")


def _random(steps: int, inputs: int, seed: int) -> Sequence:
    """Independent numbers between -1 and 1. Raises `UnrolledError` for a size that cannot be looked at."""
    _check_sizes(steps, inputs, "numbers a step")
    return Sequence(matrix(np.random.default_rng(seed).uniform(-1, 1, (steps, inputs)).round(2)))
