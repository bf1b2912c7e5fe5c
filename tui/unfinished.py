"""The unfinished: which sitting is gone on with, and what is said of one that is kept."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from engine.learning.session import Session
from tui.history import History

if TYPE_CHECKING:
    from tui.ways import Asked

GOING_ON: Final = "Going on where you stopped."


def meant(mode: str, asked: "Asked", history: History) -> Session | None:
    """The unfinished sitting that a command line means: the one begun with the same wishes; without any, the last one of its mode."""
    return None if asked.fresh else resumed(history, mode, asked.wishes or None)


def going_on(asked: "Asked", mode: str, in_lines: bool) -> str:
    """What to say to the learner who goes on from the command line; `in_lines`: not full screen."""
    if not (asked.wishes or in_lines):
        return ""  # as always; the screen shows at which question
    return f"{GOING_ON} For a new {mode}: {' '.join(['unrolled', mode, *asked.skills])} --fresh"


def kept(history: History, begun: Session) -> str:
    """What to say of the sitting that was under way when this one was begun; empty when there is none with anything done."""
    store, here = history.store, history.bank.summaries
    for first, *later in store.ledger.unfinished():
        if first.uid != begun.uid and any(name in here for name, _ in first.body["plan"]):
            is_touched = later or store.draft(first.uid).get("text")
            return f"Your unfinished {first.body['mode']} is kept for after this one." if is_touched else ""
    return ""


def resumed(history: History, mode: str | None = None, wishes: Mapping[str, Any] | None = None) -> Session | None:
    """The last unfinished sitting, of one mode and begun with these wishes if they are named.

    A drill of another day is ended instead, since other skills are due by now.
    """
    bank = history.bank
    while session := Session.resume(
        bank.questions,
        history.store,
        clock=history.clock,
        mode=mode,
        asked=wishes,
        digests=bank.digests,
        deal=bank.deal,
    ):
        if session.mode != "drill" or history.day(session.uid) == history.today:
            return session
        session.finish()
    return None
