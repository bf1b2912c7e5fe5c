"""Worked steps as a page shows them."""

from engine.formula.worked import WorkedStep
from tui.widgets.worked import step_lines


def test_a_value_that_is_told_with_its_numbers_is_not_told_again() -> None:
    step = WorkedStep("Y", "largest of each window", "[[6, 8], [7, 8]]", "[[6, 8], [7, 8]]")
    assert step_lines(step).plain.splitlines() == ["Y  largest of each window", "  = [[6, 8], [7, 8]]"]
    assert step_lines(step._replace(numbers="max(6)", value="6")).plain.splitlines()[1] == "  = max(6) = 6"
