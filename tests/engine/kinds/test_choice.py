"""`choice`: options in their order, by number, letter or text; options that fresh numbers make alike."""

import pytest

from engine.question.grade import grade
from engine.question.variant import Variant, deal
from tests.engine.kinds.making import question

GATES = question(
    "choice",
    answer="The forget gate",
    mistakes=[
        {"id": "input", "answer": "The input gate", "feedback": "It writes."},
        {"id": "output", "answer": "The output gate", "feedback": "It reads."},
    ],
)


def place(variant: Variant, text: str) -> int:
    """The number of an option, from 1."""
    return variant.options.index(text) + 1


@pytest.mark.parametrize("seed", range(8))
def test_each_option_gets_its_verdict_wherever_it_stands(seed: int) -> None:
    variant = deal(GATES, seed)
    assert sorted(variant.options) == ["The forget gate", "The input gate", "The output gate"]
    right = grade(variant, str(place(variant, "The forget gate")))
    assert (right.outcome, right.score, right.expected) == ("correct", 1.0, "The forget gate")
    wrong = grade(variant, "abc"[place(variant, "The input gate") - 1])
    assert (wrong.outcome, wrong.mistake, wrong.message) == ("wrong", "input", "It writes.")
    assert wrong.understood == "The input gate"
    assert wrong.expected == "The forget gate"
    assert grade(variant, "the OUTPUT gate.").mistake == "output"
    assert grade(variant, "4").outcome == "invalid"


def test_every_order_occurs() -> None:
    assert len({deal(GATES, seed).options for seed in range(60)}) == 6


def test_options_that_are_numbers_are_chosen_by_place() -> None:
    wrong = [{"id": f"n{n}", "answer": str(n), "feedback": "No."} for n in (1, 2, 4)]
    for seed in range(12):
        variant = deal(question("choice", answer="3", mistakes=wrong), seed)
        assert grade(variant, str(place(variant, "3"))).outcome == "correct"
        assert grade(variant, variant.question.key_text(variant)).outcome == "correct"
        for sample in variant.question.samples(variant):
            assert grade(variant, sample.raw).outcome == sample.outcome


COUNTS = question(
    "choice",
    given={"a": 2, "b": 2},
    vary={"a": "integers(1, 2)", "b": "integers(1, 2)"},
    answer="It is {{a}}",
    mistakes=[
        {"id": "b", "answer": "It is {{b}}", "feedback": "No."},
        {"id": "none", "answer": "It is 9", "feedback": "No."},
    ],
)


def test_options_that_read_alike_are_all_right() -> None:
    variant = deal(COUNTS, 0)
    assert COUNTS.collisions(variant) == ("b",)
    assert [grade(variant, str(n + 1)).outcome for n, text in enumerate(variant.options) if text == "It is 2"] == [
        "correct"
    ] * 2
    assert grade(variant, str(place(variant, "It is 9"))).mistake == "none"


@pytest.mark.parametrize("seed", range(1, 20))
def test_fresh_numbers_are_drawn_until_options_differ(seed: int) -> None:
    assert len(set(deal(COUNTS, seed).options)) == 3


def test_faults() -> None:
    alone = question("choice", answer="one", mistakes=[])
    assert [(fault.path, fault.found) for fault in alone.faults()] == [("mistakes", "one option in all")]
    twice = question("choice", answer="One", mistakes=[{"id": "a", "answer": " one ", "feedback": "No."}])
    assert [fault.found for fault in twice.faults()] == ["the option ' one ' twice"]


def test_rule_and_reading() -> None:
    variant = deal(GATES)
    assert GATES.answer_rule(variant) == "One option: its number from 1 to 3."
    assert GATES.read_back("1", variant) == variant.options[0]
