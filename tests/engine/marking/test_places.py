"""Texts in named places: the nearest right answer, the share of places, the mistake that shows."""

import pytest

from engine.marking.places import Misplacement, PlacesKey, distinct, hits, mark

RIGHT = {"1": "f_t", "2": "c_{t-1}", "3": "i_t"}
TURNED = {"1": "c_{t-1}", "2": "f_t", "3": "i_t"}
KEY = PlacesKey(
    (RIGHT, TURNED),
    (
        Misplacement("swapped", {"1": "i_t", "3": "f_t"}, "i writes, f keeps."),
        Misplacement("output", {"3": "o_t"}, "o reads."),
    ),
)


def test_any_full_answer_is_right_and_the_first_is_shown() -> None:
    for right in (RIGHT, TURNED):
        verdict = mark(right, KEY)
        assert (verdict.outcome, verdict.score, verdict.message, verdict.mistake) == ("correct", 1.0, "Correct.", None)
        assert verdict.expected == RIGHT
    assert [part.expected for part in mark(TURNED, KEY).parts or ()] == list(TURNED.values())


def test_each_place_is_marked_against_the_nearest_right_answer() -> None:
    verdict = mark({"1": "c_{t-1}", "2": "f_t", "3": "g_t"}, KEY)
    assert (verdict.outcome, verdict.message) == ("partial", "2 of 3 places are right.")
    assert verdict.score == pytest.approx(2 / 3)
    assert [(part.name, part.outcome, part.message) for part in verdict.parts or ()] == [
        ("1", "correct", ""),
        ("2", "correct", ""),
        ("3", "wrong", ""),
    ]
    assert verdict.understood == "1: c_{t-1}, 2: f_t, 3: g_t"


def test_a_mistake_needs_all_its_places() -> None:
    verdict = mark({"1": "i_t", "2": "c_{t-1}", "3": "f_t"}, KEY)
    assert (verdict.outcome, verdict.mistake, verdict.message) == ("wrong", "swapped", "i writes, f keeps.")
    assert verdict.score == pytest.approx(1 / 3)
    assert [part.message for part in verdict.parts or ()] == ["i writes, f keeps.", "", "i writes, f keeps."]
    assert mark({"1": "i_t", "2": "c_{t-1}", "3": "g_t"}, KEY).mistake is None


def test_a_mistake_speaks_only_where_a_place_is_wrong() -> None:
    key = PlacesKey(({"1": "a", "2": "b"},), (Misplacement("m", {"1": "a", "2": "c"}, "Not c."),))
    verdict = mark({"1": "a", "2": "c"}, key)
    assert (verdict.outcome, verdict.score, verdict.mistake) == ("partial", 0.5, "m")
    assert [part.message for part in verdict.parts or ()] == ["", "Not c."]


def test_a_mistake_says_nothing_of_other_wrong_places() -> None:
    verdict = mark({"1": "g_t", "2": "c_{t-1}", "3": "o_t"}, KEY)
    assert (verdict.outcome, verdict.mistake) == ("wrong", "output")
    assert [part.message for part in verdict.parts or ()] == ["", "", "o reads."]


def test_a_place_left_out_is_wrong() -> None:
    verdict = mark({}, KEY)
    assert (verdict.outcome, verdict.score, verdict.message) == ("wrong", 0.0, "0 of 3 places are right.")
    assert [part.outcome for part in verdict.parts or ()] == ["wrong"] * 3


def test_hits_and_repetitions() -> None:
    assert hits({"1": "f_t", "2": "i_t"}, RIGHT) == 1
    assert distinct(["b", "a", "b", "c", "a"]) == ["b", "a", "c"]
