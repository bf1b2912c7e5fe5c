"""The laboratory by keys and by mouse: what is drawn equals the solvers and the loops, edits follow, questions come back."""

import json
import re
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from engine.learning.store import Store
from tests.tui.conftest import settle
from tests.tui.laboratory.scenes import CONVENTIONS, random_cell
from tests.tui.laboratory.test_cells import by_loops
from tui.laboratory.attending import attended
from tui.laboratory.cells import MEANINGS, run
from tui.laboratory.flow import curves
from tui.laboratory.saved import load, save
from tui.laboratory.scene import AttentionScene, CellScene, FlowScene, WindowScene
from tui.laboratory.starts import first_attention, first_flow, first_windows
from tui.laboratory.windows import OPERATIONS, windowed
from tui.messages import AnswerSubmitted
from tui.screens.asking import Dialog
from tui.screens.home import HomeScreen
from tui.screens.laboratory import LaboratoryScreen
from tui.screens.laboratory_question import LaboratoryQuestionScreen
from tui.widgets.heat_map import HeatMap
from tui.widgets.number_grid import NumberGrid

Drive = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
Press = Callable[..., Any]
Shown = Callable[[Pilot[None]], str]

SIZES = [(80, 24), (120, 40), (60, 20)]


async def until(pilot: Pilot[None], holds: Callable[[], object]) -> None:
    """Let the app go on until something holds; on a busy machine that may take a while."""
    for _ in range(200):
        await settle(pilot)
        if holds():
            return
    raise AssertionError("it never came to that")


def laboratory(pilot: Pilot[None]) -> LaboratoryScreen:
    screen = pilot.app.screen
    assert isinstance(screen, LaboratoryScreen)
    return screen


async def enter(pilot: Pilot[None], press: Press) -> LaboratoryScreen:
    pilot.app.action_open("laboratory")  # type: ignore[attr-defined]  # the app of the fixture
    await until(pilot, lambda: isinstance(pilot.app.screen, LaboratoryScreen) and pilot.app.screen.furnished)
    await settle(pilot)
    return laboratory(pilot)


async def dialog(pilot: Pilot[None], press: Press, *keys: str) -> None:
    """Press keys that lead to a dialog, and wait for it."""
    await press(pilot, *keys)
    await until(pilot, lambda: isinstance(pilot.app.screen, Dialog) and pilot.app.focused is not None)


def notices(pilot: Pilot[None]) -> str:
    """All that was told in passing."""
    return "\n".join(notice.message for notice in pilot.app._notifications)


def scene(pilot: Pilot[None]) -> CellScene:
    found = laboratory(pilot).bench.scene
    assert isinstance(found, CellScene)
    return found


@pytest.mark.parametrize(("cell", "said"), CONVENTIONS, ids=str)
async def test_every_value_is_drawn_as_loops_compute_it(
    drive: Drive, press: Press, shown: Shown, cell: str, said: dict[str, str]
) -> None:
    set_up = msgspec.structs.replace(random_cell(cell, 7, H=2, T=4, **said), step=0)
    states = by_loops(set_up)
    async with drive(size=(120, 44)) as pilot:
        (await enter(pilot, press)).bench.show(set_up)
        for t in range(4):
            await press(pilot, *(["right"] if t else []))
            strips = shown(pilot)
            rows = [line for line in strips.splitlines() if re.match(r"\s*▸?h\s+1 ", line)]
            assert re.search(rf"(?<![\d-]){re.escape(f'{states[t][0]:.3f}')}(?!\d)", rows[0])
            trace = run(set_up)._asdict()
            for name in MEANINGS[cell]:
                for unit in range(2):
                    assert f"{trace[name][t][unit]:.3f}" in strips


