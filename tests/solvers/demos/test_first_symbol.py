"""Remembering the first symbol: which nets do after 300 updates."""

import numpy as np
import pytest

from solvers.demos import first_symbol
from tests.solvers.demos.running import figures, finished


def test_sequences_ask_for_their_first_symbol_at_the_end():
    x, asked = first_symbol.batch(np.random.default_rng(0), 7, 50)
    assert x.shape == (7, 50, 8)
    assert (x.sum(-1) == 1).all()
    assert (x[0, :, 4:] == 0).all()
    assert (x[1:, :, :4] == 0).all()
    assert (asked[:-1] == -1).all()
    assert (asked[-1] == x[0].argmax(-1)).all()


def test_gates_that_start_open_remember_and_others_do_not(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(first_symbol, "LENGTHS", (60,))
    frame = finished(first_symbol.DEMONSTRATION, 0, 2)
    found = {name: figures(frame, name)[0] for name in first_symbol.CONTESTANTS}
    for name in ("tanh RNN", "LSTM, forget bias 1"):
        assert found[name][1] < 0.6, name
    for name in ("ReLU RNN from the identity", "LSTM, forget bias by length", "GRU, keep bias 3"):
        assert found[name][0] > 0.9, name
    assert found["LSTM, forget bias 4"][1] > 0.6
    assert frame.right == 1


def test_ten_steps_are_learnt_by_the_plain_net_too(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(first_symbol, "LENGTHS", (10,))
    monkeypatch.setattr(first_symbol, "CONTESTANTS", {"tanh RNN": first_symbol.CONTESTANTS["tanh RNN"]})
    assert figures(finished(first_symbol.DEMONSTRATION, 0, 2), "tanh RNN")[0][1] > 0.95
