"""Terms computed, against the same equations written out in plain loops."""

import math

import numpy as np
import pytest

from engine.formula.evaluation import Evaluator, fingerprint
from engine.formula.points import Point, points
from engine.formula.terms import Term
from tests.engine.formula.equation_reading import ATTENTION, GRU, LSTM, bank_term, learner_term, setting

QUANTITIES = {"x_t": ("D",), "h_{t-1}": ("H",), "r_t": ("H",)}
GATE = {"W": ["H", "D"], "U": ["H", "H"], "b": ["H"]}


def _drawn(term: Term, quantities: dict[str, tuple[str, ...]]) -> tuple[Point, ...]:
    return points([term], quantities)


def _sigmoid(value: float) -> float:
    return 1.0 / (1.0 + math.exp(-value))


def test_a_gate_in_loops() -> None:
    term = bank_term("f_t = sigmoid(W x_t + U h_{t-1} + b)", LSTM, GATE)
    for point in _drawn(term, QUANTITIES):
        x, h = point.values["x_t"].tolist(), point.values["h_{t-1}"].tolist()
        W, U, b = (point.parameters[name].tolist() for name in ("W", "U", "b"))
        expected = []
        for row in range(len(h)):
            total = b[row]
            for column, value in enumerate(x):
                total += W[row][column] * value
            for column, value in enumerate(h):
                total += U[row][column] * value
            expected.append(_sigmoid(total))
        assert Evaluator(point).value(term).tolist() == pytest.approx(expected, rel=1e-12)


def test_a_reset_candidate_in_loops() -> None:
    term = bank_term("n_t = tanh(W x_t + U (r_t ⊙ h_{t-1}) + b)", GRU, GATE)
    for point in _drawn(term, QUANTITIES):
        x, h, r = (point.values[name].tolist() for name in ("x_t", "h_{t-1}", "r_t"))
        W, U, b = (point.parameters[name].tolist() for name in ("W", "U", "b"))
        expected = [
            math.tanh(
                b[row]
                + sum(W[row][column] * x[column] for column in range(len(x)))
                + sum(U[row][column] * r[column] * h[column] for column in range(len(h)))
            )
            for row in range(len(h))
        ]
        assert Evaluator(point).value(term).tolist() == pytest.approx(expected, rel=1e-12)


def test_attention_in_loops() -> None:
    term = bank_term("e_{tk} = s_t^T W h_k", ATTENTION, {"W": ["H", "E"]})
    for point in _drawn(term, {"s_t": ("H",), "h_k": ("E",)}):
        s, h, W = point.values["s_t"].tolist(), point.values["h_k"].tolist(), point.parameters["W"].tolist()
        expected = sum(s[i] * W[i][j] * h[j] for i in range(len(s)) for j in range(len(h)))
        assert float(Evaluator(point).value(term)) == pytest.approx(expected, rel=1e-12)


def test_an_indexed_sum_in_loops() -> None:
    around = setting("q_t", {"α_{tk}": ["T"], "h_k": ["T", "H"]})
    term = bank_term("q_t = ∑_k α_{tk} h_k", around, {})
    for point in _drawn(term, {"α_{tk}": ("T",), "h_k": ("T", "H")}):
        weights, states = point.values["α_{tk}"].tolist(), point.values["h_k"].tolist()
        expected = [sum(weights[k] * states[k][i] for k in range(len(weights))) for i in range(len(states[0]))]
        assert Evaluator(point).value(term).tolist() == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("text", "figures", "expected"),
    [
        ("m = floor((n + 2 p - k) / s) + 1", {"n": 12.0, "p": 2.0, "k": 3.0, "s": 2.0}, 7.0),
        ("m = ceil((n + 2 p - k) / s) + 1", {"n": 12.0, "p": 2.0, "k": 3.0, "s": 2.0}, 8.0),
        ("m = 1 / (1 + exp(-n))", {"n": 0.5}, 0.6224593312018546),
        ("m = min(n, p, k)", {"n": 3.0, "p": 2.0, "k": 5.0}, 2.0),
        ("m = n^2 - p k", {"n": 3.0, "p": 2.0, "k": 5.0}, -1.0),
        ("m = |n| + sqrt(p)", {"n": -3.0, "p": 4.0}, 5.0),
        ("m = relu(n) + sign(n)", {"n": -3.0}, -1.0),
    ],
)
def test_figures(text: str, figures: dict[str, float], expected: float) -> None:
    term = bank_term(text, setting("m", {name: [] for name in figures}), {})
    point = Point({name: np.asarray(value) for name, value in figures.items()}, {}, {})
    assert float(Evaluator(point).value(term)) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("text", "vector", "expected"),
    [
        ("m = norm(g)", [3.0, 4.0], 5.0),
        ("m = sum(g)", [3.0, 4.0], 7.0),
        ("m = mean(g)", [3.0, 4.0], 3.5),
        ("m = max(g) - min(g)", [3.0, 4.5], 1.5),
        ("m = ∑_j e^{g_j}", [0.0, math.log(2.0)], 3.0),
        ("m = softmax(g) ⊙ g", [0.0, 0.0], [0.0, 0.0]),
        ("m = softmax(g)", [0.0, math.log(3.0)], [0.25, 0.75]),
        ("m = g^T g", [3.0, 4.0], 25.0),
    ],
)
def test_reductions(text: str, vector: list[float], expected: float | list[float]) -> None:
    term = bank_term(text, setting("m", {"g": ["N"]}), {})
    point = Point({"g": np.asarray(vector)}, {}, {})
    assert Evaluator(point).value(term).tolist() == pytest.approx(expected, rel=1e-12)


def test_an_outer_product_and_a_transpose() -> None:
    around = setting("m", {"g": ["N"], "w": ["M"]})
    term = learner_term("m = g w^T", around)
    point = Point({"g": np.asarray([1.0, 2.0]), "w": np.asarray([3.0, 5.0, 7.0])}, {}, {})
    assert Evaluator(point).value(term).tolist() == [[3.0, 5.0, 7.0], [6.0, 10.0, 14.0]]
    assert Evaluator(point).value(Term("transpose", arguments=(term,))).tolist() == [
        [3.0, 6.0],
        [5.0, 10.0],
        [7.0, 14.0],
    ]


def test_a_concatenation() -> None:
    term = learner_term("m = sum([g, w, 4] ⊙ [g, w, 4])", setting("m", {"g": ["N"], "w": ["M"]}))
    point = Point({"g": np.asarray([1.0, 2.0]), "w": np.asarray([3.0])}, {}, {})
    assert Evaluator(point).value(term) == pytest.approx(1.0 + 4.0 + 9.0 + 16.0)


def test_fingerprints_tell_values_apart() -> None:
    value = np.asarray([0.25, -1.5, 2.0])
    assert fingerprint(value) == fingerprint(value.copy())
    assert fingerprint(value) != fingerprint(value[::-1].copy())
    assert fingerprint(value) != fingerprint(value.reshape(3, 1))
