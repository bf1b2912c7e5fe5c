"""How a learner stands with each question, and the quarters of an hour, by hand."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from engine.learning.answered import Answered, answered, quarter, quarters
from engine.learning.entry import Entry
from engine.learning.progress import streak, streak_in

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)


def answer(uid: str, question: str, at: datetime, outcome: str = "correct", **more: object) -> Entry:
    verdict = {"outcome": outcome, "convention": more.get("convention")}
    body = {"question": question, "verdict": verdict, "confidence": more.get("confidence")}
    return Entry(uid=uid, kind="attempt", at=at, body=body)


def test_the_last_answer_is_told() -> None:
    later = NINE + timedelta(hours=1)
    found = answered(
        [
            answer("1", "forget", NINE, "wrong", confidence="sure"),
            answer("2", "input", NINE, "wrong", confidence="sure"),
            answer("3", "forget", later),
            answer("4", "reset", NINE, "wrong", convention="the other order", confidence="sure"),
        ]
    )
    assert found == {
        "forget": Answered(2, "3", later, True, True, False),
        "input": Answered(1, "2", NINE, False, False, True),
        "reset": Answered(1, "4", NINE, False, True, False),
    }


def test_quarters_of_an_hour() -> None:
    assert quarter(datetime(1970, 1, 1, 0, 14, 59, tzinfo=UTC)) == 0
    assert quarter(datetime(1970, 1, 2, tzinfo=UTC)) == 96
    moments = [NINE, NINE + timedelta(minutes=14), NINE + timedelta(minutes=15)]
    assert quarters(answer(str(n), "forget", at) for n, at in enumerate(moments)) == {
        quarter(NINE): 2,
        quarter(NINE) + 1: 1,
    }


@pytest.mark.parametrize("minutes", [0, -300, 330, 345, 765, 840])
def test_days_in_a_row_are_those_of_the_clock_on_the_wall(minutes: int) -> None:
    here = timezone(timedelta(minutes=minutes))
    now = datetime(2026, 3, 10, 12, tzinfo=here)
    # Just after midnight, just before midnight, and on the day before.
    moments = [datetime(2026, 3, 10, 0, 1, tzinfo=here), datetime(2026, 3, 9, 23, 59, tzinfo=here)]
    moments.append(datetime(2026, 3, 8, 0, 0, tzinfo=here))
    entries = [answer(str(n), "forget", at.astimezone(UTC)) for n, at in enumerate(moments)]
    assert streak(entries, now) == streak_in(quarters(entries), now) == 3
    assert streak(entries[1:], now) == 2
    assert streak(entries[2:], now) == 0
