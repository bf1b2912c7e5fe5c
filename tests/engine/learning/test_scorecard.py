"""A scorecard against figures worked out by hand."""

from engine.learning.scorecard import Topic, markdown, scorecard
from engine.learning.sitting import Place


def test_topics_by_hand(questions) -> None:
    places = [
        Place(question="forget", seed=0, first="correct", score=1.0, seconds=50.0),
        Place(question="input", seed=0, first="wrong", score=0.0, seconds=40.0, mistakes=("tanh-for-sigmoid",) * 2),
        Place(question="input", seed=1, first="partial", score=0.5, because="Once more."),
        Place(question="reset", seed=0),
        Place(question="gone", seed=0, first="wrong", score=0.0),
    ]
    said = {"tanh-for-sigmoid": "A gate needs values between 0 and 1."}
    card = scorecard(places, questions, {"lstm": "LSTM", "lstm.forget": "The forget gate"}, said)
    assert (card.asked, card.answered, card.score, card.seconds) == (4, 3, 0.375, 90.0)
    assert card.topics == (
        Topic(topic="gru", title="gru", asked=1, answered=0, follow_ups=0, score=0.0, mistakes={}, said={}),
        Topic(
            topic="lstm",
            title="LSTM",
            asked=3,
            answered=3,
            follow_ups=1,
            score=0.5,
            mistakes={"tanh-for-sigmoid": 2},
            said=said,
        ),
    )
    lines = list(markdown(card))
    assert lines[2] == "38% over 4 questions, 3 of them answered, in 2 minutes."
    assert "| LSTM | 50% | 3 of 3 | 1 |" in lines
    assert lines[-1] == "- tanh for sigmoid (×2): A gate needs values between 0 and 1."


def test_nothing_asked_is_a_scorecard_of_nothing(questions) -> None:
    card = scorecard([], questions, {}, {})
    assert (card.topics, card.score) == ((), 0.0)
    assert "less than a minute" in list(markdown(card))[2]


def test_a_title_cannot_break_the_table(questions) -> None:
    card = scorecard([Place(question="forget", seed=0)], questions, {"lstm": "a | b\nc"}, {})
    assert list(markdown(card))[-1].startswith("| a / b c | 0% |")
