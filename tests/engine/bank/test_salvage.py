"""A bank with syntax errors: the other questions are read as if nothing had happened."""

import pytest

from engine.bank.salvage import read_bank
from engine.bank.strict_yaml import read

GOOD = "  - id: q{0}\n    kind: number\n    mistakes:\n      - id: m\n        answer: 1\n    source: x\n"
HEAD = "version: 1\nquestions:\n"
BAD = {
    "deep": "  - id: bad\n     kind: number\n",
    "shallow": "  - id: bad\n    kind: number\n   source: x\n",
    "shallow dash of a mistake": "  - id: bad\n    mistakes:\n      - id: m\n     - id: n\n",
    "open quote": "  - id: bad\n    prompt: \"What\n    source: 'x'\n",
    "open bracket": "  - id: bad\n    given: {a: [1, 2\n    source: x\n",
    "dash too deep": "   - id: bad\n     kind: number\n",
    "dash too shallow": " - id: bad\n   kind: number\n",
    "anchor": "  - id: bad\n    given: &a {b: 1}\n",
    "control character": "  - id: bad\n    prompt: \x07\n",
}


def bank(*questions: str) -> bytes:
    return (HEAD + "".join(questions)).encode()


# The first dash of all sets the indent that the others are held to.
@pytest.mark.parametrize(
    ("name", "place"),
    [(name, place) for name in BAD for place in (0, 1, 3) if place or not name.startswith("dash")],
)
def test_one_bad_question_among_good_ones(name: str, place: int) -> None:
    good = [GOOD.format(number) for number in range(3)]
    document = read_bank(bank(*good[:place], BAD[name], *good[place:]))
    questions = read(bank(*good)).data["questions"]  # type: ignore[index]
    assert [fault.path for fault in document.faults] == [("questions", place)]
    first_line = 3 + 6 * place
    assert first_line <= document.faults[0].line < first_line + 5
    assert document.data == {"version": 1, "questions": [*questions[:place], {"id": "bad"}, *questions[place:]]}


@pytest.mark.parametrize(
    ("question", "stub"),
    [
        ("  - kind: x\n    id: late\n    a: b: c\n", {"id": "late"}),
        ("  - id: '012'\n    a: b: c\n", {"id": "012"}),
        ("  - id: -\n    a: b: c\n", {"id": "-"}),
        ("  - {id: flow, a: [}\n    mistakes:\n      - id: inner\n", {}),
        ("  - kind: x\n    a: b: c\n", {}),
    ],
)
def test_a_bad_question_keeps_its_id_if_that_can_be_read(question: str, stub: dict[str, str]) -> None:
    assert read_bank(bank(question)).data == {"version": 1, "questions": [stub]}


def test_every_bad_question_is_told() -> None:
    parts = [part for number, bad in enumerate(BAD.values()) for part in (GOOD.format(number), bad)]
    document = read_bank(bank(*parts))
    assert [fault.path for fault in document.faults] == [("questions", 2 * number + 1) for number in range(len(BAD))]


def test_a_bad_header_leaves_nothing() -> None:
    document = read_bank(b"version: 1\n title: x\nquestions:\n  - id: a\n")
    assert not document.readable
    assert [fault.line for fault in document.faults] == [2]


def test_fields_behind_the_questions_are_read() -> None:
    document = read_bank(bank(BAD["deep"]) + b"title: Sums\n")
    assert document.data == {"version": 1, "questions": [{"id": "bad"}], "title": "Sums"}


def test_a_sound_bank_is_read_once_and_whole() -> None:
    data = bank(GOOD.format(1))
    assert read_bank(data) == read(data)
