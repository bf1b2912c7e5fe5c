"""Tables over several files: what counts of ids that come twice, single rows and all of them, in one order."""

import pytest

from engine.bank import table
from engine.bank.bank_file import BankFile, Summary, index_of
from engine.bank.table import Place, Shelf
from engine.kinds.choice import ChoiceQuestion, WrongOption
from engine.question.question import Question


def question(key: str, prompt: str) -> Question:
    wrong = WrongOption(id="b", answer="other", feedback="No.")
    return ChoiceQuestion(id=key, skill="s", level=1, prompt=prompt, source="x", answer="right", mistakes=(wrong,))


def file(name: str, *ids: str) -> tuple[str, BankFile]:
    summaries = [Summary(key, "choice", "s", 1, key.title(), f"{name} {key}", 3 + at) for at, key in enumerate(ids)]
    return name, BankFile("", {}, index_of(summaries), [question(key, f"{name} {key}") for key in ids])


SHELF = Shelf([file("1", "d", "b"), file("2"), file("3", "c", "a", "e")])
TWICE = Shelf([file("1", "d", "b"), file("2", "b", "c"), file("3", "a", "d", "b")])


def test_questions_are_numbered_through_the_files() -> None:
    assert SHELF.numbers == {"d": 0, "b": 1, "c": 2, "a": 3, "e": 4}
    assert [(SHELF.find(number)[0][0], SHELF.find(number)[1]) for number in range(5)] == [
        ("1", 0),
        ("1", 1),
        ("3", 0),
        ("3", 1),
        ("3", 2),
    ]
    assert SHELF.again == []


def test_of_one_id_the_first_counts() -> None:
    assert TWICE.numbers == {"d": 0, "b": 1, "c": 3, "a": 4}
    assert TWICE.again == [2, 5, 6]
    assert {key: question.prompt for key, question in table.questions(TWICE).items()} == {
        "d": "1 d",
        "b": "1 b",
        "c": "2 c",
        "a": "3 a",
    }
    assert list(table.places(TWICE).values()) == [Place("1", 3), Place("1", 4), Place("2", 4), Place("3", 3)]


@pytest.mark.parametrize("shelf", [SHELF, TWICE])
@pytest.mark.parametrize("make", [table.questions, table.summaries, table.digests, table.places])
def test_single_rows_are_those_of_the_whole(shelf: Shelf, make: object) -> None:
    assert callable(make)
    rows, whole = make(shelf), dict(make(shelf).items())
    assert {key: rows[key] for key in reversed(list(rows))} == whole
    assert list(rows.items()) == list(whole.items())
    assert list(rows) == list(whole)
    assert (len(rows), "a" in rows, "z" in rows, rows.get("z")) == (len(whole), True, False, None)
    with pytest.raises(KeyError):
        rows["z"]


def test_a_row_that_was_made_stays_the_same_object() -> None:
    rows = table.questions(Shelf([file("1", "a", "b")]))
    first = rows["b"]
    assert list(rows.values())[1] is first
    assert rows["b"] is first


def test_no_files() -> None:
    assert dict(table.summaries(Shelf([]))) == {}
