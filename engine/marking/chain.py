"""A chain of values marked with carried-forward credit: a slip costs its own step, not the honest steps after it.

Each value is compared with the truth and, where that fails, with the same formula restarted from the learner's own earlier values.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import msgspec
import numpy as np

from engine.errors import FormulaError
from engine.formula.evaluate import Numeric, Program, plain, quietly
from engine.formula.functions import show
from engine.marking import shape
from engine.marking.numeric import agree
from engine.marking.target import Target, cells
from engine.marking.tolerance import Tolerance
from engine.marking.verdict import Part, Verdict


class KnownSlip(msgspec.Struct, frozen=True):
    """A wrong way to compute some of the steps."""

    id: str
    targets: dict[str, Target]
    """What it makes of the steps, by their names, when all before them are right."""
    feedback: str

    def is_apart_from(self, right: Mapping[str, Target]) -> bool:
        """Whether each of its steps can be told from the right one."""
        return all(wrong.is_apart_from(right[name]) for name, wrong in self.targets.items())


class ChainKey(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """The steps, in order."""

    names: dict[str, Any]
    """The givens, as formulas take them."""
    formulas: dict[str, Program]
    """By the name of the step; each may use the steps before it."""
    targets: dict[str, Target]
    """The truth, ready to be compared with."""
    slips: tuple[KnownSlip, ...]
    tolerance: Tolerance

    @cached_property
    def values(self) -> dict[str, Numeric]:
        """The truth."""
        return {name: truth.value for name, truth in self.targets.items()}

    @cached_property
    def texts(self) -> dict[str, str]:
        """The truth as a learner could type it."""
        return {name: truth.text() for name, truth in self.targets.items()}

    @cached_property
    def expected(self) -> dict[str, Any]:
        """The truth as plain data."""
        return {name: plain(value) for name, value in self.values.items()}

    @cached_property
    def shown(self) -> dict[str, str]:
        """The truth as a verdict shows it, step by step."""
        return {name: show(value) for name, value in self.values.items()}

    @cached_property
    def collided(self) -> tuple[str, ...]:
        """Slips that leave a step's value what it should be, or as good as that."""
        return tuple(slip.id for slip in self.slips if not slip.is_apart_from(self.targets))


def mark(response: Mapping[str, Numeric], key: ChainKey) -> Verdict:
    """Mark a chain.

    `response`: finite values by the name of the step; steps may be left out. The score is the share of steps that are right or consistent
    with the learner's own earlier values.
    """
    own = dict(key.names)
    parts: list[Part] = []
    first: str | None = None
    for name, truth in key.values.items():
        answer = response.get(name)
        standing = judge(name, answer, own, key, carried=first is not None)
        parts.append(part(name, standing, key.shown[name]))
        if standing == "wrong" and first is None:
            first = name
        own[name] = truth if answer is None or silly(answer, key.targets[name]) else answer
    understood = "; ".join(f"{name} = {show(value)}" for name, value in response.items())
    common: dict[str, Any] = {"parts": tuple(parts), "expected": dict(key.expected), "understood": understood}
    if first is None:
        return Verdict(outcome="correct", score=1.0, message="Correct, every step.", **common)
    score = sum(p.outcome == "correct" for p in parts) / len(parts)
    slip = named_slip(first, response, key)
    return Verdict(
        outcome="partial" if score else "wrong",
        score=score,
        message=message(first, response, key, parts, slip),
        mistake=slip.id if slip else None,
        **common,
    )


def judge(name: str, answer: Numeric | None, own: Mapping[str, Any], key: ChainKey, *, carried: bool) -> str:
    """`right`, `consistent` (with the learner's own earlier values) or `wrong`."""
    if answer is None:
        return "wrong"
    if key.targets[name].accepts(cells(answer)):
        return "right"
    if not carried:
        return "wrong"
    restarted = recomputed(key.formulas[name], own)
    return "consistent" if restarted is not None and agree(answer, restarted, key.tolerance) else "wrong"


def recomputed(formula: Program, names: Mapping[str, Any]) -> Numeric | None:
    """A step from other values than the true ones; `None` where it cannot be computed."""
    try:
        with quietly():
            return formula.number(names)
    except FormulaError:
        return None


def silly(answer: Numeric, truth: Target) -> bool:
    """Whether a value earns nothing for the steps after it: of another shape, or all zero where the truth is not."""
    given = cells(answer)
    return given.shape != truth.shape or (not any(given.numbers) and any(truth.numbers))


def named_slip(name: str, response: Mapping[str, Numeric], key: ChainKey) -> KnownSlip | None:
    """The known slip that the first wrong step shows."""
    answer = response.get(name)
    if answer is None:
        return None
    given = cells(answer)
    for slip in key.slips:
        if name in slip.targets and slip.targets[name].accepts(given):
            return slip
    return None


def message(
    first: str, response: Mapping[str, Numeric], key: ChainKey, parts: list[Part], slip: KnownSlip | None
) -> str:
    """Which step is the first wrong one, what it shows, and what holds from there."""
    if first not in response:
        return f"{mathematics(first)} is not answered yet."
    text = f"The first wrong step is {mathematics(first)}{cell(response[first], key.targets[first])}."
    if slip:
        text += f" {slip.feedback}"
    elif np.shape(response[first]) != np.shape(key.values[first]):
        text += f" {shape.difference(np.shape(response[first]), np.shape(key.values[first]))}"
    after = parts[[p.name for p in parts].index(first) + 1 :]
    if all(p.outcome == "correct" for p in after) and any(p.message for p in after):
        text += " Consistent from here."
    return text


def no_number(response: Mapping[str, Numeric], key: ChainKey) -> str:
    """What to say of the first step that is a number and was typed as several; empty when there is none such."""
    found = next((name for name, answer in response.items() if np.ndim(answer) and not key.targets[name].shape), None)
    return f"{mathematics(found)}: {shape.difference(np.shape(response[found]), ())}" if found else ""


def mathematics(name: str) -> str:
    """A step's name as a message shows it: `$h_1$`, `$p_{new}$`."""
    letter, _, index = name.partition("_")
    return f"${letter}_{{{index}}}$" if len(index) > 1 else f"${name}$"


def cell(answer: Numeric, truth: Target) -> str:
    """` at 2`: the first wrong cell of a vector or matrix, counted from 1; nothing for numbers and other shapes."""
    given = cells(answer)
    right = truth.right(given)
    if right is None or not given.shape:
        return ""
    place = np.unravel_index(right.index(False), given.shape)
    return f" at {', '.join(str(int(index) + 1) for index in place)}"


def part(name: str, standing: str, expected: str) -> Part:
    """What is said of one step; `expected` as it is shown."""
    return Part(
        name=name,
        outcome="wrong" if standing == "wrong" else "correct",
        message="consistent with your earlier values" if standing == "consistent" else "",
        expected=expected,
    )
