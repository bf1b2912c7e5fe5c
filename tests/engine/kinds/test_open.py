"""`open`: ticks travel in the last line; phrases suggest ticks; a red flag is told."""

import pytest

from engine.kinds.open import OpenQuestion, mentions
from engine.question.grade import grade
from engine.question.variant import deal
from tests.engine.kinds.making import question

WHY = question(
    "open",
    answer="Gates let the gradient pass.",
    rubric=[
        {"point": "Names the gates", "cues": ["gate", "gates"]},
        {"point": "Names the gradient", "cues": ["gradient"]},
        {"point": "Names the sum", "cues": ["adds up", "sum"]},
        {"point": "Names long sequences", "cues": ["long sequence"]},
    ],
    mistakes=[
        {
            "id": "cures-all",
            "answer": "It cures exploding gradients",
            "cues": ["cures explod"],
            "feedback": "It does not.",
        }
    ],
)
VARIANT = deal(WHY)


@pytest.mark.parametrize(
    ("raw", "outcome", "score"),
    [
        ("Words.\npoints: 1 2 3 4", "correct", 1),
        ("Words.\npoints: 1, 2; 3", "correct", 0.75),
        ("Words.\nPOINTS:1 2", "partial", 0.5),
        ("Words.\npoints: 4", "partial", 0.25),
        ("Words.\npoints: none", "wrong", 0),
        ("Words.\npoints:", "wrong", 0),
        ("points: 1 1 1 01\n\n", "partial", 0.25),
        ("The GATES, and the gradient!", "partial", 0.5),
        ("The gates keep it, the cell adds up, a long\nsequence keeps its gradients.", "correct", 1),
        ("I do not know", "wrong", 0),
        ("points: 1 2 3 4\nand that is all about gates", "partial", 0.25),
    ],
)
def test_points(raw: str, outcome: str, score: float) -> None:
    verdict = grade(VARIANT, raw)
    assert (verdict.outcome, verdict.score) == (outcome, score)
    assert verdict.parts is not None
    assert sum(part.outcome == "correct" for part in verdict.parts) == score * 4


@pytest.mark.parametrize(
    "raw", ["points: 5", "Words.\npoints: 0", "Words.\npoints: 1 99", "points: " + "9" * 5000, "...", "12 34"]
)
def test_invalid(raw: str) -> None:
    assert grade(VARIANT, raw).outcome == "invalid"


def test_ticks_that_the_rubric_lacks_are_pointed_at() -> None:
    raw = "Words.\npoints: 1 99"
    verdict = grade(VARIANT, raw)
    assert verdict.message == "Points are numbered 1 to 4."
    assert verdict.at is not None
    assert raw[slice(*verdict.at)].strip() == "1 99"


def test_a_red_flag_is_told_and_never_passes() -> None:
    verdict = grade(VARIANT, "It cures exploding gradients.\npoints: 1 2 3 4")
    assert (verdict.outcome, verdict.mistake, verdict.score) == ("partial", "cures-all", 1.0)
    assert verdict.message == "It does not. 4 of 4 points."


def test_suggested_points_are_said_to_be_suggested() -> None:
    assert grade(VARIANT, "gates").message == "1 of 4 points found by their phrases; tick them yourself."


@pytest.mark.parametrize(
    ("text", "cues", "expected"),
    [
        ("Regularities matter", ("regularit",), True),
        ("irregular", ("regular",), False),
        ("back-propagation", ("back propagation",), True),
        ("LONG   short", ("long short",), True),
        ("anything", ("…",), False),
        ("anything", (), False),
    ],
)
def test_phrases(text: str, cues: tuple[str, ...], expected: bool) -> None:
    assert mentions(text, cues) is expected


def test_suggestions() -> None:
    assert isinstance(WHY, OpenQuestion)
    assert WHY.suggest("the gradient of a long sequence") == {1, 3}


def test_rule_and_faults() -> None:
    assert WHY.answer_rule(VARIANT) == "In your own words; then tick which of 4 points you made. 70% of them pass."
    empty = question("open", answer="  ", rubric=[{"point": "p"}])
    assert [fault.path for fault in empty.faults()] == ["answer"]
