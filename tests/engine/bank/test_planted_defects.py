"""Defects of twenty kinds, each planted into shipped questions: the check must find them, and nothing where nothing was planted."""

import copy
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine.bank.check import check
from engine.bank.files import shipped, sources
from engine.bank.load import load
from engine.bank.proof import findings
from engine.bank.strict_yaml import read

Item = dict[str, Any]
SEEDS = 40
KINDS = ("choice", "number", "array")
OF_EACH_KIND = 8
PLANTS_OF_EACH = 3


@pytest.fixture(scope="module")
def items() -> list[Item]:
    """Shipped questions without problems, enough of each kind."""
    bank = load([shipped()])
    count: Counter[str] = Counter()
    chosen = []
    for item in (item for source in sources([shipped()])[0] for item in read(source.data).data["questions"]):  # type: ignore[index]
        name, kind = item["id"], item["kind"]
        if (
            kind in KINDS
            and name in bank.questions
            and count[kind] < OF_EACH_KIND
            and not [*findings(bank.questions[name], SEEDS)]
        ):
            count[kind] += 1
            chosen.append(item)
    return chosen


def told(folder: Path, items: list[Item]) -> dict[str, str]:
    """What is told of each question."""
    file = folder / "bank.yaml"
    file.write_text(json.dumps({"version": 1, "questions": items}, ensure_ascii=False))
    bank = load([file])
    problems = [*bank.problems, *check(bank, SEEDS)]
    return {problem.path.split("[seed")[0].split(" ")[0]: str(problem) for problem in problems}


def mistakes(item: Item) -> list[Item]:
    return item.get("mistakes", [])  # type: ignore[no-any-return]


def numeric(item: Item) -> bool:
    return item["kind"] in ("number", "array") and bool(item.get("vary")) and len(mistakes(item)) > 1


def choice(item: Item) -> bool:
    return item["kind"] == "choice" and len(mistakes(item)) > 1


def any_kind(item: Item) -> bool:
    return True


def set_answer(formula: str) -> Callable[[Item], None]:
    return lambda item: item.__setitem__("answer", formula.replace("KEY", str(item["answer"])))


def hide_a_draw(item: Item) -> None:
    name = next(name for name in item["vary"] if name in str(item["answer"]))
    item["show"] = []
    item["prompt"] = item["prompt"].replace("{{" + name + "}}", "some")


def rename(old: str, new: str) -> Callable[[Item], None]:
    return lambda item: item.__setitem__(new, item.pop(old))


def unrounded(item: Item) -> None:
    item["given"] = {
        name: value + 1 / 3 if isinstance(value, int | float) else value for name, value in item["given"].items()
    }
    item["vary"] = {}


DEFECTS: dict[str, tuple[Callable[[Item], bool], Callable[[Item], Any]]] = {
    "key from unrounded numbers": (
        lambda i: numeric(i) and any(isinstance(v, int | float) for v in i["given"].values()),
        unrounded,
    ),
    "a mistake that is the key": (numeric, lambda i: mistakes(i)[0].__setitem__("answer", i["answer"])),
    "two mistakes that are one": (numeric, lambda i: mistakes(i)[1].__setitem__("answer", mistakes(i)[0]["answer"])),
    "an answer with an unknown name": (numeric, set_answer("(KEY) + nothing_of_the_kind")),
    "an answer with an unknown solver": (numeric, set_answer("pool.avrage(KEY)")),
    "a shape that does not fit": (numeric, set_answer("[[1, 2, 3]] @ [[1, 2, 3]] @ (KEY)")),
    "a formula that cannot be read": (numeric, set_answer("((KEY)")),
    "division by zero": (numeric, set_answer("(KEY) / (1 - 1)")),
    "an answer that is no number": (numeric, set_answer("log(-1) * (KEY)")),
    "an array asked as a number": (
        lambda i: i["kind"] == "array" and numeric(i),
        lambda i: i.__setitem__("kind", "number"),
    ),
    "a placeholder that names nothing": (numeric, lambda i: i.__setitem__("prompt", i["prompt"] + " {{nothing}}")),
    "a draw of something not given": (numeric, lambda i: i["vary"].__setitem__("nothing", "integers(0, 9)")),
    "a draw that is no draw": (numeric, lambda i: i["vary"].__setitem__(next(iter(i["vary"])), "random(0, 9)")),
    "a draw that never varies": (
        numeric,
        lambda i: i.__setitem__("vary", dict.fromkeys([*i["vary"]][:1], "integers(2, 2)")),
    ),
    "a number that is never shown": (
        lambda i: numeric(i) and any(n in str(i["answer"]) for n in i["vary"]),
        hide_a_draw,
    ),
    "a tolerance that lets mistakes through": (
        lambda i: i["kind"] == "number" and numeric(i),
        lambda i: i.__setitem__("tolerance", {"relative": 1}),
    ),
    "an option twice": (choice, lambda i: mistakes(i)[0].__setitem__("answer", i["answer"].upper())),
    "an option that points at others": (choice, lambda i: mistakes(i)[0].__setitem__("answer", "All of the above")),
    "a right option told by its length": (
        choice,
        lambda i: i.__setitem__("answer", i["answer"] + ", as was said before" * 3),
    ),
    "a misspelt kind": (any_kind, lambda i: i.__setitem__("kind", i["kind"][:-1])),
    "a misspelt field": (any_kind, rename("prompt", "promt")),
    "no feedback": (lambda i: len(mistakes(i)) > 0, lambda i: mistakes(i)[0].pop("feedback")),
    "no source": (any_kind, lambda i: i.pop("source")),
    "a level out of range": (any_kind, lambda i: i.__setitem__("level", 0)),
}


@pytest.mark.parametrize("name", DEFECTS)
def test_each_kind_of_defect_is_found(name: str, items: list[Item], tmp_path: Path) -> None:
    fits, plant = DEFECTS[name]
    chosen = [copy.deepcopy(item) for item in items if fits(item)][:PLANTS_OF_EACH]
    for item in chosen:
        plant(item)
    assert len(chosen) == PLANTS_OF_EACH
    assert {item["id"] for item in chosen} == set(told(tmp_path, chosen))


def test_nothing_is_found_where_nothing_was_planted(items: list[Item], tmp_path: Path) -> None:
    assert told(tmp_path, items) == {}


def test_there_are_enough_defects() -> None:
    assert len(DEFECTS) >= 20
    assert len(DEFECTS) * PLANTS_OF_EACH >= 60
