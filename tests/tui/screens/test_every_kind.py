"""Every kind by keys: what cannot be read costs nothing, a wrong answer is told, tried again and right."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import NamedTuple

import pytest
from textual.pilot import Pilot

from engine.kinds import kinds
from engine.learning.store import Store
from tui.widgets.answer_input import AnswerInput

Drive = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
Press = Callable[..., Awaitable[None]]
Shown = Callable[[Pilot[None]], str]
Keys = Callable[[Sequence[str]], list[str]]


class Script(NamedTuple):
    """Keys for one kind, which may hang on the order in which the options are shown."""

    question: str
    invalid: Keys | None
    """`None` where no key leads to an answer that cannot be read."""
    wrong: Keys
    right: Keys
    """From where the wrong answer stands."""


def typed(*keys: str) -> Keys:
    return lambda options: list(keys)


def numbered(*texts: str) -> Keys:
    return lambda options: [*(str(options.index(text) + 1) for text in texts), "enter"]


def lettered(*texts: str) -> Keys:
    return lambda options: [*["up"] * 3, *("abcdef"[options.index(text)] for text in texts), "enter"]


SCRIPTS = {
    "array": Script(
        "pool",
        typed("text:6 x", "ctrl+s"),
        typed("backspace", "text:8\n7 8\n\n"),
        typed("ctrl+g", "f7", "text:[[3.5, 5.5], [3.75, 5.25]]", "ctrl+s"),
    ),
    "choice": Script("capital", None, numbered("The next one"), numbered("The previous one")),
    "cloze": Script("blanks", lettered("f_t"), lettered("i_t", "f_t"), lettered("f_t", "i_t")),
    "equation": Script(
        "forget",
        typed("text:f = (", "enter"),
        typed("text:tanh(W x + U h + b))", "enter"),
        typed(*["backspace"] * 24, "text:f = sigmoid(W x + U h + b)", "enter"),
    ),
    "match": Script(
        "partners",
        typed("enter"),
        lettered("admits the new", "keeps the old"),
        lettered("keeps the old", "admits the new"),
    ),
    "number": Script(
        "product", typed("text:7+", "enter"), typed("backspace", "enter"), typed("backspace", "text:12", "enter")
    ),
    "open": Script(
        "spoken",
        typed("text:...", "ctrl+s"),
        typed("text:well", "ctrl+s", "enter"),
        typed("1", "2", "enter"),
    ),
    "order": Script(
        "sequence",
        None,
        lambda options: [*carried(options, ["activation", "sum", "product"]), "enter"],
        lambda options: [*["up"] * 3, "space", *["down"] * 2, "space", *["up"] * 3, "space", "down", "space", "enter"],
    ),
    "select": Script("several", None, numbered("candidate"), numbered("candidate", "forget", "input")),
    "shape": Script(
        "sizes",
        typed("text:2.5", "enter"),
        typed(*["backspace"] * 3, "text:4, 2", "enter"),
        typed(*["backspace"] * 4, "text:2, 4", "enter"),
    ),
    "steps": Script(
        "chain",
        typed("text:?!", "enter", "enter"),
        typed("up", *["backspace"] * 2, "text:5", "enter", "text:9", "enter"),
        typed("up", *["backspace"] * 2, "text:6", "enter", "backspace", "text:7", "enter"),
    ),
}


def carried(options: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """Carry each line to its place, from the top."""
    lines, keys = list(options), []
    for place, line in enumerate(wanted):
        at = lines.index(line)
        keys += [*["up"] * 9, *["down"] * at, "space", *["up"] * (at - place), "space"]
        lines.insert(place, lines.pop(at))
    return keys


def test_every_kind_is_here() -> None:
    assert SCRIPTS.keys() == kinds().keys()


@pytest.mark.parametrize("kind", sorted(SCRIPTS))
async def test_by_keys(drive: Drive, press: Press, shown: Shown, store: Store, kind: str) -> None:
    script = SCRIPTS[kind]
    async with drive([script.question], size=(80, 40)) as pilot:
        options = pilot.app.screen.query_one(AnswerInput).variant.options
        if script.invalid:
            await press(pilot, *script.invalid(options))
            assert "? Not read" in shown(pilot)
            assert store.entries("attempt") == []
        await press(pilot, *script.wrong(options))
        text = shown(pilot)
        assert "✗ Wrong" in text or "◐ Partial" in text
        assert "Rated" in text
        await press(pilot, "t", *script.right(options))
        assert "✓ Correct" in shown(pilot)
    assert [entry.body["verdict"]["outcome"] == "correct" for entry in store.entries("attempt")] == [False, True]
