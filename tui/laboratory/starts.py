"""Where a bench begins: the weights a cell starts from, and the scenes that are set up before the learner touches anything."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal, TypeAlias

import msgspec
import numpy as np

from engine import limits
from engine.errors import FormulaError, UnrolledError
from solvers.initialisation import orthogonal, xavier
from solvers.layouts import reorder
from solvers.shapes import Array
from tui.laboratory.scene import ORDERS, AttentionScene, Cell, CellScene, FlowScene, Matrix, WindowScene, matrix, vector
from tui.laboratory.sequence import Sequence, read_sequence

Start: TypeAlias = Literal["random", "identity", "orthogonal"]

STARTS: Final[dict[Start, str]] = {
    "random": "random, drawn with the seed",
    "identity": "recurrent blocks that copy the state",
    "orthogonal": "recurrent blocks that preserve lengths",
}
FORGET_BIAS: Final = 1.0
"""Of a new LSTM, so that it remembers from the start."""
PLACES: Final = 2
"""Decimals of weights that are drawn: few enough to compute with by hand."""


def cell_scene(cell: Cell, units: int, sequence: Sequence, start: Start = "random", seed: int = 0) -> CellScene:
    """A cell with fresh weights over a sequence. Raises `UnrolledError` for a size out of bounds."""
    if not 1 <= units <= limits.SCENE_UNITS:
        raise UnrolledError(f"A cell here has from 1 to {limits.SCENE_UNITS} units, not {units}.")
    generator, gates = np.random.default_rng(seed), ORDERS[cell]
    W = np.concatenate([xavier(generator, units, len(sequence.x[0])) for _ in gates])
    U = np.concatenate([_recurrent(generator, units, start) for _ in gates])
    b = np.concatenate([np.full(units, FORGET_BIAS if gate == "f" else 0.0) for gate in gates])
    return CellScene(
        cell=cell,
        activation="relu" if start == "identity" else "tanh",
        reset="before",
        z="keeps",
        W=matrix(W.round(PLACES) + 0.0),
        U=matrix(U),
        b=vector(b),
        x=sequence.x,
        letters=sequence.letters,
    )


def _recurrent(generator: np.random.Generator, units: int, start: Start) -> Array:
    match start:
        case "identity":
            return np.eye(units)
        case "orthogonal":
            return orthogonal(generator, units, units)
        case "random":
            return xavier(generator, units, units).round(PLACES) + 0.0


def from_file(path: Path, sequence: Sequence) -> CellScene:
    """The first recurrent layer of a file of weights, over a sequence as wide as its input.

    Raises `UnrolledError` for a file without one, a layer too large for the laboratory, and a sequence of another width.
    """
    from tui.weights.file import contents
    from tui.weights.layers import LAYOUTS
    from tui.weights.recurrent import Recurrent

    held = contents(path)
    layers: list[Recurrent] = [layer for found in LAYOUTS.values() for layer in found(held)]
    if not layers:
        raise UnrolledError(f"{path}: found no recurrent layer as PyTorch, Keras or ONNX store them")
    layer = layers[0]
    if layer.units > limits.SCENE_UNITS or layer.inputs > limits.SCENE_INPUTS:
        most = f"at most {limits.SCENE_UNITS} and {limits.SCENE_INPUTS}"
        raise UnrolledError(f"{path}: {layer.place} has {layer.units} units and {layer.inputs} inputs, expected {most}")
    if layer.peeps:
        raise UnrolledError(f"{path}: {layer.place} has peepholes, which the laboratory does not draw")
    if layer.inputs != len(sequence.x[0]):
        raise UnrolledError(
            f"{path}: {layer.place} reads {layer.inputs} numbers a step, the sequence has {len(sequence.x[0])}"
        )
    try:
        arrays = layer.arrays()
    except FormulaError as error:
        raise UnrolledError(f"{path}: {error.message}") from None
    return _converted(layer.cell, {name: np.asarray(array) for name, array in arrays.items()}, layer.words, sequence)


def _converted(cell: str, arrays: Mapping[str, Array], said: Mapping[str, str | None], sequence: Sequence) -> CellScene:
    """A layer's arrays in the laboratory's order; `said`: the conventions that the file tells."""
    stored = said.get("order") or ORDERS[cell]
    ours = {name: reorder(array, order=stored, to=ORDERS[cell]) for name, array in arrays.items()}
    second = ours.get("b_hidden")
    if second is not None and said.get("reset") == "before":
        # With the reset before the product both biases are only ever added.
        ours["b"], second = ours["b"] + second, None
    made = {
        "cell": cell,
        "activation": said.get("activation") or "tanh",
        "reset": said.get("reset") or "before",
        "z": said.get("z") or "keeps",
        "W": matrix(ours["W"]),
        "U": matrix(ours["U"]),
        "b": vector(ours["b"]),
        "b_hidden": None if second is None else vector(second),
        "x": sequence.x,
        "letters": sequence.letters,
    }
    return msgspec.convert(made | {"bench": "cell"}, CellScene)


def first_cell() -> CellScene:
    """An LSTM that reads a word."""
    return cell_scene("lstm", 3, read_sequence("hello world"), seed=7)


def first_flow() -> FlowScene:
    """Fifty steps back through sixteen units."""
    return FlowScene()


def first_windows() -> WindowScene:
    """Average pooling of a small map."""
    X: Matrix = matrix([[1, 2, 3, 4], [5, 6, 7, 8], [1, 2, 3, 4], [5, 7, 6, 8]])
    return WindowScene(X=X, operation="average", size=2, stride=2)


def first_attention(seed: int = 4) -> AttentionScene:
    """A sentence that reads itself."""
    words = ("the", "cat", "sat", "on", "the", "mat")
    generator = np.random.default_rng(seed)
    table = {word: generator.normal(size=4) for word in dict.fromkeys(words)}
    Q, K, V = (
        matrix(np.array([table[word] @ turned for word in words]).round(PLACES) + 0.0)
        for turned in (generator.normal(size=(4, 4)) / 2 for _ in range(3))
    )
    return AttentionScene(Q=Q, K=K, V=V, kind="scaled", words=words)
