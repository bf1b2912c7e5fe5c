"""A question's givens as a scene: the call in its formula, evaluated and set up on the bench that shows it."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from inspect import signature
from typing import Any, Final

import msgspec
import numpy as np

from engine.errors import FormulaError, UnrolledError
from engine.formula.evaluate import evaluate
from engine.formula.functions import lookup
from engine.formula.python_syntax import parse
from engine.formula.tree import Call
from engine.formula.worked import innermost_first
from engine.question.computed import numeric_givens
from engine.question.variant import Variant
from solvers.layouts import reorder
from solvers.shapes import Array
from tui.laboratory.door import formulas
from tui.laboratory.saved import checked
from tui.laboratory.scene import ORDERS, AnyScene, AttentionScene, CellScene, WindowScene, matrix, vector

REFUSED: Final = (UnrolledError, ValueError, TypeError, msgspec.ValidationError)
"""What arguments raise that a bench cannot show: batches, masks, peepholes, words it does not know."""
UNSAID: Final = {"activation": "tanh", "reset": "before", "z": "keeps"}
"""Conventions of other cells than the one at hand, which every scene has."""


def scene_of(variant: Variant) -> AnyScene | None:
    """What a question computes, as a scene; `None` when no bench can show it."""
    names = numeric_givens(variant.given)
    for text in formulas(variant.question):
        with suppress(FormulaError):
            for call in innermost_first(parse(text)):
                scene = _scene(call, names)
                if scene is not None:
                    return scene
    return None


def _scene(call: Call, names: Mapping[str, Any]) -> AnyScene | None:
    family, _, verb = call.function.partition(".")
    take = TAKEN.get(call.function)
    if take is None and not (family in ORDERS and verb in ("step", "forward")):
        return None
    said = [evaluate(argument, names) for argument in call.arguments]
    named = {key: evaluate(value, names) for key, value in call.named}
    try:
        bound = signature(lookup(call.function).call).bind(*said, **named).arguments
        given = {**{k: v for k, v in bound.items() if not isinstance(v, dict)}, **bound.get("layout", {})}
        return checked(take(verb, given) if take else _cell(family, verb, given))
    except REFUSED:
        return None


def _cell(family: str, verb: str, given: dict[str, Any]) -> CellScene:
    """A cell of any size, numbers as one unit; `given`: the arguments of `step` or of `forward`."""
    if {"coupled", "p_i", "p_f", "p_o", "mask"} & given.keys() or given.get("reverse"):
        raise UnrolledError("no bench shows this")
    single = np.ndim(given["W"]) < (1 if family == "rnn" else 2)
    sizes = {"W": (-1, 1), "U": (-1, 1), "b": (-1,), "b_hidden": (-1,)} if single else {}
    weights = {name: _shaped(given[name], sizes.get(name)) for name in ("W", "U", "b", "b_hidden") if name in given}
    if family != "rnn":
        weights = {k: reorder(v, order=str(given["order"]), to=ORDERS[family]) for k, v in weights.items()}
    if family != "gru" and "b_hidden" in weights:
        weights["b"] = weights["b"] + weights.pop("b_hidden")
    states = {"h0": "h_prev", "c0": "c_prev"} if verb == "step" else {"h0": "h0", "c0": "c0"}
    shape = (-1,) if single else None
    starts = {ours: _shaped(given[name], shape) for ours, name in states.items() if name in given}
    x = np.asarray(given["x"], float)
    x = x.reshape(-1, 1) if single else x[None] if verb == "step" else x
    said = {name: given.get(name, usual) for name, usual in UNSAID.items()}
    arrays: dict[str, Any] = {name: array.tolist() for name, array in (weights | starts | {"x": x}).items()}
    return msgspec.convert({"bench": "cell", "cell": family, **said, **arrays}, CellScene)


def _shaped(value: Any, shape: tuple[int, ...] | None) -> Array:
    array = np.asarray(value, float)
    return array if shape is None else array.reshape(shape)


def _window(verb: str, given: dict[str, Any]) -> WindowScene:
    if given.get("ceil_mode") or given.get("dilation", 1) != 1 or np.ndim(given.get("b", 0)):
        raise UnrolledError("no bench shows this")
    said: dict[str, Any] = {"bench": "windows", "X": matrix(given["X"]), "operation": verb}
    said |= {name: _whole(given[name]) for name in ("size", "stride", "padding") if name in given}
    if verb == "forward":
        said |= {"operation": "convolution", "K": matrix(given["K"]), "flip": given["flip"], "b": given.get("b", 0.0)}
    if given.get("count_include_pad") is not None:
        said["count_include_pad"] = given["count_include_pad"]
    return msgspec.convert(said, WindowScene)


def _whole(value: Any) -> int:
    """One size for both axes. Raises `ValueError` for two different ones."""
    sizes = set(np.ravel(value).tolist())
    (size,) = sizes
    return int(size)


def _attention(verb: str, given: dict[str, Any]) -> AttentionScene:
    if "mask" in given:
        raise UnrolledError("no bench shows this")
    K = matrix(given["K"])
    V = matrix(given["V"]) if "V" in given else K
    said = {"bench": "attention", "Q": (vector(given["q"]),), "K": K, "V": V, "kind": given["kind"]}
    return msgspec.convert(said, AttentionScene)


TAKEN: Final[Mapping[str, Callable[[str, dict[str, Any]], AnyScene]]] = {
    **{f"pool.{verb}": _window for verb in ("average", "maximum", "minimum", "sum")},
    "conv.forward": _window,
    "attention.scores": _attention,
    "attention.attend": _attention,
}
"""Functions beside those of the cells that a bench shows."""
