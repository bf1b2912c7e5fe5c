"""Scenes in files: there and back, bounds, and what is said of files that are none."""

import json
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine import limits
from engine.errors import UnrolledError
from tests.tui.laboratory.scenes import CONVENTIONS, random_cell
from tui.laboratory.saved import BENCHES, load, save
from tui.laboratory.scene import AnyScene, FlowScene
from tui.laboratory.starts import first_attention, first_cell, first_flow, first_windows

FIRST = {"cell": first_cell, "gradient-flow": first_flow, "windows": first_windows, "attention": first_attention}


def test_there_is_a_first_scene_for_each_bench() -> None:
    assert FIRST.keys() == BENCHES.keys()


@pytest.mark.parametrize("bench", FIRST)
def test_first_scenes_there_and_back(bench: str, tmp_path: Path) -> None:
    scene = FIRST[bench]()
    save(scene, tmp_path / "state.json")
    assert load(tmp_path / "state.json") == scene
    assert [path.name for path in tmp_path.iterdir()] == ["state.json"]


@pytest.mark.parametrize(("cell", "said"), CONVENTIONS, ids=str)
def test_cells_there_and_back(cell: str, said: dict[str, str], tmp_path: Path) -> None:
    scene = random_cell(cell, 4, second=cell == "gru", **said)
    save(scene, tmp_path / "state.json")
    assert load(tmp_path / "state.json") == scene


def test_a_state_may_be_saved_over_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    save(first_cell(), path)
    save(first_flow(), path)
    assert load(path) == first_flow()
    path.write_text("my notes")
    with pytest.raises(UnrolledError, match="no state of the laboratory and stays as it is"):
        save(first_cell(), path)
    assert path.read_text() == "my notes"


def test_nowhere_to_write_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UnrolledError, match="nothing was written"):
        save(first_cell(), tmp_path / "file" / "state.json")
    with pytest.raises(UnrolledError, match="null"):
        load(Path("a\0b"))


def test_no_folder_is_made(tmp_path: Path) -> None:
    with pytest.raises(UnrolledError, match=r"there is no folder .*misspelt; nothing was written"):
        save(first_cell(), tmp_path / "misspelt" / "state.json")
    assert not list(tmp_path.iterdir())


def changed(bench: str, **fields: object) -> str:
    return json.dumps(json.loads(msgspec.json.encode(FIRST[bench]())) | fields)


BAD: dict[str, tuple[str, str]] = {
    "empty": ("", "found no JSON"),
    "no json": ("{", "found no JSON"),
    "deep": ("[" * 100_000, "found no JSON"),
    "list": ("[]", "bench: found nothing, expected one of cell, "),
    "no bench": ("{}", "bench: found nothing"),
    "other bench": ('{"bench": "kitchen"}', "bench: found 'kitchen'"),
    "bench of another type": ('{"bench": [1]}', r"bench: found \[1\]"),
    "text for number": (changed("cell", W=[["a"]]), r"W\[0\]\[0\]: found the text"),
    "unknown field": (changed("cell", units=3), "units"),
    "missing field": ('{"bench": "cell"}', "expected"),
    "unknown cell": (changed("cell", cell="rwkv"), "cell: found the text"),
    "shape": (changed("cell", W=[[1.0]]), r"W has shape \(1, 1\)"),
    "ragged": (changed("cell", W=[[1.0], [1.0, 2.0]]), r"W\[1\]: found 2 numbers, expected 1"),
    "no steps": (changed("cell", x=[], letters=[]), "rows of x: found 0"),
    "too many steps": (changed("cell", x=[[1.0] * 8] * (limits.SCENE_STEPS + 1), letters=[]), "rows of x: found 257"),
    "no inputs": (changed("cell", x=[[]], letters=[]), "columns of x: found 0"),
    "ragged inputs": (changed("cell", x=[[1.0] * 8, [1.0]], letters=[]), r"x\[1\]: found 1 numbers, expected 8"),
    "letters": (changed("cell", letters=["a"]), "letters: found 1, expected 8"),
    "hidden letters": (
        changed("cell", letters=["\x1b", *"elo wrd"]),
        r"letters\[0\]: found '␛', expected one character",
    ),
    "long letters": (changed("cell", letters=["he", *"elo wrd"]), r"letters\[0\]: found 'he'"),
    "letters of numbers": (changed("cell", x=[[0.5] * 8]), r"x\[0\]: found .*expected a single 1"),
    "large number": (changed("cell", x=[[1e300] * 8], letters=[]), r"x\[0\]: found a number that is too large"),
    "infinite": (changed("cell", b=[1e400] * 12), "found no JSON|b"),
    "negative steps": (changed("gradient-flow", steps=-1), "steps: found -1, expected from 1"),
    "negative limit": (changed("gradient-flow", limit=-1.0), "limit: found -1.0"),
    "negative seed": (changed("gradient-flow", seed=-1), "seed: found -1"),
    "large gain": (changed("gradient-flow", gain=1e9), "gain: found 1000000000.0"),
    "window": (changed("windows", size=5), "does not fit"),
    "no stride": (changed("windows", stride=0), "stride: found 0, expected from 1"),
    "negative padding": (changed("windows", padding=-1), "padding"),
    "operation": (changed("windows", operation="mode"), "operation: found the text"),
    "attention": (changed("attention", K=[[1.0]]), "K has shape|a has shape|V has shape|cannot be computed"),
}


