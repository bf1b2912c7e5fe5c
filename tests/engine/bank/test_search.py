"""Searching questions: words of id, title, skill and prompt; filters in the same line."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.bank.load import load
from engine.bank.search import FILTERS, Catalogue, Query, read

BANK = """version: 1
skills: {lstm.forget: {title: Forgetting}, gru.reset: {title: The reset gate}, gru.update: {title: U}}
questions:
- {id: f-1, kind: choice, skill: lstm.forget, level: 1, source: s, title: Gate, prompt: What is kept?, answer: a,
   mistakes: [{id: m, answer: b, feedback: f}]}
- {id: r-1, kind: number, skill: gru.reset, level: 2, source: s, prompt: What is DROPPED?, answer: 1}
- {id: u-1, kind: number, skill: gru.update, level: 2, source: s, prompt: What is kept?, answer: 2}
"""
CONDITIONS = {"f-1": ("weak", "flagged"), "r-1": ("new",), "u-1": ("due",)}


@pytest.fixture
def catalogue(tmp_path):
    file = tmp_path / "bank.yaml"
    file.write_text(BANK)
    made = Catalogue(load([file]).sound())
    assert list(made.fill()) == []
    return made


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("", ["f-1", "r-1", "u-1"]),
        ("kept", ["f-1", "u-1"]),
        ("dropped", ["r-1"]),
        ("GATE", ["f-1", "r-1"]),
        ("gate kept", ["f-1"]),
        ("gru", ["r-1", "u-1"]),
        ("u-1", ["u-1"]),
        ("kind:number", ["r-1", "u-1"]),
        ("kind:num kept", ["u-1"]),
        ("level:1", ["f-1"]),
        ("skill:gru", ["r-1", "u-1"]),
        ("skill:gr", []),
        ("is:weak", ["f-1"]),
        ("is:flagged", ["f-1"]),
        ("is:due level:2", ["u-1"]),
        ("is:nothing", []),
        ("kept: x:y", []),
        ("kind:", []),
    ],
)
def test_everything_must_fit(catalogue, line, names):
    assert [summary.id for summary in catalogue.found(read(line), CONDITIONS)] == names


def test_titles_are_found_before_the_prompts_are_read(tmp_path):
    file = tmp_path / "bank.yaml"
    file.write_text(BANK)
    catalogue = Catalogue(load([file]).sound())
    assert [summary.id for summary in catalogue.found(read("gate"), {})] == ["f-1", "r-1"]
    assert catalogue.found(read("kept"), {}) == []


def test_a_question_that_cannot_be_read_is_still_found_by_its_title(tmp_path):
    class Torn(dict):
        def __getitem__(self, name):
            from engine.errors import BankError

            raise BankError([])

    file = tmp_path / "bank.yaml"
    file.write_text(BANK)
    catalogue = Catalogue(msgspec.structs.replace(load([file]).sound(), questions=Torn()))
    assert list(catalogue.fill()) == []
    assert len(catalogue.found(read("gate"), {})) == 2


def test_filters_are_set_and_taken_back():
    query = read("gate kind:array level:1 level:2")
    assert query == Query(("gate",), (("kind", "array"), ("level", "2")))
    assert query.asked("level") == "2"
    assert query.asked("is") == ""
    assert query.filtered("level", "3").text == "kind:array level:3 gate"
    assert query.filtered("kind", "").filtered("is", "due").text == "level:2 is:due gate"
    assert Query().filtered("is", "").text == ""


@given(st.text())
def test_any_line_is_a_query_and_its_own_line_reads_the_same(line):
    query = read(line)
    assert read(query.text) == query
    assert {name for name, _ in query.filters} <= set(FILTERS)
