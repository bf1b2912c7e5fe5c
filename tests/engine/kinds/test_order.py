"""Orders: stages whose lines may change places, decoys, known slips."""

import pytest

from engine.question.grade import grade
from engine.question.variant import deal
from tests.engine.kinds.making import question

TRAINING = {
    "answer": ["forward", ["loss", "metrics"], "backward", "clip", "update"],
    "mistakes": [
        {"id": "clip-after-update", "answer": ["update", "clip"], "feedback": "Clip first."},
        {"id": "resets-weights", "answer": ["reset the weights"], "feedback": "Weights stay."},
    ],
}


def judged(*lines: str):
    variant = deal(question("order", **TRAINING))
    return grade(variant, variant.question.typed(lines, variant))


def test_every_order_within_a_stage_is_right():
    assert judged("forward", "loss", "metrics", "backward", "clip", "update").outcome == "correct"
    assert judged("forward", "metrics", "loss", "backward", "clip", "update").outcome == "correct"


def test_a_known_slip_is_named_and_its_lines_marked():
    verdict = judged("forward", "loss", "metrics", "backward", "update", "clip")
    assert (verdict.outcome, verdict.mistake) == ("partial", "clip-after-update")
    assert [part.outcome for part in verdict.parts] == ["correct"] * 4 + ["wrong"] * 2


def test_a_decoy_is_named():
    verdict = judged("forward", "loss", "metrics", "backward", "clip", "update", "reset the weights")
    assert (verdict.outcome, verdict.mistake) == ("partial", "resets-weights")


def test_the_reverse_is_wrong_and_earns_nothing():
    verdict = judged("update", "clip", "backward", "metrics", "loss", "forward")
    assert (verdict.outcome, verdict.score) == ("wrong", 0.0)


def test_a_missing_line_is_said():
    verdict = judged("forward", "loss", "metrics", "backward", "update")
    assert verdict.outcome == "partial"
    assert verdict.message == "A line is missing: clip"


def test_the_score_is_the_share_of_pairs_in_order():
    # Of the 15 pairs of six lines, one is free and one stands the wrong way round.
    assert judged("forward", "loss", "backward", "metrics", "clip", "update").score == pytest.approx(13 / 14)


@pytest.mark.parametrize("raw", ["hello there", "1 1 2 3 4 5", "8", "0", "?", "1 2 three"])
def test_what_is_no_order_is_invalid(raw):
    assert grade(deal(question("order", **TRAINING)), raw).outcome == "invalid"


@pytest.mark.parametrize("form", ["{}", "{0}.", "({0})"])
def test_numbers_may_be_dressed(form):
    variant = deal(question("order", **TRAINING))
    words = variant.question.key_text(variant).split()
    assert grade(variant, ", ".join(form.format(word) for word in words)).outcome == "correct"
    assert grade(variant, "".join(words)).outcome == "correct"


def test_samples_get_the_verdict_they_name():
    variant = deal(question("order", **TRAINING))
    for sample in variant.question.samples(variant):
        verdict = grade(variant, sample.raw)
        assert (verdict.outcome, verdict.mistake) == (sample.outcome, sample.mistake)


def test_a_mistake_that_is_no_mistake_is_a_fault():
    fields = TRAINING | {"mistakes": [{"id": "m", "answer": ["forward", "update"], "feedback": "No."}]}
    assert [fault.path for fault in question("order", **fields).faults()] == ["mistakes[0].answer"]
