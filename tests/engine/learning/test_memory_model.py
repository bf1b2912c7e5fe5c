"""The memory model against py-fsrs, and against figures worked out by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.learning import memory_model, scheduling
from engine.learning.memory_model import Strength

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("stability", "days", "known"), [(2.3065, 0, 1.0), (5.0, 5, 0.9), (2.3065, 3, 0.88095), (0.212, 1, 0.76620)]
)
def test_the_chance_of_knowing_a_skill(stability: float, days: int, known: float) -> None:
    assert memory_model.chance(stability, days) == pytest.approx(known, abs=2e-5)


def test_the_first_meeting() -> None:
    # D after good: 6.4133 - exp(2 × 0.8334) + 1.
    assert memory_model.first(True) == pytest.approx((2.3065, 2.1181), abs=2e-4)
    assert memory_model.first(False) == pytest.approx((0.212, 6.4133), abs=2e-4)


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 400)), min_size=1, max_size=12))
def test_any_history_leaves_what_py_fsrs_says(history: list[tuple[bool, int]]) -> None:
    day, memory, strength = DAY, None, None
    for right, gap in history:
        if memory and strength:
            day += timedelta(days=gap)
            known = memory_model.chance(strength.stability, gap)
            assert known == pytest.approx(scheduling.recall(memory, day), rel=1e-9)
            strength = memory_model.reviewed(strength, known, right)
        else:
            strength = memory_model.first(right)
        memory = scheduling.reviewed(memory, "good" if right else "again", day, 0.9)
        assert strength == pytest.approx((memory.stability, memory.difficulty), rel=1e-9)


def test_what_is_expected_lies_between_the_outcomes() -> None:
    right, wrong = Strength(9.0, 2.0), Strength(1.0, 6.0)
    assert memory_model.between(right, wrong, 1.0) == pytest.approx(right)
    assert memory_model.between(right, wrong, 0.0) == pytest.approx(wrong)
    assert memory_model.between(right, wrong, 0.5) == pytest.approx((3.0, 4.0))
