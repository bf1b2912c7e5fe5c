"""What is gone on with, and what is kept, for the command line and for the app."""

from datetime import timedelta
from pathlib import Path

import pytest

from engine.bank.load import Bank, load
from engine.learning.store import Store
from tui.history import History
from tui.unfinished import kept, meant, resumed
from tui.ways import Asked, begun

OTHER = (
    "{version: 1, questions: [{id: other, kind: number, skill: x, level: 1, prompt: 1?, answer: 1 + 0, source: test}]}"
)


@pytest.fixture
def history(bank: Bank, store: Store, clock) -> History:
    return History(store, bank, clock)


def test_the_last_sitting_is_gone_on_with_but_no_drill_of_another_day(
    history: History, bank: Bank, store: Store, clock
) -> None:
    quiz = begun("quiz", Asked(bank, names=("product",)), history)
    drill = begun("drill", Asked(bank), history)
    assert resumed(history).uid == drill.uid
    assert resumed(history, "quiz").uid == quiz.uid
    clock.time += timedelta(days=1)
    assert resumed(history).uid == quiz.uid
    assert {entry.body["sitting"] for entry in store.entries("finish")} == {drill.uid}
    assert resumed(history, "exam") is None


def test_the_same_words_go_on_and_others_begin_anew(history: History, bank: Bank) -> None:
    gates = begun("quiz", Asked(bank, skills=("rnn.gate", "cnn"), count=3), history)
    gates.keep_draft("1")
    other = begun("quiz", Asked(bank, skills=("cnn",)), history)
    assert meant("quiz", Asked(bank, skills=("cnn", "rnn.gate"), count=3), history).uid == gates.uid
    assert meant("quiz", Asked(bank, skills=("cnn",)), history).uid == other.uid
    assert meant("quiz", Asked(bank), history).uid == other.uid
    assert meant("quiz", Asked(bank, skills=("cnn",), fresh=True), history) is None
    assert meant("quiz", Asked(bank, skills=("cnn", "rnn.gate")), history) is None
    assert meant("quiz", Asked(bank, seed=0), history) is None
    other.finish()
    assert resumed(history).uid == gates.uid
    assert resumed(history).draft == "1"


@pytest.mark.parametrize("mode", ["exam", "interview"])
def test_what_the_program_chose_is_no_wish(history: History, bank: Bank, mode: str) -> None:
    session = begun(mode, Asked(bank, minutes=7), history)
    assert meant(mode, Asked(bank, minutes=7), history).uid == session.uid
    assert meant(mode, Asked(bank, minutes=8), history) is None


def test_what_is_begun_says_that_the_unfinished_one_is_kept_if_anything_is_done(history: History, bank: Bank) -> None:
    first = begun("exam", Asked(bank), history)
    assert kept(history, first) == ""
    assert kept(history, begun("quiz", Asked(bank), history)) == ""
    resumed(history, "quiz").hint()
    assert (
        kept(history, begun("exam", Asked(bank, count=2), history))
        == "Your unfinished quiz is kept for after this one."
    )


def test_the_sitting_of_other_banks_is_left_to_them(
    history: History, bank: Bank, store: Store, clock, tmp_path: Path
) -> None:
    session = begun("quiz", Asked(bank), history)
    path = tmp_path / "bank.yaml"
    path.write_text(OTHER, encoding="utf-8")
    assert resumed(History(store, load([path]).sound(), clock)) is None
    assert resumed(history).uid == session.uid
