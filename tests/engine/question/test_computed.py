"""What computed kinds share: samples, faults in formulas, worked steps."""

from engine.question.grade import grade
from engine.question.variant import deal
from tests.engine.kinds.making import question


def test_samples_prove_the_question() -> None:
    made = question(
        "number",
        given={"x": 2},
        answer="x ** 3",
        mistakes=[{"id": "times", "answer": "3 * x", "feedback": "No."}],
        tolerance={"exact": True},
    )
    variant = deal(made)
    samples = list(made.samples(variant))
    assert [(sample.raw, sample.outcome, sample.mistake) for sample in samples] == [
        ("8", "correct", None),
        ("6", "wrong", "times"),
        ("hello", "invalid", None),
        ("[1, 2", "invalid", None),
    ]
    assert [grade(variant, sample.raw).outcome for sample in samples] == [sample.outcome for sample in samples]


def test_the_key_is_printed_so_that_it_is_read_again() -> None:
    for formula in ("1/3", "exp(-20)", "0.1 + 0.2", "-1/7", "2**40 / 3", "-0.0", "[1/3, 2]"):
        variant = deal(question("array" if "[" in formula else "number", answer=formula, tolerance={"exact": True}))
        assert grade(variant, variant.question.key_text(variant)).outcome == "correct"


def test_formulas_that_cannot_be_read_are_faults_with_their_place() -> None:
    made = question(
        "number",
        answer="1 +",
        mistakes=[{"id": "m", "answer": "2x", "feedback": "No."}],
        conventions=[{"name": "other", "answer": "("}],
        vary={"y": "integers(0, 1)"},
    )
    faults = {fault.path: fault.found for fault in made.faults()}
    assert set(faults) == {"answer", "mistakes[0].answer", "conventions[0].answer", "vary.y"}
    assert faults["answer"].startswith("'1 +' (the end cannot stand here")
    assert {fault.expected for fault in made.faults() if "answer" in fault.path} == {"a formula over the givens"}


def test_a_formula_may_be_a_plain_number() -> None:
    assert deal(question("number", answer=4)).key.value == 4
    assert deal(question("number", answer=0.5)).key.value == 0.5
