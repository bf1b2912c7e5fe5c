"""`unrolled solve` with a model's own weights."""

import json

import numpy as np
import pytest
from click.testing import CliRunner

from tui.cli import main

EXAMPLE = "lstm.forward([[1,0],[0,1]], W=W, U=U, b=b, order='ifgo').h"
STATE = {
    "weight_ih_l0": [[-0.25, 0], [-1, -0.5], [0.5, -0.25], [1, 0.75], [0, -0.75], [0.5, 0.25], [-0.75, 0.75], [0.5, 1]],
    "weight_hh_l0": [
        [-0.5, -0.25],
        [0, 0.25],
        [-0.75, -0.75],
        [0.5, -0.25],
        [0.5, 0],
        [0.25, 0.25],
        [0.25, 0.5],
        [-1, 0.5],
    ],
    "bias_ih_l0": [-0.75, -0.75, 0, -0.25, 0.5, -0.5, -1, 0.75],
    "bias_hh_l0": [-0.25, 0.5, 0.25, -0.75, 0.25, 0.25, -0.75, -0.5],
}
PYTORCH_SAYS = [[0.01065897787983608, 0.03700803695345533], [0.01932608497870433, 0.021543599168628292]]
"""What torch.nn.LSTM(2, 2) 2.13.0 makes of these weights and the sequence [[1, 0], [0, 1]], in double precision."""


def run(*arguments):
    return CliRunner().invoke(main, ["solve", *map(str, arguments)])


@pytest.fixture
def model(tmp_path):
    np.savez(tmp_path / "model.npz", **STATE)
    return tmp_path / "model.npz"


def test_a_pytorch_model_gives_what_pytorch_says(model):
    result = run(EXAMPLE, "--weights", model, "--layout", "pytorch", "--json")
    assert result.exit_code == 0
    np.testing.assert_allclose(json.loads(result.stdout)["value"], PYTORCH_SAYS, rtol=1e-12)


def test_the_example_stands_in_the_help():
    assert EXAMPLE in " ".join(run("--help").stdout.split())


def test_its_steps_are_told(model):
    result = run(
        "lstm.step([1,0], [0,0], [0,0], W=W, U=U, b=b, order='ifgo').h",
        "--weights",
        model,
        "--layout",
        "pytorch",
        "--steps",
    )
    assert result.exit_code == 0
    assert "sigmoid" in result.stdout
    assert "0.010659" in result.stdout


def test_bare_arrays_and_givens(model):
    result = run("weight_ih_l0 @ x + bias", "--weights", model, "--given", "x=[1,0]", "--given", "bias=bias_ih_l0 * 0")
    assert result.stdout.splitlines()[-1] == "[-0.25, -1, 0.5, 1, 0, 0.5, -0.75, 0.5]"
    assert run("bias_ih_l0", "--weights", model, "--given", "bias_ih_l0=7").stdout == "7\n"


def test_names_are_listed_without_a_formula(model):
    result = run("--weights", model, "--layout", "pytorch")
    assert result.exit_code == 0
    assert "  W  8×2\n  U  8×2\n  b  a vector of 8\n" in result.stdout
    assert 'lstm.forward(X, W=W, U=U, b=b, order="ifgo").h' in result.stdout
    assert json.loads(run("--weights", model, "--json").stdout)["names"]["bias_hh_l0"]["shape"] == [8]


def test_names_are_listed_after_an_unknown_one(model):
    result = run("weights", "--weights", model)
    assert result.exit_code == 2
    assert "nothing is called weights" in result.stderr
    assert "  weight_ih_l0  8×2" in result.stderr
    assert "8×2" not in run("weight_ih_l0 @ [1]", "--weights", model).stderr.split("\n", 1)[1]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "Give a FORMULA, or --weights FILE"),
        (("1", "--layout", "keras"), "Give --layout with --weights FILE"),
        (("1", "--weights", "none.npz"), "none.npz: No such file or directory"),
        (("1", "--weights", "m.npz", "--layout", "caffe"), "caffe"),
    ],
)
def test_bad_usage(arguments, words):
    result = run(*arguments)
    assert result.exit_code == 2
    assert words in result.stderr


def test_large_arrays_are_refused_only_when_they_are_used(tmp_path):
    np.savez(tmp_path / "model.npz", embedding=np.ones((600, 600), np.float32), b=[1.0, 2.0])
    assert run("sum(b)", "--weights", tmp_path / "model.npz").stdout == "3\n"
    result = run("embedding[0]", "--weights", tmp_path / "model.npz")
    assert result.exit_code == 2
    assert "embedding: an array may hold 65,536 numbers; this holds 360,000" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_hostile_file_is_one_error(tmp_path):
    (tmp_path / "model.npz").write_bytes(b"PK\x03\x04 but no more")
    result = run("1", "--weights", tmp_path / "model.npz")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
