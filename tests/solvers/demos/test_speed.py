"""Timing cells: counts are exact, times are this machine's."""

from solvers.demos import speed
from tests.solvers.demos.running import finished


def test_parameters_stand_one_to_three_to_four():
    assert [speed.parameters(name, 64) for name in speed.CELLS] == [5184, 15552, 15552, 20736]


def test_every_cell_is_timed_at_every_size(monkeypatch):
    monkeypatch.setattr(speed, "SIZES", (4, 8))
    monkeypatch.setattr(speed, "REPEATS", 1)
    frame = finished(speed.DEMONSTRATION, 0, 1)
    assert [curve.name for curve in frame.curves] == list(speed.CELLS)
    assert all(ms > 0 for curve in frame.curves for ms in curve.y)
    times = {curve.name: curve.y[0] for curve in frame.curves}
    assert frame.right == int(times["GRU, reset before"] > times["LSTM"])
