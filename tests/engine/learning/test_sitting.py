"""The state of a sitting, folded from entries written by hand."""

import pytest

from engine.learning import attempt
from engine.learning.sitting import Place, begun, replayed, unfinished
from engine.learning.store import Store
from engine.marking.verdict import Verdict, invalid

WRONG = Verdict(outcome="wrong", score=0.0, message="No.", mistake="took-the-maximum")
RIGHT = Verdict(outcome="correct", score=1.0, message="Correct.")


def answer(sitting: str, position: int, verdict: Verdict) -> dict[str, object]:
    made = attempt.Attempt(
        sitting=sitting,
        position=position,
        question="pool",
        digest="",
        seed=0,
        given={},
        raw=verdict.message,
        verdict=verdict,
        hints=0,
        tries=1,
        seconds=2.0,
    )
    return attempt.write(made)


@pytest.fixture
def first(store: Store):
    return store.append("sitting", {"mode": "quiz", "seed": None, "plan": [["pool", 0], ["forget", 4]]})


def test_a_sitting_begins_at_its_first_place(first) -> None:
    sitting = begun(first)
    assert sitting.places == (Place(question="pool", seed=0), Place(question="forget", seed=4))
    assert (sitting.place, sitting.uid, sitting.finished) == (sitting.places[0], first.uid, False)


def test_entries_of_other_sittings_and_unknown_kinds_move_nothing(first, store: Store) -> None:
    store.append("advance", {"sitting": "another", "position": 1})
    store.append("bookmark", {"sitting": first.uid, "position": 1})
    assert replayed(first, store.entries()) == begun(first)


def test_answers_are_counted_and_the_first_stands(first, store: Store) -> None:
    for kind, verdict in (("attempt", WRONG), ("invalid", invalid("?")), ("attempt", WRONG), ("attempt", RIGHT)):
        store.append(kind, answer(first.uid, 1, verdict))
    sitting = replayed(first, store.entries())
    place = sitting.places[0]
    assert (place.first, place.last, place.tries, place.tries_here, place.seconds) == ("wrong", "correct", 3, 3, 6.0)
    assert place.mistakes == ("took-the-maximum", "took-the-maximum")
    assert (sitting.verdict, sitting.raw, sitting.submissions) == (RIGHT, "Correct.", 4)


def test_an_answer_belongs_to_the_place_it_names(first, store: Store) -> None:
    store.append("advance", {"sitting": first.uid, "position": 1})
    store.append("attempt", answer(first.uid, 1, RIGHT))
    sitting = replayed(first, store.entries())
    assert (sitting.index, sitting.places[0].last, sitting.places[1].last) == (1, "correct", None)


def test_the_last_unfinished_sitting_comes_first(store: Store) -> None:
    begun_ones = [store.append("sitting", {"mode": "quiz", "seed": None, "plan": [["pool", 0]]}) for _ in range(3)]
    store.append("finish", {"sitting": begun_ones[1].uid})
    assert [sitting.uid for sitting in unfinished(store.entries())] == [begun_ones[2].uid, begun_ones[0].uid]


def test_a_follow_up_takes_the_next_place_and_the_last_one_is_given_up(store: Store) -> None:
    first = store.append(
        "sitting", {"mode": "interview", "seed": 1, "plan": [["pool", 0], ["forget", 4], ["reset", 2]]}
    )
    body = {"sitting": first.uid, "position": 2, "question": "pool", "seed": 7, "because": "Once more."}
    store.append("follow-up", body)
    places = replayed(first, store.entries()).places
    assert [(place.question, place.seed, place.because) for place in places] == [
        ("pool", 0, ""),
        ("pool", 7, "Once more."),
        ("forget", 4, ""),
    ]


def test_time_spent_is_the_last_that_was_written(store: Store) -> None:
    first = store.append("sitting", {"mode": "exam", "seed": 1, "plan": [["pool", 0]], "minutes": 5})
    for seconds in (12.0, 40.0):
        store.append("flag", {"sitting": first.uid, "position": 1, "flagged": True, "spent": seconds})
    sitting = replayed(first, store.entries())
    assert (sitting.minutes, sitting.spent) == (5, 40.0)
