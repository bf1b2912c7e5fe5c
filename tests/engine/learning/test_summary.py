"""The summary of a sitting against counts made by hand."""

from engine.learning.sitting import Place
from engine.learning.summary import Item, Met, Tally, summarised


def test_a_question_counts_by_its_first_answer_and_each_skill_for_itself(questions) -> None:
    places = [
        Place(
            question="update",
            seed=3,
            first="correct",
            last="wrong",
            tries=2,
            seconds=30.0,
            mistakes=("tanh-for-sigmoid",),
        ),
        Place(question="forget", seed=0, first="partial", last="correct", tries=2, seconds=12.5, flagged=True),
        Place(question="update-again", seed=0, first="wrong", last="wrong", tries=2, seconds=1.0, mistakes=("a", "a")),
        Place(question="gone", seed=0, first="correct", last="correct", tries=1, seconds=0.5),
        Place(question="reset", seed=0),
    ]
    summary = summarised(places, questions)
    assert summary.total == Tally(questions=5, answered=4, correct=2)
    assert list(summary.by_skill.items()) == [
        ("gru.update", Tally(questions=2, answered=2, correct=1)),
        ("lstm.forget", Tally(questions=1, answered=1, correct=0)),
        ("", Tally(questions=1, answered=1, correct=1)),
        ("gru.reset", Tally(questions=1, answered=0, correct=0)),
    ]
    assert summary.mistakes == (
        Met(question="update-again", mistake="a", times=2),
        Met(question="update", mistake="tanh-for-sigmoid", times=1),
    )
    assert summary.seconds == 44.0
    assert summary.items[1] == Item(
        question="forget", skill="lstm.forget", first="partial", last="correct", tries=2, seconds=12.5, flagged=True
    )


def test_a_sitting_without_places_sums_to_nothing() -> None:
    summary = summarised([], {})
    assert (summary.total, summary.seconds) == (Tally(questions=0, answered=0, correct=0), 0)
