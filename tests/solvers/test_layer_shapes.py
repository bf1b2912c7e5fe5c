"""Shapes of layers against the curriculum's figures and the products they must allow."""

import numpy as np
import pytest

from solvers import layer_shapes


def test_a_plain_model():
    shapes = layer_shapes.rnn(D=3, H=2, outputs=4, T=5, B=6, batch_first=False)
    assert {name: size.tolist() for name, size in shapes._asdict().items()} == {
        "W_hx": [2, 3],
        "W_hh": [2, 2],
        "b_h": [2],
        "W_yh": [4, 2],
        "b_y": [4],
        "h": [6, 2],
        "y": [6, 4],
        "X": [5, 6, 3],
    }
    W, x = np.zeros(shapes.W_hx), np.zeros(shapes.X)
    assert (x @ W.T).shape == (5, 6, 2)
    assert layer_shapes.rnn(D=3, H=2, outputs=4, T=5, B=6, batch_first=True).X.tolist() == [6, 5, 3]


def test_a_stack_in_both_directions():
    shapes = layer_shapes.stack("rnn", D=3, H=4, layers=2, bidirectional=True, T=5, B=2)
    assert shapes.W.tolist() == [[4, 3], [4, 8]]
    assert shapes.U.tolist() == [[4, 4], [4, 4]]
    assert shapes.output.tolist() == [5, 2, 8]
    assert shapes.h.tolist() == [4, 2, 4]


def test_a_stack_in_one_direction():
    shapes = layer_shapes.stack("lstm", D=3, H=4, layers=2, bidirectional=False, T=5, B=2)
    assert shapes.W.tolist() == [[16, 3], [16, 4]]
    assert shapes.U.tolist() == [[16, 4], [16, 4]]
    assert shapes.output.tolist() == [5, 2, 4]
    assert shapes.h.tolist() == [2, 2, 4]


def test_the_smallest_models():
    smallest = layer_shapes.rnn(D=1, H=1, outputs=1, batch_first=True)
    assert [size.tolist() for size in smallest] == [[1, 1], [1, 1], [1], [1, 1], [1], [1, 1], [1, 1], [1, 1, 1]]
    stack = layer_shapes.stack("rnn", D=1, H=1, bidirectional=False)
    assert [size.tolist() for size in stack] == [[[1, 1]], [[1, 1]], [1, 1, 1], [1, 1, 1]]


@pytest.mark.parametrize("name", ["D", "H", "T", "B"])
def test_no_size_is_nothing(name):
    with pytest.raises(ValueError, match=f"^{name} must be a whole number of at least 1, not 0"):
        layer_shapes.rnn(**({"D": 1, "H": 1, "outputs": 1, "batch_first": True} | {name: 0}))
    with pytest.raises(ValueError, match=f"^{name} must be a whole number of at least 1, not 0"):
        layer_shapes.stack("gru", **({"D": 1, "H": 1, "bidirectional": True} | {name: 0}))


def test_outputs_are_counted_from_one():
    with pytest.raises(ValueError, match=r"^outputs must be a whole number of at least 1, not 0"):
        layer_shapes.rnn(D=1, H=1, outputs=0, batch_first=True)


def test_endless_stacks_are_refused():
    with pytest.raises(ValueError, match="layers may be at most 1,000"):
        layer_shapes.stack("gru", D=1, H=1, bidirectional=True, layers=1001)


def test_what_is_unsaid_is_asked_for():
    with pytest.raises(ValueError, match="say batch_first=True or batch_first=False"):
        layer_shapes.rnn(D=1, H=1, outputs=1)
    with pytest.raises(ValueError, match="say bidirectional=True or bidirectional=False"):
        layer_shapes.stack("gru", D=1, H=1)
