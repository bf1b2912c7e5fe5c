"""Parameter counts against the curriculum's figures and the arrays of a layer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solvers import sizes
from solvers.registry import SOLVERS
from tests.solvers.worked_lines import assert_readable


@pytest.mark.parametrize(
    ("count", "D", "H", "biases", "expected"),
    [
        (sizes.rnn, 3, 4, 1, 32),
        (sizes.rnn, 3, 4, 2, 36),
        (sizes.rnn, 3, 4, 0, 28),
        (sizes.lstm, 3, 4, 1, 128),
        (sizes.lstm, 3, 4, 2, 144),
        (sizes.gru, 3, 4, 1, 96),
        (sizes.gru, 3, 4, 2, 108),
        (sizes.gru, 2, 3, 1, 54),
        (sizes.gru, 2, 3, 2, 63),
        (sizes.rnn, 10, 20, 1, 620),
        (sizes.gru, 10, 20, 1, 1860),
        (sizes.lstm, 10, 20, 1, 2480),
    ],
)
def test_one_layer(count, D, H, biases, expected):
    assert count(D, H, biases=biases) == expected


def test_a_stack_reads_the_layer_below():
    assert sizes.lstm(3, 4, biases=1, layers=2) == 272
    assert sizes.lstm(3, 4, biases=1, layers=2, bidirectional=True) == 672
    assert sizes.lstm(3, 4, biases=1, bidirectional=True) == 256


@given(st.sampled_from(list(sizes.BLOCKS)), *[st.integers(1, 9)] * 3, st.integers(1, 2), st.booleans())
def test_any_stack_is_the_sum_of_its_arrays(cell, D, H, layers, biases, bidirectional):
    blocks = {"rnn": 1, "gru": 3, "lstm": 4}[cell]
    arrays = []
    for layer in range(layers):
        for _ in range(2 if bidirectional else 1):
            width = D if layer == 0 else (2 * H if bidirectional else H)
            arrays += [blocks * H * width, blocks * H * H, *[blocks * H] * biases]
    trace = sizes.cell_trace(cell, D, H, biases=biases, layers=layers, bidirectional=bidirectional)
    assert trace.value == sum(arrays)
    assert sizes.cell_parameters(cell, D, H, biases=biases, layers=layers, bidirectional=bidirectional) == trace.value
    assert_readable(sizes.cell_steps(trace))


def test_other_layers():
    assert sizes.dense(3, 4) == 16
    assert sizes.dense(3, 4, bias=False) == 12
    assert sizes.dense(1, 1) == 2
    assert sizes.embedding(1, 1) == 1
    assert sizes.window_model(1, 1, 1) == 2
    assert sizes.embedding(10000, 100) == 1_000_000
    assert sizes.window_model(10, 3, 4) == 124
    assert sizes.window_model(10, 8, 4) == 324
    assert sizes.rnn(10, 4, biases=1) == 60


def test_a_whole_model():
    assert sizes.model(1000, 8, "gru", 16, 1000, biases=1) == 26200
    steps = sizes.model_steps(sizes.model_trace(1000, 8, "gru", 16, 1000, biases=1))
    assert [(step.name, step.value) for step in steps] == [
        ("embedding", 8000),
        ("cell", 1200),
        ("head", 17000),
        ("count", 26200),
    ]
    assert steps[-1].rule == "embedding + cell + head"
    assert_readable(steps)


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
@pytest.mark.parametrize("options", [{}, {"layers": 3}, {"bidirectional": True}, {"layers": 2, "bidirectional": True}])
def test_every_cell_is_counted_by_its_name(cell, options):
    expected = sizes.cell_trace(cell, 3, 4, biases=2, **options).value
    assert sizes.cell_parameters(cell, 3, 4, biases=2, **options) == expected
    named = SOLVERS[f"count.{cell}"]
    assert named.call(3, 4, biases=2, **options) == named.trace(3, 4, biases=2, **options).value == expected


def test_steps_can_be_read_again():
    (step,) = sizes.cell_steps(sizes.cell_trace("lstm", 3, 4, biases=2))
    assert step.numbers == "4 * (4 * 3 + 4 * 4 + 2 * 4)"
    for trace in (sizes.dense_trace(3, 4), sizes.dense_trace(3, 4, bias=False), sizes.embedding_trace(7, 2)):
        assert_readable(sizes.count_steps(trace))
    assert_readable(sizes.count_steps(sizes.window_model_trace(10, 3, 4)))
    stack = sizes.cell_steps(sizes.cell_trace("lstm", 3, 4, biases=2, layers=2))
    assert [step.name for step in stack] == ["layer 1", "layer 2", "count"]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: sizes.lstm(3, 4), "say biases=1 or biases=2"),
        (lambda: sizes.lstm(3, 4, biases=3), "biases must be 0, 1 or 2"),
        (lambda: sizes.lstm(0, 4, biases=1), "D must be a whole number of at least 1"),
        (lambda: sizes.lstm(3, 1.5, biases=1), "H must be a whole number of at least 1, not 1.5"),
        (lambda: sizes.rnn(3, 4, biases=1, layers=1001), "layers may be at most 1,000, not 1,001"),
        (lambda: sizes.cell_parameters("cnn", 3, 4, biases=1), "not 'cnn'"),
    ],
)
def test_what_makes_no_count_is_told(call, message):
    with pytest.raises(ValueError, match=message):
        call()
