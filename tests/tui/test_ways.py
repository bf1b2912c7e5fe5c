"""Sittings begun and gone on with, as the command line and the app both do."""

import pytest

from engine.bank.load import Bank, load
from engine.errors import UnknownQuestionError
from engine.learning.modes import MODES
from engine.learning.session import Session
from engine.learning.store import Store
from tui.history import History
from tui.ways import BEGINNINGS, Asked, begun


@pytest.fixture
def history(bank: Bank, store: Store, clock) -> History:
    return History(store, bank, clock)


def test_every_mode_has_a_beginning() -> None:
    assert BEGINNINGS.keys() == MODES.keys()


@pytest.mark.parametrize("mode", ["quiz", "drill", "exam", "interview"])
def test_only_what_was_asked_for_is_dealt(history: History, bank: Bank, mode: str) -> None:
    session = begun(mode, Asked(bank, names=("product", "sizes"), count=2), history)
    assert isinstance(session, Session)
    assert session.mode == mode
    assert {place.question for place in session.places} == {"product", "sizes"}
    session = begun(mode, Asked(bank, skills=("cnn",)), history)
    assert {place.question for place in session.places} <= {"pool", "sizes"}


def test_a_drill_asks_one_question_for_each_skill(history: History, bank: Bank) -> None:
    session = begun("drill", Asked(bank), history)
    skills = [bank.summaries[place.question].skill for place in session.places]
    assert sorted(skills) == sorted({summary.skill for summary in bank.summaries.values()})


def test_a_quiz_is_a_sitting_long_or_as_long_as_asked(history: History, bank: Bank) -> None:
    assert len(bank.summaries) == 11
    assert begun("quiz", Asked(bank), history).count == 10
    assert begun("quiz", Asked(bank, count=4), history).count == 4
    everything = Asked(bank, whole=True)
    assert begun("quiz", everything, history).count == 11


def test_an_exam_is_as_long_as_asked_or_as_the_settings_say(history: History, bank: Bank) -> None:
    assert begun("exam", Asked(bank), history).minutes == 20
    assert begun("exam", Asked(bank, minutes=5), history).minutes == 5


def test_weak_asks_what_was_wrong_or_says_that_nothing_was(history: History, bank: Bank) -> None:
    assert begun("weak", Asked(bank), history).startswith("You have answered none of these yet: take a quiz first;")
    quiz = begun("quiz", Asked(bank, names=("product", "sizes")), history)
    quiz.submit("12")
    assert begun("weak", Asked(bank), history) == "Nothing was wrong when you last answered it."
    assert begun("weak", Asked(bank, skills=("cnn",)), history).startswith("You have answered none of these yet")
    quiz.submit("7")
    assert [place.question for place in begun("weak", Asked(bank), history).places] == ["product"]


def test_an_unknown_skill_is_told(history: History, bank: Bank) -> None:
    with pytest.raises(UnknownQuestionError, match="no question is on the skill 'lstm'"):
        begun("quiz", Asked(bank, skills=("lstm",)), history)


@pytest.mark.parametrize("mode", ["quiz", "drill", "exam", "interview"])
def test_where_there_is_nothing_to_ask_at_all_that_is_said(
    store: Store, clock, tmp_path_factory: pytest.TempPathFactory, mode: str
) -> None:
    path = tmp_path_factory.mktemp("bank") / "bank.yaml"
    path.write_text("version: 1\nskills: {}\nquestions: []\n", encoding="utf-8")
    bank = load([path]).sound()
    with pytest.raises(UnknownQuestionError, match="The banks hold no question"):
        begun(mode, Asked(bank), History(store, bank, clock))
