"""Safetensors files, made by their own package where it is installed."""

import json
import sys
from importlib.util import find_spec

import numpy as np
import pytest

from engine.errors import FormulaError
from tui.weights import safetensors

WITH_PACKAGE = pytest.mark.skipif(not find_spec("safetensors"), reason="safetensors is not installed")


def written(path, header, data=b""):
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    path.write_bytes(len(text).to_bytes(8, "little") + text + data)
    return path


@WITH_PACKAGE
def test_arrays_come_back_as_they_were_saved(tmp_path):
    from safetensors.numpy import save_file

    arrays = {"b": np.array([1, 2], np.int32), "lstm.W": np.arange(6, dtype=np.float32).reshape(2, 3)}
    save_file(arrays, tmp_path / "model.safetensors")
    found = safetensors.contents(tmp_path / "model.safetensors").arrays
    assert found.keys() == arrays.keys()
    for name, array in arrays.items():
        assert found[name].shape == array.shape
        np.testing.assert_array_equal(found[name].numbers(), array)


@WITH_PACKAGE
def test_a_type_that_numpy_lacks_is_refused_by_name(tmp_path):
    path = tmp_path / "model.safetensors"
    written(path, {"W": {"dtype": "BF16", "shape": [1], "data_offsets": [0, 2]}}, bytes(2))
    with pytest.raises(FormulaError, match="W holds BF16, expected float16, float32"):
        safetensors.contents(path).arrays["W"].numbers()


@WITH_PACKAGE
@pytest.mark.parametrize(
    ("header", "data"),
    [
        (b"", b""),
        (b"{", b""),
        ({"W": {"dtype": "F32", "shape": [10**12], "data_offsets": [0, 4]}}, bytes(4)),
        ({"W": {"dtype": "F32", "shape": [-1], "data_offsets": [0, 4]}}, bytes(4)),
        ({"W": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}, bytes(4)),
        ({"W": {"dtype": "nonsense", "shape": [1], "data_offsets": [0, 4]}}, bytes(4)),
    ],
)
def test_a_damaged_file_is_told(tmp_path, header, data):
    with pytest.raises(FormulaError, match="cannot be read as a safetensors file"):
        safetensors.contents(written(tmp_path / "model.safetensors", header, data))


def test_the_extra_is_named_where_the_package_is_absent(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "safetensors", None)
    with pytest.raises(FormulaError, match=r"need the package safetensors: pip install 'unrolled\[weights\]'$"):
        safetensors.contents(tmp_path / "model.safetensors")
