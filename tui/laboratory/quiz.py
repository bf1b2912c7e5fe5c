"""Quiz me on this: the state of a bench turned into questions of the kinds that banks have, with numbers as the bench shows them."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

import msgspec
import numpy as np

from engine.kinds import kinds
from engine.question.question import Question
from solvers.unrolling import at
from tui.laboratory import bench_quiz, cell_quiz
from tui.laboratory.cells import run
from tui.laboratory.scene import AnyScene, CellScene, FlowScene, WindowScene

SOURCE: Final = "the laboratory"
PLACES: Final = 3
"""Decimals to which a bench's numbers are dealt."""


class Offer(NamedTuple):
    """One way to be asked about a bench."""

    title: str
    question: Question


def offers(scene: AnyScene, quantity: str = "h", unit: int = 0) -> list[Offer]:
    """All ways to be asked about a bench as it stands.

    `quantity`, `unit`: of a cell, the entry that is looked at.
    """
    return [Offer(title, made(fields)) for title, fields in _drafts(scene, quantity, unit)]


def _drafts(scene: AnyScene, quantity: str, unit: int) -> Iterator[tuple[str, dict[str, Any]]]:
    match scene:
        case CellScene():
            now = at(run(scene), scene.step)
            yield from cell_quiz.drafts(scene, now, quantity, min(unit, scene.units - 1))
        case WindowScene():
            yield from bench_quiz.of_windows(scene)
        case FlowScene():
            yield from bench_quiz.of_flow(scene)
        case _:
            yield from bench_quiz.of_attention(scene)


def made(fields: Mapping[str, Any]) -> Question:
    """A question of the kind that its fields name, by the same schema as a bank's."""
    given = {name: dealt(value) for name, value in fields.get("given", {}).items()}
    return msgspec.convert({"source": SOURCE, **fields, "given": given}, kinds()[fields["kind"]])


def dealt(value: Any) -> Any:
    """Numbers as they are printed in a prompt: rounded, whole ones without a point."""
    if isinstance(value, str):
        return value
    array = np.asarray(value, dtype=float).round(PLACES) + 0.0
    return _plain(array.tolist())


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return int(value) if value.is_integer() else value
