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
