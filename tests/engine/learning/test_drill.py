"""What a drill asks, and in which order, against plans made by hand."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from engine.learning import drill
from engine.learning.cards import Card, Cards, Review
from engine.learning.scheduling import reviewed
from engine.learning.settings import Settings

DAY = date(2026, 3, 20)


def asks(skill: str, kind: str = "choice") -> SimpleNamespace:
    return SimpleNamespace(skill=skill, level=1, kind=kind)


def needs(**requires: str) -> dict[str, SimpleNamespace]:
    """Declared skills: `b="a"` for a skill b that requires a."""
    return {name: SimpleNamespace(requires=tuple(text.split())) for name, text in requires.items()}


def learned(cards: Cards, skill: str, due: int, *, days: int = 5, sure: bool = False, question: str = "") -> None:
    """A card reviewed so many days ago, twice if not today, and due in so many."""
    day = DAY - timedelta(days=days)
    review = Review(attempt=skill, day=day, rating="good", because="")
    memory = reviewed(None, "good", day, 0.9)._replace(due=DAY + timedelta(days=due))
    cards.by_skill[skill] = Card(reviews=(review,), memory=memory, question=question, overconfident=sure)


@pytest.fixture
def questions() -> dict[str, SimpleNamespace]:
    skills = ("a.one", "a.two", "b.one", "b.two", "c.one")
    return {skill.replace(".", "-"): asks(skill) for skill in skills}


@pytest.fixture
def cards(questions) -> Cards:
    return Cards(questions, Settings())


def skills(plan, questions) -> list[str]:
    return [questions[name].skill for name, _ in plan]


def test_what_is_new_comes_in_the_banks_order_relatives_apart(cards, questions) -> None:
    plan = drill.planned(cards, questions, {}, set(), DAY)
    assert skills(plan, questions) == ["a.one", "b.one", "a.two", "b.two", "c.one"]
    assert all(seed == 0 for _, seed in plan)


def test_a_new_skill_comes_after_those_it_requires(cards, questions) -> None:
    declared = {
        "a.one": SimpleNamespace(requires=("b.two", "a")),
        "b.two": SimpleNamespace(requires=("c.one", "elsewhere")),
        "b.one": SimpleNamespace(requires=()),
    }
    assert drill.in_order(["a.one", "a.two", "b.one", "b.two", "c.one"], declared) == [
        "a.two",
        "b.one",
        "c.one",
        "b.two",
        "a.one",
    ]
    order = skills(drill.planned(cards, questions, declared, set(), DAY), questions)
    assert order.index("c.one") < order.index("b.two") < order.index("a.one")


def test_spacing_never_puts_a_new_skill_before_one_it_requires(cards) -> None:
    questions = {name: asks(skill) for name, skill in (("one", "a.one"), ("two", "a.two"), ("three", "b.one"))}
    declared = {"b.one": SimpleNamespace(requires=("a.two",)), "a.two": SimpleNamespace(requires=("a.one",))}
    assert skills(drill.planned(cards, questions, declared, set(), DAY), questions) == ["a.one", "a.two", "b.one"]


def test_what_is_due_comes_before_what_is_new_and_the_longest_due_first(cards, questions) -> None:
    learned(cards, "c.one", -1)
    learned(cards, "b.two", -3)
    learned(cards, "a.two", 1)
    plan = drill.planned(cards, questions, {}, set(), DAY)
    assert skills(plan, questions) == ["b.two", "c.one", "a.one", "b.one"]


def test_sure_and_wrong_comes_first_even_if_it_is_not_due(cards, questions) -> None:
    learned(cards, "c.one", -1)
    learned(cards, "a.one", 1, sure=True)
    assert skills(drill.planned(cards, questions, {}, set(), DAY), questions)[:2] == ["a.one", "c.one"]


def test_the_weakest_may_come_first(questions) -> None:
    cards = Cards(questions, Settings(order="weakest"))
    learned(cards, "a.one", -3, days=4)
    learned(cards, "b.one", -1, days=9)
    assert skills(drill.planned(cards, questions, {}, set(), DAY), questions)[:2] == ["b.one", "a.one"]
    cards.settings = Settings()
    assert skills(drill.planned(cards, questions, {}, set(), DAY), questions)[:2] == ["a.one", "b.one"]


@pytest.mark.parametrize(
    ("new", "due", "expected"), [(1, 1, ["a.one", "b.two"]), (0, 5, ["a.one", "b.one"]), (0, 0, [])]
)
def test_daily_limits(questions, new: int, due: int, expected: list[str]) -> None:
    cards = Cards(questions, Settings(new_per_day=new, due_per_day=due))
    learned(cards, "a.one", -3)
    learned(cards, "b.one", -2)
    learned(cards, "a.two", 4)
    assert skills(drill.planned(cards, questions, {}, set(), DAY), questions) == expected


def test_what_was_done_today_counts_towards_the_limits(questions) -> None:
    cards = Cards(questions, Settings(new_per_day=2, due_per_day=1))
    learned(cards, "a.one", 2, days=0)
    learned(cards, "b.one", -2)
    assert skills(drill.planned(cards, questions, {}, set(), DAY), questions) == ["b.one", "a.two"]
    again = cards.by_skill["a.one"]
    cards.by_skill["a.one"] = Card(reviews=again.reviews * 2, memory=again.memory, question="")
    assert skills(drill.planned(cards, questions, {}, set(), DAY), questions) == ["a.two"]


def test_skills_that_no_question_asked_for_has_are_left_out(cards, questions) -> None:
    learned(cards, "gone", -9)
    learned(cards, "c.one", -1)
    few = {"b-one": questions["b-one"]}
    assert drill.planned(cards, few, {}, set(), DAY) == [("b-one", 0)]
    assert drill.next_due(cards, {"b.one"}) is None
    assert drill.next_due(cards, {"c.one", "gone"}) == DAY - timedelta(days=9)


def test_a_skill_is_asked_by_another_kind_and_by_unseen_numbers() -> None:
    questions = {"read": asks("a.one"), "compute": asks("a.one", "number"), "choose": asks("a.one")}
    cards = Cards(questions, Settings())
    learned(cards, "a.one", -1, question="read")
    dealt = {("read", 0)}
    asked = []
    for _ in range(5):
        (dealing,) = drill.planned(cards, questions, {}, dealt, DAY)
        asked.append(dealing)
        dealt.add(dealing)
        learned(cards, "a.one", -1, question=dealing[0])
    assert asked == [("compute", 0), ("choose", 0), ("compute", 1), ("read", 1), ("choose", 1)]


def test_count_bounds_the_whole(cards, questions) -> None:
    learned(cards, "c.one", -1)
    assert len(drill.planned(cards, questions, {}, set(), DAY, 2)) == 2
