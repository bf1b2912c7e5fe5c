"""Keys: what mistakes and conventions come to, those that cannot be told apart left out, and rounding on the way."""

import pytest

from engine.errors import FormulaError
from engine.question.solving import rounded_early
from engine.question.variant import deal
from tests.engine.kinds.making import question


def test_rounding_on_the_way_leaves_out_what_fails() -> None:
    # 0.04 rounded to one decimal is zero, by which nothing can be divided.
    found = dict(rounded_early("1 / (0.2 * 0.2)", {}))
    assert found == pytest.approx({3: 25, 2: 25})
    assert rounded_early("0.33 * 0.5", {}) == ((3, 0.165), (2, 0.16), (1, 0.2))


def test_worked_steps_of_the_answer() -> None:
    variant = deal(question("number", given={"f": 0.5, "c": 2, "i": 0.25, "g": -1}, answer="f * c + i * g"))
    (step,) = variant.question.worked(variant)
    assert step == ("", "f * c + i * g", "0.5 * 2 + 0.25 * (-1)", "0.75")


def test_mistakes_that_meet_the_key_or_one_another_are_left_out() -> None:
    made = question(
        "number",
        given={"x": 2},
        answer="x * x",
        mistakes=[
            {"id": name, "answer": formula, "feedback": "No."}
            for name, formula in (("doubled", "2 * x"), ("cubed", "x ** 3"), ("twice-doubled", "4 * x"))
        ],
        conventions=[{"name": "halves", "answer": "x * x / 2"}, {"name": "the same", "answer": "4"}],
    )
    key = deal(made).key
    assert [(known.name, known.value) for known in key.mistakes] == [("cubed", 8)]
    assert [(known.name, known.value) for known in key.conventions] == [("halves", 2)]
    assert made.collisions(deal(made)) == ("doubled", "twice-doubled")


def test_a_step_may_take_the_name_of_a_given_or_of_a_constant() -> None:
    answer = {"a": "tanh(x) + tanh(e)", "e": "2 * a", "x": "3 * e", "b": "tanh(x) + tanh(e)"}
    values = deal(question("steps", given={"x": 0}, answer=answer, tolerance={"exact": True})).key.values
    a = 0.9913289158
    assert values["a"] == pytest.approx(a)
    assert values["x"] == pytest.approx(6 * a)
    assert values["b"] == pytest.approx(0.9999861 + 0.9628, abs=1e-4)


@pytest.mark.parametrize(
    ("kind", "fields", "path"),
    [
        ("number", {"answer": "y"}, "answer 'y': nothing is called y; known: x"),
        (
            "number",
            {"answer": "x", "mistakes": [{"id": "m", "answer": "1 / x", "feedback": "No."}]},
            "mistakes[0].answer '1 / x': division by zero",
        ),
        (
            "number",
            {"answer": "x", "conventions": [{"name": "c", "answer": "log(x)"}]},
            "conventions[0].answer 'log(x)':",
        ),
        ("steps", {"answer": {"a": "x", "b": "1 / a"}}, "answer.b '1 / a': division by zero"),
        (
            "steps",
            {"answer": {"a": "x", "b": "a"}, "mistakes": [{"id": "m", "answer": {"b": "c"}, "feedback": "No."}]},
            "mistakes[0].answer.b 'c': nothing is called c; known: a, b, x",
        ),
    ],
)
def test_a_formula_that_cannot_be_computed_is_named_by_its_field(
    kind: str, fields: dict[str, object], path: str
) -> None:
    with pytest.raises(FormulaError) as caught:
        _ = deal(question(kind, given={"x": 0}, **fields)).key
    assert caught.value.message.startswith(path)


def test_a_chain_with_a_slip_that_collides_has_no_distinct_key() -> None:
    mistakes = [
        {"id": name, "answer": {"b": formula}, "feedback": "No."}
        for name, formula in (("kept", "a"), ("squared", "a ** 2"))
    ]
    fields = {"answer": {"a": "x + 1", "b": "2 * a"}, "mistakes": mistakes, "tolerance": {"exact": True}}
    collided, sound = (deal(question("steps", given={"x": x}, **fields)) for x in (1, 2))
    assert collided.distinct_key is None
    assert collided.question.collides(collided)
    assert collided.question.collisions(collided) == ("squared",)
    assert sound.distinct_key is sound.key
    assert not sound.question.collides(sound)


def test_a_chain_is_drawn_again_while_a_slip_collides() -> None:
    made = question(
        "steps",
        given={"x": 2},
        vary={"x": "choice([0, 2, 3])"},
        answer={"a": "x", "b": "2 * a"},
        mistakes=[{"id": "squared", "answer": {"b": "a ** 2"}, "feedback": "No."}],
    )
    assert {deal(made, seed).given["x"] for seed in range(1, 30)} == {3}