async def test_the_numbers_of_the_step_lead_to_the_state(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(size=(100, 30)) as pilot:
        await enter(pilot, press)
        await press(pilot, "right", "right", "down")
        now, unit = run(scene(pilot)), 1
        text = shown(pilot)
        for gate in "ifgo":
            assert f"→ {now._asdict()[gate][2][unit]:.3f}" in text
        assert f"= {now.c[2][unit]:.3f}" in text
        assert f"= {now.h[2][unit]:.3f}" in text
        assert f"{now.f[2][unit]:.3f} · " in text


async def test_a_changed_weight_is_followed_by_everything(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(size=(120, 44)) as pilot:
        await enter(pilot, press)
        before = scene(pilot)
        await press(pilot, "w")
        assert isinstance(pilot.app.focused, NumberGrid)
        await press(pilot, "down", "text:-2.5", "enter")
        after = scene(pilot)
        changed = [
            (row, column) for row in range(12) for column in range(8) if before.W[row][column] != after.W[row][column]
        ]
        assert changed == [(1, 0)]
        assert after.W[1][0] == -2.5
        trace = run(after)
        assert f"{trace.i[0][1]:.3f}" in shown(pilot)
        assert f"{trace.h[0][1]:.3f}" in shown(pilot)
        await press(pilot, "right_square_bracket")
        assert scene(pilot).W[1][0] == pytest.approx(-2.4)


async def test_time_and_entries_by_keys_and_by_mouse(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive() as pilot:
        await enter(pilot, press)
        await press(pilot, "end")
        assert scene(pilot).step == 10
        await press(pilot, "right", "left", "home", "left", "full_stop", "full_stop", "comma")
        assert scene(pilot).step == 1
        await press(pilot, "down", "down", "down")
        assert laboratory(pilot).bench.entry == ("f", 0)
        await press(pilot, "up")
        assert laboratory(pilot).bench.entry == ("i", 2)
        lines = shown(pilot).splitlines()
        row = next(y for y, line in enumerate(lines) if re.match(r"\s*g\s+1", line))
        await pilot.click(offset=(20, row))
        await settle(pilot)
        assert laboratory(pilot).bench.entry == ("g", 0)
        assert scene(pilot).step == 2


async def test_cells_conventions_and_seeds(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive() as pilot:
        await enter(pilot, press)
        seen = []
        for _ in range(3):
            await press(pilot, "c")
            seen.append(scene(pilot).cell)
        assert seen == ["gru", "rnn", "lstm"]
        await press(pilot, "c")
        said = []
        for _ in range(4):
            said.append((scene(pilot).reset, scene(pilot).z))
            await press(pilot, "v")
        assert len(set(said)) == 4
        assert "GRU before/keeps · 3 units" in shown(pilot)
        before = scene(pilot).U
        await press(pilot, "r")
        assert before != scene(pilot).U
        assert scene(pilot).word == "hello world"


async def test_panes_take_turns_in_a_small_window(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive() as pilot:
        await enter(pilot, press)
        seen = []
        for told in ("W·x", "over time", "h1", "tanh"):
            assert told in shown(pilot)
            seen.append(shown(pilot))
            await press(pilot, "p")
        assert len(set(seen)) == 4
        await press(pilot, "d")
        assert "the same W, U and b at every step" in shown(pilot)


async def test_the_diagram_lights_what_is_looked_at(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(size=(120, 40)) as pilot:
        await enter(pilot, press)
        trace = run(scene(pilot))
        assert f"┃ {trace.i[0][0]:.3f} ┃" in shown(pilot)
        await press(pilot, "down", "down", "down", "right")
        assert f"┃ {trace.f[1][0]:.3f} ┃" in shown(pilot)


async def test_setting_up_by_the_form(drive: Drive, press: Press, shown: Shown, tmp_path: Path) -> None:
    async with drive() as pilot:
        await enter(pilot, press)
        await dialog(pilot, press, "e")
        sequence, units, weights, seed = pilot.app.screen.query(Input)
        sequence.value, units.value, weights.value, seed.value = "1 0; 0 1; 1 1", "2", "identity", "5"
        await press(pilot, "enter")
        assert scene(pilot).x == ((1, 0), (0, 1), (1, 1))
        assert scene(pilot).U[:2] == ((1, 0), (0, 1))
        await dialog(pilot, press, "e")
        pilot.app.screen.query(Input)[1].value = "many"
        await press(pilot, "enter")
        assert "Units: type a whole number, not 'many'" in shown(pilot)
        weights = pilot.app.screen.query(Input)[2]
        pilot.app.screen.query(Input)[1].value = "2"
        weights.value = str(tmp_path / "none.npz")
        await press(pilot, "enter")
        assert "No such file" in " ".join(shown(pilot).split())
        weights.value = "nonsense"
        await press(pilot, "enter")
        assert "Weights are random" in shown(pilot)
        await press(pilot, "escape")
        assert scene(pilot).units == 2


async def test_numbers_typed_into_the_other_benches(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive() as pilot:
        await enter(pilot, press)
        for place, texts, told in (
            ("2", ["4", "9"], "4 units"),
            ("3", ["1 2 3; 4 5 6; 7 8 9", "1 0; 0 1"], "the map, 3×3"),
            ("4", ["1 0", "1 0; 0 1", "2; 3"], "what “q1” reads"),
        ):
            await dialog(pilot, press, place, "e")
            for line, text in zip(pilot.app.screen.query(Input), texts, strict=True):
                line.value = text
            await press(pilot, "enter")
            assert told in shown(pilot)
        assert attended(laboratory(pilot).bench.scene).contexts[0][0] == pytest.approx(2.3302, abs=1e-4)
        await dialog(pilot, press, "e")
        pilot.app.screen.query(Input)[1].value = "1 0 0"
        await press(pilot, "enter")
        assert "K has shape" in shown(pilot)


async def test_weights_from_a_file(drive: Drive, press: Press, tmp_path: Path) -> None:
    draw = np.random.default_rng(0).normal
    stored = {
        "weight_ih_l0": draw(size=(3, 2)),
        "weight_hh_l0": draw(size=(3, 3)),
        "bias_ih_l0": draw(size=3),
        "bias_hh_l0": draw(size=3),
    }
    np.savez(tmp_path / "rnn.npz", **stored)
    async with drive() as pilot:
        await enter(pilot, press)
        await dialog(pilot, press, "e")
        sequence, _, weights, _ = pilot.app.screen.query(Input)
        sequence.value, weights.value = "1 0; 0 1", str(tmp_path / "rnn.npz")
        await press(pilot, "enter")
        assert scene(pilot).cell == "rnn"
        np.testing.assert_allclose(scene(pilot).W, stored["weight_ih_l0"])


@pytest.mark.parametrize("operation", OPERATIONS)
async def test_windows_slide(drive: Drive, press: Press, shown: Shown, operation: str) -> None:
    async with drive() as pilot:
        await enter(pilot, press)
        await press(pilot, "3", *["o"] * OPERATIONS.index(operation), "t", "T", "T")
        found = laboratory(pilot).bench.scene
        assert isinstance(found, WindowScene)
        assert (found.operation, found.stride, found.window) == (operation, 1, 0)
        Y = windowed(found).Y
        for window, value in enumerate(Y.ravel()):
            assert f"window {window + 1} of {Y.size}" in shown(pilot)
            assert f"= {value:.4g}" in shown(pilot)
            await press(pilot, "right")
        await press(pilot, "up")
        assert laboratory(pilot).bench.scene.window == 5


async def test_windows_by_mouse_and_what_does_not_fit(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive() as pilot:
        await enter(pilot, press)
        await press(pilot, "3")
        (result,) = (found for found in pilot.app.screen.query(HeatMap) if found.id == "result")
        await pilot.click(result, offset=(14, 2))
        await settle(pilot)
        assert laboratory(pilot).bench.scene.window == 3
        await press(pilot, "k", "k", "k")
        assert laboratory(pilot).bench.scene.size == 4
        assert "does not fit" in notices(pilot)
        await press(pilot, "a")
        assert windowed(laboratory(pilot).bench.scene).padded.shape == (6, 6)
        await press(pilot, "f")
        assert not laboratory(pilot).bench.scene.count_include_pad


async def test_attention(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(size=(100, 30)) as pilot:
        await enter(pilot, press)
        await press(pilot, "4", "down", "down")
        found = laboratory(pilot).bench.scene
        assert isinstance(found, AttentionScene)
        assert found.query == 2
        for weight in attended(found).weights.ravel():
            assert f"{weight:.3f}" in shown(pilot)
        assert "what “sat” reads" in shown(pilot)
        await press(pilot, "m", "k")
        masked = laboratory(pilot).bench.scene
        assert (masked.causal, masked.kind) == (True, "dot")
        assert shown(pilot).count("0.000") >= 15
        (weights,) = pilot.app.screen.query("#weights")
        await pilot.click(weights, offset=(12, 6))
        await press(pilot, "r")
        assert laboratory(pilot).bench.scene.query == 5


async def test_gradient_flow(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(size=(100, 36)) as pilot:
        await enter(pilot, press)
        await press(pilot, "2", "right", "down", "right", "right", "down", "left", "down", "right")
        found = laboratory(pilot).bench.scene
        assert found == FlowScene(gain=1.05, forget_bias=2.0, steps=45, limit=0.1)
        for curve in curves(found):
            assert f"{curve.norms[-1]:.1e}" in shown(pilot)
            assert f"{curve.singular[0]:.3f}" in shown(pilot)
        await press(pilot, "r")
        assert laboratory(pilot).bench.scene.seed == 1


async def test_states_outgrown_are_told(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(size=(100, 36)) as pilot:
        await enter(pilot, press)
        laboratory(pilot).bench.show(laboratory(pilot).bench.scene)
        await press(pilot, "2")
        laboratory(pilot).bench.show(FlowScene(gain=8.0, steps=256, units=32))
        await settle(pilot)
        assert "outgrow floating point" in notices(pilot)


SCENES = {
    0: random_cell("gru", 3, second=True, reset="after"),
    1: msgspec.structs.replace(first_flow(), gain=0.7),
    2: msgspec.structs.replace(first_windows(), operation="convolution", window=1),
    3: msgspec.structs.replace(first_attention(), query=4),
}


@pytest.mark.parametrize("place", SCENES)
async def test_save_and_load(drive: Drive, press: Press, shown: Shown, tmp_path: Path, place: int) -> None:
    path = tmp_path / "state.json"
    async with drive() as pilot:
        await enter(pilot, press)
        await press(pilot, str(place + 1))
        laboratory(pilot).bench.show(SCENES[place])
        await dialog(pilot, press, "s")
        pilot.app.screen.query_one(Input).value = str(path)
        await press(pilot, "enter")
        assert load(path) == SCENES[place]
        await dialog(pilot, press, "1" if place else "4", "l")
        pilot.app.screen.query_one(Input).value = str(path)
        await press(pilot, "enter")
        assert laboratory(pilot).bench.scene == SCENES[place]


async def test_a_bad_file_is_told_and_nothing_changes(drive: Drive, press: Press, shown: Shown, tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    save(random_cell("rnn", 0), path)
    path.write_text(json.dumps(json.loads(path.read_text()) | {"U": [[1.0]]}))
    async with drive(size=(120, 40)) as pilot:
        await enter(pilot, press)
        before = scene(pilot)
        await dialog(pilot, press, "l")
        pilot.app.screen.query_one(Input).value = str(path)
        await press(pilot, "enter")
        assert f"{path}: This cell cannot be run: W has shape (3, 2), expected (..., 1, D)" in notices(pilot)
        assert scene(pilot) == before


async def asked(pilot: Pilot[None]) -> LaboratoryQuestionScreen:
    """The question, once it can be answered."""
    await until(pilot, lambda: isinstance(pilot.app.screen, LaboratoryQuestionScreen) and pilot.app.screen.furnished)
    screen = pilot.app.screen
    assert isinstance(screen, LaboratoryQuestionScreen)
    return screen


QUIZZES = [
    (place, keys, option)
    for place, keys, options in ((0, ["right", "right", "down"], 3), (2, ["right"], 2), (3, ["down"], 2))
    for option in range(options)
    for keys in [keys]
] + [(1, ["right"] * 6, 0)]


@pytest.mark.parametrize(("place", "keys", "option"), QUIZZES, ids=str)
async def test_quiz_me_on_this_and_back(
    drive: Drive, press: Press, store: Store, place: int, keys: list[str], option: int
) -> None:
    """A wrong answer is wrong, the right one right, both are in the log, and the way back leads to the same bench."""
    async with drive(size=(100, 40)) as pilot:
        await enter(pilot, press)
        await press(pilot, str(place + 1), *keys)
        before = laboratory(pilot).bench.scene
        await dialog(pilot, press, "z")
        await press(pilot, *["down"] * option, "enter")
        question = await asked(pilot)
        variant = question.session.variant
        assert variant is not None
        samples = [sample.raw for sample in variant.question.samples(variant) if sample.outcome == "wrong"]
        question.post_message(AnswerSubmitted((samples or ["0.123; 0.123; 0.123; 0.123; 0.123; 0.123"])[0]))
        await until(pilot, lambda: question.phase == "judged")
        await press(pilot, "t")
        await until(pilot, lambda: question.phase == "answering")
        question.post_message(AnswerSubmitted(variant.question.key_text(variant)))
        await until(pilot, lambda: question.phase == "judged")
        attempts = [entry.body for entry in store.entries() if entry.kind == "attempt"]
        assert [attempt["verdict"]["outcome"] for attempt in attempts] == ["wrong", "correct"]
        assert all(attempt["question"] == variant.question.id for attempt in attempts)
        await press(pilot, "enter")
        await until(pilot, lambda: pilot.app.screen is not question)
        assert laboratory(pilot).bench.scene == before


async def test_a_question_left_leads_back_and_does_not_linger(drive: Drive, press: Press) -> None:
    async with drive() as pilot:
        await enter(pilot, press)
        await dialog(pilot, press, "z")
        await press(pilot, "enter")
        question = await asked(pilot)
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen is not question)
        assert isinstance(pilot.app.screen, LaboratoryScreen)
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))


async def test_no_question_where_there_is_none(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(size=(100, 30)) as pilot:
        await enter(pilot, press)
        await press(pilot, "2")
        laboratory(pilot).bench.show(FlowScene(steps=1, limit=0.01))
        await press(pilot, "z")
        assert isinstance(pilot.app.screen, LaboratoryScreen)
        assert "too close to call" in notices(pilot)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("theme", ["unrolled-dark", "unrolled-light", "ansi-dark"])
async def test_every_bench_at_every_size(
    drive: Drive, press: Press, shown: Shown, size: tuple[int, int], theme: str
) -> None:
    async with drive(size=size) as pilot:
        pilot.app.theme = theme
        await enter(pilot, press)
        for key, told in (("2", "steps back"), ("3", "window 1 of 4"), ("4", "query"), ("1", "t=1")):
            await press(pilot, key)
            assert told in shown(pilot)
        assert "traceback" not in shown(pilot).lower()


async def test_without_colours_strips_have_shades(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive() as pilot:
        pilot.app.theme = "ansi-dark"
        await enter(pilot, press)
        assert set("░▒▓") & set(shown(pilot))
        await pilot.resize_terminal(120, 40)
        await settle(pilot)
        assert "=" in shown(pilot)


async def test_tabs_by_mouse(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive() as pilot:
        await enter(pilot, press)
        column = shown(pilot).splitlines()[0].index("Windows")
        await pilot.click(offset=(column, 0))
        await settle(pilot)
        assert "window 1 of 4" in shown(pilot)
