"""The one way from a text to a verdict: lengths, blanks, refusals with their place."""

import pytest

from engine import limits
from engine.errors import FormulaError
from engine.question.grade import grade
from engine.question.variant import deal
from tests.engine.kinds.making import question

HALF = deal(question("number", answer="1 / 2"))


def test_a_right_a_wrong_and_an_unreadable_text() -> None:
    assert [grade(HALF, raw).outcome for raw in ("0.5", "0.7", "half")] == ["correct", "wrong", "invalid"]


def test_what_cannot_be_read_points_and_gives_nothing_away() -> None:
    verdict = grade(HALF, "1 + half")
    assert (verdict.outcome, verdict.score, verdict.at, verdict.expected) == ("invalid", 0.0, (4, 8), None)


@pytest.mark.parametrize("raw", ["", "  ", "\n\t"])
def test_nothing_typed(raw: str) -> None:
    verdict = grade(HALF, raw)
    assert verdict.outcome == "invalid"
    assert verdict.message == "There is no answer yet. " + HALF.question.answer_rule(HALF)


def test_a_text_may_be_so_long() -> None:
    most = limits.ANSWER_CHARACTERS
    assert grade(HALF, "0.5" + " " * (most - 3)).outcome == "correct"
    verdict = grade(HALF, "0.5" + " " * (most - 2))
    assert (verdict.outcome, verdict.at) == ("invalid", None)
    assert verdict.message == f"An answer may have {most:,} characters; this one has {most + 1:,}."


def test_a_key_that_cannot_be_computed_is_the_questions_fault() -> None:
    with pytest.raises(FormulaError, match=r"^answer '1 / x': division by zero"):
        grade(deal(question("number", given={"x": 0}, answer="1 / x")), "1")
