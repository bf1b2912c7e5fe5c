"""A grid of numbers, or rows of text; what is graded is the text of either."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from engine.bank.load import Bank, load
from engine.learning.session import Session
from engine.learning.store import Store
from tui.app import UnrolledApp
from tui.widgets.answer_input import AnswerInput

Drive = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
Press = Callable[..., Any]
Shown = Callable[[Pilot[None]], str]
Clock = Callable[[], datetime]


def raw(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one(AnswerInput).raw


async def paste(pilot: Pilot[None], text: str) -> None:
    focused = pilot.app.screen.focused
    assert focused is not None
    focused.post_message(events.Paste(text))
    await pilot.pause()
    await pilot.pause(0.3)


async def test_rows_are_drawn_while_they_are_typed(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["pool"]) as pilot:
        await press(pilot, "text:3.5 5.5\n3.75 5.25")
        assert "⎡  3.5   5.5 ⎤" in shown(pilot)
        assert "2×2" in shown(pilot)


async def test_enter_on_an_empty_row_answers(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["pool"]) as pilot:
        await press(pilot, "text:3.5 5.5\n3.75 5.25\n")
        assert "Correct" not in shown(pilot)
        await press(pilot, "enter")
        assert "✓ Correct" in shown(pilot)


async def test_control_s_answers_from_anywhere(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["pool"]) as pilot:
        await press(pilot, "text:3.5 5.5\n3.75 5.25", "up", "ctrl+s")
        assert "✓ Correct" in shown(pilot)


async def test_a_pasted_print_fills_the_grid_and_one_enter_answers(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["pool"]) as pilot:
        await press(pilot, "text:9")
        await paste(pilot, "[[3.5  5.5 ]\r\n [3.75 5.25]]")
        assert raw(pilot) == "[[3.5, 5.5], [3.75, 5.25]]"
        assert "reads as  2×2 matrix" in shown(pilot)
        await press(pilot, "enter")
        assert "✓ Correct" in shown(pilot)


async def test_a_bracket_or_an_unreadable_paste_goes_on_as_text(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["pool"]) as pilot:
        await press(pilot, "text:[[3.5, 5.5], [3.75, 5.25]]")
        assert raw(pilot) == "[[3.5, 5.5], [3.75, 5.25]]"
        await press(pilot, "enter")
        assert "✓ Correct" in shown(pilot)
    async with drive(["pool"]) as pilot:
        await paste(pilot, "[[3.5, 5.5], [3.75,")
        assert raw(pilot) == "[[3.5, 5.5], [3.75,"
        await press(pilot, "text: 5.25]]")
        assert raw(pilot) == "[[3.5, 5.5], [3.75, 5.25]]"


async def test_control_g_changes_between_grid_and_text(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["pool"]) as pilot:
        await press(pilot, "text:3.5 5.5\n3.75", "ctrl+g")
        assert raw(pilot) == "3.5 5.5\n3.75"
        await press(pilot, "text: 5.25", "ctrl+g")
        assert "⎣ 3.75  5.25 ⎦" in shown(pilot)
        await press(pilot, "ctrl+g", "text: [", "ctrl+g")
        assert "this cannot yet" in shown(pilot)
        assert raw(pilot) == "3.5 5.5\n3.75 5.25 ["


async def test_a_draft_comes_back_as_the_grid_it_was(
    drive: Drive, press: Press, shown: Shown, bank: Bank, store: Store, clock: Clock
) -> None:
    async with drive(["pool"]) as pilot:
        await press(pilot, "text:3.5 5.5\n3.75", "escape")
    session = Session.resume(bank.questions, store, clock=clock)
    app = UnrolledApp(bank, store, start=session, clock=clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "text:\n", "up", "right", "text: 5.25")
        assert raw(pilot) == "3.5 5.5\n3.75 5.25"
        await press(pilot, "ctrl+s")
        assert "✓ Correct" in shown(pilot)


async def test_the_cell_that_cannot_be_read_is_named_and_gone_to(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["pool"]) as pilot:
        await press(pilot, "text:3.5 5.x5\n3.75 5.25")
        assert "row 1, column 2: 'x5' cannot stand here" in shown(pilot)
        await press(pilot, "ctrl+s")
        assert "? Not read" in shown(pilot)
        await press(pilot, "backspace", "backspace", "backspace", "text:.5", "ctrl+s")
        assert "✓ Correct" in shown(pilot)


async def test_after_a_wrong_answer_the_cells_are_still_there(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["pool"]) as pilot:
        await press(pilot, "text:6 8\n7 8\n\n")
        assert "6 ✗" in shown(pilot)
        await press(pilot, "t")
        assert "⎡ 6  8 ⎤" in shown(pilot)
        await press(pilot, "ctrl+s")
        assert "6 ✗" in shown(pilot)


async def test_another_shape_is_told_before_any_value(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["pool"]) as pilot:
        await press(pilot, "text:3.5 5.5 3.75 5.25", "ctrl+s")
        assert "2×2" in shown(pilot)
        assert "✓ Correct" not in shown(pilot)


async def test_too_much_is_refused_and_said(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["pool"]) as pilot:
        focused = pilot.app.screen.focused
        assert focused is not None
        focused.post_message(events.Paste("1 " * 10_000))
        await pilot.pause(0.3)
        assert raw(pilot) == ""
        assert "16,384" in shown(pilot)


async def test_keys_typed_while_the_editor_is_being_made_are_not_lost(drive: Drive, press: Press) -> None:
    async with drive(["pool"]) as pilot:
        grid = pilot.app.screen.focused
        assert grid is not None
        for sign in "[[1, 2], [3":
            grid.post_message(events.Key(sign, sign))
        await press(pilot, "text:, 4]]")
        assert raw(pilot) == "[[1, 2], [3, 4]]"


@pytest.mark.parametrize("text", ["1\n2", "1\n2\n3"])
@pytest.mark.parametrize("face", ["grid", "text"])
async def test_what_is_read_back_does_not_tell_the_shape_that_is_asked_for(
    press: Press, shown: Shown, store: Store, clock: Clock, tmp_path: Path, text: str, face: str
) -> None:
    path = tmp_path / "bank.yaml"
    path.write_text(
        "version: 1\nquestions:\n- {id: v, kind: array, skill: s, level: 1, source: t, prompt: p, answer: '[1, 2]'}\n"
    )
    bank = load([path]).sound()
    app = UnrolledApp(bank, store, start=Session.begin(bank.questions, store, clock=clock), clock=clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, f"text:{text}", *(["ctrl+g"] if face == "text" else []))
        assert f"{text[-1]}×1 matrix" in shown(pilot)
