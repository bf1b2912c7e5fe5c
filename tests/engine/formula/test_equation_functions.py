"""The functions of equations, against figures from tables and against `math`."""

import math

import numpy as np
import pytest

from engine.formula.equation_functions import FUNCTIONS

LARGE = 1000.0


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("tanh", 0.5, 0.46211715726),
        ("sigmoid", 0.5, 0.62245933120),
        ("sigmoid", 0.0, 0.5),
        ("sigmoid", -2.0, 0.11920292202),
        ("relu", -1.0, 0.0),
        ("relu", 1.5, 1.5),
        ("exp", 1.0, math.e),
        ("log", math.e, 1.0),
        ("sqrt", 9.0, 3.0),
        ("abs", -2.0, 2.0),
        ("floor", 2.7, 2.0),
        ("ceil", 2.2, 3.0),
        ("softplus", 0.0, math.log(2.0)),
        ("softplus", 1.0, 1.31326168752),
        ("sin", math.pi / 2, 1.0),
        ("cos", 0.0, 1.0),
        ("sign", -3.0, -1.0),
        ("hard_sigmoid", 0.0, 0.5),
        ("hard_sigmoid", 3.0, 1.0),
        ("hard_sigmoid", -4.0, 0.0),
        ("hard_sigmoid", 1.5, 0.75),
        ("softsign", -1.0, -0.5),
        ("softsign", 3.0, 0.75),
    ],
)
def test_figures_of_one_number(name: str, value: float, expected: float) -> None:
    assert float(FUNCTIONS[name](np.asarray(value))) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("norm", 13.0), ("sum", 19.0), ("mean", 19.0 / 3.0), ("max", 12.0), ("min", 3.0)],
)
def test_figures_of_a_vector(name: str, expected: float) -> None:
    assert float(FUNCTIONS[name](np.asarray([3.0, 4.0, 12.0]))) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(("function", "undone"), [("arctanh", "tanh"), ("logit", "sigmoid")])
def test_inverses(function: str, undone: str) -> None:
    places = np.asarray([-2.0, -0.25, 0.0, 1.5])
    assert FUNCTIONS[function](FUNCTIONS[undone](places)).tolist() == pytest.approx(places.tolist(), abs=1e-12)


def test_the_logarithm_of_a_sum_of_exponentials() -> None:
    logsumexp = FUNCTIONS["logsumexp"]
    assert float(logsumexp(np.log(np.asarray([1.0, 2.0, 5.0])))) == pytest.approx(math.log(8.0), rel=1e-12)
    assert float(logsumexp(np.asarray([LARGE, LARGE]))) == pytest.approx(LARGE + math.log(2.0))


def test_the_larger_and_the_smaller_of_several() -> None:
    one, two, three = (np.asarray(row) for row in ([1.0, 5.0], [3.0, 2.0], [2.0, 7.0]))
    assert FUNCTIONS["max"](one, two, three).tolist() == [3.0, 7.0]
    assert FUNCTIONS["min"](one, two, three).tolist() == [1.0, 2.0]


def test_a_choice() -> None:
    left, right = np.asarray([1.0, 3.0]), np.asarray([2.0, 2.0])
    assert FUNCTIONS["where"](left, right, np.asarray(5.0), np.asarray(6.0)).tolist() == [6.0, 5.0]


def test_softmax() -> None:
    softmax = FUNCTIONS["softmax"]
    assert softmax(np.asarray([0.0, math.log(3.0)])).tolist() == pytest.approx([0.25, 0.75])
    assert softmax(np.asarray([LARGE, LARGE + math.log(3.0)])).tolist() == pytest.approx([0.25, 0.75])


def test_nothing_else_is_computed() -> None:
    known = "tanh sigmoid relu exp log sqrt abs floor ceil softplus "
    known += "sin cos sign hard_sigmoid softsign arctanh logit softmax norm logsumexp sum mean max min where"
    assert set(FUNCTIONS) == set(known.split())
