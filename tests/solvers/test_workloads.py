"""Workloads against the curriculum's figures."""

import pytest

from solvers import workloads
from solvers.sizes import count_steps
from tests.solvers.worked_lines import assert_readable


@pytest.mark.parametrize(
    ("call", "trace", "arguments", "options", "expected"),
    [
        (workloads.state, workloads.state_trace, ("rnn", 4), {}, 4),
        (workloads.state, workloads.state_trace, ("gru", 4), {"layers": 2}, 8),
        (workloads.state, workloads.state_trace, ("lstm", 4), {}, 8),
        (workloads.state, workloads.state_trace, ("lstm", 4), {"layers": 3, "batch": 2}, 48),
        (workloads.stored_states, workloads.stored_states_trace, (100,), {}, 100),
        (workloads.stored_states, workloads.stored_states_trace, (100,), {"window": 20}, 20),
        (workloads.stored_states, workloads.stored_states_trace, (0,), {}, 0),
        (workloads.multiplications, workloads.multiplications_trace, ("rnn", 3, 2), {}, 10),
        (workloads.multiplications, workloads.multiplications_trace, ("rnn", 3, 2), {"T": 5}, 50),
        (workloads.multiplications, workloads.multiplications_trace, ("gru", 3, 2), {"T": 5}, 150),
        (workloads.multiplications, workloads.multiplications_trace, ("lstm", 3, 2), {"T": 5}, 200),
        (workloads.multiplications, workloads.multiplications_trace, ("rnn", 1, 3), {"T": 0}, 0),
        (workloads.multiplications, workloads.multiplications_trace, ("rnn", 1, 3), {}, 12),
        (workloads.multiplications, workloads.multiplications_trace, ("rnn", 3, 1), {}, 4),
        (workloads.state, workloads.state_trace, ("rnn", 1), {"layers": 1, "batch": 1}, 1),
        (workloads.updates, workloads.updates_trace, (1,), {"every": 1}, 1),
        (workloads.decoder_memory, workloads.decoder_memory_trace, (1, 1), {"attention": True}, 1),
        (workloads.updates, workloads.updates_trace, (100,), {"every": 20}, 5),
        (workloads.updates, workloads.updates_trace, (101,), {"every": 20}, 6),
        (workloads.decoder_steps, workloads.decoder_steps_trace, (9,), {"end_token": True}, 10),
        (workloads.decoder_steps, workloads.decoder_steps_trace, (9,), {"end_token": False}, 9),
        (workloads.decoder_memory, workloads.decoder_memory_trace, (256, 50), {"attention": True}, 12800),
        (workloads.decoder_memory, workloads.decoder_memory_trace, (256, 50), {"attention": False}, 256),
        (workloads.score_evaluations, workloads.score_evaluations_trace, (50, 40), {}, 2000),
    ],
)
def test_figures(call, trace, arguments, options, expected):
    assert call(*arguments, **options) == expected
    assert_readable(count_steps(trace(*arguments, **options)))


def test_what_is_unsaid_is_asked_for():
    with pytest.raises(ValueError, match="say end_token=True or end_token=False"):
        workloads.decoder_steps(9)
    with pytest.raises(ValueError, match="say attention=True or attention=False"):
        workloads.decoder_memory(4, 5)
    for sizes in ({"H": 0}, {"H": 1, "layers": 0}, {"H": 1, "batch": 0}):
        with pytest.raises(ValueError, match="of at least 1, not 0"):
            workloads.state("rnn", **sizes)
    with pytest.raises(ValueError, match="window must be a whole number of at least 1"):
        workloads.stored_states(5, window=0)


def test_a_trace_counts_one_layer_one_sequence_and_one_step_unless_told():
    assert workloads.state_trace("lstm", 4).value == 8
    assert workloads.multiplications_trace("rnn", 3, 2).value == 10
