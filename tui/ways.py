"""The ways to sit that plan for themselves: how each is begun, and what is told at its end."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property
from typing import TypeAlias

import msgspec

from engine.bank.bank_file import Summary
from engine.bank.choose import chosen
from engine.bank.load import Bank
from engine.learning import drill, exam, interview, plan, settings, weak
from engine.learning.cards import Cards
from engine.learning.entry import Entry
from engine.learning.modes import MODES
from engine.learning.scheduling import day_of
from engine.learning.scorecard import Scorecard, scorecard
from engine.learning.session import Session
from engine.learning.store import Store
from engine.question.variant import deal
from tui.lines import shown, verdict_lines
from tui.place import data_folder
from tui.reviews import Reviews
from tui.sitting import now, show, using_store


class Asked(msgspec.Struct, frozen=True):
    """What the command line asks for."""

    bank: Bank
    skills: tuple[str, ...] = ()
    """Skills to keep to, with their branches; all when empty."""
    count: int | None = None
    seed: int | None = None
    minutes: int | None = None
    plain: bool = False
    """Whether lines are wanted even where a full screen can be shown."""
    fresh: bool = False
    """Whether an unfinished sitting is left alone."""

    @property
    def is_new(self) -> bool:
        """Whether only a new sitting can be meant."""
        return (
            self.fresh or bool(self.skills) or any(value is not None for value in (self.count, self.seed, self.minutes))
        )

    def questions(self) -> dict[str, Summary]:
        """What there is to ask, by id. Raises `UnknownQuestionError` for skills that no question has."""
        return {summary.id: summary for summary in chosen(self.bank, self.skills)}


class History:
    """What the log says when a sitting is begun."""

    def __init__(self, store: Store, bank: Bank):
        self.store = store
        self.settings = settings.read(data_folder())
        self.entries: list[Entry] = store.entries()
        self._bank = bank

    @property
    def today(self) -> date:
        """The day of practice that it is."""
        return day_of(now(), self.settings.day_begins)

    def day(self, uid: str) -> date | None:
        """The day of practice on which an entry was written; `None` for one that was not there."""
        found = next((entry for entry in self.entries if entry.uid == uid), None)
        return day_of(found.at, self.settings.day_begins) if found else None

    @cached_property
    def cards(self) -> Cards:
        """What is remembered of each skill."""
        return Cards.replayed(self.entries, self._bank.summaries, self.settings)


Begin: TypeAlias = Callable[[Asked, History], Session | str]
"""Begins a sitting, or says why there is none."""
End: TypeAlias = Callable[[Session, Bank, list[Entry]], object]
"""Tells what is told when a sitting is over."""


def sat(asked: Asked, mode: str, begin: Begin, end: End | None = None) -> int:
    """Go on with the unfinished sitting of this mode, or begin one; returns the exit code."""

    def run(store: Store) -> int:
        history = History(store, asked.bank)
        unfinished = None if asked.is_new else _resumed(asked.bank, history, mode)
        begun = unfinished or begin(asked, history)
        if isinstance(begun, str):
            print(begun)
            return 0
        reviews = Reviews(history.cards, store, now) if MODES[mode].tells else None
        code = show(asked.bank, store, begun, plain=asked.plain, resumed=unfinished is not None, reviews=reviews)
        if begun.finished and end:
            end(begun, asked.bank, store.entries())
        return code

    return using_store(run)


def _resumed(bank: Bank, history: History, mode: str) -> Session | None:
    """The unfinished sitting of a mode; a drill of another day is ended instead, since other skills are due by now."""
    while session := Session.resume(bank.questions, history.store, clock=now, mode=mode, digests=bank.digests):
        if mode != "drill" or history.day(session.uid) == history.today:
            return session
        session.finish()
    return None


def drill_begun(asked: Asked, history: History) -> Session | str:
    """A drill over what is due and new today."""
    questions = asked.questions()
    cards, met = history.cards, plan.seen(history.entries)
    dealings = drill.planned(cards, questions, asked.bank.skills, met, history.today, asked.count)
    if dealings:
        return _session(asked, history, "drill", dealings)
    due = drill.next_due(cards, {question.skill for question in questions.values()})
    when = f"; the next skill is due on {due.isoformat()}" if due else ""
    return f"Nothing is due today, and today's new skills are done{when}. For more: unrolled quiz; for other limits: unrolled settings"


def weak_begun(asked: Asked, history: History) -> Session | str:
    """A sitting over what was not right when last answered."""
    names = weak.weak(history.entries, asked.questions())
    if not names:
        return "Nothing was wrong when you last answered it. For more: unrolled drill"
    return _session(asked, history, "weak", weak.planned(names, plan.seen(history.entries), asked.count))


def exam_begun(asked: Asked, history: History) -> Session:
    """An exam over questions drawn at random, as long as the settings say unless it is told."""
    seed = plan.next_seed(history.entries) if asked.seed is None else asked.seed
    dealings = plan.planned(list(asked.questions()), set(), count=asked.count or exam.COUNT, seed=seed)
    timed = msgspec.structs.replace(asked, seed=seed, minutes=asked.minutes or history.settings.minutes)
    return _session(timed, history, "exam", dealings)


def interview_begun(asked: Asked, history: History) -> Session:
    """An interview over questions drawn at random."""
    seed = plan.next_seed(history.entries) if asked.seed is None else asked.seed
    dealings = interview.planned(asked.questions(), seed, asked.count or interview.COUNT)
    return _session(msgspec.structs.replace(asked, seed=seed), history, "interview", dealings)


def _session(asked: Asked, history: History, mode: str, dealings: list[plan.Dealing]) -> Session:
    return Session.begin(
        asked.bank.questions,
        history.store,
        clock=now,
        mode=mode,
        count=asked.count,
        seed=asked.seed,
        dealings=dealings,
        minutes=asked.minutes,
        digests=asked.bank.digests,
    )


def review_lines(session: Session, bank: Bank, entries: list[Entry]) -> Iterator[str]:
    """Every question of a sitting that is over, with what was answered, the verdict and the right answer."""
    answers = exam.answers(entries, session.uid)
    yield "Review"
    for position, place in enumerate(session.places, start=1):
        if place.question not in bank.questions:
            continue
        variant = deal(bank.questions[place.question], place.seed)
        yield ""
        yield f"{position}. {shown(variant.question.name)}"
        if (answer := answers.get(position)) is None:
            yield "– Not answered"
        else:
            yield f"Your answer: {shown(answer.raw)}"
            yield from verdict_lines(answer.verdict, answer.raw)
        if answer is None or answer.verdict.outcome != "correct":
            yield f"Answer: {shown(variant.question.key_text(variant))}"


def scored(session: Session, bank: Bank) -> Scorecard:
    """The scorecard of an interview that is over."""
    reached = [place for index, place in enumerate(session.places) if index < session.reached or place.first]
    titles = {name: shown(concept.title) for name, concept in bank.skills.items()}
    return scorecard(reached, bank.questions, titles)
