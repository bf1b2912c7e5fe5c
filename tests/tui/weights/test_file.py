"""Files of weights of every format and of none."""

import os

import numpy as np
import pytest

from engine import limits
from engine.errors import FormulaError
from tui.weights.file import contents


def test_the_suffix_tells_the_format(tmp_path):
    np.savez(tmp_path / "model.npz", W=[1.0])
    (tmp_path / "model.npz").rename(tmp_path / "MODEL.NPZ")
    assert list(contents(tmp_path / "MODEL.NPZ").arrays) == ["W"]


@pytest.mark.parametrize("name", ["model.pt", "model.pth", "pytorch_model.bin"])
def test_pickles_of_pytorch_are_never_opened(tmp_path, name):
    (tmp_path / name).write_bytes(b"\x80\x02.")
    with pytest.raises(
        FormulaError, match=r"expected a file that ends in .npz or .onnx or .safetensors; in PyTorch: numpy.savez"
    ):
        contents(tmp_path / name)


def test_files_that_are_none(tmp_path):
    with pytest.raises(FormulaError, match=r"model\.npz: No such file or directory"):
        contents(tmp_path / "model.npz")
    (tmp_path / "folder.npz").mkdir()
    with pytest.raises(FormulaError, match="this is no ordinary file"):
        contents(tmp_path / "folder.npz")
    with pytest.raises(FormulaError, match=r"weights: expected a file that ends in .npz or .onnx or .safetensors$"):
        contents(tmp_path / "weights")
    os.mkfifo(tmp_path / "pipe.npz")
    with pytest.raises(FormulaError, match="this is no ordinary file"):
        contents(tmp_path / "pipe.npz")


def test_a_huge_file_is_not_opened(tmp_path):
    with (tmp_path / "model.npz").open("wb") as file:
        file.truncate(limits.WEIGHT_FILE_BYTES + 1)
    with pytest.raises(FormulaError, match="found 536,870,913 bytes, expected at most 536,870,912"):
        contents(tmp_path / "model.npz")
