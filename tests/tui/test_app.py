"""The app as a whole: screens, themes, help, palette, sizes."""

import random
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any

import msgspec
import pytest
from textual.pilot import Pilot

from engine.bank.load import Bank
from engine.kinds import kinds
from engine.learning.store import Store
from engine.question.question import Question
from tui.messages import SittingRequested
from tui.screens.help import HelpScreen
from tui.screens.home import HomeScreen
from tui.screens.question import QuestionScreen
from tui.widgets.answer_input import AnswerInput
from tui.widgets.key_line import KeyLine

Drive = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
Press = Callable[..., Any]
Shown = Callable[[Pilot[None]], str]

SIZES = [(80, 24), (60, 20), (120, 40)]


async def test_home_counts_and_starts_over_the_chosen_family(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive() as pilot:
        text = shown(pilot)
        assert "11 questions" in text
        assert next(line for line in text.splitlines() if "Convolution" in line).split()[-1] == "2"
        await press(pilot, "down", "enter")
        assert isinstance(pilot.app.screen, QuestionScreen)
        skills = {item.skill.split(".")[0] for item in pilot.app.screen.session.summary().items}
        assert len(skills) == 1


async def test_home_opens_and_closes_a_family(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive() as pilot:
        assert "Gates" not in shown(pilot)
        await press(pilot, "down", "right", "down")
        assert "Gates" in shown(pilot)
        await press(pilot, "left")
        assert "Gates" not in shown(pilot)


async def test_home_shows_what_was_right(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["product"]) as pilot:
        await press(pilot, "text:12", "enter", "enter", "enter")
        assert isinstance(pilot.app.screen, HomeScreen)
        assert "1 / 11" in shown(pilot)


async def test_a_home_without_questions_says_what_to_do(drive: Drive, bank: Bank, shown: Shown) -> None:
    empty = msgspec.structs.replace(bank, questions={}, summaries={}, asked={})
    async with drive(banks=empty) as pilot:
        assert "unrolled --bank FILE" in shown(pilot)


async def test_help_lists_the_keys_that_work_now_and_closes(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["capital"]) as pilot:
        await press(pilot, "question_mark")
        assert isinstance(pilot.app.screen, HelpScreen)
        text = shown(pilot)
        assert "Leave this question; it counts as not answered" in text
        assert "Go on to the next question" not in text
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, QuestionScreen)


async def test_every_key_of_the_line_is_in_help(drive: Drive, press: Press) -> None:
    async with drive(["capital"]) as pilot:
        await press(pilot, "1", "enter")
        screen = pilot.app.screen
        assert isinstance(screen, QuestionScreen)
        listed = " ".join(keys for keys, _ in screen.key_help())
        for key in screen.query_one(KeyLine)._keys():
            assert key.display in listed


async def test_a_click_on_a_key_presses_it(drive: Drive, press: Press) -> None:
    async with drive(["capital"], size=(80, 24)) as pilot:
        line = pilot.app.screen.query_one(KeyLine)
        text = line.render().plain
        await pilot.click(KeyLine, offset=(2 + text.index("Home"), 0))
        await press(pilot)
        await pilot.pause()
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_the_palette_offers_what_works_now(drive: Drive) -> None:
    async with drive(["capital"]) as pilot:
        offered = {command.title: command.callback for command in pilot.app.get_system_commands(pilot.app.screen)}
        assert {"Skip", "Hint", "Help", "Quit", "Theme", "Light or dark"} <= set(offered)
        assert "Next" not in offered


@pytest.mark.parametrize("questions", [(), ("capital",), ("pool",), ("sequence",)])
async def test_the_palette_offers_each_thing_once_with_its_keys(drive: Drive, questions: Sequence[str]) -> None:
    async with drive(questions) as pilot:
        offered = [(command.title, command.help) for command in pilot.app.get_system_commands(pilot.app.screen)]
        titles = [title for title, _ in offered]
        assert len(titles) == len(set(titles))
        assert not {"Up", "Down", "Left", "Next cell", "Close", "palette"} & set(titles)
        assert all(" · " in told for title, told in offered if title != "Theme")


async def test_the_palette_tells_every_key_of_an_action(drive: Drive) -> None:
    async with drive(["capital"]) as pilot:
        told = {command.title: command.help for command in pilot.app.get_system_commands(pilot.app.screen)}
        assert told["Flag"] == "Mark the question, or take the mark off · !, f5"


async def test_light_and_dark(drive: Drive, press: Press) -> None:
    async with drive() as pilot:
        assert pilot.app.theme == "unrolled-dark"
        await press(pilot, "ctrl+t")
        assert pilot.app.theme == "unrolled-light"


async def test_no_color_means_the_terminals_own_colours(
    drive: Drive, press: Press, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with drive(["capital"]) as pilot:
        assert pilot.app.theme == "ansi-dark"
        await press(pilot, "1", "enter")
        assert "Worked solution" in shown(pilot)
        # Without colour the cursor is told by the style of its line, and no line is black on black.
        assert [type(line_filter).__name__ for line_filter in pilot.app.get_line_filters()] == ["NoColor"]
        await press(pilot, "ctrl+t")
        assert pilot.app.theme == "ansi-light"


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("kind", sorted(kinds()))
async def test_every_kind_fits_every_size(
    drive: Drive, bank: Bank, shown: Shown, kind: str, size: tuple[int, int]
) -> None:
    question = next(question for question in bank.questions.values() if question.kind == kind)
    async with drive([question.id], size=size) as pilot:
        answer = pilot.app.screen.query_one(AnswerInput)
        assert answer.region.right <= size[0]
        assert answer.region.y < size[1] - 1
        assert pilot.app.screen.query_one("QuestionBody").max_scroll_x == 0
        assert "small window" not in shown(pilot)


async def test_a_small_window_says_so_and_keeps_the_text(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["product"]) as pilot:
        await press(pilot, "text:1")
        await pilot.resize_terminal(55, 18)
        await press(pilot)
        await pilot.pause(0.2)
        assert "small window" in shown(pilot)
        await pilot.resize_terminal(30, 8)
        await pilot.pause(0.2)
        assert "too small" in shown(pilot)
        await pilot.resize_terminal(80, 24)
        await pilot.pause(0.2)
        assert "small" not in shown(pilot)
        await press(pilot, "text:2", "enter")
        assert "✓ Correct" in shown(pilot)


async def test_random_sizes_and_keys_break_nothing(drive: Drive, bank: Bank) -> None:
    chance = random.Random(3)
    keys = ["1", "2", "a", "x", "enter", "space", "up", "down", "left", "t", "f", "h", "tab", "escape", "c", "f4", "f2"]
    async with drive(list(bank.questions)) as pilot:
        for _ in range(30):
            await pilot.resize_terminal(chance.randint(1, 300), chance.randint(1, 100))
            await pilot.press(*chance.choices(keys, k=2), chance.choice(["f3", "n", "1"]))
        await pilot.app.workers.wait_for_complete()


def lengthened(question: Question, text: str) -> Question:
    """A question whose options, lines or numbers are too wide for any window."""
    match question.kind:
        case "choice" | "select":
            mistakes = question.mistakes  # type: ignore[attr-defined]  # the two kinds have them
            longer = tuple(msgspec.structs.replace(mistake, answer=f"{mistake.id} {text}") for mistake in mistakes)
            return msgspec.structs.replace(question, mistakes=longer)
        case "order":
            return msgspec.structs.replace(
                question, answer=(f"product {text}", "sum", f"activation {text}"), mistakes=()
            )
        case "match":
            return msgspec.structs.replace(question, answer={f"forget {text}": text, "input": "new"}, mistakes=())
        case _:
            wide = [[100 * row + column for column in range(40)] for row in range(4)]
            return msgspec.structs.replace(question, given={"C": wide}, vary={})


@pytest.mark.parametrize("text", ["word " * 60, "unbroken" * 40], ids=["words", "unbroken"])
@pytest.mark.parametrize("name", ["capital", "several", "sequence", "partners", "pool"])
async def test_what_is_too_wide_goes_on_below(drive: Drive, press: Press, bank: Bank, name: str, text: str) -> None:
    longer = lengthened(bank.questions[name], text)
    wide = msgspec.structs.replace(bank, questions={name: longer})
    async with drive([name], size=(60, 20), banks=wide) as pilot:
        body = pilot.app.screen.query_one("QuestionBody")
        assert body.max_scroll_x == 0
        assert body.max_scroll_y > 0
        await press(pilot, *(["1", "enter"] if name != "pool" else ["text:1 2\n3 4\n\n"]))
        assert body.max_scroll_x == 0
        assert pilot.app.is_running


async def test_a_sitting_asked_for_three_times_is_begun_once(drive: Drive, press: Press, store: Store) -> None:
    async with drive() as pilot:
        for _ in range(3):
            pilot.app.screen.post_message(SittingRequested())
        while not isinstance(pilot.app.screen, QuestionScreen):
            await pilot.pause(0.01)
        await press(pilot, "f1", "escape")
        assert [entry.kind for entry in store.entries()].count("sitting") == 1


async def test_an_unfinished_exam_goes_on_where_it_was_left(drive: Drive, press: Press, store: Store) -> None:
    async with drive() as pilot:
        await press(pilot, "e", "enter", "escape", "e", "enter")
        assert isinstance(pilot.app.screen, QuestionScreen)
        assert pilot.app.screen.session.mode == "exam"
        assert [entry.kind for entry in store.entries()].count("sitting") == 1
