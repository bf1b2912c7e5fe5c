"""One script, three faces: the app by keys, plain lines, JSON lines; the verdicts and what goes to the log are the same."""

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest

from engine.bank.load import Bank
from engine.kinds import kinds
from engine.learning.session import Session
from engine.learning.store import Store
from engine.question.variant import Variant, deal
from tests.tui.conftest import Clock, settle
from tui.app import UnrolledApp
from tui.history import History
from tui.json_lines import JsonSitting
from tui.plain import PlainQuiz
from tui.reviews import Reviews


class Move(NamedTuple):
    """One thing a learner does."""

    do: str = "answer"
    text: str = ""
    """Of an answer."""
    keys: Sequence[str] = ()
    """By which the app is given that answer."""


NEXT, SKIP, AGAIN, HINT, FLAG, UNDO = (Move(do) for do in ("next", "skip", "again", "hint", "flag", "undo"))
KEYS: Final = {"next": "enter", "skip": "f3", "again": "t", "hint": "f2", "flag": "f5", "undo": "u"}

SETTLED: Final = {"enter", "ctrl+s", *KEYS.values()}
"""Keys after which the app is waited for."""


def line(text: str) -> Move:
    """An answer typed over whatever stands in a line."""
    return Move(text=text, keys=("ctrl+u", *spelt(text), "enter"))


def option(variant: Variant, *texts: str) -> Move:
    """Options chosen by their digits."""
    digits = sorted(str(variant.options.index(text) + 1) for text in texts)
    return Move(text=" ".join(digits), keys=(*digits, "enter"))


def ordered(variant: Variant, *texts: str) -> Move:
    """Lines moved to their places, from the top."""
    shown, keys = list(variant.options), []
    for place, text in enumerate(texts):
        here = shown.index(text)
        keys += ["home", *["down"] * here, *["shift+up"] * (here - place)]
        shown.insert(place, shown.pop(here))
    return Move(text=" ".join(str(variant.options.index(text) + 1) for text in texts), keys=(*keys, "enter"))


def lettered(variant: Variant, *texts: str) -> list[str]:
    """The letters of options."""
    return ["ABCDEFGH"[variant.options.index(text)] for text in texts]


def spelt(text: str) -> list[str]:
    names = {" ": "space", "\n": "enter"}
    return [names.get(sign, sign) for sign in text]


def script(variant: Variant) -> list[Move]:
    """What is done at one question."""
    match variant.question.kind:
        case "choice":
            wrong, right = option(variant, "The next one"), option(variant, "The previous one")
            return [HINT, wrong, AGAIN, HINT, right, NEXT]
        case "select":
            return [option(variant, "forget", "cell"), NEXT]
        case "number":
            return [line("3*q"), line("7"), UNDO, line("12"), FLAG, NEXT]
        case "array":
            keys = spelt("[[6, 8], [7, 8]]")
            cells = ("ctrl+u", *spelt("[[3.5, 5.5], [3.75, 5.25]]"), "enter")
            wrong = Move(text="[[6, 8], [7, 8]]", keys=(*keys, "enter"))
            return [wrong, AGAIN, Move(text="[[3.5, 5.5], [3.75, 5.25]]", keys=cells), NEXT]
        case "equation":
            return [line("= = ("), line("f_t = tanh(W x_t + U h_{t-1} + b)"), NEXT]
        case "open":
            words = "They keep the state.\nSo it is."
            return [Move(text=f"{words}\npoints: 1", keys=(*spelt(words), "ctrl+s", "enter")), NEXT]
        case "shape":
            return [line("two"), HINT, SKIP]
        case "steps":
            return [
                Move(text="a = 5\nh = 6", keys=("5", "enter", "6", "enter")),
                AGAIN,
                Move(text="a = 6\nh = 7", keys=("up", "up", "ctrl+u", "6", "enter", "ctrl+u", "7", "enter")),
                NEXT,
            ]
        case "order":
            return [ordered(variant, "product", "sum", "activation"), NEXT]
        case "match":
            letters = lettered(variant, "admits the new", "keeps the old")
            text = " ".join(f"{place}{letter}" for place, letter in enumerate(letters, start=1))
            return [Move(text=text, keys=(*map(str.lower, letters), "enter")), AGAIN, SKIP]
        case "cloze":
            letters = lettered(variant, "f_t", "i_t")
            numbers = ", ".join(str(variant.options.index(text) + 1) for text in ("f_t", "i_t"))
            return [Move(text=numbers, keys=(*map(str.lower, letters), "enter")), NEXT]
    raise AssertionError(f"{variant.question.kind} has no script")


