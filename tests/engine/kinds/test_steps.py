"""Chains: a slip costs its own step, honest consequences earn their credit, silly values earn nothing."""

import math
import re

import pytest

from engine.question.grade import grade
from engine.question.variant import deal
from tests.engine.kinds.making import question

T = 3
GATES = {"f": "sigmoid(x + 0.5*h + 1)", "i": "sigmoid(x - h)", "g": "tanh(2*x + h)", "o": "sigmoid(0.5*x + h)"}


def lstm_chain():
    """An LSTM with one unit over three steps, every gate and state asked for: 18 values."""
    steps = {}
    for t in range(1, T + 1):
        names = {"x": f"x{t}", "h": f"h_{t - 1}" if t > 1 else "h0"}
        for gate, formula in GATES.items():
            text = formula.replace("tanh", "TANH").replace("h", names["h"]).replace("x", names["x"])
            steps[f"{gate}_{t}"] = text.replace(f"TAN{'H'}", "tanh")
        before = f"c_{t - 1}" if t > 1 else "c0"
        steps[f"c_{t}"] = f"f_{t}*{before} + i_{t}*g_{t}"
        steps[f"h_{t}"] = f"o_{t}*tanh(c_{t})"
    given = {"x1": 1, "x2": -0.5, "x3": 0.25, "h0": 0.1, "c0": 0.8}
    return question("steps", given=given, answer=steps)


def run_by_hand(corrupt=None, change=0.2):
    """The same chain in plain Python; one value may be changed on the way, all later ones following from it."""
    x, h, c = [1, -0.5, 0.25], 0.1, 0.8
    values = {}

    def keep(name, value):
        values[name] = value + change if name == corrupt else value
        return values[name]

    for t in range(1, T + 1):
        xt = x[t - 1]
        f = keep(f"f_{t}", 1 / (1 + math.exp(-(xt + 0.5 * h + 1))))
        i = keep(f"i_{t}", 1 / (1 + math.exp(-(xt - h))))
        g = keep(f"g_{t}", math.tanh(2 * xt + h))
        o = keep(f"o_{t}", 1 / (1 + math.exp(-(0.5 * xt + h))))
        c = keep(f"c_{t}", f * c + i * g)
        h = keep(f"h_{t}", o * math.tanh(c))
    return values


def typed(values):
    return "\n".join(f"{name} = {value:.6f}" for name, value in values.items())


def test_the_truth_computed_by_hand_is_correct():
    verdict = grade(deal(lstm_chain()), typed(run_by_hand()))
    assert (verdict.outcome, verdict.score) == ("correct", 1.0)


@pytest.mark.parametrize("name", list(run_by_hand()))
def test_one_corrupted_value_is_the_first_error_and_the_rest_keeps_its_credit(name):
    verdict = grade(deal(lstm_chain()), typed(run_by_hand(corrupt=name)))
    assert verdict.outcome == "partial"
    assert [part.name for part in verdict.parts if part.outcome == "wrong"] == [name]
    assert verdict.score == pytest.approx(17 / 18)
    assert verdict.message.startswith(f"The first wrong step is ${name}$.")
    if name != "h_3":
        assert verdict.message.endswith("Consistent from here.")


def test_a_later_slip_is_not_excused_by_an_earlier_one():
    values = run_by_hand(corrupt="i_1")
    values["c_2"] += 0.3
    verdict = grade(deal(lstm_chain()), typed(values))
    wrong = [part.name for part in verdict.parts if part.outcome == "wrong"]
    assert wrong[:2] == ["i_1", "c_2"]
    assert "Consistent from here" not in verdict.message


def test_zeros_all_the_way_earn_nothing():
    verdict = grade(deal(lstm_chain()), typed(dict.fromkeys(run_by_hand(), 0.0)))
    assert (verdict.outcome, verdict.score) == ("wrong", 0.0)


def test_steps_left_out_are_wrong_and_what_is_there_counts():
    raw = re.sub("f_1 = .*", "f_1 = ?", typed(run_by_hand()))
    verdict = grade(deal(lstm_chain()), raw)
    assert verdict.score == pytest.approx(17 / 18)
    assert verdict.message == "$f_1$ is not answered yet."


