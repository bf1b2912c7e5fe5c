"""Fitting calories to label codes and to one-hot rows by least squares."""

from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import Final

import numpy as np

from solvers.encodings import one_hot
from solvers.experiment import Axes, Demonstration, Frame, Prediction, Table
from solvers.shapes import Array

FOODS: Final = {"apple": 95.0, "chicken": 231.0, "broccoli": 50.0}
"""Calories."""
NUMBERINGS: Final = ((1, 2, 3), (1, 3, 2), (2, 1, 3))
"""The codes of apple, chicken and broccoli that the prediction is about."""


def fitted(columns: Array) -> tuple[Array, float]:
    """The least-squares forecasts from `columns (3, n)`, and their mean squared error."""
    calories = np.array(list(FOODS.values()))
    weights = np.linalg.lstsq(columns, calories, rcond=None)[0]
    forecasts = columns @ weights
    return forecasts, float(((forecasts - calories) ** 2).mean())


def by_code(codes: Sequence[int]) -> Array:
    """A constant and the code: what a line through the codes is fitted on."""
    return np.stack([np.ones(3), np.array(codes, float)], axis=1)


def run(seed: int, seeds: int) -> Iterator[Frame]:
    """Every numbering, then one-hot; nothing is random."""
    rows: list[Sequence[str | float]] = []
    errors: dict[tuple[int, ...], float] = {}
    every = list(permutations((1, 2, 3)))
    for place, codes in enumerate(every, start=1):
        forecasts, errors[codes] = fitted(by_code(codes))
        rows.append([f"codes {codes}", *(f"{forecast:.1f}" for forecast in forecasts), f"{errors[codes]:.1f}"])
        yield Frame(place / (len(every) + 1), f"codes {codes}", _table(rows))
    forecasts, error = fitted(one_hot([0, 1, 2], size=3, first=0))
    rows.append(["one-hot", *(f"{forecast:.1f}" for forecast in forecasts), f"{error:.1f}"])
    right = int(np.argmin([errors[codes] for codes in NUMBERINGS]))
    yield Frame(1.0, "one-hot", _table(rows), (), right)


def _table(rows: Sequence[Sequence[str | float]]) -> Table:
    return Table(["encoding", *FOODS, "mean squared error"], tuple(rows))


DEMONSTRATION: Final = Demonstration(
    title="Numbers for names: label codes against one-hot",
    prediction=Prediction(
        "A straight line is fitted to the calories of apple (95), chicken (231) and broccoli (50). "
        "Under which numbering of the three does it fit best?",
        tuple(f"apple {a}, chicken {c}, broccoli {b}" for a, c, b in NUMBERINGS),
    ),
    run=run,
    claim=(
        "The fit depends on which food happened to get which number, and the mean of the codes 1 and 3 is the food with code 2. "
        "One-hot rows have no order, so nothing hangs on the numbering, and the fit is exact."
    ),
    limits="Three foods and three free weights: with one-hot rows the fit cannot be anything but exact. A tree would not mind codes.",
    axes=Axes("numbering", "mean squared error"),
    seeds=1,
)
