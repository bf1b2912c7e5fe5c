"""Choosing questions: by id, by skill with its branches, by kind; unknown names answered with the nearest."""

import pytest

from engine.bank.choose import chosen, question_called
from engine.bank.load import load
from engine.errors import UnknownQuestionError

BANK = """version: 1
skills: {lstm.forget: {title: F}, gru.reset: {title: R}, gru.update: {title: U}}
questions:
- {id: forget, kind: choice, skill: lstm.forget, level: 1, source: s, prompt: p, answer: a, mistakes: [{id: m, answer: b, feedback: f}]}
- {id: reset, kind: number, skill: gru.reset, level: 1, source: s, prompt: p, answer: 1}
- {id: update, kind: number, skill: gru.update, level: 1, source: s, prompt: p, answer: 2}
"""


@pytest.fixture
def bank(tmp_path):
    file = tmp_path / "bank.yaml"
    file.write_text(BANK)
    return load([file]).sound()


@pytest.mark.parametrize(
    ("skills", "names"),
    [
        ([], ["forget", "reset", "update"]),
        (["gru"], ["reset", "update"]),
        (["gru.reset", "lstm.forget"], ["forget", "reset"]),
        (["lstm", "gru.update"], ["forget", "update"]),
    ],
)
def test_a_skill_holds_the_skills_below_it(bank, skills, names):
    assert [summary.id for summary in chosen(bank, skills)] == names


def test_kinds_are_told_apart(bank):
    assert [summary.id for summary in chosen(bank, kind="number")] == ["reset", "update"]
    assert [summary.id for summary in chosen(bank, ["lstm"], "number")] == []


@pytest.mark.parametrize("skill", ["gr", "gru.up", "lstm.forget.more", ""])
def test_an_unknown_skill_is_refused(bank, skill):
    with pytest.raises(UnknownQuestionError, match=f"no question is on the skill '{skill}'"):
        chosen(bank, ["lstm", skill])


def test_unknown_names_are_answered_with_the_nearest(bank):
    with pytest.raises(UnknownQuestionError, match=r"'gru.rest'; did you mean gru\.reset"):
        chosen(bank, ["gru.rest"])
    with pytest.raises(UnknownQuestionError, match="'resett'; did you mean reset"):
        question_called(bank, "resett")
    with pytest.raises(UnknownQuestionError, match=r"'chioce'; kinds: array, choice"):
        chosen(bank, kind="chioce")


def test_a_question_is_found_by_its_id(bank):
    assert question_called(bank, "update").answer == 2
