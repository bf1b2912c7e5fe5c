"""A ball's next place by rules and by nets."""

import numpy as np

from solvers.demos import ball
from tests.solvers.demos.running import figures, finished


def test_a_ball_keeps_its_speed_and_stays_between_the_walls():
    films = ball.films(np.random.default_rng(0), 500)
    assert np.abs(films).max() <= 1
    assert np.abs(np.diff(films, axis=0)).max() <= ball.SPEED
    # A ball that meets no wall moves by the same amount at every frame.
    calm = films[:, np.abs(films).max(0) < 1 - ball.SPEED]
    assert calm.shape[1] > 20
    np.testing.assert_allclose(np.diff(calm, n=2, axis=0), 0, atol=1e-12)


def test_two_frames_give_the_speed_and_a_state_the_walls(monkeypatch):
    monkeypatch.setattr(ball, "GATES", {"gru": "rzn", "lstm": "ifgo"})
    frame = finished(ball.DEMONSTRATION, 0, 2)
    last, one, two, fitted = (figures(frame, rule)[0][0] for rule in ball.RULES)
    assert 0.011 < last < 0.0145
    assert 0.95 < one / last <= 1.01
    assert 0.15 < two / last < 0.27
    assert fitted < two
    for net in ("gru", "lstm"):
        assert figures(frame, net)[0][1] < 0.8 * fitted, net
    assert frame.right == 1


def test_between_the_walls_the_rule_for_two_frames_is_exact():
    films = ball.films(np.random.default_rng(1), 500)
    forecast = 2 * films[1:-1] - films[:-2]
    exact = np.abs(forecast - films[2:]) < 1e-12
    assert exact.mean() > 0.85
