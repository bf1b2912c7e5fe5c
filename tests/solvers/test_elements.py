"""What solvers of the cells say of the size of their result, asked before anything is computed: never less than it is."""

from typing import Any

import numpy as np
import pytest

from engine.formula.functions import lookup

ONES = np.ones
PLAIN = {"W": ONES((4, 3)), "U": ONES((4, 4)), "b": ONES(4), "activation": "tanh"}
SQUARE = PLAIN | {"W": ONES((4, 4))}
READ = {"W_y": ONES((4, 4)), "b_y": ONES(4), "output": "linear"}
GATES = {"W": ONES((8, 3)), "U": ONES((8, 2)), "b": ONES(8), "order": "ifgo"}
CASES: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = [
    ("rnn.step", (ONES((9, 3)), ONES((5, 1, 4))), PLAIN),
    ("rnn.forward", (ONES((6, 5, 3)),), PLAIN | {"h0": ONES((5, 4))}),
    ("lstm.step", (ONES(3), ONES((7, 2)), ONES(2)), GATES),
    ("lstm.forward", (ONES((6, 3)),), GATES | {"c0": ONES((1, 2))}),
    ("lstm.from_gates", (), {"i": ONES((9, 1)), "f": ONES(5), "g": 1, "o": 1, "c_prev": 2}),
    ("rnn.output", (ONES((9, 4)),), {"W": ONES((5, 4)), "b": ONES(5), "activation": "softmax"}),
    ("rnn.jacobian", (ONES((9, 4)),), {"U": ONES((4, 4)), "activation": "tanh"}),
    ("rnn.jacobian_product", (ONES((9, 4)),), {"U": ONES((4, 4)), "activation": "tanh"}),
    ("rnn.bptt", (ONES((6, 3)), ONES((6, 4))), PLAIN | {"loss": "every step"}),
    ("use.many_to_one", (ONES((6, 5, 3)),), PLAIN | READ | {"cell": "rnn"}),
    ("use.many_to_many", (ONES((6, 5, 3)),), PLAIN | READ | {"cell": "rnn"}),
    ("use.one_to_one", (ONES((5, 3)),), PLAIN | READ | {"cell": "rnn"}),
    ("use.one_to_many", (ONES((5, 4)),), SQUARE | READ | {"cell": "rnn", "steps": 7}),
    ("max", (ONES((9, 1)), ONES(5)), {}),
    ("outer", (ONES(9), ONES(5)), {}),
    ("concatenate", (ONES(9), 1), {}),
]


def sizes(value: Any) -> list[int]:
    """How many numbers every array of a result holds, but for the weights it was given."""
    if isinstance(value, np.ndarray | np.generic):
        return [value.size]
    fields = zip(value._fields, value, strict=True)
    return [
        size
        for name, part in fields
        if name not in ("cell", "W", "U", "b", "run") and hasattr(part, "size")
        for size in sizes(part)
    ]


@pytest.mark.parametrize(("name", "arguments", "named"), CASES, ids=[case[0] for case in CASES])
def test_no_result_is_larger_than_said(name: str, arguments: tuple, named: dict):
    found = lookup(name)
    assert found.elements is not None
    assert max(sizes(found.call(*arguments, **named))) <= found.elements(*arguments, **named)


def test_hand_sized_questions_are_small():
    """The bound stays near the truth, so that no fair question is refused."""
    for name, arguments, named in CASES:
        assert lookup(name).elements(*arguments, **named) <= 40 * max(sizes(lookup(name).call(*arguments, **named))), (
            name
        )


def test_decoders_count_their_steps():
    decoder = {"decoder_W": ONES((4, 4)), "decoder_U": ONES((4, 4)), "decoder_b": ONES(4)}
    arguments = SQUARE | READ | decoder | {"cell": "rnn"}
    said = lookup("use.encoder_decoder").elements
    assert said(ONES((6, 4)), ONES(4), steps=10**6, **arguments) > 10**6
