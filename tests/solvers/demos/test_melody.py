"""A tune learnt by heart."""

import numpy as np
import pytest

from solvers.demos import melody
from tests.solvers.demos.running import figures, finished


def test_the_tune_has_36_beats_over_8_signs():
    assert len(melody.TUNE) == 36
    assert len(melody.NOTES) == 8


@pytest.mark.parametrize(("context", "share"), [(1, 0.50), (2, 0.86), (3, 0.86), (4, 0.89), (5, 0.94), (6, 0.97)])
def test_longer_contexts_tell_more(context: int, share: float):
    assert melody.by_context(context) == pytest.approx(share, abs=0.06)
    assert melody.by_context(context) <= melody.by_context(context + 1)


def test_the_first_loss_is_the_logarithm_and_the_state_learns_the_tune():
    frame = finished(melody.DEMONSTRATION, 0, 2)
    for cell in melody.GATES:
        first, last, same, *entropies = figures(frame, cell)
        assert abs(first[0] - np.log(8)) < 0.05
        assert abs(first[1] - np.log(8)) < 0.05
        assert last[1] < 0.05
        assert same == (1, 1)
        means = [low for low, _ in entropies]
        assert means == sorted(means)
        assert means[0] < 0.05
        assert means[-1] > 1
    assert frame.right == 2
