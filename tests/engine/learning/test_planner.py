"""The planner: what every plan keeps to, small plans found by trying all, and a simulated learner."""

from datetime import date, timedelta
from itertools import combinations
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import limits
from engine.errors import UnrolledError
from engine.learning.memory_model import FIRST, Strength, chance, first, reviewed
from engine.learning.planner import Subject, planned
from engine.learning.scheduling import Memory, recall
from tests.engine.learning.simulated import plan_of_the_day, practised, retention_always

TODAY = date(2026, 3, 2)


def later(days: int) -> date:
    return TODAY + timedelta(days=days)


def memory(stability: float, days_ago: int, difficulty: float = 5.0) -> Memory:
    return Memory(stability, difficulty, later(-days_ago), TODAY)


MEMORIES = st.none() | st.builds(memory, st.floats(0.1, 300), st.integers(0, 100), st.floats(1, 10))


@st.composite
def subjects(draw: st.DrawFn) -> dict[str, Subject]:
    count = draw(st.integers(1, 8))
    names = [f"s{number}" for number in range(count)]
    return {
        name: Subject(
            draw(MEMORIES), draw(st.floats(0.25, 6)), tuple(draw(st.lists(st.sampled_from(names), max_size=2)))
        )
        for name in names
    }


@given(subjects(), st.integers(1, 12), st.floats(0, 20))
def test_what_every_plan_keeps_to(told: dict[str, Subject], days: int, minutes: float) -> None:
    plan = planned(told, TODAY, later(days), minutes)
    assert [day.day for day in plan.days] == [later(offset) for offset in range(days)]
    assert plan.exam == later(days)
    for day in plan.days:
        assert day.minutes <= minutes + 1e-9
        assert len(set(day.skills)) == len(day.skills)
    practised_ones = {skill for day in plan.days for skill in day.skills}
    assert practised_ones <= told.keys()
    assert not practised_ones & plan.dropped.keys()
    assert 0 <= plan.without <= plan.expected + 1e-9 <= 1 + 2e-9
    met_today = {skill for skill, subject in told.items() if subject.memory and subject.memory.day >= TODAY}
    assert not met_today & set(plan.days[0].skills)


@given(st.permutations(range(6)), st.integers(1, 12), st.floats(1, 12))
def test_nothing_begins_before_what_it_requires(order: list[int], days: int, minutes: float) -> None:
    requires = {0: (), 1: ("s0",), 2: ("s1",), 3: ("s0", "gone"), 4: ("s2", "s3"), 5: ("s4",)}
    told = {f"s{n}": Subject(None, 1.0, requires[n]) for n in order}
    practice = [skill for day in planned(told, TODAY, later(days), minutes).days for skill in day.skills]
    for skill, subject in told.items():
        if skill in practice:
            for required in set(subject.requires) & told.keys():
                assert practice.index(required) < practice.index(skill)


def test_a_circle_of_requirements_is_no_trap() -> None:
    told = {"a": Subject(None, 1.0, ("b",)), "b": Subject(None, 1.0, ("a",)), "c": Subject(None, 1.0, ("c",))}
    assert set(planned(told, TODAY, later(2), 9.0).days[0].skills) <= {"a", "b", "c"}


def test_one_review_goes_to_the_skill_that_gains_most_from_it() -> None:
    told = {
        "firm": Subject(memory(200, 10), 2.0),
        "fading": Subject(memory(3, 10), 2.0),
        "slow": Subject(memory(3, 10), 9.0),
        "today": Subject(memory(0.3, 0), 2.0),
    }
    plan = planned(told, TODAY, later(1), 2.0)
    assert [day.skills for day in plan.days] == [("fading",)]
    assert list(plan.dropped) == ["slow", "today"]
    assert plan.dropped["today"] == pytest.approx(recall(memory(0.3, 0), later(1)))
    assert plan.without == pytest.approx(mean(recall(subject.memory, later(1)) for subject in told.values()))


def test_the_expected_recall_of_one_new_skill() -> None:
    plan = planned({"new": Subject(None, 2.0)}, TODAY, later(1), 20.0)
    after = FIRST * chance(first("good").stability, 1) + (1 - FIRST) * chance(first("again").stability, 1)
    assert (plan.without, plan.expected) == (0.0, pytest.approx(after))


def test_a_small_plan_is_almost_as_good_as_the_best_of_all() -> None:
    told = {"a": Subject(memory(2, 5), 2.0), "b": Subject(memory(6, 20), 2.0)}
    days = planned(told, TODAY, later(4), 2.0).days
    chosen = {name: tuple(n for n, day in enumerate(days) if name in day.skills) for name in told}
    found = mean(planned_on(told[name], chosen[name]) for name in told)
    alone = {
        (name, days): planned_on(told[name], days)
        for name in told
        for size in range(5)
        for days in combinations(range(4), size)
    }
    best = max(
        (alone["a", mine] + alone["b", theirs]) / 2
        for _, mine in alone
        for _, theirs in alone
        if not set(mine) & set(theirs)
    )
    assert best - 0.005 < found <= best


def planned_on(subject: Subject, days: tuple[int, ...]) -> float:
    """The recall of one skill practised on just these days: every tree of outcomes, weighed by its chance."""

    def ahead(strength: Strength, last: int, left: tuple[int, ...]) -> float:
        if not left:
            return chance(strength.stability, 4 - last)
        known = chance(strength.stability, left[0] - last)
        right = ahead(reviewed(strength, known, "good"), left[0], left[1:])
        return known * right + (1 - known) * ahead(reviewed(strength, known, "again"), left[0], left[1:])

    assert subject.memory
    return ahead(Strength(subject.memory.stability, subject.memory.difficulty), (subject.memory.day - TODAY).days, days)


@pytest.mark.parametrize("days", [-1, 0, limits.PLAN_DAYS + 1])
def test_a_day_that_cannot_be_planned_for(days: int) -> None:
    with pytest.raises(UnrolledError, match="exam: found"):
        planned({"a": Subject(None, 1.0)}, TODAY, later(days), 20.0)


def test_the_longest_plan() -> None:
    assert len(planned({"a": Subject(None, 1.0)}, TODAY, later(limits.PLAN_DAYS), 20.0).days) == limits.PLAN_DAYS


def test_nothing_to_learn() -> None:
    assert planned({}, TODAY, later(2), 20.0).expected == 0.0


@pytest.mark.parametrize(
    ("skills", "days", "minutes", "forgets"), [(60, 21, 20.0, 1.0), (60, 14, 20.0, 1.0), (60, 21, 20.0, 1.5)]
)
def test_it_beats_keeping_every_skill_at_nine_tenths(skills: int, days: int, minutes: float, forgets: float) -> None:
    gains = []
    for seed in range(5):
        setting = {"skills": skills, "days": days, "minutes": minutes, "forgets": forgets}
        kept, plan = practised(retention_always, seed, **setting), practised(plan_of_the_day, seed, **setting)
        print(f"seed {seed}: 0.9 always {kept.known:.3f}, plan {plan.known:.3f}, {kept.minutes:.0f} minutes each")
        assert plan.minutes <= kept.minutes
        assert plan.known > kept.known
        gains.append(plan.known - kept.known)
    assert mean(gains) > 0.05
