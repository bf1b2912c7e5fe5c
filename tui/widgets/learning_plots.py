"""The plots of a learner's statistics: what was done, what is known, what comes, and how well it can be told."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from textual.content import Content

from engine.bank.load import Bank
from tui.text import visible
from tui.widgets.plot import Bar, Plot, bars, columns, under
from tui.widgets.skill_list import title

if TYPE_CHECKING:
    from engine.learning.statistics import Statistics

DAYS: Final = 21
"""Of answers that are shown."""
TALL: Final = 5
"""Lines of a plot in columns."""
TIMES: Final = 7
"""Cells for how often a misconception was met."""
MOST: Final = 6
"""Lines of a list that could go on."""


class Counted(NamedTuple):
    """All that is shown."""

    statistics: "Statistics"
    seconds: dict[str, float]
    """That an answer takes, by kind."""
    slips: list[tuple[int, str]]
    """How often each misconception was met, and what there is to say of it; commonest first."""
    today: date
    """Where the learner is."""


def past(found: Counted, bank: Bank) -> Iterator[Plot]:
    """The plots of what was done and where it went wrong."""
    yield _answers(found)
    yield _topics(found.statistics, bank)
    if found.slips:
        yield _misconceptions(found.slips)
    if any(hard.right < 1 for hard in found.statistics.hardest):
        yield _hardest(found.statistics, bank)


def ahead(found: Counted) -> Iterator[Plot]:
    """The plots of what comes, and of how well it can be told."""
    yield _due(found.statistics)
    yield _retention(found.statistics)
    yield _calibration(found.statistics)
    if found.seconds:
        yield _times(found.seconds)


def _answers(found: Counted) -> Plot:
    by_day = {day.day: day.answers for day in found.statistics.days}
    values = [by_day.get(found.today - timedelta(days=back), 0) for back in range(DAYS - 1, -1, -1)]
    first = _named(found.today - timedelta(days=DAYS - 1))
    return Plot(
        "Answers a day",
        _columns(values, first, "today", "$secondary"),
        f"{DAYS} days, {several(sum(values), 'answer')}",
    )


def _due(found: "Statistics") -> Plot:
    values = [due.skills for due in found.forecast]
    last = _named(found.forecast[-1].day)
    note = f"{values[0]} today, {sum(values[1:])} in the days after it"
    return Plot("Skills due", _columns(values, "today", last, "$accent"), note)


def _named(day: date) -> str:
    return f"{day.day} {day:%b}"


def _columns(values: Sequence[int], first: str, last: str, style: str) -> Callable[[int], Sequence[Content]]:
    def draw(width: int) -> Sequence[Content]:
        return [*columns(values, width, TALL, style), under(first, last, len(values), width)]

    return draw


def _topics(found: "Statistics", bank: Bank) -> Plot:
    lines = [
        Bar(title(bank, name), topic.mastery, f"{topic.mastery:4.0%}  {topic.met:>2}/{topic.skills}")
        for name, topic in found.topics.items()
    ]
    return _bars("Known today", lines, "mean chance, and skills met")


def _hardest(found: "Statistics", bank: Bank) -> Plot:
    lines = [
        Bar(title(bank, hard.skill), hard.right, f"{hard.right:4.0%} of {hard.tries}")
        for hard in found.hardest[:MOST]
        if hard.right < 1
    ]
    return _bars("Hardest skills", lines, "right at the first try", "$error")


def _misconceptions(slips: Sequence[tuple[int, str]]) -> Plot:
    def draw(width: int) -> list[Content]:
        lines: list[Content] = []
        for times, told in slips:
            first, *others = Content(told).wrap(max(10, width - TIMES))
            lines.append(Content.assemble((f"{times:>3} ×".ljust(TIMES), "$text-warning"), first))
            more = "…" if len(others) > 1 else ""
            lines += [Content.assemble(" " * TIMES, other.rstrip(), more) for other in others[:1]]
        return lines

    return Plot("Misconceptions most met", draw)


def _retention(found: "Statistics") -> Plot:
    kept = found.retention
    lines = [
        Bar(
            f"{band.above:.0%} to {band.up_to:.0%}",
            band.measured,
            f"{band.measured:4.0%} of {band.reviews}",
            band.predicted,
        )
        for band in kept.bands
        if band.measured is not None
    ]
    if kept.measured is None or kept.predicted is None:
        return _told("Remembered at review", "Reviews on later days will show how well the memory model predicts you.")
    note = f"{kept.measured:.0%}, predicted ┃ {kept.predicted:.0%}"
    return _bars("Remembered at review", lines, note)


def _calibration(found: "Statistics") -> Plot:
    sure = found.calibration
    lines = [
        Bar(claim.confidence, claim.right, f"{claim.right:4.0%} of {claim.answers}", claim.stated)
        for claim in sure.table
        if claim.right is not None
    ]
    if sure.brier is None:
        return _told(
            "How sure, and how often right",
            "Let the settings ask how sure you are of an answer, and this compares it with what was right.",
        )
    return _bars("How sure, and how often right", lines, f"said ┃ · Brier {sure.brier:.2f}")


def _times(seconds: dict[str, float]) -> Plot:
    most = max(seconds.values())
    lines = [Bar(kind, value / most if most else 0.0, _clock(value)) for kind, value in seconds.items()]
    return _bars("Time for an answer", lines, "median, by kind", "$primary")


def _clock(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 60 else f"{int(seconds) // 60}:{int(seconds) % 60:02} min"


def _bars(heading: str, lines: Sequence[Bar], note: str, style: str = "$secondary") -> Plot:
    return Plot(heading, lambda width: bars(lines, width, style), note)


def _told(heading: str, sentence: str) -> Plot:
    return Plot(heading, lambda width: Content.styled(visible(sentence), "$text-muted").wrap(width))


def several(number: int, noun: str) -> str:
    """`1 day`, `2,000 days`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
