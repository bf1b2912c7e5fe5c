"""The shipped banks: what they must hold."""

import pytest

from engine.kinds import kinds
from engine.question.grade import grade
from engine.question.variant import deal
from tests.questions.shipped import bank

FIXED = [
    "pool-average-2x2",
    "rnn-hidden-state",
    "rnn-output",
    "rnn-output-linear",
    "lstm-input-gate",
    "lstm-forget-gate",
    "lstm-output-gate",
    "lstm-candidate",
    "lstm-cell-state",
    "lstm-hidden-state",
    "gru-reset-gate",
    "gru-update-gate",
    "gru-candidate-reset-before",
    "gru-candidate-reset-after",
    "gru-hidden-state-z-keeps",
    "gru-hidden-state-z-takes",
    "sigmoid-definition",
    "softmax-definition",
    "cross-entropy-definition",
    "clip-by-norm",
    "conv-output-size",
    "attention-score-dot",
    "attention-score-general",
    "attention-score-additive",
    "attention-weights",
    "attention-context",
]
"""Ids that history, exports and other programs rely on."""


@pytest.mark.parametrize("name", FIXED)
def test_fixed_id_exists(name: str) -> None:
    assert name in bank().questions


def test_every_skill_has_a_question() -> None:
    skills = {question.skill for question in bank().questions.values()}
    practised = skills | {skill.partition(".")[0] for skill in skills}
    assert sorted(set(bank().skills) - practised) == []


def test_a_skill_comes_after_what_it_requires() -> None:
    concepts = bank().skills
    place = {name: number for number, name in enumerate(concepts)}
    late = {
        name: [need for need in concept.requires if place[need] > place[name]] for name, concept in concepts.items()
    }
    assert {name: needs for name, needs in late.items() if needs} == {}


def test_size() -> None:
    questions = bank().questions.values()
    formal = ("number", "array", "shape", "equation", "steps")
    assert len(questions) >= 300
    assert sum(question.kind in formal for question in questions) >= 120
    assert {question.level for question in questions} == {1, 2, 3, 4, 5}
    assert {question.kind for question in questions} == set(kinds())


def test_nothing_a_learner_needs_is_missing() -> None:
    poor = [q.id for q in bank().questions.values() if not (q.title and q.hints and q.solution)]
    assert poor == []


def test_the_right_option_is_not_told_by_its_length() -> None:
    telling = []
    for question in bank().questions.values():
        if question.kind == "choice":
            wrong = [len(mistake.answer) for mistake in question.mistakes]
            if len(question.answer) > max(wrong):
                telling.append(question.id)
    assert telling == []


def test_model_answers_earn_every_point() -> None:
    short = {}
    for question in bank().questions.values():
        if question.kind == "open":
            verdict = grade(deal(question), question.answer)
            if verdict.score < 1 or verdict.mistake:
                short[question.id] = verdict.mistake or [p.name for p in verdict.parts if p.outcome != "correct"]
    assert short == {}


def test_follow_ups_exist() -> None:
    questions = bank().questions
    lost = {q.id: [n for n in q.follow_ups if n not in questions] for q in questions.values() if q.kind == "open"}
    assert {name: missing for name, missing in lost.items() if missing} == {}
