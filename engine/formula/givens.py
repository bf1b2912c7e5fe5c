"""The givens of one variant as formulas take them, with what was computed from them: mistakes call much of what the answer calls."""

from collections.abc import Callable, Mapping
from math import e, pi
from typing import Any

from engine.formula.values import numeric

CONSTANTS = {"pi": pi, "π": pi, "e": e}
"""Names that stand for a number where nothing given has the same name."""


class Givens(dict[str, Any]):
    """Names with their numbers, arrays and words."""

    def __init__(self, values: Mapping[str, Any]):
        """`values`: as `numeric` returns them."""
        super().__init__(values)
        self.asked: dict[tuple[Any, ...], tuple[Any, ...]] = {}
        """What is known of the sizes of results; see `functions.Asked`."""
        self._results: dict[str, Any] = {}

    def once(self, text: str, compute: Callable[[Mapping[str, Any]], Any]) -> Any:
        """What a part of a formula comes to, computed when its text is met for the first time."""
        if text not in self._results:
            self._results[text] = compute(self)
        return self._results[text]

    def __setitem__(self, name: str, value: Any) -> None:
        if name in self or name in CONSTANTS:
            self._results.clear()
        super().__setitem__(name, value)


def givens(values: Mapping[str, Any]) -> Givens:
    """The givens of a question, plain data, made ready for formulas."""
    return Givens({name: numeric(value) for name, value in values.items()})
