"""Memory and due days against FSRS-6 worked out from its published equations."""

from datetime import UTC, date, datetime, timedelta, timezone
from math import exp

import pytest

from engine.learning.scheduling import LAST_DAY, LONGEST, day_of, recall, reviewed

DAY = date(2026, 3, 2)
W = (0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796)
"""The first eleven of the 21 parameters of FSRS-6, as published."""
DECAY = 0.1542
"""The last one."""


@pytest.mark.parametrize(
    ("rating", "stability", "days"), [("again", W[0], 1), ("hard", W[1], 1), ("good", W[2], 2), ("easy", W[3], 8)]
)
def test_a_first_review_has_the_first_four_parameters(rating, stability: float, days: int) -> None:
    memory = reviewed(None, rating, DAY, 0.9)
    assert memory.stability == pytest.approx(stability)
    difficulty = W[4] - exp(W[5] * ("again", "hard", "good", "easy").index(rating)) + 1
    assert memory.difficulty == pytest.approx(max(1.0, difficulty))
    assert (memory.day, memory.due) == (DAY, DAY + timedelta(days=days))


def test_a_second_good_review_follows_the_equations() -> None:
    first = reviewed(None, "good", DAY, 0.9)
    later = DAY + timedelta(days=3)
    known = (1 + (0.9 ** (-1 / DECAY) - 1) * 3 / first.stability) ** -DECAY
    assert recall(first, later) == pytest.approx(known)
    gain = exp(W[8]) * (11 - first.difficulty) * first.stability ** -W[9] * (exp(W[10] * (1 - known)) - 1)
    second = reviewed(first, "good", later, 0.9)
    assert second.stability == pytest.approx(first.stability * (1 + gain))
    assert second.due == later + timedelta(days=round(second.stability))


def test_the_chance_at_the_stability_is_nine_tenths() -> None:
    memory = reviewed(None, "easy", DAY, 0.9)._replace(stability=8.0)
    assert recall(memory, DAY + timedelta(days=8)) == pytest.approx(0.9)
    assert recall(memory, DAY) == 1.0


def test_a_higher_retention_is_due_sooner() -> None:
    due = [reviewed(None, "easy", DAY, retention).due for retention in (0.8, 0.9, 0.97)]
    assert due == sorted(due, reverse=True)
    assert len(set(due)) == 3


def test_a_clock_set_back_counts_no_time_and_goes_on_from_where_it_is() -> None:
    ahead = reviewed(None, "good", DAY + timedelta(days=900), 0.9)
    now = reviewed(ahead, "good", DAY, 0.9)
    assert now.day == DAY
    assert DAY < now.due <= DAY + timedelta(days=10)


def test_no_skill_rests_for_ever_even_at_the_end_of_time() -> None:
    memory = reviewed(None, "easy", date(9999, 12, 31), 0.9)
    assert memory.day == LAST_DAY
    strong = memory._replace(stability=30_000.0, day=DAY)
    assert reviewed(strong, "easy", DAY + timedelta(days=400), 0.7).due == DAY + timedelta(days=400 + LONGEST)


def test_a_day_begins_at_its_hour_of_utc() -> None:
    assert day_of(datetime(2026, 3, 2, 4, tzinfo=UTC), 4) == DAY
    assert day_of(datetime(2026, 3, 2, 3, 59, tzinfo=UTC), 4) == DAY - timedelta(days=1)
    assert day_of(datetime(2026, 3, 1, 23, tzinfo=timezone(timedelta(hours=-5))), 4) == DAY
    with pytest.raises(ValueError, match="time zone"):
        day_of(datetime(2026, 3, 2), 4)
