"""Statistics of a log made by hand, against figures worked out by hand.

Chances follow FSRS-6 with its published weights: (1 + F t / S) ** -0.1542, where F = 0.9 ** (-1 / 0.1542) - 1 = 0.98035.
"""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from engine.learning import attempt, drill
from engine.learning.calibration import Claim
from engine.learning.cards import Cards
from engine.learning.misconceptions import Misconception
from engine.learning.settings import Settings
from engine.learning.statistics import Day, Due, Hard, Statistics, statistics
from engine.learning.store import Store
from engine.learning.today import today
from engine.marking.verdict import Verdict

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
RIGHT = Verdict(outcome="correct", score=1.0, message="Correct.")


def wrong(mistake: str) -> Verdict:
    return Verdict(outcome="wrong", score=0.0, message="No.", mistake=mistake)


LOG = [
    # day, question, verdict, try, seconds, confidence
    (0, "forget", RIGHT, 1, 60.0, "sure"),
    (0, "input", wrong("tanh-for-sigmoid"), 1, 30.0, "sure"),
    (0, "input", RIGHT, 2, 30.0, "unsure"),
    (3, "forget", wrong("tanh-for-sigmoid"), 1, 90.0, "guess"),
    (3, "input", RIGHT, 1, 60.0, "unsure"),
    (3, "forget", RIGHT, 1, 120.0, "unsure"),
    (3, "reset", wrong("relu-for-sigmoid"), 1, 30.0, None),
]


def practised(store: Store, clock, log) -> None:
    for day, question, verdict, tries, seconds, confidence in log:
        clock.now = START + timedelta(days=day)
        made = attempt.Attempt(
            sitting="",
            position=1,
            question=question,
            digest="",
            seed=0,
            given={},
            raw="",
            verdict=verdict,
            hints=0,
            tries=tries,
            seconds=seconds,
            confidence=confidence,
        )
        store.append("attempt", attempt.write(made))


@pytest.fixture
def found(store: Store, questions, clock) -> Statistics:
    practised(store, clock, LOG)
    return statistics(store.entries(), questions, Settings(), START + timedelta(days=4))


def test_totals_and_days(found: Statistics) -> None:
    assert (found.answers, found.minutes, found.streak_days) == (7, 7.0, 1)
    assert found.days == (
        Day(day=date(2026, 3, 2), answers=3, right=2, minutes=2.0),
        Day(day=date(2026, 3, 5), answers=4, right=2, minutes=5.0),
    )


def test_mastery_is_the_mean_chance_of_knowing_a_skill_today(found: Statistics) -> None:
    # forget: S = 0.63685 after the lapse, 1 day ago; input: S = 2.7610; reset: S = 0.212; update: never met.
    assert {name: skill.recall for name, skill in found.skills.items()} == {
        "lstm.forget": pytest.approx(0.86615, abs=2e-4),
        "lstm.input": pytest.approx(0.95423, abs=2e-4),
        "gru.reset": pytest.approx(0.76620, abs=2e-4),
        "gru.update": None,
    }
    lstm, gru = found.topics["lstm"], found.topics["gru"]
    assert (lstm.skills, lstm.met, lstm.questions, lstm.seen, lstm.correct) == (2, 2, 2, 2, 2)
    assert (gru.skills, gru.met, gru.questions, gru.seen, gru.correct) == (2, 1, 3, 1, 0)
    assert lstm.mastery == pytest.approx(0.91019, abs=2e-4)
    assert gru.mastery == pytest.approx(0.38310, abs=2e-4)


def test_retention_measured_and_predicted(found: Statistics) -> None:
    # forget, S = 2.3065 after 3 days: 0.88095, and not known; input, S = 0.212 after 3 days: 0.65950, and known.
    kept = found.retention
    assert (kept.reviews, kept.measured) == (2, 0.5)
    assert kept.predicted == pytest.approx(0.77023, abs=2e-4)
    assert [(band.reviews, band.measured) for band in kept.bands] == [(1, 1.0), (0, None), (1, 0.0), (0, None)]
    assert kept.bands[0].predicted == pytest.approx(0.65950, abs=2e-4)
    assert kept.bands[2].predicted == pytest.approx(0.88095, abs=2e-4)


def test_forecast(found: Statistics) -> None:
    days = [START.date() + timedelta(days=offset) for offset in range(4, 18)]
    skills = [2, 0, 1] + [0] * 11
    assert found.forecast == tuple(Due(day=day, skills=due) for day, due in zip(days, skills, strict=True))


def test_sure_and_wrong_is_due_today_as_on_the_home_screen_and_in_a_drill(store: Store, questions, clock) -> None:
    # Six days on, forget is due in some weeks; then it is taken for another gate by one who is sure.
    practised(store, clock, [*LOG, (6, "forget", RIGHT, 1, 30.0, "unsure"), (6, "reset", RIGHT, 1, 30.0, "unsure")])
    practised(store, clock, [(6, "forget", wrong("tanh-for-sigmoid"), 1, 30.0, "sure")])
    now = START + timedelta(days=6)
    cards = Cards.replayed(store.entries(), questions, Settings())
    found = statistics(store.entries(), questions, Settings(), now)
    assert cards.by_skill["lstm.forget"].memory.due > now.date()
    assert found.skills["lstm.forget"].due == now.date()
    home = today(cards, questions, {}, now.date())
    assert home.due == ("lstm.forget", "lstm.input")
    assert [due.skills for due in found.forecast[:7]] == list(home.forecast)
    assert home.forecast[0] == len(list(cards.due(now.date()))) == 2
    drilled = drill.planned(cards, questions, {}, set(), now.date())
    assert {questions[name].skill for name, _ in drilled} - {"gru.update"} == set(home.due)


def test_hardest_skills_by_first_tries_where_there_are_enough(found: Statistics) -> None:
    assert found.hardest == (Hard(skill="lstm.forget", tries=3, right=2 / 3),)


def test_commonest_mistakes(found: Statistics) -> None:
    assert found.misconceptions == (
        Misconception(mistake="tanh-for-sigmoid", group="another function", times=2, questions=("forget", "input")),
        Misconception(mistake="relu-for-sigmoid", group="another function", times=1, questions=("reset",)),
    )
    assert found.misconception_classes == {"another function": 3}


def test_calibration(found: Statistics) -> None:
    # (0.9 - 1)² + (0.9 - 0)² + (0.3 - 0)² + 2 (0.6 - 1)² = 0.01 + 0.81 + 0.09 + 0.32 = 1.23 over five first tries.
    assert found.calibration.answers == 5
    assert found.calibration.brier == pytest.approx(0.246)
    assert found.calibration.table == (
        Claim(confidence="guess", stated=0.3, answers=1, right=0.0),
        Claim(confidence="unsure", stated=0.6, answers=2, right=1.0),
        Claim(confidence="sure", stated=0.9, answers=2, right=0.5),
    )


def test_days_begin_at_midnight_where_the_learner_is(store: Store, questions, found: Statistics) -> None:
    east = timezone(timedelta(hours=15, minutes=30))
    there = statistics(store.entries(), questions, Settings(), (START + timedelta(days=4)).astimezone(east))
    assert [day.day for day in there.days] == [date(2026, 3, 3), date(2026, 3, 6)]


def test_an_empty_log_counts_nothing(questions) -> None:
    found = statistics([], questions, Settings(), START)
    assert (found.answers, found.days, found.hardest, found.misconceptions) == (0, (), (), ())
    assert (found.retention.measured, found.calibration.brier) == (None, None)
    assert {topic.mastery for topic in found.topics.values()} == {0.0}
