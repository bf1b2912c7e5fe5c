"""The points at which equations are compared: of both signs, within bounds and beyond, and the same in every run."""

import numpy as np
import pytest

from engine.formula.points import measured_shape, parameter_shape, points
from engine.formula.terms import Term, uses
from tests.engine.formula.equation_reading import ATTENTION, LSTM, bank_term, setting

Shapes = dict[str, list[str]]


def _values(text: str, given: Shapes) -> dict[str, list[np.ndarray]]:
    term = bank_term(text, setting(text.partition(" ")[0], given), {})
    drawn = points([term], {name: tuple(shape) for name, shape in given.items()})
    return {name: [point.values[name] for point in drawn] for name in given}


@pytest.mark.parametrize("text", ["q = min(max(g, -c), c)", "q = max(min(g, c), -c)", "q = min(1, c / |g|) g"])
def test_a_number_and_its_bound(text: str) -> None:
    values = _values(text, {"g": [], "c": []})
    assert all(bound > 0 for bound in values["c"])
    sides = {(bool(g > 0), bool(abs(g) > c)) for g, c in zip(values["g"], values["c"], strict=True)}
    assert sides == {(True, True), (True, False), (False, True), (False, False)}


@pytest.mark.parametrize("text", ["q = min(max(g, -c), c)", "q = min(1, c / norm(g)) g", "q = where(g, c, c, g)"])
def test_a_vector_and_its_bound(text: str) -> None:
    given: Shapes = {"g": ["N"], "c": []}
    term = Term("apply", "where") if "where" in text else bank_term(text, setting("q", given), {})
    drawn = points([term], {"g": ("N",), "c": ()})
    elements = [(float(one), float(point.values["c"])) for point in drawn for one in point.values["g"]]
    assert {(g > c, g < -c) for g, c in elements} == {(True, False), (False, True), (False, False)}
    norms = {bool(np.linalg.norm(point.values["g"]) > point.values["c"]) for point in drawn}
    assert norms == {True, False}
    largest = [float(np.abs(point.values["g"]).max()) for point in drawn]
    assert min(largest) <= 0.2
    assert max(largest) > 1.5


def test_logarithms_get_positive_numbers() -> None:
    values = _values("L = -∑_k y_k log(p_k)", {"y": ["K"], "p": ["K"]})
    assert all((one > 0).all() for one in [*values["p"], *values["y"]])


def test_counts_are_whole_and_windows_fit() -> None:
    values = _values("m = floor((n + 2 p - k) / s) + 1", {"n": [], "k": [], "s": [], "p": []})
    assert all(float(one).is_integer() for ones in values.values() for one in ones)
    assert all(n > k and s >= 1 for n, k, s in zip(values["n"], values["k"], values["s"], strict=True))
    pairs = zip(values["n"], values["k"], values["s"], values["p"], strict=True)
    assert {(n + 2 * p - k) % s == 0 for n, k, s, p in pairs} == {True, False}


def test_plain_quantities_have_both_signs() -> None:
    values = _values("f_t = sigmoid(x_t)", {"x_t": ["D"]})
    elements = np.concatenate(values["x_t"])
    assert elements.min() < -0.2
    assert elements.max() > 0.2
    assert len(values["x_t"]) == 4


def test_the_same_in_every_run_and_of_several_sizes() -> None:
    term = bank_term("f_t = sigmoid(W x_t + b)", LSTM, {"W": ["H", "D"], "b": ["H"]})
    one, two = (points([term], {"x_t": ("D",), "h_{t-1}": ("H",)}) for _ in range(2))
    assert all((a.values["x_t"] == b.values["x_t"]).all() for a, b in zip(one, two, strict=True))
    assert all((a.parameters["W"] == b.parameters["W"]).all() for a, b in zip(one, two, strict=True))
    assert {(point.sizes["D"], point.sizes["H"]) for point in one} == {(3, 2), (2, 4)}
    assert all(point.parameters["W"].shape == (point.sizes["H"], point.sizes["D"]) for point in one)


def test_shapes() -> None:
    assert measured_shape(("H", 3, "E"), {"H": 2, "E": 5}) == (2, 3, 5)
    declared = {"v": ["A"], "W": ["A", "H"], "U": ["A", "E"]}
    term = bank_term("e_{tk} = v^T tanh(W s_t + U h_k)", ATTENTION, declared)
    assert {use.name: parameter_shape(use) for use in uses(term)} == {"W": ("A", "H"), "U": ("A", "E"), "v": ("A",)}
    general = bank_term("e_{tk} = s_t^T W h_k", ATTENTION, {"W": ["H", "E"]})
    assert [parameter_shape(use) for use in uses(general)] == [("H", "E")]