@pytest.fixture
def moves(bank: Bank) -> list[Move]:
    """The whole script, every kind in it."""
    assert {question.kind for question in bank.questions.values()} == set(kinds())
    return [move for question in bank.questions.values() for move in script(deal(question, 0))]


class Desk:
    """A log of its own, and a sitting over every question of the bank as printed."""

    def __init__(self, bank: Bank, folder: Path) -> None:
        self.clock = Clock()
        self.store = Store.open(folder, clock=self.clock)
        dealings = [(name, 0) for name in bank.questions]
        self.session = Session.begin(
            bank.questions, self.store, clock=self.clock, dealings=dealings, digests=bank.digests
        )
        self.reviews = Reviews(self.session, History(self.store, bank, self.clock))

    def written(self) -> list[tuple[str, dict[str, Any]]]:
        """Kind and body of every entry, but for ids and times."""
        entries = self.store.entries()
        self.store.close()
        names = {entry.uid: place for place, entry in enumerate(entries)}
        return [
            (
                entry.kind,
                {field: names.get(str(value), value) for field, value in entry.body.items() if field != "seconds"},
            )
            for entry in entries
        ]


async def in_the_app(bank: Bank, moves: Sequence[Move], folder: Path) -> list[tuple[str, dict[str, Any]]]:
    desk = Desk(bank, folder)
    app = UnrolledApp(bank, desk.store, start=desk.session, clock=desk.clock)
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        await settle(pilot)
        for move in moves:
            for key in move.keys or [KEYS[move.do]]:
                await pilot.press(key)
                if key in SETTLED:
                    await settle(pilot)
    return desk.written()


def in_plain_lines(bank: Bank, moves: Sequence[Move], folder: Path) -> list[tuple[str, dict[str, Any]]]:
    desk = Desk(bank, folder)
    lines = []
    for move in moves:
        lines.append(move.text if move.do == "answer" else "" if move.do == "next" else f":{move.do}")
        if "points:" in move.text:
            lines.append("")
    source = io.StringIO("\n".join(lines) + "\n")
    PlainQuiz(desk.session, desk.store, source, lambda line: None, reviews=desk.reviews).run()
    return desk.written()


def in_json_lines(bank: Bank, moves: Sequence[Move], folder: Path) -> list[tuple[str, dict[str, Any]]]:
    desk = Desk(bank, folder)
    lines = [{"answer": move.text} if move.do == "answer" else {"do": move.do} for move in moves]
    source = io.BytesIO("\n".join(map(json.dumps, lines)).encode())
    assert JsonSitting(desk.session, desk.reviews, source, lambda line: None, ending=lambda: iter(())).run()
    return desk.written()


def different(found: Sequence[Any], expected: Sequence[Any]) -> list[Any]:
    """The first pair that is not the same, to be read in a failure."""
    return next(([one, other] for one, other in zip(found, expected, strict=False) if one != other), [])


async def test_three_faces_write_the_same_log(bank: Bank, moves: list[Move], tmp_path: Path) -> None:
    app = await in_the_app(bank, moves, tmp_path / "app")
    plain = in_plain_lines(bank, moves, tmp_path / "plain")
    data = in_json_lines(bank, moves, tmp_path / "json")
    assert different(plain, app) == []
    assert different(data, app) == []
    assert plain == data == app
    outcomes = {(body["question"], body["verdict"]["outcome"]) for kind, body in app if kind in ("attempt", "invalid")}
    assert {outcome for _, outcome in outcomes} == {"invalid", "wrong", "partial", "correct"}
    assert {name for name, _ in outcomes} == set(bank.questions)
    assert [kind for kind, _ in app][-1] == "finish"