@pytest.mark.parametrize("fault", BAD)
def test_bad_files_are_told(fault: str, tmp_path: Path) -> None:
    text, told = BAD[fault]
    path = tmp_path / "state.json"
    path.write_text(text)
    with pytest.raises(UnrolledError, match=told) as error:
        load(path)
    assert str(error.value).startswith(f"{path}: ")


def test_a_file_that_is_too_large_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    path.write_bytes(msgspec.json.encode(first_flow()).ljust(limits.SCENE_FILE_BYTES))
    assert load(path) == first_flow()
    path.write_bytes(msgspec.json.encode(first_flow()).ljust(limits.SCENE_FILE_BYTES + 1))
    with pytest.raises(UnrolledError, match="found more than 1,048,576 bytes"):
        load(path)


def test_a_folder_and_an_absent_file_are_told(tmp_path: Path) -> None:
    with pytest.raises(UnrolledError, match="directory"):
        load(tmp_path)
    with pytest.raises(UnrolledError, match="No such file"):
        load(tmp_path / "none.json")


def test_a_step_out_of_bounds_is_brought_back(tmp_path: Path) -> None:
    for step, expected in ((-3, 0), (99, 10)):
        (tmp_path / "state.json").write_text(changed("cell", step=step))
        assert load(tmp_path / "state.json").step == expected
    (tmp_path / "state.json").write_text(changed("attention", query=99))
    assert load(tmp_path / "state.json").query == 5


@pytest.mark.parametrize(
    ("field", "most", "make"),
    [
        ("units", limits.SCENE_UNITS, lambda n: FlowScene(units=n, steps=3)),
        ("steps", limits.SCENE_STEPS, lambda n: FlowScene(units=2, steps=n)),
        ("SCENE_CELLS", limits.SCENE_CELLS, lambda n: msgspec.structs.replace(first_windows(), X=((1.0,) * n,) * n)),
        (
            "SCENE_CELLS",
            limits.SCENE_CELLS,
            lambda n: msgspec.structs.replace(first_windows(), X=((1.0,) * 32,) * 32, size=n),
        ),
    ],
    ids=["units", "steps", "matrix", "window"],
)
def test_bounds(field: str, most: int, make: Callable[[int], AnyScene], tmp_path: Path) -> None:
    save(make(most), tmp_path / "most.json")
    assert load(tmp_path / "most.json") == make(most)
    save(make(most + 1), tmp_path / "more.json")
    with pytest.raises(UnrolledError, match=f"found {most + 1}, expected from 1 to {most}"):
        load(tmp_path / "more.json")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(at=st.integers(0, 2000), byte=st.binary(min_size=1, max_size=3), bench=st.sampled_from(sorted(FIRST)))
def test_a_damaged_file_is_a_scene_or_an_error_of_ours(at: int, byte: bytes, bench: str, tmp_path: Path) -> None:
    held = bytearray(msgspec.json.encode(FIRST[bench]()))
    held[at % len(held) : at % len(held) + len(byte)] = byte
    path = tmp_path / "state.json"
    path.write_bytes(held)
    try:
        scene = load(path)
    except UnrolledError:
        return
    assert type(scene) in BENCHES.values()
