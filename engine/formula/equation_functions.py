"""The functions that equations apply, computed; an overflow is left for the comparison to see."""

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Value: TypeAlias = NDArray[np.floating[Any]]


def _softmax(values: Value) -> Value:
    powers = np.exp(values - values.max())
    return np.asarray(powers / powers.sum())


def _sigmoid(values: Value) -> Value:
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * values)))


def _extreme(pairwise: Callable[..., Value], reduced: Callable[..., Value]) -> Callable[..., Value]:
    def chosen(*values: Value) -> Value:
        if len(values) == 1:
            return np.asarray(reduced(values[0]))
        result = values[0]
        for value in values[1:]:
            result = pairwise(result, value)
        return result

    return chosen


def _chosen(one: Value, two: Value, value: Value, other: Value) -> Value:
    return np.asarray(np.where(one > two, value, other))


FUNCTIONS: dict[str, Callable[..., Value]] = {
    "tanh": np.tanh,
    "sigmoid": _sigmoid,
    "relu": lambda values: np.maximum(values, 0.0),
    "exp": np.exp,
    "log": np.log,
    "sqrt": np.sqrt,
    "abs": np.abs,
    "floor": np.floor,
    "ceil": np.ceil,
    "softplus": lambda values: np.logaddexp(0.0, values),
    "sin": np.sin,
    "cos": np.cos,
    "sign": np.sign,
    "hard_sigmoid": lambda values: np.clip(values / 6.0 + 0.5, 0.0, 1.0),
    "softsign": lambda values: values / (1.0 + np.abs(values)),
    "arctanh": np.arctanh,
    "logit": lambda values: 2.0 * np.arctanh(2.0 * values - 1.0),
    "softmax": _softmax,
    "norm": lambda values: np.sqrt((values * values).sum()),
    "logsumexp": np.logaddexp.reduce,
    "sum": np.sum,
    "mean": np.mean,
    "where": _chosen,
    "max": _extreme(np.maximum, np.max),
    "min": _extreme(np.minimum, np.min),
}
"""By the name that the reader gives them."""
