"""Time spent."""

from engine.learning.stopwatch import Stopwatch


def test_it_runs_from_its_making_and_from_every_restart(clock) -> None:
    watch = Stopwatch(clock)
    clock.pass_(seconds=12.5)
    assert watch.seconds == 12.5
    watch.restart()
    clock.pass_(minutes=2)
    assert watch.seconds == 120
    watch.restart(spent=30)
    clock.pass_(seconds=5)
    assert watch.seconds == 35


def test_a_clock_set_back_takes_nothing_away(clock) -> None:
    watch = Stopwatch(clock)
    watch.restart(spent=30)
    clock.pass_(days=-400)
    assert watch.seconds == 30


def test_time_without_ticks_is_not_counted_once_it_ticks(clock) -> None:
    watch = Stopwatch(clock)
    clock.pass_(minutes=5)
    watch.tick()
    for _ in range(3):
        clock.pass_(seconds=20)
        watch.tick()
    assert watch.seconds == 360
    clock.pass_(hours=8)
    assert watch.seconds == 360 + 60, "as much as could pass between two ticks, until the next one says more"
    watch.tick()
    assert watch.seconds == 360
    clock.pass_(seconds=1)
    watch.tick()
    assert watch.seconds == 361


def test_a_gap_before_a_restart_takes_nothing_from_the_time_after_it(clock) -> None:
    watch = Stopwatch(clock)
    watch.tick()
    clock.pass_(hours=8)
    watch.restart(spent=30)
    watch.tick()
    clock.pass_(seconds=7)
    assert watch.seconds == 37


def test_a_clock_set_back_between_ticks_takes_nothing_away_for_long(clock) -> None:
    watch = Stopwatch(clock, spent=30)
    watch.tick()
    clock.pass_(days=-1)
    watch.tick()
    assert watch.seconds == 30
