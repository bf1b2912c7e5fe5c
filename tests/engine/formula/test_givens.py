"""Givens: plain data made ready, and parts of formulas computed once as long as no name changes its meaning."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from engine.errors import FormulaError
from engine.formula import functions
from engine.formula.evaluate import evaluate, program, quietly
from engine.formula.givens import Givens, givens
from engine.formula.python_syntax import parse


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The functions that are called, in order."""
    names: list[str] = []
    apply = functions.apply

    def counted(name: str, arguments: Any, named: Mapping[str, Any], *rest: Any) -> Any:
        names.append(name)
        return apply(name, arguments, named, *rest)

    monkeypatch.setattr(functions, "apply", counted)
    return names


def number(text: str, names: Mapping[str, Any]) -> Any:
    with quietly():
        return program(text).number(names)


def test_plain_data_is_made_ready() -> None:
    made = givens({"x": 2, "W": [[1, 2], [3, 4]], "name": "tanh", "words": ["a", "b"], "yes": True})
    assert isinstance(made["x"], float)
    assert made["W"].tolist() == [[1, 2], [3, 4]]
    assert (made["name"], made["words"], made["yes"]) == ("tanh", ["a", "b"], True)


def test_a_call_that_several_formulas_share_is_computed_once(calls: list[str]) -> None:
    names = givens({"x": 0.5, "y": [1, 2]})
    assert number("tanh(x) + sum(y)", names) == pytest.approx(0.46211715726 + 3)
    assert number("2 * tanh(x)", names) == pytest.approx(2 * 0.46211715726)
    assert number("tanh( x )", names) == pytest.approx(0.46211715726)
    assert calls == ["tanh", "sum"]
    assert number("tanh(x)", dict(names)) == pytest.approx(0.46211715726)
    assert calls == ["tanh", "sum", "tanh"]


def test_new_names_leave_what_was_computed_and_changed_ones_do_not(calls: list[str]) -> None:
    names = givens({"x": 0.5})
    number("tanh(x) + tanh(e)", names)
    names["y"] = 3.0
    number("tanh(x) + tanh(e)", names)
    assert calls == ["tanh"] * 2
    names["e"] = 0.0
    assert number("tanh(e)", names) == 0
    names["x"] = 0.0
    assert number("tanh(x)", names) == 0


def test_rounding_on_the_way_never_takes_what_was_computed_without() -> None:
    names = givens({"x": 0.5})
    number("tanh(x)", names)
    assert evaluate(parse("tanh(x)"), names, lambda value: np.round(value, 1)) == 0.5


def test_what_fails_once_fails_again() -> None:
    names = Givens({"x": 0.0})
    for _ in range(2):
        with pytest.raises(FormulaError, match="log needs positive numbers"):
            number("log(x)", names)
