"""The plan of a drill: what is due, then what is new, an unseen variant of a question for each skill."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from heapq import heapify, heappop, heappush
from typing import Protocol

from engine.learning.cards import Cards, Practised
from engine.learning.met import times, unseen
from engine.learning.plan import Dealing
from engine.learning.scheduling import recall


class Askable(Practised, Protocol):
    """What a drill needs to know of a question: a question, or a bank's summary of it."""

    @property
    def kind(self) -> str:
        """How it is answered."""


class Required(Protocol):
    """What a drill needs to know of a skill, as banks declare it."""

    @property
    def requires(self) -> tuple[str, ...]:
        """The skills to have before it."""


def planned(
    cards: Cards,
    questions: Mapping[str, Askable],
    skills: Mapping[str, Required],
    met: Set[Dealing],
    day: date,
    count: int | None = None,
) -> list[Dealing]:
    """What to ask in a drill on a day, at most `count` questions (`None`: as the settings allow); nothing when nothing is due or new.

    `questions`: to choose from, by id. First the skills on which the learner was sure and wrong, then those that are due, then new ones
    in the order in which they build on one another; relatives are spaced apart where others can come between.
    """
    found = dict.fromkeys(question.skill for question in questions.values())
    sure = [skill for skill in cards.due(date.max) if skill in found and cards.by_skill[skill].overconfident]
    due = [skill for skill in cards.due(day) if skill in found and skill not in sure]
    fresh = [skill for skill in in_order(found, skills) if skill not in cards.by_skill]
    ordered = _spaced(
        sure,
        _by_order(cards, due, day)[: _due_left(cards, day)],
        fresh[: _new_left(cards, day)],
        after={skill: set(_requires(skill, skills)) for skill in fresh},
    )
    return list(_dealt(ordered[:count], cards, questions, met))


def next_due(cards: Cards, skills: Collection[str]) -> date | None:
    """The day on which the next of these skills is due; `None` when none was ever met."""
    return min((card.memory.due for skill, card in cards.by_skill.items() if skill in skills), default=None)


def in_order(found: Iterable[str], skills: Mapping[str, Required]) -> list[str]:
    """Skills in the order in which they are best learned: as given, but each after those among them that it requires."""
    names = list(found)
    place = {name: index for index, name in enumerate(names)}
    needs = {name: {other for other in _requires(name, skills) if other in place and other != name} for name in names}
    ready = [place[name] for name in names if not needs[name]]
    heapify(ready)
    order: list[str] = []
    while ready:
        done = names[heappop(ready)]
        order.append(done)
        for name, open_needs in needs.items():
            if done in open_needs:
                open_needs.remove(done)
                if not open_needs:
                    heappush(ready, place[name])
    return order


def _requires(name: str, skills: Mapping[str, Required]) -> tuple[str, ...]:
    return skills[name].requires if name in skills else ()


def _by_order(cards: Cards, due: list[str], day: date) -> list[str]:
    if cards.settings.order == "oldest":
        return due
    return sorted(due, key=lambda skill: recall(cards.by_skill[skill].memory, day))


def _due_left(cards: Cards, day: date) -> int:
    done = sum(1 for card in cards.by_skill.values() if card.memory.day == day and len(card.reviews) > 1)
    return max(0, cards.settings.due_per_day - done)


def _new_left(cards: Cards, day: date) -> int:
    done = sum(1 for card in cards.by_skill.values() if card.reviews[0].day == day)
    return max(0, cards.settings.new_per_day - done)


def _spaced(*parts: Sequence[str], after: Mapping[str, Set[str]]) -> list[str]:
    """The parts one after the other, each reordered so that relatives do not follow one another where that can be had.

    `after`: the skills that one may not come before.
    """
    order: list[str] = []
    for part in parts:
        left = list(part)
        while left:
            waiting = set(left)
            free = [skill for skill in left if not after.get(skill, set()) & waiting - {skill}] or left
            last = family(order[-1]) if order else ""
            chosen = next((skill for skill in free if family(skill) != last), free[0])
            left.remove(chosen)
            order.append(chosen)
    return order


def family(skill: str) -> str:
    """What a skill belongs to: `lstm` for `lstm.forget`."""
    return skill.partition(".")[0]


def _dealt(
    order: Sequence[str], cards: Cards, questions: Mapping[str, Askable], met: Set[Dealing]
) -> Iterator[Dealing]:
    """For each skill a question with unseen numbers: one met least often, of another kind than the skill's last and than the one before."""
    often = times(met)
    names: dict[str, list[str]] = {}
    for name, question in questions.items():
        names.setdefault(question.skill, []).append(name)
    before = ""
    for skill in order:
        card = cards.by_skill.get(skill)
        last = questions[card.question].kind if card and card.question in questions else ""
        rank = {name: (often.get(name, 0), questions[name].kind in (last, before)) for name in names[skill]}
        chosen = min(rank, key=rank.__getitem__)
        before = questions[chosen].kind
        yield chosen, unseen(chosen, met)
