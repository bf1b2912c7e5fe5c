"""What a recurrent cell computes on its bench: one run of the solvers, and the quantities to draw from it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import ModuleType
from typing import Any, Final, NamedTuple

import msgspec
import numpy as np

from engine.errors import UnrolledError
from solvers import gru, gru_trace, lstm, lstm_trace, rnn
from solvers.gates import gate_block, gate_weights
from solvers.shapes import Array
from solvers.steps import Step
from solvers.unrolling import at
from solvers.weights import affine
from tui.laboratory.scene import ORDERS, CellScene, Vector

SOLVERS: Final[Mapping[str, ModuleType]] = {"rnn": rnn, "lstm": lstm, "gru": gru}
TITLES: Final = {"rnn": "RNN", "lstm": "LSTM", "gru": "GRU"}
MEANINGS: Final[Mapping[str, Mapping[str, str]]] = {
    "rnn": {"h": "hidden state"},
    "lstm": {"i": "input gate", "f": "forget gate", "g": "candidate", "o": "output gate", "c": "cell state", "h": "hidden state"},
    "gru": {"r": "reset gate", "z": "update gate", "n": "candidate", "h": "hidden state"},
}  # fmt: skip
"""What is drawn of each cell, in this order, beside its input."""
GATES: Final = frozenset("ifor") | {"z"}
"""What lies between 0 and 1."""
DUST: Final = 1e-12
"""What a subtraction leaves of two equal sums."""
TELLABLE: Final = 200
"""Weights of a cell whose worked lines can still be read."""


class Quantity(NamedTuple):
    """One quantity over time."""

    name: str
    title: str
    values: Array
    """`(T, n)`"""
    bound: float
    """The largest size that its values can have, or do have where there is no such bound; above 0."""


class Share(NamedTuple):
    """How one unit of one gate comes about at one step."""

    gate: str
    from_x: float
    from_h: float
    bias: float
    a: float
    value: float


def run(scene: CellScene) -> Any:
    """The trace of the whole sequence, of the cell's own type.

    Raises `UnrolledError` for weights and a sequence that do not fit together.
    """
    try:
        return SOLVERS[scene.cell].forward(np.array(scene.x), **arguments(scene))
    except ValueError as error:
        raise UnrolledError(f"This cell cannot be run: {error}.") from None


def arguments(scene: CellScene) -> dict[str, Any]:
    """What the solver takes beside the sequence."""
    given: dict[str, Any] = {"W": np.array(scene.W), "U": np.array(scene.U), "b": np.array(scene.b)}
    if scene.h0 is not None:
        given["h0"] = np.array(scene.h0)
    match scene.cell:
        case "rnn":
            return given | {"activation": scene.activation}
        case "lstm":
            start = {} if scene.c0 is None else {"c0": np.array(scene.c0)}
            return given | {"order": ORDERS["lstm"]} | start
        case "gru":
            second = {} if scene.b_hidden is None else {"b_hidden": np.array(scene.b_hidden)}
            return given | {"order": ORDERS["gru"], "reset": scene.reset, "z": scene.z} | second


def quantities(scene: CellScene, trace: Any) -> list[Quantity]:
    """All that is drawn of a run, the input first, unless it is a text."""
    fields = trace._asdict()
    named = ({} if scene.letters else {"x": "input"}) | dict(MEANINGS[scene.cell])
    return [Quantity(name, title, fields[name], _bound(name, fields[name])) for name, title in named.items()]


def _bound(name: str, values: Array) -> float:
    """1 for what a sigmoid or a tanh keeps below it."""
    largest = float(np.abs(values).max(initial=0))
    return 1.0 if largest <= 1 or name in GATES else largest


def shares(scene: CellScene, trace: Any, unit: int) -> list[Share]:
    """The gates of one unit at the step looked at, each with what its input, its state and its bias contribute."""
    return list(_shares(scene, at(trace, scene.step), unit))


def _shares(scene: CellScene, now: Any, unit: int) -> Iterator[Share]:
    fields, cell, order = now._asdict(), now.cell, ORDERS[scene.cell]
    for gate in order:
        W, b = (gate_weights(stacked, order, gate, single=False)[unit] for stacked in (cell.W, cell.b))
        a = gate_block(now.a, order, gate, single=False)[unit]
        from_x = float(affine(W[None], now.x)[0])
        # What is left is the state's part, whichever way the reset gate and a second bias enter it.
        from_h = float(a) - from_x - float(b)
        yield Share(gate, from_x, from_h if abs(from_h) > DUST else 0.0, float(b), float(a), float(fields[gate][unit]))


def worked(scene: CellScene, trace: Any) -> Sequence[Step]:
    """The solver's own lines for the step looked at; none for a cell too large to be read line by line."""
    if sum(map(len, (*scene.W, *scene.U))) > TELLABLE:
        return ()
    return STEP_LINES[scene.cell](at(trace, scene.step))


STEP_LINES: Final[Mapping[str, Callable[[Any], Sequence[Step]]]] = {
    "rnn": rnn.step_lines,
    "lstm": lstm_trace.step_lines,
    "gru": gru_trace.step_lines,
}


def columns(scene: CellScene) -> list[str]:
    """The names of a gate's weights, as they stand side by side: inputs, states, biases."""
    inputs = [f"x{place}" for place in range(1, scene.inputs + 1)] if not scene.letters else list(scene.letters)
    states = [f"h{place}" for place in range(1, scene.units + 1)]
    return [*inputs, *states, "b"] + ([] if scene.b_hidden is None else ["b'"])


def gate_table(scene: CellScene, gate: str) -> list[list[float]]:
    """A gate's weights, one row a unit, in the order of `columns`."""
    first = ORDERS[scene.cell].index(gate) * scene.units
    return [_row(scene, place) for place in range(first, first + scene.units)]


def _row(scene: CellScene, place: int) -> list[float]:
    second = [] if scene.b_hidden is None else [scene.b_hidden[place]]
    return [*scene.W[place], *scene.U[place], scene.b[place], *second]


def with_weight(scene: CellScene, gate: str, unit: int, column: int, value: float) -> CellScene:
    """The scene with one weight changed; `column` as in `columns`."""
    place = ORDERS[scene.cell].index(gate) * scene.units + unit
    row = _row(scene, place)
    row[column] = value
    D, H = scene.inputs, scene.units
    changed = {
        "W": replaced(scene.W, place, tuple(row[:D])),
        "U": replaced(scene.U, place, tuple(row[D : D + H])),
        "b": replaced(scene.b, place, row[D + H]),
    }
    second = None if scene.b_hidden is None else replaced(scene.b_hidden, place, row[-1])
    return msgspec.structs.replace(scene, **changed, b_hidden=second)


def replaced(items: tuple[Any, ...], place: int, item: Vector | float) -> tuple[Any, ...]:
    """Items with another one at a place."""
    return (*items[:place], item, *items[place + 1 :])
