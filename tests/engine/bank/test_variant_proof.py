"""What is found in one variant and over many, with kinds that go wrong on purpose."""

from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any
from unittest.mock import ANY

import pytest

from engine.bank import variant_proof
from engine.bank.load import load
from engine.bank.proof import findings, findings_together, seeds
from engine.bank.variant_proof import Prover, proved_at
from engine.kinds.choice import ChoiceQuestion, WrongOption
from engine.kinds.number import NumberQuestion
from engine.question.draws import Stream
from engine.question.grade import grade
from engine.question.question import Sample
from engine.question.variant import Variant, deal

COMMON: dict[str, Any] = {"id": "q", "skill": "s", "level": 1, "prompt": "Which?", "source": "x"}
WRONG = (WrongOption(id="b", answer="other", feedback="No."), WrongOption(id="c", answer="third", feedback="No."))


DEALT = count()


class Unshuffled(ChoiceQuestion, frozen=True, kw_only=True, tag="unshuffled"):
    def options(self, given: Mapping[str, Any], stream: Stream) -> tuple[str, ...]:
        return (self.answer, *(mistake.answer for mistake in self.mistakes))


class Restless(NumberQuestion, frozen=True, kw_only=True, tag="restless"):
    def options(self, given: Mapping[str, Any], stream: Stream) -> tuple[str, ...]:
        return (str(next(DEALT)),)


class WrongSamples(NumberQuestion, frozen=True, kw_only=True, tag="wrong-samples"):
    def samples(self, variant: Variant) -> Iterator[Sample]:
        yield Sample(raw="3", outcome="wrong")
        yield Sample(raw="4", outcome="wrong", mistake="gone")
        yield Sample(raw="[nan]", outcome="invalid")
        yield Sample(raw="a final banana", outcome="invalid")
        yield Sample(raw="-inf", outcome="invalid")
        yield Sample(raw="two\nlines " + "x" * 60, outcome="wrong")


def told(question: Any, seed: int = 0) -> list[tuple[str, str, str]]:
    return [(finding.path, finding.found, finding.expected) for finding in proved_at(question, seed)[1]]


class Counted(NumberQuestion, frozen=True, kw_only=True, tag="counted"):
    def samples(self, variant: Variant) -> Iterator[Sample]:
        SAMPLED.append(variant.seed)
        yield Sample(raw=str(variant.given["a"]), outcome="wrong" if variant.given["a"] else "correct")
        yield Sample(raw="hello", outcome="invalid")


SAMPLED: list[int] = []


def test_numbers_that_were_dealt_before_are_proved_once_and_blamed_each_time() -> None:
    SAMPLED.clear()
    prover = Prover(Counted(**COMMON, given={"a": 0}, vary={"a": "integers(0, 2)"}, answer="a"))
    found = [prover.prove(seed) for seed in range(30)]
    given = [variant.given["a"] for variant, _ in found if variant is not None]
    assert [given[seed] for seed in SAMPLED] == list(dict.fromkeys(given))
    assert len(SAMPLED) == 3
    for seed, (number, (_, findings_of_seed)) in enumerate(zip(given, found, strict=True)):
        assert [(one.path, one.seed) for one in findings_of_seed] == ([(f"sample {number}", seed)] if number else [])


def test_whether_a_text_can_be_read_does_not_hang_on_the_numbers() -> None:
    """What the proof takes for granted once a text was refused, tried with every computed question that comes with the program."""
    for question in load().questions.values():
        if question.computed and question.vary:
            for seed in range(5):
                variant = deal(question, seed)
                refused = [sample.raw for sample in question.samples(variant) if sample.outcome == "invalid"]
                assert refused
                assert {grade(variant, raw).outcome for raw in refused} == {"invalid"}, question.id


def test_options_that_are_numbers_and_names_of_places() -> None:
    wrong = tuple(WrongOption(id=name, answer=text, feedback="No.") for name, text in (("b", "2"), ("c", "1")))
    assert list(findings(ChoiceQuestion(**COMMON, answer="3", mistakes=wrong), 100)) == []


