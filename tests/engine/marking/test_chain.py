"""Chains: what is right, what is consistent with a slip, what earns nothing, and which step is named."""

from collections.abc import Iterable
from math import tanh
from typing import Any

import numpy as np
import pytest

from engine.formula.evaluate import Numeric, program
from engine.marking.chain import ChainKey, KnownSlip, cell, judge, mark, mathematics, recomputed, silly
from engine.marking.target import target
from engine.marking.tolerance import Tolerance

WITHIN = Tolerance(absolute=0.001)
# 0.25 * 4 + 0.5 * 0.5 = 1.25; tanh(1.25) / 2 = 0.42414; 0.42414 + 1 = 1.42414


def chain(
    names: dict[str, Any],
    steps: dict[str, tuple[str, Numeric]],
    slips: Iterable[tuple[str, dict[str, float], str]] = (),
) -> ChainKey:
    """A key from each step's formula and value, and from slips: id, values by step, feedback."""
    return ChainKey(
        names=names,
        formulas={name: program(formula) for name, (formula, _) in steps.items()},
        targets={name: target(value, WITHIN) for name, (_, value) in steps.items()},
        slips=tuple(
            KnownSlip(key, {name: target(value, WITHIN) for name, value in wrong.items()}, feedback)
            for key, wrong, feedback in slips
        ),
        tolerance=WITHIN,
    )


KEY = chain(
    names={"f": 0.25, "i": 0.5, "g": 0.5, "c0": 4.0, "o": 0.5},
    steps={
        "c": ("f*c0 + i*g", 1.25),
        "h": ("o*tanh(c)", 0.5 * tanh(1.25)),
        "y": ("h + 1", 1 + 0.5 * tanh(1.25)),
    },
    slips=(
        ("swapped", {"c": 2.125}, "f keeps, i writes."),
        ("swapped-again", {"c": 2.125}, "Never said."),
        ("unsquashed", {"h": 0.625}, "Squash c first."),
    ),
)
VECTORS = chain(
    names={"a": np.array([[1.0, 2.0], [3.0, 4.0]])},
    steps={"b": ("2 * a", np.array([[2.0, 4.0], [6.0, 8.0]])), "s": ("sum(b)", 20.0)},
)


def standings(response: dict[str, Numeric], key: ChainKey = KEY) -> list[str]:
    """What is said of each step."""
    return [
        "consistent" if part.message else "right" if part.outcome == "correct" else "wrong"
        for part in mark(response, key).parts or ()
    ]


def test_all_right() -> None:
    verdict = mark({"c": 1.25, "h": 0.4241, "y": 1.4241}, KEY)
    assert (verdict.outcome, verdict.score, verdict.message) == ("correct", 1.0, "Correct, every step.")
    assert verdict.mistake is None
    assert verdict.understood == "c = 1.25; h = 0.4241; y = 1.4241"
    assert verdict.expected == {"c": 1.25, "h": 0.5 * tanh(1.25), "y": 1 + 0.5 * tanh(1.25)}
    assert [(part.name, part.expected) for part in verdict.parts or ()] == [
        ("c", "1.25"),
        ("h", "0.424142"),
        ("y", "1.42414"),
    ]


def test_a_slip_costs_its_own_step() -> None:
    c, h = 2.125, 0.5 * tanh(2.125)
    response: dict[str, Numeric] = {"c": c, "h": h, "y": h + 1}
    assert standings(response) == ["wrong", "consistent", "consistent"]
    verdict = mark(response, KEY)
    assert (verdict.outcome, verdict.mistake) == ("partial", "swapped")
    assert verdict.score == pytest.approx(2 / 3)
    assert verdict.message == "The first wrong step is $c$. f keeps, i writes. Consistent from here."
    assert [part.message for part in verdict.parts or ()] == ["", *["consistent with your earlier values"] * 2]


def test_the_second_slip_is_wrong_too() -> None:
    response: dict[str, Numeric] = {"c": 2.125, "h": 0.9, "y": 1.9}
    assert standings(response) == ["wrong", "wrong", "consistent"]
    assert mark(response, KEY).message == "The first wrong step is $c$. f keeps, i writes."


def test_right_values_after_a_slip_are_right_but_show_no_consistency() -> None:
    response: dict[str, Numeric] = {"c": 3.0, "h": 0.4241, "y": 1.4241}
    assert standings(response) == ["wrong", "right", "right"]
    assert mark(response, KEY).message == "The first wrong step is $c$."
    assert mark(response, KEY).mistake is None


