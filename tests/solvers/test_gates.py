"""Where the blocks of gated cells lie, and conventions refused by name."""

import numpy as np
import pytest

from solvers import gates
from solvers.activations import sigmoid
from solvers.weights import Sizes


def test_places():
    assert gates.rows_of("fi", Sizes((), 2, 2)) == {"f": slice(0, 2), "i": slice(2, 4)}
    assert gates.rows_of("fi", Sizes((), None, 2)) == {"f": 0, "i": 1}
    assert gates.rows_like("fi", np.zeros((5, 3)), single=False) == {"f": slice(0, 3), "i": slice(3, 6)}
    assert gates.rows_like("fi", np.zeros(5), single=True) == {"f": 0, "i": 1}


def test_parts_of_weights_and_of_pre_activations():
    W = np.arange(12).reshape(6, 2)
    np.testing.assert_array_equal(gates.gate_weights(W, "rzn", "z", single=False), [[4, 5], [6, 7]])
    third = gates.gate_weights(np.array([1, 2, 3]), "rzn", "n", single=True)
    assert (third, third.shape) == (3, ())
    np.testing.assert_array_equal(gates.gate_block(W.T, "rzn", "n", single=False), [[8, 10], [9, 11]])
    np.testing.assert_array_equal(gates.gate_block(W.T, "abcdef", "b", single=True), [2, 3])


def test_gates_are_sigmoids():
    at = np.array([-800, -3, -1, 0, 0.5, 2, 800])
    np.testing.assert_allclose(gates.opened(at), sigmoid(at), atol=1e-16)
    assert gates.opened(at.astype(np.float32)).dtype == np.float32


def test_refusals():
    gates.check_order("nzr", "rzn")
    gates.check_choice("z", "keeps", {"keeps": "the old", "takes": "the new"})
    for wrong in ("rz", "rzz", "rznn", "", 3):
        with pytest.raises(ValueError, match="order must spell the gates r, z, n as they are stacked, like 'rzn', not"):
            gates.check_order(wrong, "rzn")
    with pytest.raises(ValueError, match=r'say z="keeps" \(the old\) or z="takes" \(the new\), not None'):
        gates.check_choice("z", None, {"keeps": "the old", "takes": "the new"})
