"""NumPy's .npz files: what they hold, and what hostile ones may not do."""

import io
import tracemalloc
import zipfile
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import limits
from engine.errors import FormulaError
from tui.weights import npz


def header(shape: str, descr: str = "'<f4'", version: bytes = b"\x01\x00") -> bytes:
    text = f"{{'descr': {descr}, 'fortran_order': False, 'shape': {shape}, }}\n".encode()
    return b"\x93NUMPY" + version + len(text).to_bytes(2 if version == b"\x01\x00" else 4, "little") + text


def archive(path: Path, *members: bytes, method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as file:
        for place, data in enumerate(members):
            file.writestr(f"a{place}.npy", data)
    return path


@pytest.mark.parametrize("save", [np.savez, np.savez_compressed])
def test_arrays_come_back_as_they_were_saved(tmp_path, save):
    arrays = {
        "lstm.weight": np.arange(6, dtype=np.float32).reshape(2, 3),
        "columns": np.asfortranarray(np.arange(6).reshape(2, 3)),
        "big-endian": np.array([1.5, -2.0], dtype=">f8"),
        "half": np.array([[0.5]], dtype=np.float16),
        "flags": np.array([True, False]),
        "single": np.array(3.0),
        "none": np.zeros((0, 4)),
    }
    save(tmp_path / "model.npz", **arrays)
    found = npz.contents(tmp_path / "model.npz").arrays
    assert list(found) == list(arrays)
    for name, array in arrays.items():
        assert found[name].shape == array.shape
        np.testing.assert_array_equal(found[name].numbers(), array)


@pytest.mark.parametrize(
    ("array", "words"),
    [
        (np.array(["word"]), "holds str"),
        (np.array([1j]), "holds complex128"),
        (np.array(["2026-01-01"], dtype="M8[D]"), r"holds datetime64\[D\]"),
        (np.ones((1025, 1)), "a dimension may hold 1,024 numbers; this holds 1,025"),
        (np.ones((512, 512), np.float32), "an array may hold 65,536 numbers; this holds 262,144"),
        (np.ones((1, 1, 1, 1, 1)), "4 dimensions"),
        (np.array([1.0, np.nan]), "finite"),
    ],
)
def test_what_a_formula_cannot_hold_is_described_and_refused_by_name(tmp_path, array, words):
    np.savez(tmp_path / "model.npz", good=[1.0], odd=array)
    found = npz.contents(tmp_path / "model.npz").arrays
    assert found["odd"].shape == array.shape
    assert found["good"].numbers() == [1.0]
    with pytest.raises(FormulaError, match=f"^odd:? .*{words}"):
        found["odd"].numbers()


def test_objects_are_never_unpickled(tmp_path):
    class Bomb:
        def __reduce__(self):
            return (pytest.fail, ("it went off",))

    np.savez(tmp_path / "model.npz", settings=np.array([Bomb()], dtype=object))
    with pytest.raises(FormulaError, match="settings holds pickled objects, which are never read"):
        npz.contents(tmp_path / "model.npz")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (header("(2**40,)"), "cannot be read as an .npz file"),
        (header("(1000000000000,)"), "a0 holds 0 bytes, expected 4,000,000,000,000"),
        (header("(-1,)"), r"shape \(-1,\)"),
        (header("(2,)") + bytes(4), "a0 holds 4 bytes, expected 8"),
        (header("(1,)") + bytes(8), "a0 holds 8 bytes, expected 4"),
        (header("(1,)", "'|O'") + bytes(8), "pickled objects"),
        (header("(1,)", "[('a', '<f4'), ('b', '|O')]") + bytes(12), "pickled objects"),
        (header("(1,)", "'nonsense'"), "cannot be read as an .npz file"),
        (header("(1,)", version=b"\x03\x00") + bytes(4), "version 3.0"),
        (header("(1,)", version=b"\x07\x00"), "cannot be read as an .npz file"),
        (header("(" * 5000, version=b"\x02\x00"), "cannot be read as an .npz file"),
        (b"\x93NUMPY\x02\x00\xff\xff\xff\x7f" + b" " * 10**6, "cannot be read as an .npz file"),
        (b"not an array", "cannot be read as an .npz file"),
        (b"", "cannot be read as an .npz file"),
    ],
)
def test_a_lying_header_is_told(tmp_path, data, words):
    with pytest.raises(FormulaError, match=words) as caught:
        npz.contents(archive(tmp_path / "model.npz", data))
    assert str(caught.value).startswith(str(tmp_path / "model.npz"))
    assert "\n" not in str(caught.value)


def test_a_small_file_that_unpacks_to_much_is_not_unpacked(tmp_path):
    path = archive(tmp_path / "model.npz", header(f"({2**24},)") + bytes(2**26))
    assert path.stat().st_size < 100_000
    tracemalloc.start()
    (array,) = npz.contents(path).arrays.values()
    with pytest.raises(FormulaError, match="may hold 1,024 numbers"):
        array.numbers()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2**22


def test_more_arrays_than_a_model_has_are_refused(tmp_path):
    data = header("(1,)") + bytes(4)
    path = archive(tmp_path / "model.npz", *[data] * (limits.WEIGHT_ARRAYS + 1), method=zipfile.ZIP_STORED)
    with pytest.raises(FormulaError, match="holds 4,097 arrays, expected at most 4,096"):
        npz.contents(path)


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_unusual_packing_is_refused(tmp_path, method):
    with pytest.raises(FormulaError, match="packed in an unusual way"):
        npz.contents(archive(tmp_path / "model.npz", header("(1,)") + bytes(4), method=method))


def sound() -> bytes:
    file = io.BytesIO()
    np.savez_compressed(file, W=np.arange(12.0).reshape(3, 4), b=np.ones(3, np.float32))
    return file.getvalue()


SOUND = sound()


@given(st.integers(0, len(SOUND) - 1))
def test_a_file_cut_short_is_told(tmp_path_factory, length):
    path = tmp_path_factory.mktemp("cut") / "model.npz"
    path.write_bytes(SOUND[:length])
    with pytest.raises(FormulaError, match=r"cannot be read as an \.npz file"):
        npz.contents(path)


@given(st.lists(st.tuples(st.integers(0, len(SOUND) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_damaged_file_is_read_or_told(tmp_path_factory, changes):
    damaged = bytearray(SOUND)
    for place, value in changes:
        damaged[place] = value
    path = tmp_path_factory.mktemp("damaged") / "model.npz"
    path.write_bytes(damaged)
    # Anything but the error of ours fails here.
    with suppress(FormulaError):
        for array in npz.contents(path).arrays.values():
            assert np.shape(array.numbers()) == array.shape
