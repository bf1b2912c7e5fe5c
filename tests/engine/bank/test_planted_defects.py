"""Defects of thirty kinds and more, planted into shipped questions: the check must find them, and nothing where nothing was planted."""

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
OF_EACH_KIND = 12
"""Sound questions taken from the shipped banks."""
PLANTS_OF_EACH = 3
MOST_MISSED = 0.05


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


def wrong_for_some_seeds(item: Item) -> None:
    """The wrong way differs from the right one only where a number is drawn that hardly ever comes."""
    item["given"] = {**item["given"], "lot": 999}
    item["vary"] = {**item["vary"], "lot": "integers(0, 999)"}
    item["prompt"] += " Your lot is {{lot}}."
    mistakes(item)[0]["answer"] = f"({item['answer']}) + max(0, lot - 998)"


def saturate(function: str) -> Callable[[Item], None]:
    def plant(item: Item) -> None:
        item |= {
            "answer": f"{function}(9 + 0 * sum({item['answer']}))",
            "tolerance": {"relative": 0.01},
            "mistakes": [],
        }

    return plant


def chosen_by(formula: str, prompt: str, **given: float) -> Callable[[Item], None]:
    """A formula that follows a convention, behind a prompt that does not tell it."""

    def plant(item: Item) -> None:
        item |= {"skill": "gru.state", "prompt": prompt, "answer": formula, "given": given, "vary": {}, "mistakes": []}

    return plant


def misname_the_shape(item: Item) -> None:
    name, value = next((name, value) for name, value in item["given"].items() if matrix(value))
    item["prompt"] += f" The {len(value) + 1}×{len(value[0]) + 2} matrix ${name}$ is given."


def matrix(value: Any) -> bool:
    return isinstance(value, list) and isinstance(value[0], list) and not isinstance(value[0][0], list)


def pad(length: float) -> Callable[[Item], None]:
    """The right option made so many times as long as the longest wrong one."""

    def plant(item: Item) -> None:
        longest = max(len(mistake["answer"]) for mistake in mistakes(item))
        item["answer"] = (item["answer"] + " as it is said in the lecture and in many a book" * 3)[
            : int(length * longest)
        ]

    return plant


def lengthen_the_wrong(item: Item) -> None:
    for place, mistake in enumerate(mistakes(item)):
        mistake["answer"] += f", for the reason that is given in chapter {place} of every book on the matter" * 2


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
    "a mistake that is the key for most seeds": (numeric, wrong_for_some_seeds),
    "a tanh that has saturated": (numeric, saturate("tanh")),
    "a gate that has saturated": (numeric, saturate("sigmoid")),
    "no word on what z keeps": (
        lambda i: i["kind"] == "number",
        chosen_by("z * 2 + (1 - z) * 4", "A GRU mixes the states 2 and 4 with z = {{z}}. What comes out?", z=0.25),
    ),
    "no word on where the reset gate acts": (
        lambda i: i["kind"] == "number",
        chosen_by(
            'gru.step(1, 2, W=[1, 1, 1], U=[1, 1, 1], b=[0, 0, 0], order="rzn", reset="after", z="keeps").h',
            "A GRU in which z keeps the old state takes a step. Where does it arrive?",
        ),
    ),
    "no word on how gradients are clipped": (
        lambda i: i["kind"] == "array",
        chosen_by("clip.by_norm([3, -4], 1)", "The gradient [3, -4] is clipped at 1. What is left?"),
    ),
    "no word on sum or mean": (
        lambda i: i["kind"] == "number",
        chosen_by('loss.sequence([1, 2, 6], reduction="mean")', "Steps have the losses 1, 2 and 6. What is the loss?"),
    ),
    "no word on the biases": (
        lambda i: i["kind"] == "number",
        chosen_by("count.lstm(2, 3, biases=2)", "How many parameters has an LSTM with 2 inputs and 3 units?"),
    ),
    "a shape stated wrongly": (lambda i: any(map(matrix, i.get("given", {}).values())), misname_the_shape),
    "a shape of the answer stated wrongly": (
        lambda i: i["kind"] == "array" and any(map(matrix, i.get("given", {}).values())),
        lambda i: i.__setitem__("prompt", i["prompt"] + " Give the 7×9 matrix."),
    ),
    "a right option a little longer than all others": (choice, pad(1.25)),
    "a right option much shorter than all others": (choice, lengthen_the_wrong),
    "an option called by its letter": (choice, lambda i: i.__setitem__("prompt", i["prompt"] + " Is it option B?")),
    "feedback that points at a place": (
        choice,
        lambda i: mistakes(i)[0].__setitem__("feedback", "No; the third option is right."),
    ),
}


@pytest.fixture(scope="module")
def planted(items: list[Item], tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, list[str]]]:
    """How many defects of each kind were planted, and the questions in which none was found."""
    table = {}
    for number, (name, (fits, plant)) in enumerate(DEFECTS.items()):
        chosen = [copy.deepcopy(item) for item in items if fits(item)][:PLANTS_OF_EACH]
        for item in chosen:
            plant(item)
        found = told(tmp_path_factory.mktemp(f"defect{number}"), chosen)
        table[name] = len(chosen), [item["id"] for item in chosen if item["id"] not in found]
    return table


def test_hardly_any_defect_is_missed(planted: dict[str, tuple[int, list[str]]]) -> None:
    count = sum(number for number, _ in planted.values())
    missed = sum(len(names) for _, names in planted.values())
    lines = [
        f"{number - len(names)} of {number}  {kind}  {', '.join(names)}" for kind, (number, names) in planted.items()
    ]
    assert missed <= MOST_MISSED * count, "\n".join([f"{missed} of {count} missed", *lines])


@pytest.mark.parametrize("name", DEFECTS)
def test_each_kind_of_defect_is_found(name: str, planted: dict[str, tuple[int, list[str]]]) -> None:
    number, missed = planted[name]
    assert number == PLANTS_OF_EACH
    assert len(missed) < number


def test_nothing_is_found_where_nothing_was_planted(items: list[Item], tmp_path: Path) -> None:
    assert told(tmp_path, items) == {}


def test_there_are_enough_defects() -> None:
    assert len(DEFECTS) >= 36
    assert len(DEFECTS) * PLANTS_OF_EACH >= 100
