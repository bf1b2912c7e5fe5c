"""The ways to sit: how each is begun or gone on with, for the command line and for the app."""

from collections.abc import Callable, Mapping
from math import ceil
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import msgspec

from engine.bank.bank_file import Summary
from engine.bank.load import Bank
from engine.errors import UnknownQuestionError
from engine.learning import plan
from engine.learning.session import Session
from engine.learning.store import Store
from tui import unfinished
from tui.count import SITTING
from tui.history import History
from tui.lines import sentence, several, shown
from tui.reviews import Reviews
from tui.sitting import has_screen, now, show, using_store

if TYPE_CHECKING:
    from engine.learning.scorecard import Scorecard

# What plans a way of sitting is loaded when that way is begun: a plain quiz starts without the scheduler, which takes 40 ms.


class Asked(msgspec.Struct, frozen=True):
    """What the learner asks for, on the command line or in the app."""

    bank: Bank
    skills: tuple[str, ...] = ()
    """Skills to keep to, with their branches; all when empty."""
    count: int | None = None
    """How many questions at most; as many as the way usually has when `None`."""
    whole: bool = False
    """Whether a quiz asks every question there is."""
    seed: int | None = None
    minutes: int | None = None
    plain: bool = False
    """Whether lines are wanted even where a full screen can be shown."""
    fresh: bool = False
    """Whether an unfinished sitting is left alone."""
    names: tuple[str, ...] = ()
    """Ids of the questions to keep to; those on the skills when empty."""

    @property
    def wishes(self) -> dict[str, Any]:
        """What is asked for in particular, as the log keeps it; empty when anything will do."""
        lists = {"skills": sorted(self.skills), "names": sorted(self.names), "whole": self.whole}
        numbers = {"count": self.count, "seed": self.seed, "minutes": self.minutes}
        return {name: wish for name, wish in lists.items() if wish} | {
            name: wish for name, wish in numbers.items() if wish is not None
        }

    def questions(self) -> dict[str, Summary]:
        """What there is to ask, by id. Raises `UnknownQuestionError` for skills that no question has."""
        if self.names:
            return {name: self.bank.summaries[name] for name in self.names if name in self.bank.summaries}
        from engine.bank.choose import chosen

        return {summary.id: summary for summary in chosen(self.bank, self.skills)}

    def ids(self) -> list[str]:
        """The ids of what there is to ask, without a look at each of ten thousand questions when all are meant. Raises as `questions`."""
        return list(self.questions()) if self.skills or self.names else list(self.bank.summaries)


Begin: TypeAlias = Callable[[Asked, History], Session | str]
"""Begins a sitting, or says why there is none."""
End: TypeAlias = Callable[[Session, Bank], object]
"""Tells what is told when a sitting is over."""


INSTEAD: Final = {
    "drill": "For more: unrolled quiz; for other limits: unrolled settings",
    "weak": "For more: unrolled drill",
}
"""What to type where a way has nothing to ask."""


def sat(asked: Asked, mode: str, end: End | None = None) -> int:
    """Go on with the unfinished sitting that is meant, or begin one; returns the exit code."""

    def run(store: Store) -> int:
        history = History(store, asked.bank, now)
        left = unfinished.meant(mode, asked, history)
        session = left or begun(mode, asked, history)
        if isinstance(session, str):
            from tui.wrapping import echo

            echo(f"{session} {INSTEAD[mode]}")
            return 0
        reviews = Reviews(session, history)
        in_lines = asked.plain or not has_screen()
        said = [unfinished.going_on(asked, mode, in_lines) if left else unfinished.kept(history, session)]
        if in_lines:  # the app says it by itself
            said.append(history.fault)
        code = show(asked.bank, store, session, reviews, plain=asked.plain, said=" ".join(filter(None, said)))
        if session.finished and end:
            end(session, asked.bank)
        return code

    return using_store(run)


def begun(mode: str, asked: Asked, history: History) -> Session | str:
    """A new sitting of a mode, or why there is none. Raises `UnknownQuestionError` for skills that no question has."""
    return BEGINNINGS[mode](asked, history)


