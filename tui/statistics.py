"""`unrolled stats`: what was practised so far, by skill."""

from typing import Any

from engine.bank.load import Bank
from engine.learning.progress import progress, streak
from engine.learning.store import Store
from tui.lines import shown
from tui.place import data_folder
from tui.sitting import now


def statistics(bank: Bank) -> tuple[dict[str, Any], list[str]]:
    """Progress by skill, as data and as lines."""
    store = Store.open(data_folder(), clock=now)
    try:
        entries = store.entries()
    finally:
        store.close()
    skills = progress(entries, bank.summaries)
    days = streak(entries, now().astimezone())
    data = {
        "streak_days": days,
        "skills": {
            skill: {"questions": found.questions, "seen": found.seen, "correct": found.correct, "tries": found.tries}
            for skill, found in skills.items()
        },
    }
    met = {skill: found for skill, found in skills.items() if found.tries}
    if not met:
        return data, ["Nothing practised yet. Start with: unrolled quiz"]
    width = max(map(len, met))
    lines = [f"{'skill':<{width}}  right  seen  of"]
    lines += [f"{shown(skill):<{width}}  {p.correct:5}  {p.seen:4}  {p.questions:2}" for skill, p in met.items()]
    return data, [*lines, "", f"{days} day{'' if days == 1 else 's'} in a row"]
