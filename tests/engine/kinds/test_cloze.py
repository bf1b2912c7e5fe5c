"""Blanks: filled by symbol or by number, factors that may change places, decoys named."""

import pytest

from engine.question.grade import grade
from engine.question.variant import deal
from tests.engine.kinds.making import question

CELL = {
    "prompt": "$c_t = $ [1] ⊙ [2] + [3] ⊙ $g_t$",
    "answer": {"1": "$f_t$", "2": "$c_{t-1}$", "3": "$i_t$"},
    "also": [{"1": "$c_{t-1}$", "2": "$f_t$", "3": "$i_t$"}],
    "mistakes": [{"id": "h-for-c", "answer": {"2": "$h_{t-1}$"}, "feedback": "The cell line uses the cell."}],
}


@pytest.mark.parametrize(
    "raw",
    [
        "f_t, c_{t-1}, i_t",
        "$f_t$, $c_{t-1}$, $i_t$",
        "f_t; c_t-1; i_t",
        "f_t\nc_{t−1}\ni_t",
        "f_t c_{t-1} i_t",
        "c_{t-1}, f_t, i_t",
        "f_t c_{t-1} i_t\n\n",
    ],
)
def test_ways_to_fill_it_rightly(raw):
    assert grade(deal(question("cloze", **CELL)), raw).outcome == "correct"


def test_numbers_name_the_listed_symbols():
    variant = deal(question("cloze", **CELL))
    numbers = [str(variant.options.index(text) + 1) for text in CELL["answer"].values()]
    assert grade(variant, " ".join(numbers)).outcome == "correct"


def test_a_known_slip_is_named():
    verdict = grade(deal(question("cloze", **CELL)), "f_t, h_{t-1}, i_t")
    assert (verdict.outcome, verdict.mistake) == ("partial", "h-for-c")
    assert verdict.score == pytest.approx(2 / 3)


@pytest.mark.parametrize("raw", ["f_t, c_{t-1}", "f_t, q, i_t", "1 2 9", "", ",,,", "f_t, c_{t-1}, i_t, o_t"])
def test_what_fills_no_blanks_is_invalid(raw):
    assert grade(deal(question("cloze", **CELL)), raw).outcome == "invalid"


def test_samples_get_the_verdict_they_name():
    variant = deal(question("cloze", **CELL))
    for sample in variant.question.samples(variant):
        verdict = grade(variant, sample.raw)
        assert (verdict.outcome, verdict.mistake) == (sample.outcome, sample.mistake)


def test_a_blank_missing_from_the_prompt_is_a_fault():
    assert [fault.path for fault in question("cloze", **(CELL | {"prompt": "[1] and [2]"})).faults()] == ["prompt"]
