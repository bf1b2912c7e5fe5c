"""Random scenes of the laboratory, for tests."""

import msgspec
import numpy as np

from tui.laboratory.scene import ORDERS, Cell, CellScene, matrix, vector

CONVENTIONS: list[tuple[Cell, dict[str, str]]] = [
    ("rnn", {"activation": "tanh"}),
    ("rnn", {"activation": "relu"}),
    ("rnn", {"activation": "sigmoid"}),
    ("lstm", {}),
    *(("gru", {"reset": reset, "z": z}) for reset in ("before", "after") for z in ("keeps", "takes")),
]


def random_cell(
    cell: Cell, seed: int, *, H: int = 3, D: int = 2, T: int = 5, second: bool = False, **said: str
) -> CellScene:
    """A cell with random weights, states and inputs, looked at in the middle of its sequence."""
    draw = np.random.default_rng(seed).normal
    rows = len(ORDERS[cell]) * H
    scene = CellScene(
        cell=cell,
        activation="tanh",
        reset="before",
        z="keeps",
        W=matrix(draw(size=(rows, D))),
        U=matrix(draw(size=(rows, H))),
        b=vector(draw(size=rows)),
        b_hidden=vector(draw(size=rows)) if second else None,
        x=matrix(draw(size=(T, D))),
        h0=vector(draw(size=H)),
        c0=vector(draw(size=H)) if cell == "lstm" else None,
        step=T // 2,
    )
    return msgspec.structs.replace(scene, **said)
