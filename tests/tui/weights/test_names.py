"""Names for stored arrays."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.formula.python_syntax import parse
from engine.formula.tree import Name
from tui.weights.names import identifier, weights_in


@pytest.mark.parametrize(
    ("stored", "taken", "name"),
    [
        ("W", (), "W"),
        ("encoder.weight", (), "encoder_weight"),
        ("lstm/cell/bias:0", (), "lstm_cell_bias_0"),
        ("0.weight", (), "_0_weight"),
        ("a.b", ("a_b",), "a_b_2"),
        ("a.b", ("a_b", "a_b_2"), "a_b_3"),
        ("e", ("e",), "e_2"),
        ("model.encoder.layers.0.self_attention.weight", (), "layers_0_self_attention_weight"),
        ("x" * 40, (), "x" * 32),
        ("x" * 40, ("x" * 32,), "x" * 30 + "_2"),
        ("σ", (), "array"),
        ("", (), "array"),
        ("True", (), "_True"),
    ],
)
def test_identifiers(stored, taken, name):
    assert identifier(stored, set(taken)) == name


@given(st.text(max_size=60), st.sets(st.sampled_from(["a", "array", "b_2", "_0"])))
def test_every_name_can_be_written_in_a_formula(stored, taken):
    found = identifier(stored, taken)
    assert found not in taken
    assert isinstance(parse(found), Name)


def test_what_is_listed(tmp_path):
    np.savez(tmp_path / "model.npz", **{"fc.weight": np.ones((2, 3)), "e": np.array(1.0), "b": np.ones(2)})
    weights = weights_in(tmp_path / "model.npz", None)
    assert list(weights.lines()) == [
        "  fc_weight  2×3  (fc.weight)",
        "  e_2        a number  (e)",
        "  b          a vector of 2",
    ]
    assert weights.data()["names"]["fc_weight"] == {"shape": [2, 3], "source": "fc.weight"}
    assert weights.values({"e_2", "nothing"}) == {"e_2": 1.0}
