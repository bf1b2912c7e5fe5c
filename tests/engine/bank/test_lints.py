"""All lints together: what is the same for every seed is told once, the rest for each seed."""

from typing import Any

from engine.bank.files import shipped
from engine.bank.lints import found
from engine.bank.load import load
from engine.bank.thin_places import thin_places
from engine.question.variant import deal
from tests.engine.kinds.making import question

SEEDS = 8


def test_once_for_the_question_and_once_for_each_variant() -> None:
    fields: dict[str, Any] = {"given": {"a": 1}, "vary": {"a": "integers(1, 9)"}, "tolerance": {"relative": 0.01}}
    made = question("number", prompt="A cell takes a step.", answer=CELL, **fields)
    told = list(found(made, [deal(made, seed) for seed in range(SEEDS)]))
    assert [finding.seed for finding in told if finding.path == "prompt"] == [0]
    high = [seed for seed in range(SEEDS) if deal(made, seed).given["a"] > 2]
    assert [finding.seed for finding in told if finding.path == "answer"] == high
    assert len(high) > 2
    assert {finding.path for finding in found(made, [deal(made, high[0])])} == {"answer"}


CELL = 'rnn.step(a, 0, W=1, U=1, b=0, activation="tanh").h'
"""1 − tanh 2 = 0.036 and 1 − tanh 3 = 0.0049: from 3 on within 1 % of 1."""


def test_shipped_questions_have_none_and_no_thin_places() -> None:
    told = {}
    for name, made in load([shipped()]).sound().questions.items():
        variants = [deal(made, seed) for seed in range(SEEDS if made.vary else 1)]
        told[name] = [*found(made, variants), *thin_places(made)]
    assert {name: findings for name, findings in told.items() if findings} == {}
