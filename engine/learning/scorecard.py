"""The scorecard of an interview: topic by topic, as data and as Markdown."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from engine.learning.drill import family
from engine.learning.misconceptions import told
from engine.learning.sitting import Place
from engine.question.question import Question


class Topic(msgspec.Struct, frozen=True, kw_only=True):
    """One topic of an interview."""

    topic: str
    """The first word of its skills: `lstm`."""
    title: str
    """As the banks call it."""
    asked: int
    answered: int
    follow_ups: int
    """How many of those asked followed on an answer."""
    score: float
    """From 0 to 1: the mean over the questions asked, of first answers; a question left unanswered counts 0."""
    mistakes: dict[str, int]
    """How often each known mistake was met, commonest first."""
    said: dict[str, str]
    """What there is to say of each of them; empty where there is nothing."""


class Scorecard(msgspec.Struct, frozen=True, kw_only=True):
    """What became of an interview."""

    topics: tuple[Topic, ...]
    """The weakest first."""
    asked: int
    answered: int
    score: float
    """From 0 to 1, over all questions asked."""
    seconds: float
    """Spent on answers that count."""


def scorecard(
    places: Sequence[Place], questions: Mapping[str, Question], titles: Mapping[str, str], said: Mapping[str, str]
) -> Scorecard:
    """Sum up the places that an interview came to. `titles`: of topics and skills; `said`: what there is to say of mistakes."""
    known = [place for place in places if place.question in questions]
    names = dict.fromkeys(family(questions[place.question].skill) for place in known)
    topics = [
        _topic(name, [place for place in known if family(questions[place.question].skill) == name], titles, said)
        for name in names
    ]
    return Scorecard(
        topics=tuple(sorted(topics, key=lambda topic: topic.score)),
        asked=len(known),
        answered=sum(topic.answered for topic in topics),
        score=_mean(known),
        seconds=sum(place.seconds for place in known),
    )


def _topic(name: str, places: Sequence[Place], titles: Mapping[str, str], said: Mapping[str, str]) -> Topic:
    mistakes = dict(Counter(mistake for place in places for mistake in place.mistakes).most_common())
    return Topic(
        topic=name,
        title=titles.get(name, name),
        asked=len(places),
        answered=sum(1 for place in places if place.first),
        follow_ups=sum(1 for place in places if place.because),
        score=_mean(places),
        mistakes=mistakes,
        said={mistake: said.get(mistake, "") for mistake in mistakes},
    )


def _mean(places: Sequence[Place]) -> float:
    return sum(place.score or 0.0 for place in places) / len(places) if places else 0.0


def markdown(card: Scorecard) -> Iterator[str]:
    """The lines of a scorecard in Markdown."""
    yield "# Interview scorecard"
    yield ""
    questions = f"{card.asked} question{'' if card.asked == 1 else 's'}"
    yield f"{card.score:.0%} over {questions}, {card.answered} of them answered, in {_minutes(card.seconds)}."
    yield ""
    yield "| topic | score | answered | follow-ups |"
    yield "| --- | ---: | ---: | ---: |"
    for topic in card.topics:
        title = " ".join(topic.title.replace("|", "/").split())
        yield f"| {title} | {topic.score:.0%} | {topic.answered} of {topic.asked} | {topic.follow_ups} |"
    if any(topic.mistakes for topic in card.topics):
        yield from ["", "Misconceptions met:", ""]
    for topic in card.topics:
        yield from (f"- {told(mistake, topic.said[mistake], times)}" for mistake, times in topic.mistakes.items())


def write(card: Scorecard, file: Path) -> None:
    """Write a scorecard to a file: JSON if its name ends in `.json`, else Markdown. Raises `OSError`."""
    if file.suffix == ".json":
        text = msgspec.json.format(msgspec.json.encode(card), indent=2).decode()
    else:
        text = "\n".join(markdown(card))
    file.write_text(text + "\n", encoding="utf-8")


def _minutes(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes} minute{'' if minutes == 1 else 's'}" if minutes else "less than a minute"
