"""What is told of each solver in the closed table: who keeps a trace tells steps, and no result is larger than said."""

from typing import Any, get_type_hints

import numpy as np
import pytest

from engine.formula.functions import functions, lookup
from solvers.registry import solver

TABLE = functions()
ONES = np.ones
WINDOW = {"size": 2, "stride": 1, "padding": 1}
GROWING: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = [
    ("attention.attend", (ONES((5, 2)), ONES((4, 2)), ONES((4, 6))), {"kind": "dot"}),
    ("conv.gradients", (ONES((9, 2, 2)), ONES((1, 3, 3)), ONES((9, 1, 2, 2))), {"flip": False}),
    ("embed.gradient", ([0, 1], ONES((2, 3))), {"size": 50}),
    ("embed.lookup", (ONES((2, 3)), [0, 1, 1, 0, 0, 0]), {}),
    ("encode.distances", (ONES((6, 2)),), {}),
    ("encode.one_hot", ([0, 1, 2],), {"size": 40, "first": 0}),
    ("layout.reorder", (ONES((4, 3)),), {"order": "ifgo", "to": "iofg"}),
    ("pool.average", (ONES((3, 3)),), WINDOW | {"count_include_pad": True}),
    ("pool.average_gradient", (ONES((4, 4)), ONES((3, 3))), WINDOW | {"count_include_pad": True}),
    ("pool.maximum", (ONES((3, 3)),), WINDOW),
    ("pool.maximum_gradient", (ONES((4, 4)), ONES((3, 3))), WINDOW),
    ("pool.maximum_places", (ONES((3, 3)),), WINDOW),
    ("pool.minimum", (ONES((3, 3)),), WINDOW),
    ("pool.sum", (ONES((3, 3)),), WINDOW),
]
"""Calls whose results, or what is held on the way to them, outgrow their arguments."""


THEIR_OWN_TRACES = {
    *("rnn.step", "rnn.forward", "rnn.bptt", "rnn.output"),
    *("lstm.step", "lstm.forward", "lstm.from_gates", "gru.step", "gru.forward"),
    *("decode.beam", "decode.greedy", "momentum.step", "adam.step"),
}
"""Solvers whose results hold every intermediate, so that steps are told of the result itself."""


@pytest.mark.parametrize("name", sorted(TABLE))
def test_who_keeps_a_trace_tells_steps_of_it(name):
    found = TABLE[name]
    assert not found.trace or found.steps
    assert bool(found.steps and not found.trace) == (name in THEIR_OWN_TRACES)
    if name in THEIR_OWN_TRACES:
        assert hasattr(get_type_hints(found.call)["return"], "_fields")


@pytest.mark.parametrize(("name", "arguments", "named"), GROWING, ids=[case[0] for case in GROWING])
def test_no_result_is_larger_than_said(name, arguments, named):
    found = lookup(name)
    assert found.elements is not None
    result = found.call(*arguments, **named)
    largest = max(np.size(part) for part in (result if isinstance(result, tuple) else [result]))
    assert largest <= found.elements(*arguments, **named) <= 40 * largest


def test_a_name_is_given_once():
    with pytest.raises(ValueError, match=r"two solvers are called pool\.average"):
        solver("pool.average")(lambda X: X)
