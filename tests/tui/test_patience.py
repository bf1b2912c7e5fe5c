"""Keys pressed before the input is there reach it, in their order."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import pytest
from textual import events
from textual.pilot import Pilot

from engine.bank.load import Bank
from engine.learning.session import Session
from engine.learning.store import Store
from tui.app import UnrolledApp
from tui.screens.home import HomeScreen
from tui.screens.page import Page
from tui.widgets.answer_input import AnswerInput

Shown = Callable[[Pilot[None]], str]
Clock = Callable[[], object]
Drive = Callable[..., AbstractAsyncContextManager[Pilot[None]]]


async def settle(pilot: Pilot[None]) -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.pause()


class HurriedApp(UnrolledApp):
    """An app whose learner has typed before anything was shown."""

    typed: tuple[str, ...] = ()
    pasted: str = ""
    was_early: bool = False

    async def on_load(self) -> None:
        for key in self.typed:
            self.post_message(events.Key(key, key if len(key) == 1 else None))
        if self.pasted:
            self.post_message(events.Paste(self.pasted))

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and isinstance(self.screen, Page) and not self.screen.furnished:
            self.was_early = True
        await super().on_event(event)


@pytest.fixture
def hurried(bank: Bank, store: Store, clock: Clock) -> Callable[..., HurriedApp]:
    def made(question: str, *typed: str, pasted: str = "") -> HurriedApp:
        start = Session.begin(bank.questions, store, clock=clock, names=[question])
        app = HurriedApp(bank, store, start=start, clock=clock)
        app.typed, app.pasted = typed, pasted
        return app

    return made


async def test_a_line_typed_before_the_first_picture_is_whole(hurried: Callable[..., HurriedApp], shown: Shown) -> None:
    app = hurried("product", *"3*4", "enter")
    async with app.run_test() as pilot:
        await settle(pilot)
        assert app.was_early
        assert "✓ Correct" in shown(pilot)


async def test_a_paste_comes_after_the_keys_before_it(hurried: Callable[..., HurriedApp]) -> None:
    app = hurried("product", "1", "2", pasted="*3")
    async with app.run_test() as pilot:
        await settle(pilot)
        assert app.screen.query_one(AnswerInput).raw == "12*3"


async def test_keys_of_the_page_wait_too(hurried: Callable[..., HurriedApp]) -> None:
    app = hurried("product", "escape")
    async with app.run_test() as pilot:
        await settle(pilot)
        assert app.was_early
        assert isinstance(app.screen, HomeScreen)


async def test_the_question_is_painted_before_its_input(
    hurried: Callable[..., HurriedApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[bool] = []
    display = UnrolledApp._display

    def watched(app: UnrolledApp, screen: object, renderable: object) -> None:
        painted.append(bool(app.screen.query(AnswerInput)))
        display(app, screen, renderable)  # type: ignore[arg-type]  # whatever Textual passes

    monkeypatch.setattr(UnrolledApp, "_display", watched)
    async with hurried("pool").run_test() as pilot:
        await settle(pilot)
        assert painted[0] is False
        assert painted[-1] is True


class TestSlips:
    async def test_the_key_that_answered_does_not_rate_the_answer(
        self, drive: Drive, monkeypatch: pytest.MonkeyPatch, store: Store
    ) -> None:
        monkeypatch.setattr("tui.patience.TWICE", 60.0)
        async with drive(["capital"]) as pilot:
            for _ in range(4):
                await pilot.press("1")
                await settle(pilot)
            assert [entry.kind for entry in store.entries()] == ["sitting", "attempt"]
            await pilot.press("2")
            await settle(pilot)
            assert store.entries()[-1].kind == "rating"

    async def test_the_enter_that_begins_a_quiz_answers_nothing_in_it(
        self, drive: Drive, monkeypatch: pytest.MonkeyPatch, store: Store
    ) -> None:
        monkeypatch.setattr("tui.patience.TWICE", 60.0)
        async with drive() as pilot:
            for _ in range(3):
                await pilot.press("enter")
                await settle(pilot)
            assert [entry.kind for entry in store.entries()] == ["sitting"]

    async def test_later_the_same_key_is_meant(
        self, drive: Drive, monkeypatch: pytest.MonkeyPatch, store: Store
    ) -> None:
        monkeypatch.setattr("tui.patience.TWICE", 0.01)
        async with drive(["capital"]) as pilot:
            for key in ("1", "enter", "enter"):
                await pilot.press(key)
                await settle(pilot)
                await pilot.pause(0.02)
            assert [entry.kind for entry in store.entries()] == ["sitting", "attempt", "advance", "finish"]