def test_a_sound_question() -> None:
    question = NumberQuestion(**COMMON, given={"a": 1}, vary={"a": "integers(0, 9)"}, answer="a + 2")
    assert list(findings(question, 50)) == []
    variant, found = proved_at(question, 3)
    assert variant is not None
    assert found == []


def test_samples_that_are_judged_otherwise() -> None:
    question = WrongSamples(**COMMON, answer="1 + 2")
    assert told(question) == [
        ("sample 3", "correct (Correct.)", "wrong"),
        ("sample 4", "the mistake None", "the mistake gone"),
        ("answer", "[nan]", "finite numbers"),
        ("answer", "-inf", "finite numbers"),
        ("sample two lines " + "x" * 40 + "…", ANY, "wrong"),
    ]


def test_a_name_that_is_left_in_the_prompt() -> None:
    question = NumberQuestion(**COMMON | {"prompt": "Add {{a}}."}, answer="1")
    assert told(question) == [("prompt", "{{a}} still in it", "every name filled in")]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (0.1 + 0.2, ["0.30000000000000004"]),
        ([[1, 2], [3, 1 / 3]], ["0.3333333333333333"]),
        (0.25, []),
        ([1, 2], []),
        (0.1, []),
        (1e-300, []),
        ([0.5, [1, 2]], ["[0.5, [1, 2]] printed"]),
        ([], []),
        (True, []),
        ("tanh", []),
        (["a", 2], []),
        (12345678901234, ["12345678901234"]),
    ],
)
def test_numbers_as_they_are_printed(value: Any, found: list[str]) -> None:
    question = NumberQuestion(**COMMON, given={"a": value}, answer="1")
    assert [text for path, text, _ in told(question) if path == "given.a"] == found


def test_options_that_become_the_same_once_filled_in() -> None:
    wrong = (WrongOption(id="b", answer="{{ a }}", feedback="No."), *WRONG)
    question = ChoiceQuestion(**COMMON, given={"a": 2, "b": 2}, answer="{{b}}", mistakes=wrong)
    assert ("options", '"2" twice', "options that differ") in told(question)


def test_a_key_that_cannot_be_computed_is_blamed_on_its_field() -> None:
    assert told(NumberQuestion(**COMMON, answer="b"))[0][0] == "answer"
    bad_draw = NumberQuestion(**COMMON, given={"a": 1}, vary={"a": "integers(9, 0)"}, answer="a")
    assert told(bad_draw, seed=1)[0][0] == "vary.a"
    assert list(findings_together(NumberQuestion(**COMMON, answer="b"), 50)) == []


def test_a_slow_question(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(variant_proof, "_SECONDS", 0.0)
    assert [path for path, _, _ in told(NumberQuestion(**COMMON, answer="1"))] == ["answer"]


def test_a_right_option_that_always_stands_first() -> None:
    question = Unshuffled(**COMMON, answer="right", mistakes=WRONG)
    (finding,) = findings(question, 50)
    assert finding.found == "the right option in place 1 in 50 of 50 seeds"
    assert list(findings(ChoiceQuestion(**COMMON, answer="right", mistakes=WRONG), 200)) == []


def test_dealing_that_is_not_the_same_twice() -> None:
    question = Restless(**COMMON, given={"a": 1}, vary={"a": "integers(0, 9)"}, answer="a")
    assert "another question when dealt again" in [finding.found for finding in findings(question, 50)]


def test_a_right_option_that_its_length_tells() -> None:
    question = ChoiceQuestion(**COMMON, answer="right, since it says all there is to say", mistakes=WRONG)
    assert [finding.expected for finding in findings(question, 1)] == ["options of like length"]


def test_few_seeds_for_numbers_that_never_change() -> None:
    assert len(seeds(NumberQuestion(**COMMON, answer="1"), 50)) == 4
    assert len(seeds(NumberQuestion(**COMMON, given={"a": 1}, vary={"a": "integers(0, 9)"}, answer="a"), 50)) == 50