SHORT = {
    "given": {"f": 0.25, "i": 0.5, "g": 0.5, "c0": 4, "o": 0.5},
    "answer": {"c": "f*c0 + i*g", "h": "o*tanh(c)"},
    "mistakes": [
        {"id": "swapped", "answer": {"c": "i*c0 + f*g"}, "feedback": "f keeps, i writes."},
        {"id": "unsquashed", "answer": {"h": "o*c"}, "feedback": "Squash c first."},
    ],
}


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("c = 1.25", "Still missing: $h$. A ? stands for a step that you leave out."),
        ("c =\nh = 0.4242", "Still missing: $c$. A ? stands for a step that you leave out."),
        ("1.25", "Still missing: $h$. A ? stands for a step that you leave out."),
        ("c = 1 2\nh = 0.4242", "$c$: Expected a number, found a vector of 2."),
        ("c = [1.25]\nh = 0.4242", "$c$: Expected a number, found a vector of 1: there are too many brackets."),
    ],
)
def test_what_was_sent_too_early_or_is_no_number_costs_nothing(raw, told):
    verdict = grade(deal(question("steps", **SHORT)), raw)
    assert (verdict.outcome, verdict.message) == ("invalid", told)


@pytest.mark.parametrize("raw", ["? 0.4242", "c = ?\nh = 0.4242", "h: 0.4242; c: _"])
def test_a_step_left_out_on_purpose_costs_its_share(raw):
    assert grade(deal(question("steps", **SHORT)), raw).score == 0.5


def test_a_chain_half_typed_is_read_back_without_a_word_on_what_is_missing():
    chain = question("steps", **SHORT)
    assert chain.read_back("c = 1.25", deal(chain)) == "1 of 2 steps"


@pytest.mark.parametrize(
    ("raw", "outcome", "mistake"),
    [
        ("1.25 0.4242", "correct", None),
        ("c = 1.25\nh = 0.4242", "correct", None),
        ("c: 1.25; h: 0.4242", "correct", None),
        ("h = 0.4242\nc = 5/4", "correct", None),
        ("2.125 0.4860", "partial", "swapped"),
        ("1.25 0.625", "partial", "unsquashed"),
        ("9 9", "wrong", None),
        ("1.25 0.4242 7", "invalid", None),
        ("c = what", "invalid", None),
        ("d = 1", "invalid", None),
        ("c = 1\nc = 1.25", "invalid", None),
        ("c = nan", "invalid", None),
        ("c = 1e400", "invalid", None),
    ],
)
def test_ways_to_type_it(raw, outcome, mistake):
    verdict = grade(deal(question("steps", **SHORT)), raw)
    assert (verdict.outcome, verdict.mistake) == (outcome, mistake)


def test_vectors_name_the_wrong_cell():
    chain = question("steps", given={"a": [0, 1], "c0": [2, -1]}, answer={"f": "sigmoid(a)", "kept": "f*c0"})
    verdict = grade(deal(chain), "f = [0.5, 0.8]\nkept = [1, -0.8]")
    assert verdict.message == "The first wrong step is $f$ at 2. Consistent from here."
    assert verdict.score == 0.5


def test_samples_get_the_verdict_they_name():
    variant = deal(question("steps", **SHORT))
    for sample in variant.question.samples(variant):
        verdict = grade(variant, sample.raw)
        assert (verdict.outcome, verdict.mistake) == (sample.outcome, sample.mistake)


def test_the_key_is_typed_with_the_digits_that_count():
    variant = deal(question("steps", given={"x": 1}, answer={"h_1": "-tanh(x)", "h_2": "tanh([x, 2 * h_1])"}))
    assert variant.question.key_text(variant) == "h_1 = -0.761594\nh_2 = [0.761594, -0.909252]"
    assert grade(variant, variant.question.key_text(variant)).outcome == "correct"


def test_worked_steps_show_earlier_ones_as_they_were_shown():
    variant = deal(question("steps", given={"x": 1, "w": 0.1234567}, answer={"h_1": "tanh(x)", "h_2": "w * h_1"}))
    assert [(step.name, step.numbers) for step in variant.question.worked(variant)] == [
        ("h_1", "tanh(1)"),
        ("h_2", "0.1234567 * 0.761594"),
    ]


def test_worked_steps_are_told_in_order():
    variant = deal(question("steps", **SHORT))
    assert [(step.name, step.value) for step in variant.question.worked(variant)] == [("c", "1.25"), ("h", "0.424142")]


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"answer": {"c": "f*", "h": "c"}}, "answer.c"),
        (
            {"answer": {"c": "1", "h": "c"}, "mistakes": [{"id": "m", "answer": {"z": "1"}, "feedback": "No."}]},
            "mistakes[0].answer",
        ),
    ],
)
def test_faults_are_found_without_computing(fields, path):
    assert [fault.path for fault in question("steps", **fields).faults()] == [path]
