"""Sizes and counts: exact, in the ways people write them."""

import pytest

from engine.question.grade import grade
from engine.question.variant import deal
from tests.engine.kinds.making import question

WEIGHTS = {
    "given": {"D": 3, "H": 2},
    "answer": "[H, D]",
    "mistakes": [{"id": "transposed", "answer": "[D, H]", "feedback": "Rows are outputs."}],
}
COUNT = {
    "given": {"D": 3, "H": 4},
    "answer": "4*(H*D + H*H + H)",
    "mistakes": [{"id": "three-blocks", "answer": "3*(H*D + H*H + H)", "feedback": "The candidate has weights too."}],
}


@pytest.mark.parametrize("raw", ["2x3", "2×3", "2 X 3", "(2, 3)", "[2,3]", "2 3", "2 by 3", "2*3", "(2, 3,)"])
def test_ways_to_write_a_shape(raw):
    assert grade(deal(question("shape", **WEIGHTS)), raw).outcome == "correct"


@pytest.mark.parametrize(
    ("raw", "outcome", "mistake"),
    [
        ("3×2", "wrong", "transposed"),
        ("2×3×1", "wrong", None),
        ("6", "wrong", None),
        ("2×4", "partial", None),
        ("2.5×3", "invalid", None),
        ("two by three", "invalid", None),
        ("-2×3", "invalid", None),
        ("2××3", "invalid", None),
        ("9" * 40, "invalid", None),
    ],
)
def test_other_shapes(raw, outcome, mistake):
    verdict = grade(deal(question("shape", **WEIGHTS)), raw)
    assert (verdict.outcome, verdict.mistake) == (outcome, mistake)


@pytest.mark.parametrize(
    ("raw", "outcome", "mistake"),
    [
        ("128", "correct", None),
        ("4*32", "correct", None),
        ("1 28", "correct", None),
        ("4*(12+16+4)", "correct", None),
        ("96", "wrong", "three-blocks"),
        ("127", "wrong", None),
        ("128.5", "invalid", None),
        ("lots", "invalid", None),
    ],
)
def test_counts(raw, outcome, mistake):
    verdict = grade(deal(question("shape", **COUNT)), raw)
    assert (verdict.outcome, verdict.mistake) == (outcome, mistake)


@pytest.mark.parametrize("fields", [WEIGHTS, COUNT])
def test_samples_get_the_verdict_they_name(fields):
    variant = deal(question("shape", **fields))
    for sample in variant.question.samples(variant):
        verdict = grade(variant, sample.raw)
        assert (verdict.outcome, verdict.mistake) == (sample.outcome, sample.mistake)


def test_a_tolerance_is_a_fault():
    assert [fault.path for fault in question("shape", **COUNT, tolerance={"absolute": 0.5}).faults()] == ["tolerance"]
