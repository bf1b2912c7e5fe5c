"""`number`: forms of a right answer, invalid ones that cost nothing, mistakes and conventions by name."""

import pytest

from engine.question.grade import grade
from engine.question.variant import deal
from tests.engine.kinds.making import question

# tanh(0.5 * 1 + 0.8 * 0.5 + 0.1) = tanh(1) = 0.76159 and, with the sigmoid, 0.73106.
STEP = deal(
    question(
        "number",
        given={"x": 1, "h": 0.5, "w": 0.5, "u": 0.8, "b": 0.1},
        answer="tanh(w * x + u * h + b)",
        mistakes=[
            {"id": "sigmoid", "answer": "sigmoid(w * x + u * h + b)", "feedback": "That is the sigmoid."},
            {"id": "same-as-right", "answer": "tanh(w + u * h + b)", "feedback": "Never said."},
            {"id": "sigmoid-again", "answer": "sigmoid(w + u * h + b)", "feedback": "Never said."},
        ],
        conventions=[{"name": "two biases", "answer": "tanh(w * x + u * h + 2 * b)"}],
    )
)


@pytest.mark.parametrize(
    "raw",
    [
        "0.7616",
        "0.7615941559557649",
        "tanh(1)",
        "tanh(0.5*1 + 0.8*0.5 + 0.1)",
        "h_t = 0.7616",
        " .7616 ",
        "(e^2-1)/(e^2+1)",
        "0.762",
    ],
)
def test_right_however_it_is_written(raw: str) -> None:
    verdict = grade(STEP, raw)
    assert (verdict.outcome, verdict.score, verdict.message) == ("correct", 1.0, "Correct.")


def test_the_first_mistake_that_fits_is_named() -> None:
    verdict = grade(STEP, "0.7311")
    assert (verdict.outcome, verdict.mistake, verdict.message) == ("wrong", "sigmoid", "That is the sigmoid.")


def test_mistakes_that_cannot_be_told_apart_are_collisions() -> None:
    assert STEP.question.collisions(STEP) == ("same-as-right", "sigmoid-again")
    assert [known.name for known in STEP.key.mistakes] == ["sigmoid"]


def test_another_convention_is_named() -> None:
    verdict = grade(STEP, "0.8005")  # tanh(1.1)
    assert (verdict.outcome, verdict.convention, verdict.mistake) == ("wrong", "two biases", None)


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        ("0.76", "Right as far as it goes: give more digits than 2 decimal places."),
        ("-0.7616", "The size is right, the sign is not."),
        ("7.616", "The digits are right, the decimal point is not."),
        ("0.2384", "That is one minus the right value."),
        ("0.5", "Not the right value."),
    ],
)
def test_what_a_wrong_number_is_close_to(raw: str, sentence: str) -> None:
    verdict = grade(STEP, raw)
    assert (verdict.outcome, verdict.mistake, verdict.message) == ("wrong", None, sentence)


@pytest.mark.parametrize(
    ("raw", "message", "at"),
    [
        ("hello", "Type one number, such as 0.25, 3/4 or tanh(0.5): nothing is called hello.", (0, 5)),
        ("[1, 2]", "Type one number, such as 0.25, 3/4 or tanh(0.5); this is a vector of 2.", None),
        (
            "h_t = 1 +",
            "Type one number, such as 0.25, 3/4 or tanh(0.5): the end cannot stand here: expected a number, a name or an opening bracket.",
            (9, 9),
        ),
        ("0,76", "Type one number, such as 0.25, 3/4 or tanh(0.5): write the decimal comma as a point.", (1, 2)),
        ("  ", "There is no answer yet. One number, to within 0.001 (0, 1 and −1 only if exact).", None),
    ],
)
def test_what_cannot_be_read_is_invalid_and_points(raw: str, message: str, at: tuple[int, int] | None) -> None:
    verdict = grade(STEP, raw)
    assert (verdict.outcome, verdict.message, verdict.at) == ("invalid", message, at)
    assert verdict.expected is None


def test_rounding_on_the_way_is_recognised() -> None:
    # 0.33 * 0.77 = 0.2541 and 0.41 * 0.59 = 0.2419, together 0.496; 0.25 + 0.24 = 0.49; e to these 1.6421 and 1.6323.
    variant = deal(question("number", given={"a": 0.33}, answer="exp(a * 0.77 + 0.41 * 0.59)"))
    assert grade(variant, "1.6421").outcome == "correct"
    assert (
        grade(variant, "1.63").message
        == "It seems that you rounded on the way, to 2 decimal places; keep more digits until the end."
    )


def test_a_saturated_gate_is_not_an_open_one() -> None:
    # sigmoid(8) = 0.99966
    told = deal(question("number", given={"a": 8}, answer="sigmoid(a)", tolerance={"relative": 0.01}))
    assert grade(told, "0.9997").outcome == "correct"
    assert grade(told, "1").message == "The right value comes close to 1 without reaching it; give more digits."
    assert grade(told, "1.0").outcome == grade(told, "1.000").outcome == "wrong"
    lax = deal(
        question("number", given={"a": 8}, answer="sigmoid(a)", tolerance={"relative": 0.01, "saturating": True})
    )
    assert grade(lax, "1").outcome == "correct"
    assert "only if exact" not in lax.question.answer_rule(lax)


def test_a_vanishing_gradient_is_not_zero() -> None:
    variant = deal(question("number", given={"T": 25}, answer="0.25 ** T", tolerance={"relative": 0.05}))
    assert grade(variant, "8.9e-16").outcome == "correct"
    assert grade(variant, "0").outcome == "wrong"
    assert grade(variant, "1e-13").outcome == "wrong"


def test_read_back() -> None:
    assert STEP.question.read_back("3/4", STEP) == "0.75"
    assert STEP.question.read_back("tanh(1)", STEP) == "0.761594"