def test_a_later_first_slip_is_named_from_the_true_values_before_it() -> None:
    verdict = mark({"c": 1.25, "h": 0.625, "y": 1.625}, KEY)
    assert (verdict.mistake, verdict.message) == (
        "unsquashed",
        "The first wrong step is $h$. Squash c first. Consistent from here.",
    )
    assert mark({"c": 2.125, "h": 0.625, "y": 0}, KEY).mistake == "swapped"
    assert mark({"c": 1.25, "h": 2.125, "y": 1}, KEY).mistake is None


def test_the_last_step_has_nothing_after_it() -> None:
    assert mark({"c": 1.25, "h": 0.4241, "y": 9.0}, KEY).message == "The first wrong step is $y$."


@pytest.mark.parametrize(
    ("name", "shown"), [("c", "$c$"), ("h_1", "$h_1$"), ("p_new", "$p_{new}$"), ("h_t_1", "$h_{t_1}$")]
)
def test_a_step_is_named_as_mathematics(name: str, shown: str) -> None:
    assert mathematics(name) == shown


def test_steps_left_out_are_wrong_and_the_true_value_goes_on() -> None:
    assert standings({"h": 0.4241, "y": 1.4241}) == ["wrong", "right", "right"]
    verdict = mark({"h": 0.5, "y": 1.5}, KEY)
    assert standings({"h": 0.5, "y": 1.5}) == ["wrong", "wrong", "consistent"]
    assert (verdict.outcome, verdict.message, verdict.mistake) == ("partial", "$c$ is not answered yet.", None)
    assert mark({}, KEY).outcome == "wrong"
    assert mark({}, KEY).score == 0


def test_a_step_left_out_whose_true_value_is_zero_goes_on_as_zero() -> None:
    key = chain({}, {"a": ("0 * 1", 0.0), "b": ("a + 1", 1.0), "c": ("a + b", 1.0)})
    assert standings({"b": 3.0, "c": 3.0}, key) == ["wrong", "wrong", "consistent"]


def test_silly_values_earn_nothing_after_them() -> None:
    assert standings({"c": 0.0, "h": 0.0, "y": 1.0}) == ["wrong", "wrong", "wrong"]
    assert standings({"c": np.array([2.125, 1.0]), "h": 0.4241, "y": 1.4241}) == ["wrong", "right", "right"]
    assert standings({"b": np.zeros((2, 2)), "s": 0.0}, VECTORS) == ["wrong", "wrong"]


@pytest.mark.parametrize(
    ("answer", "truth", "expected"),
    [
        (0.0, 1.0, True),
        (0.0, 0.0, False),
        (0.5, 1.0, False),
        (0.5, 0.0, False),
        (np.zeros(2), np.array([0.0, 1.0]), True),
        (np.zeros(2), np.zeros(2), False),
        (np.array([0.0, 0.1]), np.array([0.0, 1.0]), False),
        (np.ones(3), np.ones(2), True),
        (1.0, np.ones(1), True),
    ],
)
def test_what_is_silly(answer: Numeric, truth: Numeric, expected: bool) -> None:
    assert silly(answer, target(truth, WITHIN)) is expected


def test_the_wrong_cell_is_named() -> None:
    verdict = mark({"b": np.array([[2.0, 4.0], [6.5, 8.5]]), "s": 21.0}, VECTORS)
    assert verdict.message == "The first wrong step is $b$ at 2, 1. Consistent from here."
    assert cell(np.array([1.0, 9.0, 9.0]), target(np.array([1.0, 2.0, 3.0]), WITHIN)) == " at 2"
    assert cell(1.0, target(2.0, WITHIN)) == cell(np.ones(2), target(np.ones(3), WITHIN)) == ""


def test_another_shape_is_told() -> None:
    verdict = mark({"b": np.array([2.0, 4.0, 6.0, 8.0]), "s": 20.0}, VECTORS)
    assert verdict.message == (
        "The first wrong step is $b$. Expected a 2×2 matrix, found a vector of 4: "
        "the 4 values are there, but not in rows; end each row with ; or a new line."
    )


def test_what_cannot_be_restarted_is_wrong() -> None:
    key = chain({}, {"a": ("2", 2.0), "b": ("1 / (a - 1)", 1.0)})
    assert recomputed(key.formulas["b"], {"a": 1.0}) is None
    assert recomputed(key.formulas["b"], {"a": 3.0}) == 0.5
    assert standings({"a": 1.0, "b": 5.0}, key) == ["wrong", "wrong"]


def test_nothing_is_carried_before_the_first_slip() -> None:
    own = {**KEY.names, "c": 2.125}
    consistent = 0.5 * tanh(2.125)
    assert judge("h", consistent, own, KEY, carried=False) == "wrong"
    assert judge("h", consistent, own, KEY, carried=True) == "consistent"
    assert judge("h", None, own, KEY, carried=True) == "wrong"
    assert judge("h", 0.4241, own, KEY, carried=True) == "right"