def quiz_begun(asked: Asked, history: History) -> Session:
    """A quiz over the questions asked for, those met least often first, or in the order of the seed."""
    return Session.begin(
        asked.bank.questions,
        history.store,
        clock=history.clock,
        names=asked.ids(),
        count=None if asked.whole else asked.count or SITTING,
        seed=asked.seed,
        asked=asked.wishes,
        digests=asked.bank.digests,
        deal=asked.bank.deal,
    )


def drill_begun(asked: Asked, history: History) -> Session | str:
    """A drill over what is due and new today. Raises `UnknownQuestionError` when there is nothing to ask at all."""
    from engine.learning import drill

    questions = asked.questions()
    if not questions:
        raise UnknownQuestionError("The banks hold no question.")
    cards, met = history.cards, history.met
    dealings = drill.planned(cards, questions, asked.bank.skills, met, history.today, asked.count)
    if dealings:
        return _planned(asked, history, "drill", dealings)
    due = drill.next_due(cards, {question.skill for question in questions.values()})
    when = f"; the next skill is due on {due.isoformat()}" if due else ""
    return f"Nothing is due today, and today's new skills are done{when}."


def weak_begun(asked: Asked, history: History) -> Session | str:
    """A sitting over what was not right when last answered."""
    from engine.learning import weak

    answered, questions = history.store.ledger.answered(), asked.questions()
    names = weak.weak_in(answered, questions)
    if not answered.keys() & questions:
        return "You have answered none of these yet: take a quiz first; what goes wrong in it is asked again here."
    if not names:
        return "Nothing was wrong when you last answered it."
    return _planned(asked, history, "weak", weak.planned(names, history.met, asked.count))


def exam_begun(asked: Asked, history: History) -> Session:
    """An exam over questions drawn at random, as long as the settings say unless it is told."""
    from engine.learning import exam

    seed = history.seed if asked.seed is None else asked.seed
    dealings = plan.planned(list(asked.questions()), set(), count=asked.count or exam.COUNT, seed=seed)
    return _planned(asked, history, "exam", dealings, seed=seed, minutes=asked.minutes or history.settings.minutes)


def exam_told(asked: Asked, history: History) -> str:
    """How long the exam asked for is, or what is left of the one begun alike. Raises as `Asked.questions`."""
    from engine.learning import exam

    left = None if asked.fresh else unfinished.resumed(history, "exam", asked.wishes)
    if left is not None:
        minutes = ceil((left.seconds_left or 0) / 60)
        return f"You left it at question {left.position} of {left.count}, {several(minutes, 'minute')} to go."
    count = min(asked.count or exam.COUNT, len(asked.ids()))
    return f"{several(count, 'question')} in {several(asked.minutes or history.settings.minutes, 'minute')}."


def interview_begun(asked: Asked, history: History) -> Session:
    """An interview over questions drawn at random."""
    from engine.learning import interview

    seed = history.seed if asked.seed is None else asked.seed
    dealings = interview.planned(asked.questions(), seed, asked.count or interview.COUNT)
    return _planned(asked, history, "interview", dealings, seed=seed)


BEGINNINGS: Final[Mapping[str, Begin]] = {
    "quiz": quiz_begun,
    "drill": drill_begun,
    "weak": weak_begun,
    "exam": exam_begun,
    "interview": interview_begun,
}
"""How each mode is begun."""


def scored(session: Session, bank: Bank) -> "Scorecard":
    """The scorecard of an interview that is over."""
    from engine.learning.attempt import counted
    from engine.learning.misconceptions import sayings
    from engine.learning.scorecard import scorecard

    reached = [place for index, place in enumerate(session.places) if index < session.reached or place.first]
    titles = {name: shown(concept.title) for name, concept in bank.skills.items()}
    said = {name: sentence(text) for name, text in sayings(counted(session.entries), bank.questions).items()}
    return scorecard(reached, bank.questions, titles, said)


def _planned(
    asked: Asked,
    history: History,
    mode: str,
    dealings: list[plan.Dealing],
    *,
    seed: int | None = None,
    minutes: int | None = None,
) -> Session:
    return Session.begin(
        asked.bank.questions,
        history.store,
        clock=history.clock,
        mode=mode,
        count=asked.count,
        seed=asked.seed if seed is None else seed,
        dealings=dealings,
        minutes=asked.minutes if minutes is None else minutes,
        asked=asked.wishes,
        digests=asked.bank.digests,
        deal=asked.bank.deal,
    )
