"""Variants: the printed question at seed 0, the same dealing everywhere and in every process."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine import limits
from engine.errors import FormulaError
from engine.formula.evaluate import plain
from engine.question.variant import Dealer, deal
from tests.engine.kinds.making import question

GOLDEN = Path(__file__).with_name("dealings.json")
DEALING = Path(__file__).with_name("dealing.py")


@pytest.mark.parametrize("hash_seed", ["0", "1", "4242"])
def test_the_same_question_and_seed_are_the_same_in_every_process(hash_seed: str) -> None:
    environment = os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(Path.cwd())}
    out = subprocess.run(
        [sys.executable, str(DEALING)], capture_output=True, text=True, check=True, env=environment
    ).stdout
    assert json.loads(out) == json.loads(GOLDEN.read_text())


def test_seed_zero_is_the_question_as_printed() -> None:
    made = question("number", given={"x": 3}, vary={"x": "integers(50, 60)"}, prompt="Double {{x}}.", answer="2 * x")
    variant = deal(made)
    assert (variant.prompt, variant.key.value) == ("Double 3.", 6)
    fresh = deal(made, 5)
    assert 50 <= fresh.given["x"] <= 60
    assert fresh.prompt == f"Double {fresh.given['x']}."
    assert fresh.key.value == 2 * fresh.given["x"]


def test_a_dealer_deals_what_is_dealt_otherwise_and_knows_what_it_dealt_before() -> None:
    made = question("number", given={"x": 3}, vary={"x": "integers(0, 5)"}, answer="2 * x", prompt="Double {{x}}.")
    dealer = Dealer(made)
    variants = [dealer.deal(seed).variant for seed in range(60)]
    for seed, variant in enumerate(variants):
        alone = deal(made, seed)
        assert (variant.given, variant.prompt, variant.options) == (alone.given, alone.prompt, alone.options)
    assert len({id(variant) for variant in variants}) == len({variant.prompt for variant in variants}) == 6
    assert all(variants[variant.seed] is variant for variant in variants)


def test_what_is_rejected_keeps_no_key_and_what_is_large_is_not_kept() -> None:
    mistake = {"id": "same", "answer": "x * x", "feedback": "No."}
    made = question("number", given={"x": 3}, vary={"x": "choice([0, 2])"}, answer="x + x", mistakes=[mistake])
    look, variant = Dealer(made).deal(1)
    assert look == repr((variant.given, ()))
    assert "key" not in variant.__dict__
    assert variant.key.value == 2 * variant.given["x"]
    variant.forget()
    assert variant.key.value == 2 * variant.given["x"]
    draw = "integers(0, 999, shape=[1024])"
    large = Dealer(question("array", given={"v": [1]}, vary={"v": draw}, answer="v"))
    assert (large.deal(1).look, large.deal(1).variant.given) == ("", large.deal(1).variant.given)
    assert large.deal(1).variant is not large.deal(1).variant


def test_a_dealer_tells_shuffled_options_apart() -> None:
    wrong = [{"id": word, "answer": word, "feedback": "No."} for word in ("two", "three")]
    made = question("choice", answer="one", mistakes=wrong)
    dealer = Dealer(made)
    assert [dealer.deal(seed).variant.options for seed in range(40)] == [deal(made, seed).options for seed in range(40)]
    assert len({id(dealer.deal(seed).variant) for seed in range(200)}) == 6


def test_a_draw_may_use_what_was_drawn_before() -> None:
    made = question(
        "array", given={"n": 2, "v": [1, 2]}, vary={"n": "integers(3, 6)", "v": "integers(0, 9, shape=[n])"}, answer="v"
    )
    for seed in range(1, 20):
        given = deal(made, seed).given
        assert len(given["v"]) == given["n"]


def test_numbers_are_drawn_again_while_a_mistake_cannot_be_told_from_the_key() -> None:
    mistake = {"id": "product", "answer": "x * x", "feedback": "No."}
    made = question("number", given={"x": 3}, vary={"x": "integers(0, 3)"}, answer="x + x", mistakes=[mistake])
    # 0 + 0 = 0 * 0 and 2 + 2 = 2 * 2: only 1 and 3 remain.
    assert {deal(made, seed).given["x"] for seed in range(1, 30)} == {1, 3}


def test_drawing_again_ends() -> None:
    mistake = {"id": "same", "answer": "2 * x", "feedback": "No."}
    made = question("number", given={"x": 3}, vary={"x": "integers(0, 3)"}, answer="x + x", mistakes=[mistake])
    assert limits.DRAWS < 1000
    assert made.collisions(deal(made, 1)) == ("same",)


def test_what_is_shown_below_the_prompt() -> None:
    given = {"a": 1, "b": 2, "c": 3}
    assert list(deal(question("number", given=given, prompt="{{a}}", answer="1")).shown) == ["b", "c"]
    assert list(deal(question("number", given=given, show=["c"], answer="1")).shown) == ["c"]
    assert deal(question("number", given=given, show=[], answer="1")).shown == {}
    assert deal(question("equation", given={"x": ["D"]}, answer="y = x")).shown == {}


def test_a_draw_or_a_formula_that_fails_is_named() -> None:
    with pytest.raises(FormulaError, match=r"^vary\.x: integers: high takes"):
        deal(question("number", given={"x": 1}, vary={"x": "integers(2, 1)"}, answer="x"), 1)
    with pytest.raises(FormulaError, match=r"^answer '1 / x': division by zero$"):
        deal(question("number", given={"x": 0}, answer="1 / x")).key  # noqa: B018 - solving is what fails
    made = question("number", answer="1", mistakes=[{"id": "m", "answer": "[1] @ [1, 2]", "feedback": "No."}])
    with pytest.raises(FormulaError, match=r"^mistakes\[0\].answer '\[1\] @ \[1, 2\]': a vector of 1 @ a vector of 2"):
        deal(made).key  # noqa: B018 - solving is what fails
    made = question("number", answer="1", conventions=[{"name": "other", "answer": "y"}])
    with pytest.raises(FormulaError, match=r"^conventions\[0\].answer 'y': nothing is called y"):
        deal(made).key  # noqa: B018 - solving is what fails


def test_the_key_is_solved_from_the_printed_numbers() -> None:
    made = question(
        "array", given={"x": [0.5]}, vary={"x": "decimals(-2, 2, places=2, shape=[3])"}, prompt="{{x}}", answer="x"
    )
    for seed in range(1, 30):
        variant = deal(made, seed)
        assert json.loads(variant.prompt) == plain(variant.key.value)


BARE = """
import sys
from engine.question.variant import deal
from tests.engine.kinds.making import question
deal(question("choice", answer="one", mistakes=[{"id": "a", "answer": "two", "feedback": "No."}]))
deal(question("array", given={"A": [[1, 2]]}, vary={"A": "integers(0, 9, shape=[1, 2])"}, answer="A"))
heavy = ("numpy", "engine.formula.python_syntax", "engine.formula.typed_numbers", "engine.marking.numeric")
print([name for name in heavy if name in sys.modules])
"""


def test_a_printed_question_is_dealt_without_what_computes() -> None:
    done = subprocess.run([sys.executable, "-c", BARE], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
