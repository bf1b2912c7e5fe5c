"""`unrolled plan`: which skills on which day until an exam."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.bank.load import Bank
from engine.learning import settings
from tui.cli import bank_option, json_option, print_json, sound_bank
from tui.commands.logbook import opened
from tui.lines import several, shown
from tui.place import data_folder
from tui.sitting import now

if TYPE_CHECKING:
    from engine.learning.planner import Plan, Subject

TOLD = 12
"""Skills of a day or of a list that are named; the rest are counted."""


@click.command("plan")
@click.argument("skills", nargs=-1, metavar="[SKILL]...")
@click.option("--exam", required=True, type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Like 2026-06-30.")
@click.option("--minutes", type=click.IntRange(1, 600), help="A day; default: as in the settings.")
@bank_option
@json_option
@click.pass_obj
def plan(
    outer: tuple[Path, ...],
    skills: tuple[str, ...],
    exam: datetime,
    minutes: int | None,
    banks: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Plan the days until an exam on SKILL (all skills by default): what to practise when, and what to drop.

    Ask again every day: the plan follows what you knew and what you did not.
    """
    from engine.learning.planner import planned
    from engine.learning.scheduling import day_of

    chosen = settings.read(data_folder())
    bank = sound_bank((*outer, *banks))
    subjects = subjects_of(bank, skills, chosen)
    budget = minutes or chosen.minutes
    made = planned(subjects, day_of(now(), chosen.day_begins), exam.date(), budget)
    if as_json:
        print_json(made)
    else:
        from tui.wrapping import echo

        titles = {skill: shown(bank.skills[skill].title) if skill in bank.skills else "" for skill in subjects}
        echo("\n".join(lines(made, titles, budget)))


def subjects_of(bank: Bank, skills: tuple[str, ...], chosen: settings.Settings) -> dict[str, "Subject"]:
    """What the planner is told of the skills, in the order in which they are best learned."""
    from engine.bank.choose import chosen as questions_on
    from engine.learning.attempt import counted
    from engine.learning.cards import Cards
    from engine.learning.pace import pace
    from engine.learning.planner import Subject

    wanted = {summary.skill for summary in questions_on(bank, skills)}
    with opened() as store:
        entries = store.entries()
    cards = Cards.replayed(entries, bank.summaries, chosen).by_skill
    minutes = pace(counted(entries), bank.summaries)
    order = dict.fromkeys([*bank.skills, *minutes])
    return {
        skill: Subject(
            memory=cards[skill].memory if skill in cards else None,
            minutes=minutes[skill],
            requires=bank.skills[skill].requires if skill in bank.skills else (),
        )
        for skill in order
        if skill in wanted
    }


def lines(made: "Plan", titles: Mapping[str, str], minutes: int) -> Iterator[str]:
    """A plan as lines. `titles`: of all the skills that it is about."""
    yield (
        f"Exam on {made.exam}, {several(len(made.days), 'day')} of {minutes} minutes before it:"
        f" {made.expected:.0%} of {len(titles)} skills likely known then, {made.without:.0%} without practice"
    )
    begins = next((day.day for day in made.days if day.skills), made.days[0].day)
    if begins > made.days[0].day:
        yield (
            f"Nothing is planned before {begins:%a %Y-%m-%d}: from then on there is time enough,"
            " and what is learned close to the exam is remembered best."
        )
    yield ""
    for is_free, days in groupby(made.days, key=lambda day: not day.skills):
        first, *others = days
        if is_free:
            until = f" to {others[-1].day:%a %Y-%m-%d}" if others else ""
            yield f"{first.day:%a %Y-%m-%d}{until}  nothing"
        else:
            yield from (
                f"{day.day:%a %Y-%m-%d}  {max(1, day.minutes):3.0f} min  {named(day.skills)}"
                for day in (first, *others)
            )
    if made.dropped:
        yield from ["", f"Dropped, for want of time ({len(made.dropped)}): {named(tuple(made.dropped))}"]
    yield from _titles([*(day.skills for day in made.days), tuple(made.dropped)], titles)


def _titles(groups: Iterable[tuple[str, ...]], titles: Mapping[str, str]) -> Iterator[str]:
    """What the skills that are named are called."""
    told = dict.fromkeys(skill for skills in groups for skill in skills[: _told(skills)])
    width = max(map(len, told), default=0)
    yield from [""] if told else []
    yield from (f"{skill:<{width}}  {titles[skill]}".rstrip() for skill in told)


def named(skills: tuple[str, ...]) -> str:
    """The first of some skills by name, the rest by number; a single one is named rather than counted."""
    count = _told(skills)
    rest = f" and {len(skills) - count} more" if len(skills) > count else ""
    return ", ".join(skills[:count]) + rest


def _told(skills: tuple[str, ...]) -> int:
    return TOLD if len(skills) > TOLD + 1 else len(skills)
