"""`unrolled stats`: what was practised so far, as lines with small bars."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.bank.load import Bank
from engine.learning import settings
from tui.cli import bank_option, json_option, print_json, sound_bank
from tui.commands.logbook import opened
from tui.lines import sentence, several, shown
from tui.place import data_folder
from tui.sitting import now

if TYPE_CHECKING:
    from engine.learning.statistics import Statistics

BAR = 20
"""Width of a full bar."""
MOST = 8
"""Lines of a list that could go on."""
DAYS = 14


@click.command("stats")
@bank_option
@json_option
@click.pass_obj
def stats(outer: tuple[Path, ...], banks: tuple[Path, ...], as_json: bool) -> None:
    """What you have practised so far, what of it you know, and what comes next.

    \b
    --json holds all of it:
      streak_days, answers, minutes
      topics{}               skills, met, mastery (mean chance of knowing a skill today), questions, seen, correct
      skills{}               questions, seen, correct, tries, recall (chance today), due
      days[]                 day, answers, right, minutes
      retention              reviews, predicted, measured; the same by bands[] of what was predicted
      forecast[]             day, skills due, as if nothing were practised meanwhile
      hardest[]              skill, tries (first ones), right (share)
      misconceptions[]       mistake, group, times, questions[]; misconception_classes{} sums them up
      calibration            answers, brier, table[] of confidence, stated (chance), answers, right (share)
    Shares and chances run from 0 to 1; null where there is nothing to count.
    """
    from engine.learning.statistics import statistics

    bank = sound_bank((*outer, *banks))
    with opened() as store:
        entries = store.entries()
    found = statistics(entries, bank.summaries, settings.read(data_folder()), now().astimezone())
    if as_json:
        print_json(found)
    else:
        from engine.learning.attempt import counted
        from engine.learning.misconceptions import sayings
        from tui.wrapping import echo

        said = sayings(counted(entries), bank.questions)
        echo("\n".join(lines(found, bank, said, now().astimezone().date())))


def lines(found: "Statistics", bank: Bank, said: Mapping[str, str], today: date) -> Iterator[str]:
    """Statistics as lines; parts with nothing to show are left out. `said`: what there is to say of each mistake."""
    if not found.answers:
        yield "Nothing practised yet. Start with: unrolled quiz"
        return
    yield f"{several(found.answers, 'answer')} in {found.minutes:.0f} minutes, {several(found.streak_days, 'day')} in a row"
    yield from _topics(found, bank)
    yield from _days(found, today)
    yield from _retention(found)
    yield from _forecast(found)
    yield from _hardest(found, bank)
    yield from _misconceptions(found, said)
    yield from _calibration(found)


def bar(share: float) -> str:
    """A share from 0 to 1 as a bar of a fixed width, readable without colour."""
    full = round(min(max(share, 0.0), 1.0) * BAR)
    return "█" * full + "·" * (BAR - full)


def _title(bank: Bank, skill: str) -> str:
    return shown(bank.skills[skill].title) if skill in bank.skills else skill


def _topics(found: "Statistics", bank: Bank) -> Iterator[str]:
    names = {name: _title(bank, name) for name in found.topics}
    width = max(map(len, names.values()))
    yield from ["", "Known today, by topic (and skills met)"]
    for name, topic in found.topics.items():
        yield f"  {names[name]:<{width}}  {bar(topic.mastery)} {topic.mastery:4.0%}  {topic.met} of {topic.skills}"


def _days(found: "Statistics", today: date) -> Iterator[str]:
    recent = [day for day in found.days if day.day > today - timedelta(days=DAYS)]
    most = max((day.answers for day in recent), default=0)
    yield from ["", f"Answers a day, the last {DAYS} days"] if recent else []
    for day in recent:
        yield f"  {day.day}  {bar(day.answers / most)} {day.answers:4}  {day.right} right, {day.minutes:.0f} minutes"


def _retention(found: "Statistics") -> Iterator[str]:
    kept = found.retention
    if kept.predicted is None or kept.measured is None:
        return
    yield from ["", f"Remembered at review ({several(kept.reviews, 'review')})"]
    yield f"  predicted  {bar(kept.predicted)} {kept.predicted:4.0%}"
    yield f"  measured   {bar(kept.measured)} {kept.measured:4.0%}"


def _forecast(found: "Statistics") -> Iterator[str]:
    most = max(due.skills for due in found.forecast)
    yield from ["", "Skills due"] if most else []
    for due in found.forecast:
        if due.skills:
            yield f"  {due.day}  {bar(due.skills / most)} {due.skills:4}"


def _hardest(found: "Statistics", bank: Bank) -> Iterator[str]:
    hard = [one for one in found.hardest if one.right < 1][:MOST]
    width = max((len(_title(bank, one.skill)) for one in hard), default=0)
    yield from ["", "Hardest skills (right at the first try)"] if hard else []
    for one in hard:
        yield f"  {_title(bank, one.skill):<{width}}  {bar(one.right)} {one.right:4.0%}  of {one.tries}"


def _misconceptions(found: "Statistics", said: Mapping[str, str]) -> Iterator[str]:
    from engine.learning.misconceptions import told

    if not found.misconceptions:
        return
    yield from ["", "Commonest mistakes"]
    most = max(found.misconception_classes.values())
    width = max(map(len, found.misconception_classes))
    for name, times in found.misconception_classes.items():
        yield f"  {name:<{width}}  {bar(times / most)} {times:4}"
        for one in [one for one in found.misconceptions if one.group == name][:3]:
            yield f"    {sentence(told(one.mistake, said[one.mistake], one.times))}"


def _calibration(found: "Statistics") -> Iterator[str]:
    sure = found.calibration
    if sure.brier is None:
        return
    yield from ["", f"How sure, and how often right (Brier score {sure.brier:.3f}; 0 is perfect, 0.25 is chance)"]
    for claim in sure.table:
        if claim.right is not None:
            yield f"  {claim.confidence:<6}  {bar(claim.right)} {claim.right:4.0%}  said {claim.stated:.0%}, {claim.answers}"
