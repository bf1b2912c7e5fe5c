"""`select`: shares of right options, wrong ticks that take them back, each option told."""

import pytest

from engine.question.grade import grade
from engine.question.variant import deal
from tests.engine.kinds.making import question

GATES = question(
    "select",
    answer=["forget", "input", "output"],
    mistakes=[
        {"id": "update", "answer": "update", "feedback": "The GRU has it."},
        {"id": "reset", "answer": "reset", "feedback": "The GRU has that too."},
    ],
)


@pytest.mark.parametrize(
    ("texts", "outcome", "score"),
    [
        (["forget", "input", "output"], "correct", 1),
        (["forget", "input"], "partial", 2 / 3),
        (["forget"], "partial", 1 / 3),
        (["forget", "input", "output", "update"], "partial", 2 / 3),
        (["forget", "input", "output", "update", "reset"], "partial", 1 / 3),
        (["forget", "update"], "wrong", 0),
        (["forget", "update", "reset"], "wrong", 0),
        (["update"], "wrong", 0),
    ],
)
@pytest.mark.parametrize("seed", range(4))
def test_a_wrong_tick_takes_a_share_back(texts: list[str], outcome: str, score: float, seed: int) -> None:
    variant = deal(GATES, seed)
    by_number = grade(variant, " ".join(str(variant.options.index(text) + 1) for text in texts))
    by_text = grade(variant, "\n".join(texts))
    for verdict in (by_number, by_text):
        assert verdict.outcome == outcome
        assert verdict.score == pytest.approx(score)
        wrong = [option for option in variant.options if option in texts and option in ("update", "reset")]
        assert verdict.mistake == (wrong[0] if wrong else None)


def test_none_is_an_answer() -> None:
    verdict = grade(deal(GATES), "none")
    assert (verdict.outcome, verdict.understood) == ("wrong", "none")
    assert verdict.message == "Nothing wrong is ticked, but 3 right options are missing."


def test_each_option_is_told() -> None:
    variant = deal(GATES)
    missing = variant.options.index("forget")
    chosen = [str(place + 1) for place, text in enumerate(variant.options) if text in ("input", "output")]
    verdict = grade(variant, ",".join(chosen))
    assert verdict.message == "Nothing wrong is ticked, but 1 right option is missing."
    assert verdict.parts is not None
    assert [part.outcome for part in verdict.parts] == ["wrong" if n == missing else "correct" for n in range(5)]
    assert [part.expected for part in verdict.parts].count("ticked") == 3
    ticked = grade(variant, str(variant.options.index("update") + 1))
    assert ticked.message == "The GRU has it."
    assert ticked.parts is not None
    assert [part.message for part in ticked.parts if part.message] == ["The GRU has it."]


def test_options_that_read_alike_are_right_together() -> None:
    alike = question(
        "select",
        given={"a": 1},
        answer=["{{a}} gate"],
        mistakes=[
            {"id": "m", "answer": "1 gate", "feedback": "No."},
            {"id": "n", "answer": "2 gates", "feedback": "No."},
        ],
    )
    variant = deal(alike)
    assert alike.collisions(variant) == ("m",)
    assert grade(variant, alike.key_text(variant)).outcome == "correct"


def test_rule() -> None:
    variant = deal(GATES)
    assert GATES.answer_rule(variant) == (
        "Every right option: numbers from 1 to 5; "
        "a right option ticked earns its share, a wrong one ticked takes one share back, never below zero."
    )
    assert GATES.read_back("2 1", variant) == "1, 2"
    assert GATES.read_back("none", variant) == "none"
