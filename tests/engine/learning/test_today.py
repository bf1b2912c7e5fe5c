"""What a day asks for, against a week made by hand."""

from datetime import date, timedelta
from types import SimpleNamespace

import msgspec
import pytest

from engine.learning.cards import Card, Cards, Review
from engine.learning.scheduling import recall, reviewed
from engine.learning.settings import Settings
from engine.learning.today import today

DAY = date(2026, 3, 20)
QUESTIONS = {
    skill.replace(".", "-"): SimpleNamespace(skill=skill, level=1, kind="choice")
    for skill in ("a.one", "a.two", "b.one", "b.two", "c.one", "c.two")
}


def made(new_per_day: int = 5, **due: int) -> Cards:
    """Cards of skills, each due in so many days."""
    cards = Cards(QUESTIONS, Settings(new_per_day=new_per_day))
    for name, ahead in due.items():
        day = DAY - timedelta(days=5)
        memory = reviewed(None, "good", day, 0.9)._replace(due=DAY + timedelta(days=ahead))
        reviews = (Review(attempt=name, day=day, rating="good", because=""),)
        cards.by_skill[name.replace("_", ".")] = Card(reviews=reviews, memory=memory, question="")
    return cards


def test_what_is_overdue_belongs_to_today_and_what_is_far_to_no_day_of_the_week() -> None:
    found = today(made(a_one=-30, a_two=0, b_one=1, b_two=6, c_one=7), QUESTIONS, {}, DAY)
    assert found.forecast == (2, 1, 0, 0, 0, 0, 1)
    assert found.due == ("a.one", "a.two")
    assert found.new == ("c.two",)


def test_sure_and_wrong_belongs_to_today() -> None:
    cards = made(a_one=6, b_one=6)
    cards.by_skill["b.one"] = msgspec.structs.replace(cards.by_skill["b.one"], overconfident=True)
    found = today(cards, QUESTIONS, {}, DAY)
    assert found.forecast == (1, 0, 0, 0, 0, 0, 1)
    assert found.due == ("b.one",)


def test_the_limits_of_the_settings_hold() -> None:
    assert today(made(new_per_day=2), QUESTIONS, {}, DAY).new == ("a.one", "a.two")
    assert today(made(new_per_day=0), QUESTIONS, {}, DAY).new == ()


def test_a_skill_never_met_is_not_known() -> None:
    cards = made(a_one=3)
    found = today(cards, QUESTIONS, {}, DAY)
    assert found.mastery["a.two"] == 0.0
    assert found.mastery["a.one"] == pytest.approx(recall(cards.by_skill["a.one"].memory, DAY))
    assert set(found.mastery) == {question.skill for question in QUESTIONS.values()}


def test_skills_that_no_bank_has_any_more_are_left_out() -> None:
    assert today(made(gone_skill=0), QUESTIONS, {}, DAY).forecast == (0,) * 7


def test_no_questions_ask_for_nothing() -> None:
    found = today(Cards({}, Settings()), {}, {}, DAY)
    assert (found.due, found.new, found.mastery) == ((), (), {})
