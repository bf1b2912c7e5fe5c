"""Which keys count as saturated: figures by hand (tanh 4 = 0.99933, sigmoid 8 = 0.99966, sigmoid −7 = 0.00091)."""

from typing import Any

import pytest

from engine.bank.saturation import saturated
from engine.question.variant import deal
from tests.engine.kinds.making import question


def found(kind: str, **fields: Any) -> list[tuple[str, str]]:
    made = question(kind, **fields)
    return [(finding.path, finding.found) for finding in saturated(made, [deal(made)])]


@pytest.mark.parametrize(
    ("answer", "tolerance", "told"),
    [
        ("tanh(4)", {"absolute": 0.001}, "0.9993293, which is 1 to within the tolerance"),
        ("tanh(-4)", {"absolute": 0.001}, "-0.9993293, which is -1 to within the tolerance"),
        ("tanh(4)", {"absolute": 0.0005}, ""),
        ("tanh(3)", {"relative": 0.01}, "0.995054754, which is 1 to within the tolerance"),
        ("sigmoid(8)", {"decimals": 3}, "0.99966465, which is 1 to within the tolerance"),
        ("sigmoid(-7)", {"absolute": 0.001}, "0.000911051194, which is 0 to within the tolerance"),
        ("sigmoid(-7)", {"relative": 0.01}, ""),
        ("sigmoid(-7)", {"absolute": 0.001, "saturating": True}, ""),
        ("0.75 * tanh(9)", {"absolute": 0.001}, ""),
        ("sigmoid(9) * tanh(9)", {"absolute": 0.001}, "0.999876575, which is 1 to within the tolerance"),
        ("0.5 + sigmoid(0)", {"absolute": 0.001}, ""),
        ("3 - 2", {"absolute": 0.001}, ""),
        ("tanh(0)", {"absolute": 0.001}, ""),
        ("tanh(40)", {"absolute": 0.001}, "1, which is 1 to within the tolerance"),
        ("relu(0.9999)", {"absolute": 0.001}, ""),
        ('rnn.step(4, 0, W=1, U=1, b=0, activation="tanh").h', {"absolute": 0.001}, "0.9993293, which is 1 to within the tolerance"),
        ('rnn.step(4, 0, W=0.25, U=1, b=0, activation="linear").h', {"absolute": 0.001}, ""),
    ],
)  # fmt: skip
def test_numbers(answer: str, tolerance: dict[str, Any], told: str) -> None:
    assert found("number", answer=answer, tolerance=tolerance) == ([("answer", told)] if told else [])


def test_one_cell_of_an_array_is_enough() -> None:
    assert found("array", answer="[tanh(0.5), tanh(-5)]") == [
        ("answer", "-0.999909204, which is -1 to within the tolerance")
    ]
    assert found("array", answer="softmax([0, 1, 2])") == []
    assert [path for path, _ in found("array", answer="softmax([0, 9])")] == ["answer"]


def test_each_step_of_a_chain_by_itself() -> None:
    """c = 1 is no gate; o is 0.5; f = σ(9) = 0.99988."""
    answer = {"f": "sigmoid(9)", "o": "sigmoid(0)", "c": "f * 0 + 1", "h": "o * tanh(c)"}
    assert [path for path, _ in found("steps", answer=answer)] == ["answer.f"]


def test_gates_and_states_of_a_cell() -> None:
    cell = 'lstm.step(1, 0, 9, W=[0, 9, 0, 0], U=[0, 0, 0, 0], b=[0, 0, 0, 9], order="ifgo")'
    assert [path for path, _ in found("number", answer=f"{cell}.c")] == []
    assert [path for path, _ in found("number", answer=f"{cell}.f")] == ["answer"]
    assert [path for path, _ in found("number", answer=f"{cell}.h")] == ["answer"]


def test_what_is_not_computed_saturates_nothing() -> None:
    mistakes = [{"id": "no", "answer": "1", "feedback": "No."}]
    assert found("choice", answer="0.9999", mistakes=mistakes) == []
    assert found("shape", answer="1 + 0") == []
