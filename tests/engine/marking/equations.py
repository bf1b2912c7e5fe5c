"""The collection of equations and the questions that they answer."""

from pathlib import Path
from typing import Any

import yaml

from engine.marking.equation import EquationJudgement, EquationKey, equation_key, mark_equation, read_equation

_FOLDER = Path(__file__).parents[2] / "equations"


def collected(name: str) -> Any:
    """A file of the collection."""
    return yaml.safe_load((_FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


def _key(question: dict[str, Any]) -> EquationKey:
    return equation_key(
        question["answer"],
        question["given"],
        question.get("parameters") or {},
        [(mistake["id"], mistake["answer"], mistake["feedback"]) for mistake in question.get("mistakes", [])],
        [(convention["name"], convention["answer"]) for convention in question.get("conventions", [])],
        question.get("bias") == "required",
        without=question.get("without", ()),
    )


KEYS = {question["id"]: _key(question) for question in collected("questions")}
RIGHT = [(group["source"], *row[:2]) for group in collected("right") for row in group["equations"]]
WRONG = [tuple(row) for row in collected("wrong")]
INVALID: list[str] = collected("invalid")
REFUSED = [tuple(row) for row in collected("published_but_refused")]


def statuses() -> list[tuple[str, str]]:
    """For each right equation its source and how far it is the source's own: `published`, `adapted`, `made`."""
    groups = collected("right")
    rows = [(group, row) for group in groups for row in group["equations"]]
    return [(group["source"], (row[2] if len(row) > 2 else group["status"]).partition(":")[0]) for group, row in rows]


def judged(question: str, text: str) -> EquationJudgement:
    """What is said of a text."""
    key = KEYS[question]
    return mark_equation(read_equation(text, key), key)
