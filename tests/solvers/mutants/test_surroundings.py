"""Each wrong version gives the figure that its misconception leads to, and never the right one."""

from pathlib import Path

import numpy as np
import pytest

from engine.formula.evaluate import evaluate_number
from engine.formula.python_syntax import parse
from solvers.registry import SOLVERS

NAMES = {
    "X": [[1, 2, 3, 4], [5, 6, 7, 8], [1, 2, 3, 4], [5, 7, 6, 8]],
    "S": [[2, 0, 4], [6, 8, 2], [0, 4, 6]],
    "N": [[-1, -2], [-3, -4]],
    "dY": [[4, 8], [0, -4]],
    "maps": [[[1, 2], [3, 6]], [[0, 4], [4, 0]]],
    "K": [[1, 0], [-1, 2]],
    "E": [[0.1, 0.2], [0.5, -0.3], [0, 1]],
    "table": [[0.2, 0.4, 9], [0.3, 0.5, 0.6]],
    "mask": [[1, 1, 0], [1, 1, 1]],
    "V": [[1, 0], [0, 1], [2, 2]],
    "a": [0.4223, 0.1554, 0.4223],
    "first": [0.6, 0.4],
    "second": [[0.4, 0.35, 0.25], [0.9, 0.05, 0.05]],
}

WORDS = {
    "corpus": "i took a walk . i took a cat . i saw a walk .",
    "kitten": "at dawn we led our kitten out for a walk and our kitten led us home",
    "walk": "before work she led her kitten for a walk",
    "known": ["at", "bad", "food", "good", "not", "was"],
}

FIGURES = Path(__file__).with_name("surroundings.txt").read_text(encoding="utf-8").splitlines()
"""A line each: the wrong version (without `mutants.`) == what it gives != the right one."""

OURS = (
    "pool",
    "conv",
    "encode",
    "embed",
    "lm",
    "loss",
    "clip",
    "count",
    "attention",
    "decode",
    "forecast",
    "sgd",
    "adam",
)


def value(formula: str):
    names = {name: np.array(given, dtype=float) for name, given in NAMES.items()} | WORDS
    return evaluate_number(parse(formula), names)


@pytest.mark.parametrize("line", FIGURES, ids=lambda line: line.split("(")[0] + "-" + line.split(" ==")[0][-12:])
def test_figure(line):
    wrong, _, rest = line.partition(" == ")
    expected, _, right = rest.partition(" != ")
    found, truth = value(f"mutants.{wrong}"), value(right)
    np.testing.assert_allclose(found, value(expected), rtol=2e-4, atol=5e-4)
    assert np.shape(found) != np.shape(truth) or not np.allclose(found, truth, rtol=1e-3)


def test_every_mutant_has_a_figure():
    value("1")
    made = {name for name in SOLVERS if name.startswith(tuple(f"mutants.{family}." for family in OURS))}
    assert made == {f"mutants.{line.split('(')[0]}" for line in FIGURES}
