"""The clock of the bar in figures and in words."""

import pytest

from tui.widgets.sitting_bar import clock, minutes, time_left


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (1200.0, "20:00 left"),
        (1199.2, "20:00 left"),
        (60.5, "1:01 left"),
        (60.0, "1 minute left"),
        (30.1, "1 minute left"),
        (30.0, "30 seconds left"),
        (10.0, "10 seconds left"),
        (0.1, "10 seconds left"),
        (0.0, "time is up"),
    ],
)
def test_the_last_minute_is_told_in_words(seconds: float, told: str) -> None:
    assert time_left(seconds) == told


def test_without_a_limit_whole_minutes_are_told_from_the_first_on() -> None:
    assert [minutes(59.9), minutes(60.0), minutes(754.0)] == ["", "1 min", "12 min"]
    assert [clock(0), clock(65.9), clock(3600)] == ["0:00", "1:05", "60:00"]
