"""Text from banks and learners is shown character for character, and can neither act nor style itself nor command the terminal."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import msgspec
import pytest
from textual import events
from textual.pilot import Pilot
from textual.style import Style
from textual.widget import Widget

from engine.bank.load import Bank
from engine.kinds import kinds
from engine.question.question import Question
from tui.text import visible

Drive = Callable[..., AbstractAsyncContextManager[Pilot[None]]]

PAYLOADS = [
    "[@click=app.quit]x[/]",
    "[ @click=app.quit]x",
    "[@click=app.bell()]x",
    "h[t-1]",
    "x[i] + h[t-1]",
    "[/b]",
    "[b]bold",
    "[/]",
    "x[/y]",
    "softmax[dim=-1]",
    "list[int]",
    "[black on black]hidden",
    "[link=https://example.org]x[/link]",
    "[x](https://example.org)",
    "![x](x.png)",
    "<https://example.org>",
    "<b>x</b>",
    "&#x202e;x",
    r"\[b]",
    "$primary",
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "\x1b]52;c;aGFjaw==\x07",
    "\x1b]8;;https://example.org\x1b\\x",
    "\x1bP1$r\x1b\\",
    "\x9b31mx",
    "\u202etxet",
    "\u2066x\u2069",
    "a\u2028b",
    "a\x00b\x7f",
    "\ud800",
]

SCROLL_BAR = {"grab", "release", "scroll_up", "scroll_down", "scroll_left", "scroll_right"}
GROUPS = [PAYLOADS[start : start + 8] for start in range(0, len(PAYLOADS), 8)]


def together(payloads: list[str]) -> str:
    return " ¦ ".join(payloads)


def squeezed(payload: str) -> str:
    """A payload as it is shown, without white space; Markdown takes the backslash before a bracket away."""
    return "".join(visible(payload).replace(r"\[", "[").split())


def texts(bank: Bank, payload: str) -> Bank:
    """A bank with a payload at the head of every text of every question."""

    def loaded(question: Question) -> Question:
        changes: dict[str, Any] = {
            "title": payload,
            "prompt": f"{payload} {question.prompt}",
            "hints": (payload,),
            "solution": payload,
        }
        if question.kind in ("choice", "select"):
            changes["mistakes"] = tuple(
                msgspec.structs.replace(mistake, answer=f"{payload} {mistake.answer}", feedback=f"{payload} told")
                for mistake in question.mistakes  # type: ignore[attr-defined]  # the two kinds have them
            )
        return msgspec.structs.replace(question, **changes)

    skills = {name: msgspec.structs.replace(concept, title=payload) for name, concept in bank.skills.items()}
    questions = {key: loaded(question) for key, question in bank.questions.items()}
    return msgspec.structs.replace(bank, questions=questions, skills=skills)


def written(pilot: Pilot[None]) -> list[tuple[str, Style]]:
    """Every piece of text on the screen with its style."""
    return [
        (segment.text, segment.style)
        for line in pilot.app.screen._compositor.render_strips()
        for segment in line
        if segment.style is not None
    ]


def commands(pilot: Pilot[None]) -> list[str]:
    """What could be clicked, and characters that a terminal obeys."""
    found = []
    for text, style in written(pilot):
        found += [
            action for action in (style.meta or {}).values() if isinstance(action, str) and action not in SCROLL_BAR
        ]
        found += [text] if visible(text) != text else []
        found += [style.link] if style.link else []
    return found


def flat(pilot: Pilot[None]) -> str:
    """The text of the screen without its white space and borders, since lines are wrapped where they end."""
    return "".join("".join(text for text, _ in written(pilot)).translate({ord("▌"): None, ord("│"): None}).split())


@pytest.mark.parametrize("payloads", GROUPS, ids=ascii)
@pytest.mark.parametrize("kind", sorted(kinds()))
async def test_a_question_shows_its_texts_as_they_are(drive: Drive, bank: Bank, kind: str, payloads: list[str]) -> None:
    hostile = texts(bank, together(payloads))
    question = next(question for question in hostile.questions.values() if question.kind == kind)
    async with drive([question.id], size=(100, 60), banks=hostile) as pilot:
        shown = flat(pilot)
        assert [payload for payload in payloads if squeezed(payload) not in shown] == []
        assert commands(pilot) == []


@pytest.mark.parametrize("payloads", GROUPS, ids=ascii)
async def test_a_verdict_and_a_solution_show_their_texts_as_they_are(
    drive: Drive, press: Callable[..., Any], bank: Bank, payloads: list[str]
) -> None:
    async with drive(["capital"], size=(100, 90), banks=texts(bank, together(payloads))) as pilot:
        await press(pilot, "h", "1", "enter")
        shown = flat(pilot)
        assert [payload for payload in payloads if shown.count(squeezed(payload)) < 4] == []
        assert commands(pilot) == []


@pytest.mark.parametrize("payloads", [PAYLOADS[start : start + 2] for start in range(0, len(PAYLOADS), 2)], ids=ascii)
async def test_home_and_summary_show_their_texts_as_they_are(
    drive: Drive, press: Callable[..., Any], bank: Bank, payloads: list[str]
) -> None:
    hostile = texts(bank, together(payloads))
    async with drive(["capital"], banks=hostile, size=(100, 60)) as pilot:
        await press(pilot, "s")
        assert squeezed(together(payloads))[:30] in flat(pilot)
        assert commands(pilot) == []
        await press(pilot, "enter")
        assert squeezed(together(payloads))[:30] in flat(pilot)
        assert commands(pilot) == []


@pytest.mark.parametrize("page", ["b", "s"], ids=["browse", "statistics"])
@pytest.mark.parametrize("payloads", [PAYLOADS[start : start + 2] for start in range(0, len(PAYLOADS), 2)], ids=ascii)
async def test_pages_show_their_texts_as_they_are(
    drive: Drive, press: Callable[..., Any], bank: Bank, payloads: list[str], page: str
) -> None:
    hostile = texts(bank, together(payloads))
    async with drive(["capital"], banks=hostile, size=(200, 60)) as pilot:
        options = pilot.app.screen.session.variant.options  # type: ignore[attr-defined]  # a question is on the screen
        wrong = next(place for place, option in enumerate(options, start=1) if "The next one" in option)
        await press(pilot, str(wrong), "enter", "enter", "enter", page)
        await press(pilot, *(["a"] if page == "b" else []))
        for _ in range(100):
            if squeezed(together(payloads))[:30] in flat(pilot):
                break
            await pilot.pause(0.02)
        assert squeezed(together(payloads))[:30] in flat(pilot)
        assert commands(pilot) == []


@pytest.mark.parametrize("kind", ["number", "array", "open", "equation", "shape"])
async def test_what_is_pasted_is_shown_not_obeyed(drive: Drive, bank: Bank, kind: str) -> None:
    question = next(question for question in bank.questions.values() if question.kind == kind)
    async with drive([question.id]) as pilot:
        focused = pilot.app.screen.focused
        assert isinstance(focused, Widget)
        for payload in PAYLOADS:
            focused.post_message(events.Paste(payload))
        await pilot.pause()
        await pilot.pause(0.3)
        assert commands(pilot) == []


async def test_a_click_on_text_runs_nothing(drive: Drive, bank: Bank) -> None:
    async with drive(["capital"], size=(100, 60), banks=texts(bank, "[@click=app.quit]x[/]")) as pilot:
        for row in range(2, 8):
            for column in (4, 12):
                await pilot.click(offset=(column, row))
        assert pilot.app.is_running
        assert pilot.app.return_code is None


async def test_no_style_can_run_an_action(drive: Drive) -> None:
    async with drive(["capital"]) as pilot:
        event = events.Click(
            None, 1, 1, 0, 0, 1, False, False, False, style=Style.from_meta({"@click": "app.quit"}).rich_style
        )
        assert await pilot.app._broker_event("click", event, pilot.app.screen) is False


@pytest.mark.parametrize(
    "action", ["screenshot('a.svg', '..')", "simulate_key('ctrl+q')", "add_class('*', 'x')", "toggle('dark')"]
)
async def test_actions_nobody_needs_are_refused(drive: Drive, tmp_path: Path, action: str) -> None:
    async with drive(["capital"]) as pilot:
        assert await pilot.app.run_action(action) is False
        assert await pilot.app.run_action(f"screen.{action}", pilot.app.screen) is False
