"""Time: where states are kept, in which order steps run, which of them count, where gradients are cut."""

import numpy as np
import pytest

from solvers import rnn, unrolling
from solvers.shapes import ShapeMismatch


def test_states_are_one_memory():
    states = unrolling.states([1, 2], 3, (2,), np.dtype(float), reverse=False)
    states.after[:] = [[3, 4], [5, 6], [7, 8]]
    np.testing.assert_array_equal(states.before, [[1, 2], [3, 4], [5, 6]])
    np.testing.assert_array_equal(states.last, [7, 8])


def test_states_read_from_the_end():
    states = unrolling.states(9, 2, (), np.dtype(np.float32), reverse=True)
    states.after[:] = [1, 2]
    np.testing.assert_array_equal(states.before, [2, 9])
    assert states.last == 1
    assert states.last.dtype == np.float32


def test_order_of_steps():
    assert list(unrolling.time_steps(3, reverse=False)) == [0, 1, 2]
    assert list(unrolling.time_steps(3, reverse=True)) == [2, 1, 0]


def test_a_sequence_needs_time():
    with pytest.raises(ShapeMismatch, match=r"x has shape \(3,\), expected \(T, D\)"):
        unrolling.check_time(np.zeros(3), np.zeros((4, 3)), 0)
    with pytest.raises(ShapeMismatch, match=r"x has shape \(\), expected \(T,\)"):
        unrolling.check_time(np.zeros(()), np.zeros(4), 1)
    unrolling.check_time(np.zeros(3), np.zeros(4), 1)
    unrolling.check_time(np.zeros((3, 2)), np.zeros((4, 2)), 1)


def test_masks():
    assert unrolling.check_mask(None, 3, (2,), 1) is None
    assert unrolling.check_mask([[1, 0]] * 3, 3, (2,), 1).shape == (3, 2, 1)
    assert unrolling.check_mask([1, 0, 1], 3, (2, 4), 1).shape == (3, 1, 1, 1)
    assert unrolling.check_mask(np.ones((3, 2, 1)), 3, (2, 4), 1).shape == (3, 2, 1, 1)
    for wrong in (np.ones((3, 5, 4)), np.ones((3, 2, 5))):
        with pytest.raises(ShapeMismatch, match=r"mask has shape .*, expected \(3, 2, 4\)"):
            unrolling.check_mask(wrong, 3, (2, 4), 1)
    for wrong in ([[1, 0]] * 2, 1, np.ones((3, 2, 1)), np.ones((3, 4))):
        with pytest.raises(ShapeMismatch, match="mask has shape"):
            unrolling.check_mask(wrong, 3, (2,), 1)


def test_steps_and_sequences_are_told_apart():
    cell = {"W": 1, "U": 0.5, "b": 0, "activation": "tanh"}
    step, run = rnn.step([1, 2], 0, **cell), rnn.forward([[1, 2], [3, 4]], **cell)
    assert unrolling.is_step(step)
    assert not unrolling.is_step(run)
    np.testing.assert_array_equal(unrolling.at(run, 1).x, [3, 4])
    assert unrolling.as_sequence(step).h.shape == (1, 2)
    assert unrolling.at(run, 1).cell is run.cell


def test_slopes_of_the_loss():
    trace = rnn.forward([1, 2], W=1, U=0.5, b=0, activation="tanh")
    np.testing.assert_array_equal(unrolling.loss_slopes(None, trace), [0, 0])
    assert unrolling.last_slope(None, trace.h_last, "dh_last") == 0
    np.testing.assert_array_equal(unrolling.last_slope(None, np.ones((2, 3)), "dh_last"), np.zeros((2, 3)))
    assert unrolling.last_slope(3, trace.h_last, "dh_last") == 3
    with pytest.raises(ShapeMismatch, match=r"^dh has shape \(3,\), expected \(2,\)"):
        unrolling.loss_slopes([1, 2, 3], trace)
    with pytest.raises(ShapeMismatch, match=r"dh_last has shape \(2,\), expected \(\)"):
        unrolling.last_slope([1, 2], trace.h_last, "dh_last")


def test_chunks():
    assert unrolling.chunk_borders(100, 20) == {20, 40, 60, 80}
    assert unrolling.chunk_borders(5, 2.0) == {2, 4}
    assert unrolling.chunk_borders(4, 1) == {1, 2, 3}
    assert unrolling.chunk_borders(5, None) == set()
    assert unrolling.chunk_borders(5, 5) == set()
    for wrong in (0, 1.5, -1):
        with pytest.raises(ValueError, match="truncate must be a whole number of steps from 1"):
            unrolling.chunk_borders(5, wrong)
