"""Models that count against nets that carry a far cue."""

import numpy as np

from solvers.demos import next_word
from tests.solvers.demos.running import figures, finished


def test_sentences_end_in_the_language_of_the_home():
    generator = np.random.default_rng(0)
    for fillers in (0, 3):
        words = next_word.sentence(generator, fillers)
        assert next_word.COUNTRIES[words[words.index("up") + 2]] == words[-1]
        assert sum(word in next_word.FILLERS for word in words) == fillers
        assert set(words) <= set(next_word.WORDS)


def test_counts_see_too_little_or_no_order_and_nets_carry_the_cue(monkeypatch):
    monkeypatch.setattr(next_word, "NETS", {"GRU": "gru"})
    frame = finished(next_word.DEMONSTRATION, 0, 2)
    short, long, bag, gru = (
        figures(frame, name) for name in ("the last 3 words", "the last 8 words", next_word.BAG, "GRU")
    )
    assert all(0.25 < low <= high < 0.42 for low, high in short)
    assert long[0][0] > 0.95
    assert long[2] == (0, 0)
    assert all(0.4 < low <= high < 0.6 for low, high in bag)
    assert gru[0][0] > 0.95
    assert gru[1][0] > 0.95
    assert gru[2][0] > 0.6
    assert frame.right == 1
