"""Every kind has an input, and every input a kind."""

import pkgutil

import pytest

import tui.inputs
from engine.kinds import kinds
from tui.widgets.answer_input import AnswerInput, input_for


def test_kinds_and_inputs_are_the_same_set() -> None:
    assert {module.name for module in pkgutil.iter_modules(tui.inputs.__path__)} == set(kinds())


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_every_input_is_one_and_says_how_to_answer(kind: str) -> None:
    found = input_for(kind)
    assert issubclass(found, AnswerInput)
    assert found.HOW.endswith(".")
