"""A cell on its bench against loops written from the papers."""

import math

import msgspec
import numpy as np
import pytest

from engine.errors import UnrolledError
from tests.oracles import cells as oracle
from tests.tui.laboratory.scenes import CONVENTIONS, random_cell
from tui.laboratory.cells import columns, gate_table, quantities, run, shares, with_weight, worked
from tui.laboratory.scene import ORDERS, CellScene
from tui.laboratory.sequence import read_sequence
from tui.laboratory.starts import cell_scene


def by_loops(scene: CellScene) -> list[list[float]]:
    """The states of a scene, one number at a time."""
    H, xs, h = scene.units, [list(row) for row in scene.x], list(scene.h0 or [0.0] * scene.units)
    rows = {gate: slice(k * H, k * H + H) for k, gate in enumerate(ORDERS[scene.cell])}
    W, U = ([list(row) for row in weights] for weights in (scene.W, scene.U))
    blocks = {gate: (W[place], U[place], list(scene.b[place])) for gate, place in rows.items()}
    if scene.cell == "rnn":
        activations = {"tanh": math.tanh, "relu": lambda a: max(a, 0.0), "sigmoid": oracle.logistic}
        return oracle.rnn(xs, h, blocks["h"], activations[scene.activation])
    if scene.cell == "lstm":
        return oracle.lstm(xs, h, list(scene.c0 or [0.0] * H), blocks)[0]
    second = scene.b_hidden or [0.0] * (3 * H)
    hidden = {gate: list(second[place]) for gate, place in rows.items()}
    return oracle.gru(xs, h, blocks, hidden, scene.reset == "after", scene.z == "keeps")


@pytest.mark.parametrize(("cell", "said"), CONVENTIONS, ids=str)
@pytest.mark.parametrize("seed", range(5))
def test_states_are_those_of_loops(cell: str, said: dict[str, str], seed: int) -> None:
    scene = random_cell(cell, seed, second=cell == "gru" and seed % 2 == 1, **said)
    drawn = {one.name: one.values for one in quantities(scene, run(scene))}
    np.testing.assert_allclose(drawn["h"], by_loops(scene), rtol=1e-12)
    np.testing.assert_allclose(drawn["x"], scene.x)


def test_a_text_is_drawn_by_its_letters_instead_of_its_rows() -> None:
    scene = cell_scene("lstm", 2, read_sequence("hello"))
    assert [one.name for one in quantities(scene, run(scene))] == list("ifgoch")


@pytest.mark.parametrize(("cell", "said"), CONVENTIONS, ids=str)
def test_shares_add_up_to_the_sum_and_lead_to_the_gate(cell: str, said: dict[str, str]) -> None:
    scene = random_cell(cell, 3, **said)
    for share in shares(scene, run(scene), 1):
        assert share.from_x + share.from_h + share.bias == pytest.approx(share.a)
        squash = {"rnn": said.get("activation", ""), "lstm": "sigmoid", "gru": "sigmoid"}[cell]
        squash = "tanh" if share.gate in "gn" else squash
        expected = {"tanh": math.tanh, "relu": lambda a: max(a, 0), "sigmoid": oracle.logistic}[squash](share.a)
        assert share.value == pytest.approx(expected)


def test_the_input_s_share_by_hand() -> None:
    scene = msgspec.structs.replace(cell_scene("rnn", 1, read_sequence("2 -1")), W=((0.5,),), U=((3.0,),), b=(0.25,))
    (share,) = shares(msgspec.structs.replace(scene, step=0), run(scene), 0)
    assert (share.from_x, share.from_h, share.bias, share.a) == (1.0, 0.0, 0.25, 1.25)


@pytest.mark.parametrize(("cell", "said"), CONVENTIONS, ids=str)
def test_the_worked_lines_end_in_the_state(cell: str, said: dict[str, str]) -> None:
    scene = random_cell(cell, 1, **said)
    last = worked(scene, run(scene))[-1]
    assert last.name == "h_t"
    np.testing.assert_allclose(last.value, by_loops(scene)[scene.step])


def test_a_large_cell_is_not_told_line_by_line() -> None:
    scene = cell_scene("lstm", 16, read_sequence("random 5 4"))
    assert worked(scene, run(scene)) == ()


@pytest.mark.parametrize("second", [False, True])
def test_one_changed_weight_changes_its_place_alone(second: bool) -> None:
    scene = random_cell("gru", 0, second=second)
    names = columns(scene)
    assert names == ["x1", "x2", "h1", "h2", "h3", "b"] + (["b'"] if second else [])
    for column in range(len(names)):
        changed = with_weight(scene, "z", 1, column, 9.0)
        before, after = np.array(gate_table(scene, "z")), np.array(gate_table(changed, "z"))
        assert np.argwhere(before != after).tolist() == [[1, column]]
        assert after[1, column] == 9.0
        assert [gate_table(changed, gate) for gate in "rn"] == [gate_table(scene, gate) for gate in "rn"]


def test_weights_that_do_not_fit_are_told() -> None:
    scene = msgspec.structs.replace(random_cell("rnn", 0), W=((1.0,),))
    with pytest.raises(UnrolledError, match=r"W has shape \(1, 1\)"):
        run(scene)
