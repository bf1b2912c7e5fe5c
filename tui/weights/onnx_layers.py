"""ONNX's recurrent layers: the operators of a graph, or arrays W, R, B and P."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial

from solvers import layouts
from tui.weights.recurrent import Recurrent, cell_of, conventions
from tui.weights.stored import Contents, Operator, Stored

NAME = re.compile(r"(?P<prefix>.*?)R")
INPUTS = ("X", "W", "R", "B", "lengths", "h0", "c0", "P")
"""What the operators take, in their order."""
USUAL = {"rnn": (["tanh"], ["relu"]), "gru": (["sigmoid", "tanh"],), "lstm": (["sigmoid", "tanh", "tanh"],)}
"""Activations of one direction that our cells have."""


def found(contents: Contents) -> Iterator[Recurrent]:
    """The operators of a graph; in a file of arrays alone, what is called like their inputs."""
    operators = contents.operators or [
        _named_alike(match["prefix"]) for match in map(NAME.fullmatch, contents.arrays) if match
    ]
    for number, operator in enumerate(operators):
        yield from _directions(contents.arrays, operator, number)


def _named_alike(prefix: str) -> Operator:
    """An operator unknown but for the names of its inputs."""
    return Operator("", tuple(f"{prefix}{letter}" if letter in "WRBP" else "" for letter in INPUTS), {})


def _directions(arrays: Mapping[str, Stored], operator: Operator, number: int) -> Iterator[Recurrent]:
    named = dict(zip(INPUTS, operator.inputs, strict=False))
    held = {letter: arrays[named[letter]] for letter in "WRBP" if named.get(letter) in arrays}
    if not {"W", "R"} <= held.keys() or len(held["W"].shape) != 3 or len(held["R"].shape) != 3:
        return
    cell = cell_of(held["R"].shape[1:])
    if cell is None:
        return
    words = _conventions(operator, cell)
    convert = cache(lambda: _from_onnx(operator, cell, held, words))
    for direction in range(min(held["R"].shape[0], 2)):
        yield Recurrent(
            place=held["R"].name,
            number=number,
            cell=cell,
            is_backward=direction == 1 or operator.attributes.get("direction") == "reverse",
            units=held["R"].shape[2],
            inputs=held["W"].shape[2],
            words=words,
            parts=tuple(one.name for one in held.values()),
            peeps="P" in held,
            convert=partial(_one, convert, direction),
        )


def _one(convert: Callable[[], list[layouts.Direction]], direction: int) -> layouts.Direction:
    return convert()[direction]


def _conventions(operator: Operator, cell: str) -> dict[str, str | None]:
    if not operator.kind:
        return conventions("onnx", cell)
    reset = "after" if operator.attributes.get("linear_before_reset", 0) else "before"
    activations = operator.attributes.get("activations") or ["Tanh"]
    return conventions("onnx", cell, reset=reset, activation=str(activations[0]).lower())


def _from_onnx(
    operator: Operator, cell: str, held: Mapping[str, Stored], words: Mapping[str, str | None]
) -> list[layouts.Direction]:
    _refuse_unusual(operator, cell)
    return layouts.from_onnx(
        cell,
        **{letter: one.numbers() for letter, one in held.items()},
        linear_before_reset=words.get("reset") != "before",
        activation=words.get("activation") or "tanh",
    )


def _refuse_unusual(operator: Operator, cell: str) -> None:
    """Raises `ValueError` for an attribute that changes the cell into one that is not here."""
    asked = [str(one).lower() for one in operator.attributes.get("activations") or ()]
    for usual in USUAL[cell]:
        asked = [] if asked in (usual, usual * 2) else asked
    changed = asked + [name for name in ("clip", "input_forget") if operator.attributes.get(name)]
    if changed:
        raise ValueError(f"{operator.kind} with {', '.join(changed)} has no counterpart here")
