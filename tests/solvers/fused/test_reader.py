"""A layer that is read at every step: losses against hand figures, gradients against central differences."""

import numpy as np
import pytest

from solvers.fused import reader
from solvers.fused.layer import Layer
from solvers.fused.reader import Reader

T, B, D, H, K = 6, 3, 2, 4, 3
NAN = float("nan")


def asked_of(net: Reader) -> np.ndarray:
    draw = np.random.default_rng(2)
    if net.classifies:
        asked = draw.integers(K, size=(T, B))
        asked[0], asked[3, 1] = -1, -1
        return asked
    values = draw.normal(size=(T, B, K))
    values[0], values[2, 1, 0] = NAN, NAN
    return values


@pytest.mark.parametrize("cell", ["rnn", "lstm", "gru"])
@pytest.mark.parametrize("classifies", [True, False])
def test_slopes_are_central_differences(cell: str, classifies: bool):
    net, draw = Reader(Layer(cell), classifies), np.random.default_rng(0)
    weights = {name: value + 0.1 for name, value in reader.drawn(draw, net, D, H, K).items()}
    x, asked = draw.normal(size=(T, B, D)), asked_of(net)
    _, found = reader.slopes(net, weights, x, asked)
    assert found.keys() == weights.keys()
    for name, value in weights.items():
        for flat in (0, value.size // 2, value.size - 1):
            place = np.unravel_index(flat, value.shape)
            losses = []
            for change in (1e-6, -1e-6):
                moved = {**weights, name: value.copy()}
                moved[name][place] += change
                losses.append(reader.slopes(net, moved, x, asked)[0])
            assert found[name][place] == pytest.approx((losses[0] - losses[1]) / 2e-6, abs=1e-7), (name, place)


def test_losses_by_hand():
    weights = {"W": np.zeros((H, D)), "U": np.zeros((H, H)), "b": np.zeros(H)}
    weights |= {"W_y": np.zeros((2, H)), "b_y": np.array([0, np.log(3)])}
    x = np.zeros((3, 1, D))
    asked = np.array([[-1], [1], [0]])
    loss, slopes = reader.slopes(Reader(Layer("rnn"), True), weights, x, asked)
    assert loss == pytest.approx((np.log(4 / 3) + np.log(4)) / 2)
    assert slopes["b_y"] == pytest.approx([(0.25 + 0.25 - 1) / 2, (0.75 - 1 + 0.75) / 2])
    values = np.array([[[NAN, NAN]], [[1, NAN]], [[0, 0]]])
    loss, slopes = reader.slopes(Reader(Layer("rnn"), False), weights, x, values)
    assert loss == pytest.approx((1 + np.log(3) ** 2) / 3)
    assert slopes["b_y"] == pytest.approx([-2 / 3, 2 * np.log(3) / 3])


def test_accuracy_counts_what_is_asked_alone():
    net, draw = Reader(Layer("gru"), True), np.random.default_rng(0)
    weights = reader.drawn(draw, net, D, H, K)
    x = draw.normal(size=(T, B, D))
    best = reader.scores(net, weights, x).argmax(-1)
    asked = np.full((T, B), -1)
    asked[2], asked[4] = best[2], (best[4] + 1) % K
    assert reader.accuracy(net, weights, x, asked) == 0.5


@pytest.mark.parametrize("cell", ["rnn", "gru"])
@pytest.mark.parametrize("last", [1, 4, 6, 9])
def test_a_cut_leaves_the_loss_of_what_is_asked_and_stops_the_gradient(cell: str, last: int):
    net, draw = Reader(Layer(cell), True), np.random.default_rng(0)
    weights = reader.drawn(draw, net, D, H, K)
    x, asked = draw.normal(size=(T, B, D)), np.full((T, B), -1)
    asked[-1] = [0, 1, 2]
    whole, cut = (reader.slopes(net, weights, x, asked, last=kept) for kept in (None, last))
    assert cut[0] == pytest.approx(whole[0])
    if last >= T:
        np.testing.assert_allclose(cut[1]["U"], whole[1]["U"], atol=1e-14)
    else:
        assert np.abs(cut[1]["U"] - whole[1]["U"]).max() > 1e-6
        # The readout sees the last state alone, so the cut takes nothing from it.
        np.testing.assert_allclose(cut[1]["W_y"], whole[1]["W_y"], atol=1e-14)
