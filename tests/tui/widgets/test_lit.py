"""Which givens a worked step looks at."""

import pytest

from engine.formula.worked import WorkedStep
from tui.widgets.lit import Lit, lit

X = [[2, 0, 4], [6, 8, 2], [0, -4, 6.5]]
WINDOW = {(1, 1), (1, 2), (2, 1), (2, 2)}


def step(rule: str, numbers: str) -> WorkedStep:
    return WorkedStep("window (1, 1)", rule, numbers, "0")


def test_a_window_lights_its_cells_on_the_matrix_that_holds_its_numbers() -> None:
    told = step("mean of rows 1–2, columns 1–2", "(8 + 2 - 4 + 6.5) / 4")
    assert lit(told, {"K": [[1, 0], [0, 1]], "X": X}) == Lit(frozenset({"X"}), {"X": frozenset(WINDOW)})


@pytest.mark.parametrize(
    ("rule", "numbers"),
    [
        ("largest of rows 1–2, columns 1–2", "max([12, 0, 14, 16])"),
        ("mean of rows 2–3, columns 1–2", "(8 + 2 - 4 + 6.5) / 4"),
        ("every result in its place", "[[4, 3.5], [4.5, 5]]"),
    ],
)
def test_other_numbers_and_places_beyond_the_edge_light_nothing(rule: str, numbers: str) -> None:
    assert lit(step(rule, numbers), {"X": X, "size": 2, "word": "abc", "deep": [[[1]]]}) == Lit()


def test_names_in_the_rule_are_lit() -> None:
    told = WorkedStep("c", "f * c_prev + i * g", "0.7 * 2 + 0.5 * 0.4", "1.6")
    assert lit(told, {"c_prev": 2, "x": 1, "f_row": [1, 0]}).names == {"c_prev"}
