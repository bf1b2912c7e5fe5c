"""Pairs: typed in several ways, marked line by line."""

import pytest

from engine.question.grade import grade
from engine.question.variant import deal
from tests.engine.kinds.making import question

TASKS = {
    "answer": {"captioning": "one-to-many", "sentiment": "many-to-one", "tagging": "many-to-many"},
    "mistakes": [
        {"id": "image-is-a-sequence", "answer": {"captioning": "many-to-many"}, "feedback": "One image goes in."},
        {"id": "decoy", "answer": {"sentiment": "one-to-one"}, "feedback": "Many words go in."},
    ],
}


def letter(variant, text: str) -> str:
    return "ABCD"[variant.options.index(text)]


def test_decoys_stand_among_the_partners():
    assert sorted(deal(question("match", **TASKS)).options) == [
        "many-to-many",
        "many-to-one",
        "one-to-many",
        "one-to-one",
    ]


@pytest.mark.parametrize(
    "form",
    [
        "1{} 2{} 3{}",
        "1-{}, 2-{}, 3-{}",
        "1: {}\n2: {}\n3: {}",
        "3{2} 1{0} 2{1}",
        "{} {} {}",
        "{}{}{}",
        "1 → {}; 2 → {}; 3 → {}",
    ],
)
def test_ways_to_type_the_same_pairs(form):
    variant = deal(question("match", **TASKS))
    letters = [letter(variant, text) for text in ("one-to-many", "many-to-one", "many-to-many")]
    assert grade(variant, form.format(*letters)).outcome == "correct"
    assert grade(variant, form.format(*letters).lower()).outcome == "correct"


def test_a_known_slip_is_named_and_the_rest_counts():
    variant = deal(question("match", **TASKS))
    wrong = {"captioning": "many-to-many", "sentiment": "many-to-one", "tagging": "many-to-many"}
    verdict = grade(variant, variant.question.typed(wrong, variant))
    assert (verdict.outcome, verdict.mistake) == ("partial", "image-is-a-sequence")
    assert verdict.score == pytest.approx(2 / 3)
    assert [part.outcome for part in verdict.parts] == ["wrong", "correct", "correct"]


@pytest.mark.parametrize("raw", ["", "1Z", "9A", "1A 1B", "A B", "hello", "1"])
def test_what_names_no_pairs_is_invalid(raw):
    assert grade(deal(question("match", **TASKS)), raw).outcome == "invalid"


@pytest.mark.parametrize(("raw", "told"), [("1A 2B", "line 3"), ("2A", "lines 1, 3")])
def test_lines_without_a_partner_are_named_and_cost_nothing(raw, told):
    verdict = grade(deal(question("match", **TASKS)), raw)
    assert (verdict.outcome, verdict.message) == ("invalid", f"Still missing: the partner of {told}.")


def test_samples_get_the_verdict_they_name():
    variant = deal(question("match", **TASKS))
    for sample in variant.question.samples(variant):
        verdict = grade(variant, sample.raw)
        assert (verdict.outcome, verdict.mistake) == (sample.outcome, sample.mistake)


@pytest.mark.parametrize("answer", [{"captioning": "one-to-many"}, {"nothing such": "one-to-many"}])
def test_a_mistake_that_is_right_or_about_nothing_is_a_fault(answer):
    fields = TASKS | {"mistakes": [{"id": "m", "answer": answer, "feedback": "No."}]}
    assert [fault.path for fault in question("match", **fields).faults()] == ["mistakes[0].answer"]
