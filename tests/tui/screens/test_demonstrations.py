"""The demonstrations page by keys: guess, watch, cancel, again."""

import threading
from collections.abc import Callable, Iterator

import pytest

from engine.learning.guesses import guesses
from engine.learning.store import Store
from solvers import demos
from solvers.experiment import Axes, Curve, Demonstration, Frame, Prediction, Table
from tests.tui.conftest import Drive
from tui.messages import PageRequested
from tui.screens.demonstrations import DemonstrationsScreen

Press = Callable[..., object]
Shown = Callable[..., str]


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Two demonstrations in place of the real ones: one quick, one that goes on until this is set."""
    opened = threading.Event()

    def quick(seed: int, seeds: int) -> Iterator[Frame]:
        table = Table(["net", "figure"], [["this one", f"{seed + 0.5}"]])
        yield Frame(0.5, "half way", table, (Curve("loss", [0, 1], [2, 1]),))
        yield Frame(1.0, "done", table, (Curve("loss", [0, 1, 2], [2, 1, 0]),), 1)

    def endless(seed: int, seeds: int) -> Iterator[Frame]:
        for step in range(10_000):
            if opened.wait(0.01):
                break
            yield Frame(step / 10_000, f"step {step}", Table(["n"], [[str(step)]]), (Curve("n", [0, 1], [0, step]),))

    made = {
        name: Demonstration(
            f"The {name} one",
            Prediction(f"Is it {name}?", ("no", "yes")),
            run,
            "It is so.",
            "Not always.",
            Axes("t", "n"),
            2,
        )
        for name, run in (("quick", quick), ("endless", endless))
    }
    monkeypatch.setattr(demos, "names", lambda: list(made))
    monkeypatch.setattr(demos, "named", made.__getitem__)
    return opened


async def opened(pilot) -> DemonstrationsScreen:
    pilot.app.screen.post_message(PageRequested("demonstrations"))
    while not isinstance(pilot.app.screen, DemonstrationsScreen):
        await pilot.pause(0.01)
    await pilot.pause()
    return pilot.app.screen


def runs() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("asyncio_")]


async def test_a_right_guess_is_told_and_logged(drive: Drive, press: Press, shown: Shown, store: Store, gate) -> None:
    async with drive(size=(80, 40)) as pilot:
        await opened(pilot)
        assert "The quick one" in shown(pilot)
        await press(pilot, "enter")
        assert "Is it quick?" in shown(pilot)
        assert "It is so." not in shown(pilot)
        assert not guesses(store.entries())
        await press(pilot, "2")
        text = shown(pilot)
        assert "✓ Right: yes" in text
        assert "It is so." in text
        assert "Limits: Not always." in text
        assert "0.5" in text
        found = guesses(store.entries())["quick"]
        assert (found.choice, found.right) == ("yes", True)
        await press(pilot, "escape")
        assert "✓ The quick one" in shown(pilot)


async def test_a_wrong_guess_is_told_and_logged(drive: Drive, press: Press, shown: Shown, store: Store, gate) -> None:
    async with drive(size=(80, 40)) as pilot:
        await opened(pilot)
        await press(pilot, "enter", "1")
        assert "✗ You said: no" in shown(pilot)
        assert "It is: yes" in shown(pilot)
        assert guesses(store.entries())["quick"].right is False


async def test_running_again_takes_other_seeds_and_leaves_the_guess(
    drive: Drive, press: Press, shown: Shown, store: Store, gate
) -> None:
    async with drive(size=(80, 40)) as pilot:
        await opened(pilot)
        await press(pilot, "enter", "2")
        before = len(store.entries())
        await press(pilot, "r")
        assert "2.5" in shown(pilot)
        assert len(store.entries()) == before


async def test_numbers_beyond_the_choices_commit_to_nothing(drive: Drive, press: Press, shown: Shown, gate) -> None:
    async with drive(size=(80, 40)) as pilot:
        await opened(pilot)
        await press(pilot, "enter", "3", "0", "x")
        assert "Commit to one by its number" in shown(pilot)


async def test_a_run_is_live_and_ends_when_it_is_left(drive: Drive, shown: Shown, store: Store, gate) -> None:
    async with drive(size=(80, 40)) as pilot:
        screen = await opened(pilot)
        await pilot.press("down", "enter", "1")
        while "step" not in shown(pilot):
            await pilot.pause(0.01)
        await pilot.press("escape")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert not [worker for worker in pilot.app.workers if worker.is_running]
        assert "The endless one" in shown(pilot)
        assert guesses(store.entries())["endless"].right is None
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen is not screen


async def test_leaving_the_app_ends_the_run(drive: Drive, gate) -> None:
    async with drive(size=(80, 40)) as pilot:
        await opened(pilot)
        await pilot.press("down", "enter", "1")
        await pilot.pause(0.05)
        await pilot.press("ctrl+q")
        await pilot.pause()
    assert not gate.is_set()


async def test_a_real_demonstration_ends_in_its_claim(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(size=(120, 60)) as pilot:
        await opened(pilot)
        place = demos.names().index("steepness")
        await press(pilot, *["down"] * place, "enter", "2")
        text = shown(pilot)
        assert "✓ Right: a = 10" in text
        assert "117" in text


async def test_the_list_says_its_keys_and_takes_those_of_every_list(
    drive: Drive, press: Press, shown: Shown, gate
) -> None:
    async with drive() as pilot:
        await opened(pilot)
        assert "⏎ Open" in shown(pilot)
        await press(pilot, "j", "enter")
        assert "Is it endless?" in shown(pilot)
        await press(pilot, "escape", "k", "enter")
        assert "Is it quick?" in shown(pilot)
        assert "⏎ Open" not in shown(pilot)
