"""Which questions an interview asks, and what an answer leads to."""

import msgspec
import pytest

from engine.errors import UnknownQuestionError
from engine.kinds.choice import ChoiceQuestion, WrongOption
from engine.kinds.number import NumberQuestion
from engine.kinds.open import OpenQuestion, RedFlag, RubricPoint
from engine.learning.interview import follow_up, planned
from engine.learning.session import Session
from engine.learning.sitting import Place, Sitting
from engine.learning.store import Store


def said(name: str, skill: str, level: int = 4, **more: object) -> OpenQuestion:
    point = RubricPoint(point="It says why.", cues=("because",))
    return OpenQuestion(
        id=name, prompt="Why?", skill=skill, level=level, source="deck 9", answer="Because.", rubric=(point,), **more
    )


def solved(name: str, skill: str, level: int = 2, **more: object) -> NumberQuestion:
    return NumberQuestion(
        id=name, prompt="How much?", skill=skill, level=level, source="deck 9", given={"n": 2}, answer="n + 1", **more
    )


def chosen(name: str, skill: str, mistake: str) -> ChoiceQuestion:
    wrong = WrongOption(id=mistake, feedback="No.", answer="wrong")
    return ChoiceQuestion(
        id=name, prompt="Which?", skill=skill, level=1, source="deck 9", answer="right", mistakes=(wrong,)
    )


@pytest.fixture
def bank():
    flag = RedFlag(id="gates-add", feedback="They scale.", answer="Gates add.", cues=("gates add",))
    made = [
        said("why-gates", "lstm.gate", mistakes=(flag,), follow_ups=("why-cells",)),
        said("why-cells", "lstm.cell"),
        solved("count-gates", "lstm.gate", vary={"n": "integers(1, 9)"}),
        solved("count-more", "gru.gate"),
        chosen("gate-role", "lstm.role", "gates-add"),
        chosen("far-away", "cnn.pool", "gates-add"),
    ]
    return {question.id: question for question in made}


def at(question: str, outcome: str | None, mistakes: tuple[str, ...] = (), because: str = "", more: int = 1) -> Sitting:
    here = Place(question=question, seed=0, first=outcome, last=outcome, mistakes=mistakes, because=because)
    places = (here, *(Place(question="count-more", seed=0) for _ in range(more)))
    return Sitting(uid="0", mode="interview", seed=None, places=places)


@pytest.mark.parametrize(
    ("question", "outcome", "mistakes", "leads", "words"),
    [
        ("why-gates", "correct", (), "why-cells", "leads on"),
        ("why-gates", "partial", (), "count-gates", "in numbers"),
        ("why-gates", "wrong", ("gates-add",), "gate-role", "misconception (gates add)"),
        ("why-cells", "correct", (), None, ""),
        ("why-cells", "wrong", (), None, ""),
        ("count-gates", "correct", (), None, ""),
        ("count-gates", "wrong", (), "count-gates", "fresh numbers"),
        ("count-more", "wrong", (), None, ""),
        ("count-gates", None, (), None, ""),
        ("gone", "wrong", (), None, ""),
    ],
)
def test_what_an_answer_leads_to(bank, question, outcome, mistakes, leads, words) -> None:
    found = follow_up(at(question, outcome, mistakes), bank, {("count-gates", 0)})
    assert (found and found.dealing[0]) == leads
    assert words in (found.because if found else "")


def test_numbers_are_fresh(bank) -> None:
    found = follow_up(at("count-gates", "wrong"), bank, {("count-gates", 0), ("count-gates", 1)})
    assert found.dealing == ("count-gates", 2)


def test_nothing_follows_a_follow_up_nor_the_last_place_nor_twice(bank) -> None:
    assert follow_up(at("count-gates", "wrong", because="Once more."), bank, set()) is None
    assert follow_up(at("count-gates", "wrong", more=0), bank, set()) is None
    twice = at("count-gates", "wrong")
    later = msgspec.structs.replace(twice.places[1], because="Once more.")
    assert follow_up(msgspec.structs.replace(twice, places=(twice.places[0], later)), bank, set()) is None


def test_kinds_take_turns_and_a_seed_is_an_interview(bank) -> None:
    plan = planned(bank, 3)
    kinds = [bank[name].kind for name, _ in plan]
    assert kinds == ["choice", "number", "open", "choice", "number", "open"]
    assert planned(dict(reversed(bank.items())), 3) == plan
    assert planned(bank, 3, 2) == plan[:2]
    assert len({tuple(planned(bank, seed)) for seed in range(20)}) == 20
    with pytest.raises(UnknownQuestionError):
        planned({}, 1)


def test_probing_questions_come_before_easier_ones() -> None:
    mixed = {f"q{n}": said(f"q{n}", "a.b", level=1 + n % 5) for n in range(10)}
    levels = [mixed[name].level >= 3 for name, _ in planned(mixed, 1)]
    assert levels == [True] * 6 + [False] * 4


def test_in_a_sitting_a_follow_up_takes_the_next_place_and_survives_a_break(bank, store: Store, clock) -> None:
    dealings = [("why-gates", 0), ("count-more", 0), ("count-more", 5)]
    session = Session.begin(bank, store, clock=clock, mode="interview", dealings=dealings)
    session.submit("I would say that gates add.\npoints: none")
    session.advance()
    assert (session.variant.question.id, session.position, session.count) == ("gate-role", 2, 3)
    assert "misconception" in session.because
    store.close()
    again = Store.open(store._file.places.log.parent, clock=clock)
    resumed = Session.resume(bank, again, clock=clock, mode="interview")
    assert (resumed.variant.question.id, resumed.because) == ("gate-role", session.because)
    resumed.submit("wrong")
    resumed.advance()
    assert (resumed.variant.question.id, resumed.because) == ("count-more", "")
    again.close()
