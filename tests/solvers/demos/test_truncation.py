"""A gradient cut to the last steps."""

import pytest

from solvers.demos import truncation
from tests.solvers.demos.running import figures, finished


def test_the_cut_forbids_writing_and_leaves_reading(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(truncation, "KEPT", (5, 29, 30))
    frame = finished(truncation.DEMONSTRATION, 0, 3)
    (five, slope5), (_, slope29), (whole, slope30) = (figures(frame, kept) for kept in ("5", "29", "30"))
    assert five[1] > 0.35
    assert five[0] < 0.95
    assert whole[0] > 0.95
    assert slope5 == slope29 == (0, 0)
    assert slope30[0] > 0
    assert frame.right == 1
