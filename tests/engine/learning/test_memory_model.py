"""The memory model against py-fsrs, and against figures worked out by hand."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import fsrs
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


def as_py_fsrs_says(history: list[tuple[Rating, int]], retention: float) -> Iterator[tuple[fsrs.Card, datetime]]:
    """The card and the moment after each review of a history of ratings and days between them."""
    scheduler = fsrs.Scheduler(
        desired_retention=retention,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=scheduling.LONGEST,
        enable_fuzzing=False,
    )
    card, moment = fsrs.Card(card_id=1), datetime.combine(DAY, time(), UTC)
    for rating, gap in history:
        moment += timedelta(days=gap)
        card, _ = scheduler.review_card(card, fsrs.Rating(RATINGS.index(rating) + 1), moment)
        yield card, moment


@given(
    st.lists(st.tuples(st.sampled_from(RATINGS), st.integers(0, 400)), min_size=1, max_size=20),
    st.sampled_from([0.7, 0.8, 0.9, 0.97]),
)
def test_any_history_leaves_what_py_fsrs_says_bit_for_bit(history: list[tuple[Rating, int]], retention: float) -> None:
    memory = None
    for (rating, _), (card, moment) in zip(history, as_py_fsrs_says(history, retention), strict=True):
        memory = scheduling.reviewed(memory, rating, moment.date(), retention)
        assert memory == (card.stability, card.difficulty, moment.date(), card.due.date())
        later = moment + timedelta(days=30)
        assert scheduling.recall(memory, later.date()) == fsrs.Scheduler().get_card_retrievability(card, later)


@given(st.sampled_from(RATINGS), st.sampled_from(RATINGS), st.integers(1, 400))
def test_a_clock_set_back_counts_as_the_same_day(first: Rating, second: Rating, days: int) -> None:
    memory = scheduling.reviewed(None, first, DAY, 0.9)
    back = scheduling.reviewed(memory, second, DAY - timedelta(days=days), 0.9)
    ((_, _), (card, _)) = as_py_fsrs_says([(first, 0), (second, 0)], 0.9)
    assert (back.stability, back.difficulty) == (card.stability, card.difficulty)


def test_what_is_expected_lies_between_the_outcomes() -> None:
    right, wrong = Strength(9.0, 2.0), Strength(1.0, 6.0)
    assert memory_model.between(right, wrong, 1.0) == pytest.approx(right)
    assert memory_model.between(right, wrong, 0.0) == pytest.approx(wrong)
    assert memory_model.between(right, wrong, 0.5) == pytest.approx((3.0, 4.0))
