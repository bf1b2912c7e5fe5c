"""What learners type as a number or an array, read and computed: at once where it is plain, else as formulas."""

import numpy as np

from engine.formula.evaluate import evaluate_number
from engine.formula.plain_rows import plain_rows
from engine.formula.tree import Number
from engine.formula.typed_numbers import parse_array, parse_number, plain_number
from engine.formula.values import Numeric


def typed_number(text: str) -> Numeric:
    """A text as a number: a float, unless its formula comes to an array. Raises `FormulaError` with the place in the text."""
    node = parse_number(text)
    return node.value if isinstance(node, Number) else evaluate_number(node, {})


def typed_array(text: str) -> Numeric:
    """A text as a number or an array, perhaps one without any cells. Raises `FormulaError` with the place in the text."""
    if plain := plain_number(text):
        return plain.value
    if (rows := plain_rows(text)) is not None:
        return np.array(rows, dtype=np.float64)
    return evaluate_number(parse_array(text), {})
