"""The memory model against py-fsrs, and against figures worked out by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.learning import memory_model, scheduling
from engine.learning.memory_model import Strength
from engine.learning.rating import RATINGS, Rating

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("stability", "days", "known"), [(2.3065, 0, 1.0), (5.0, 5, 0.9), (2.3065, 3, 0.88095), (0.212, 1, 0.76620)]
)
def test_the_chance_of_knowing_a_skill(stability: float, days: int, known: float) -> None:
    assert memory_model.chance(stability, days) == pytest.approx(known, abs=2e-5)


def test_the_first_meeting() -> None:
    # D after good: 6.4133 - exp(2 × 0.8334) + 1.
    assert memory_model.first("good") == pytest.approx((2.3065, 2.1181), abs=2e-4)
    assert memory_model.first("again") == pytest.approx((0.212, 6.4133), abs=2e-4)


@given(st.lists(st.tuples(st.sampled_from(RATINGS), st.integers(-3, 400)), min_size=1, max_size=12))
def test_any_history_leaves_what_py_fsrs_says(history: list[tuple[Rating, int]]) -> None:
    day, memory, strength = DAY, None, None
    for rating, gap in history:
        if memory is None or strength is None:
            strength = memory_model.first(rating)
        elif gap > 0:
            day += timedelta(days=gap)
            known = memory_model.chance(strength.stability, gap)
            assert known == pytest.approx(scheduling.recall(memory, day), rel=1e-9)
            strength = memory_model.reviewed(strength, known, rating)
        else:
            day += timedelta(days=gap)
            strength = memory_model.repeated(strength, rating)
        memory = scheduling.reviewed(memory, rating, day, 0.9)
        assert strength == pytest.approx((memory.stability, memory.difficulty), rel=1e-9)


def test_what_is_expected_lies_between_the_outcomes() -> None:
    right, wrong = Strength(9.0, 2.0), Strength(1.0, 6.0)
    assert memory_model.between(right, wrong, 1.0) == pytest.approx(right)
    assert memory_model.between(right, wrong, 0.0) == pytest.approx(wrong)
    assert memory_model.between(right, wrong, 0.5) == pytest.approx((3.0, 4.0))
