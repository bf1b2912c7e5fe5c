"""Right options that stand out by their length, and options that are spoken of by their place."""

from typing import Any

import pytest

from engine.bank.telling_options import longest_too_often, telling_options
from engine.question.question import Question
from tests.engine.kinds.making import question


def told(kind: str, right: Any, wrong: list[str], **fields: Any) -> list[tuple[str, str]]:
    mistakes = [{"id": f"w{n}", "answer": text, "feedback": "No."} for n, text in enumerate(wrong)]
    made = question(kind, answer=right, mistakes=mistakes, **fields)
    return [(finding.path, finding.found) for finding in telling_options(made)]


@pytest.mark.parametrize(
    ("right", "wrong", "found"),
    [
        ("a" * 30, ["b" * 30, "c" * 28], ""),
        ("a" * 32, ["b" * 30, "c" * 28], ""),
        ("a" * 34, ["b" * 30, "c" * 28], "34 characters, and 30 in the longest wrong option"),
        ("tanh", ["σ", "id"], ""),
        ("a" * 20, ["b" * 30, "c" * 33], ""),
        ("a" * 15, ["b" * 30, "c" * 33], "15 characters, and 30 in the shortest wrong option"),
        ("LSTM", ["RNN of any kind", "a feed-forward net"], ""),
    ],
)
def test_length(right: str, wrong: list[str], found: str) -> None:
    assert told("choice", right, wrong) == ([("answer", found)] if found else [])


def test_several_right_options_all_longer_than_the_wrong_ones() -> None:
    assert told("select", ["a" * 40, "b" * 50], ["c" * 20]) == [
        ("answer", "40 characters, and 20 in the longest wrong option")
    ]
    assert told("select", ["a" * 18, "b" * 50], ["c" * 20]) == []


@pytest.mark.parametrize(
    ("field", "text", "path", "found"),
    [
        ("prompt", "Is it option B or the other?", "prompt", '"option B"'),
        ("solution", "The second answer is right.", "solution", '"second answer"'),
        ("hints", ["Look again.", "Not the last option."], "hints[1]", '"last option"'),
    ],
)
def test_place(field: str, text: Any, path: str, found: str) -> None:
    assert told("choice", "yes", ["no", "maybe"], **{field: text}) == [(path, found)]


def test_lettered_options() -> None:
    assert told("choice", "A) tanh", ["B) ReLU"]) == [("answer", '"A)"'), ("mistakes[0].answer", '"B)"')]
    assert told("select", ["(a) one", "two"], ["three"]) == [("answer[0]", '"(a)"')]


def test_what_only_sounds_like_a_place() -> None:
    fields = {"prompt": "The last statement of the loop runs 3 times.", "solution": "The answer 2.5 is the mean."}
    assert [path for path, _ in told("choice", "yes", ["no"], **fields)] == ["prompt"]
    assert told("choice", "yes", ["no"], solution="The answer 2.5 is the mean; a choice of words.") == []


def test_kinds_without_options() -> None:
    assert list(telling_options(question("number", answer="2", prompt="Which option B?"))) == []


def four_options(right: int, wrong: int) -> Question:
    mistakes = [{"id": f"w{n}", "answer": f"{n}" * wrong, "feedback": "No."} for n in range(3)]
    return question("choice", answer="a" * right, mistakes=mistakes)


@pytest.mark.parametrize(("longest", "told"), [(4, False), (9, False), (10, True), (16, True)])
def test_a_character_that_tells_every_time(longest: int, told: bool) -> None:
    """Of 16 questions chance gives 4, with a deviation of √3 = 1.73; three of them end at 9.2."""
    questions = [four_options(31, 30)] * longest + [four_options(30, 30)] * (16 - longest)
    found = f"the right option the longest in {longest} of 16 choice questions" if told else ""
    assert longest_too_often(questions) == found
    assert [finding for made in questions for finding in telling_options(made)] == []


def test_few_questions_tell_nothing() -> None:
    assert longest_too_often([four_options(31, 30)] * 4) == ""
    assert longest_too_often([]) == ""
