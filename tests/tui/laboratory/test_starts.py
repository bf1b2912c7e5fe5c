"""Where benches begin: weights by seed, by identity, orthogonal, from files."""

from pathlib import Path

import numpy as np
import pytest

from engine import limits
from engine.errors import UnrolledError
from tui.laboratory.cells import run
from tui.laboratory.saved import checked
from tui.laboratory.sequence import read_sequence
from tui.laboratory.starts import cell_scene, first_attention, first_cell, first_flow, first_windows, from_file

HELLO = read_sequence("hello")


def test_the_same_seed_gives_the_same_weights() -> None:
    one, same, other = (cell_scene("gru", 4, HELLO, seed=seed) for seed in (3, 3, 4))
    assert one == same
    assert one.W != other.W
    assert one.U != other.U


def test_starts_by_name() -> None:
    identity = np.array(cell_scene("gru", 3, HELLO, "identity").U).reshape(3, 3, 3)
    assert all((block == np.eye(3)).all() for block in identity)
    orthogonal = np.array(cell_scene("lstm", 3, HELLO, "orthogonal").U).reshape(4, 3, 3)
    np.testing.assert_allclose(orthogonal @ orthogonal.transpose(0, 2, 1), [np.eye(3)] * 4, atol=1e-12)


def test_an_lstm_remembers_from_the_start() -> None:
    assert cell_scene("lstm", 2, HELLO).b == (0, 0, 1, 1, 0, 0, 0, 0)


@pytest.mark.parametrize("units", [0, limits.SCENE_UNITS + 1])
def test_sizes_out_of_bounds_are_told(units: int) -> None:
    with pytest.raises(UnrolledError, match=f"from 1 to {limits.SCENE_UNITS} units, not {units}"):
        cell_scene("rnn", units, HELLO)


def test_the_largest_cell_runs() -> None:
    assert run(cell_scene("lstm", limits.SCENE_UNITS, HELLO)).h.shape == (5, limits.SCENE_UNITS)


def test_what_is_set_up_first_can_be_run() -> None:
    for scene in (first_cell(), first_flow(), first_windows(), first_attention()):
        assert checked(scene) == scene


def saved_by_pytorch(path: Path, gates: int, H: int = 2, D: int = 4, seed: int = 0) -> dict[str, np.ndarray]:
    draw = np.random.default_rng(seed).normal
    shapes = {
        "weight_ih_l0": (gates * H, D),
        "weight_hh_l0": (gates * H, H),
        "bias_ih_l0": (gates * H,),
        "bias_hh_l0": (gates * H,),
    }
    arrays = {name: draw(size=shape) for name, shape in shapes.items()}
    np.savez(path, **arrays)
    return arrays


def test_an_lstm_from_pytorch(tmp_path: Path) -> None:
    stored = saved_by_pytorch(tmp_path / "lstm.npz", 4)
    scene = from_file(tmp_path / "lstm.npz", HELLO)
    assert (scene.cell, scene.units, scene.b_hidden) == ("lstm", 2, None)
    np.testing.assert_allclose(scene.W, stored["weight_ih_l0"])
    np.testing.assert_allclose(scene.b, stored["bias_ih_l0"] + stored["bias_hh_l0"])


def test_a_gru_from_pytorch_resets_after_the_product(tmp_path: Path) -> None:
    stored = saved_by_pytorch(tmp_path / "gru.npz", 3)
    scene = from_file(tmp_path / "gru.npz", HELLO)
    assert (scene.cell, scene.reset, scene.z) == ("gru", "after", "keeps")
    np.testing.assert_allclose(scene.b_hidden, stored["bias_hh_l0"])
    checked(scene)


def test_a_gru_from_keras_is_brought_into_our_order(tmp_path: Path) -> None:
    draw, H, D = np.random.default_rng(1).normal, 2, 4
    kernel, recurrent, bias = draw(size=(D, 3 * H)), draw(size=(H, 3 * H)), draw(size=3 * H)
    np.savez(tmp_path / "keras.npz", kernel, recurrent, bias)
    scene = from_file(tmp_path / "keras.npz", HELLO)
    assert (scene.cell, scene.reset, scene.b_hidden) == ("gru", "before", None)
    # Keras stacks z before r.
    np.testing.assert_allclose(scene.W[:H], kernel.T[H : 2 * H])
    np.testing.assert_allclose(scene.W[H : 2 * H], kernel.T[:H])
    np.testing.assert_allclose(scene.b[2 * H :], bias[2 * H :])


def test_files_that_do_not_fit_are_told(tmp_path: Path) -> None:
    saved_by_pytorch(tmp_path / "wide.npz", 4, D=5)
    with pytest.raises(UnrolledError, match="reads 5 numbers a step, the sequence has 4"):
        from_file(tmp_path / "wide.npz", HELLO)
    saved_by_pytorch(tmp_path / "large.npz", 4, H=limits.SCENE_UNITS + 1)
    with pytest.raises(UnrolledError, match=f"{limits.SCENE_UNITS + 1} units and 4 inputs, expected at most"):
        from_file(tmp_path / "large.npz", HELLO)
    np.savez(tmp_path / "other.npz", dense=np.ones((2, 3)))
    with pytest.raises(UnrolledError, match="no recurrent layer"):
        from_file(tmp_path / "other.npz", HELLO)
    with pytest.raises(UnrolledError, match="No such file"):
        from_file(tmp_path / "none.npz", HELLO)
