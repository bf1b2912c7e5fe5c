"""Scenes in files: small JSON, written whole or not at all, and read only when it is a scene that can be run."""

import os
from math import isfinite
from pathlib import Path
from typing import Any, Final

import msgspec

from engine import limits
from engine.bank.fault import place
from engine.bank.mismatch import mismatches
from engine.errors import UnrolledError
from tui.laboratory.attending import attended
from tui.laboratory.cells import run
from tui.laboratory.flow import curves
from tui.laboratory.scene import ORDERS, AnyScene, AttentionScene, CellScene, FlowScene, WindowScene
from tui.laboratory.windows import windowed
from tui.text import visible

BENCHES: Final[dict[str, type[AnyScene]]] = {
    str(made.__struct_config__.tag): made for made in (CellScene, FlowScene, WindowScene, AttentionScene)
}
"""What the field `bench` of a file may say."""


def save(scene: AnyScene, path: Path) -> None:
    """Write a scene into a folder that is there. Raises `UnrolledError` when something else is in the way, or nowhere to write."""
    if not path.parent.exists():
        raise UnrolledError(f"{path}: there is no folder {path.parent}; nothing was written, name a file that can be")
    if path.exists():
        try:
            load(path)
        except UnrolledError:
            raise UnrolledError(
                f"{path}: this is no state of the laboratory and stays as it is; take another name"
            ) from None
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_bytes(msgspec.json.encode(scene) + b"\n")
        os.replace(part, path)
    except (OSError, ValueError) as error:
        raise UnrolledError(f"{path}: {getattr(error, 'strerror', None) or error}; nothing was written") from None


def load(path: Path) -> AnyScene:
    """Read a scene. Raises `UnrolledError`: where, what was found, what was expected."""
    try:
        with path.open("rb") as file:
            held = file.read(limits.SCENE_FILE_BYTES + 1)
    except (OSError, ValueError) as error:
        raise UnrolledError(f"{path}: {getattr(error, 'strerror', None) or error}") from None
    if len(held) > limits.SCENE_FILE_BYTES:
        raise UnrolledError(f"{path}: found more than {limits.SCENE_FILE_BYTES:,} bytes, expected a small state")
    try:
        return checked(_read(held))
    except UnrolledError as error:
        raise UnrolledError(f"{path}: {error}") from None


def _read(held: bytes) -> AnyScene:
    try:
        data = msgspec.json.decode(held)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UnrolledError(f"found no JSON ({error}), expected a state that the laboratory saved") from None
    bench = data.get("bench") if isinstance(data, dict) else None
    made = BENCHES.get(bench) if isinstance(bench, str) else None
    if made is None:
        raise UnrolledError(f"bench: found {_short(bench)}, expected one of {', '.join(BENCHES)}")
    try:
        return msgspec.convert(data, made)
    except msgspec.ValidationError as error:
        for fault in mismatches(data, made):
            raise UnrolledError(f"{place(fault.path)}: found {fault.found}, expected {fault.expected}") from None
        raise UnrolledError(str(error)) from None


def _short(value: Any) -> str:
    return "nothing" if value is None else repr(value)[:40]


def checked(scene: AnyScene) -> AnyScene:
    """A scene of finite numbers whose sizes fit together and stay within bounds. Raises `UnrolledError`."""
    match scene:
        case CellScene():
            _check_rows(scene.x, "x", limits.SCENE_STEPS, limits.SCENE_INPUTS)
            _check_size(scene.units, "the cell's units", limits.SCENE_UNITS)
            most = len(ORDERS[scene.cell]) * limits.SCENE_UNITS
            _check_rows(scene.W, "W", most, limits.SCENE_INPUTS)
            _check_rows(scene.U, "U", most, limits.SCENE_UNITS)
            _check_rows((scene.b,), "b", 1, most)
            _check_letters(scene)
            run(scene)
            return msgspec.structs.replace(scene, step=min(max(scene.step, 0), len(scene.x) - 1))
        case FlowScene():
            _check_flow(scene)
            curves(scene)
        case WindowScene():
            _check_rows(scene.X, "X", limits.SCENE_CELLS, limits.SCENE_CELLS)
            _check_rows(scene.K, "K", limits.SCENE_CELLS, limits.SCENE_CELLS)
            _check_rows(((scene.b,),), "b", 1, 1)
            for size, name in ((scene.size, "size"), (scene.stride, "stride"), (scene.padding + 1, "padding + 1")):
                _check_size(size, name, limits.SCENE_CELLS)
            windowed(scene)
        case AttentionScene():
            for rows, name in ((scene.Q, "Q"), (scene.K, "K"), (scene.V, "V")):
                _check_rows(rows, name, limits.SCENE_CELLS, limits.SCENE_CELLS)
            query = min(max(scene.query, 0), len(scene.Q) - 1)
            attended(scene)
            return msgspec.structs.replace(scene, query=query)
    return scene


def _check_size(found: int, name: str, most: int) -> None:
    if not 1 <= found <= most:
        raise UnrolledError(f"{name}: found {found}, expected from 1 to {most}")


def _check_rows(rows: tuple[tuple[float, ...], ...], name: str, most: int, widest: int) -> None:
    _check_size(len(rows), f"rows of {name}", most)
    _check_size(len(rows[0]), f"columns of {name}", widest)
    for index, row in enumerate(rows):
        if len(row) != len(rows[0]):
            raise UnrolledError(
                f"{name}[{index}]: found {len(row)} numbers, expected {len(rows[0])} as in the first row"
            )
        if not all(isfinite(number) and abs(number) <= limits.NUMBER_MAGNITUDE for number in row):
            raise UnrolledError(f"{name}[{index}]: found a number that is too large")


def _check_letters(scene: CellScene) -> None:
    if not scene.letters:
        return
    if len(scene.letters) != scene.inputs:
        raise UnrolledError(f"letters: found {len(scene.letters)}, expected {scene.inputs}, one for each input")
    for index, letter in enumerate(scene.letters):
        if len(letter) != 1 or visible(letter) != letter or letter == "\n":
            raise UnrolledError(
                f"letters[{index}]: found {visible(letter)[:20]!r}, expected one character that can be seen"
            )
    for index, row in enumerate(scene.x):
        if sorted(row) != [0.0] * (len(row) - 1) + [1.0]:
            raise UnrolledError(
                f"x[{index}]: found {list(row)}, expected a single 1 among zeros, since there are letters"
            )


def _check_flow(scene: FlowScene) -> None:
    _check_size(scene.units, "units", limits.SCENE_UNITS)
    _check_size(scene.steps, "steps", limits.SCENE_STEPS)
    if scene.seed < 0:
        raise UnrolledError(f"seed: found {scene.seed}, expected a whole number from 0")
    for value, name in ((scene.gain, "gain"), (scene.forget_bias, "forget_bias"), (scene.limit, "limit")):
        if not (isfinite(value) and abs(value) <= limits.SCENE_CELLS):
            raise UnrolledError(f"{name}: found {value}, expected a number of at most {limits.SCENE_CELLS}")
    if scene.limit < 0:
        raise UnrolledError(f"limit: found {scene.limit}, expected 0 for none, or a positive norm")
