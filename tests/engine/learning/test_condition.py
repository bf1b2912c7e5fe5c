"""How a learner stands with each question."""

from datetime import date, timedelta

from engine.learning.cards import Card, Cards, Review
from engine.learning.condition import WORDS, Condition, conditions
from engine.learning.scheduling import reviewed
from engine.learning.settings import Settings
from engine.learning.store import Store

DAY = date(2026, 3, 20)


def answered(store: Store, question: str, outcome: str) -> None:
    store.append("attempt", {"question": question, "verdict": {"outcome": outcome}})


def test_a_question_is_new_weak_due_or_known(store: Store, questions) -> None:
    cards = Cards(questions, Settings())
    for skill, ahead in {"lstm.forget": 0, "lstm.input": 3, "gru.reset": -9}.items():
        day = DAY - timedelta(days=9)
        memory = reviewed(None, "good", day, 0.9)._replace(due=DAY + timedelta(days=ahead))
        reviews = (Review(attempt=skill, day=day, rating="good", because=""),)
        cards.by_skill[skill] = Card(reviews=reviews, memory=memory, question="")
    answered(store, "forget", "correct")
    answered(store, "input", "correct")
    answered(store, "reset", "correct")
    answered(store, "reset", "partial")
    answered(store, "gone", "wrong")
    found = conditions(store.entries(), questions, cards, DAY)
    assert {name: one.word for name, one in found.items()} == {
        "forget": "due",
        "input": "learning",
        "reset": "weak",
        "update": "new",
        "update-again": "new",
    }


def test_the_last_flag_holds(store: Store, questions) -> None:
    for name, flagged in [("forget", True), ("input", True), ("input", False), ("reset", False)]:
        store.append("flag", {"question": name, "flagged": flagged})
    found = conditions(store.entries(), questions, Cards(questions, Settings()), DAY)
    assert [name for name, one in found.items() if one.flagged] == ["forget"]
    assert found["forget"].words == ("new", "flagged")
    assert found["input"].words == ("new",)


def test_every_word_can_be_asked_for() -> None:
    assert WORDS == ("new", "learning", "due", "weak", "flagged")
    assert Condition("due", flagged=True).words == ("due", "flagged")
