"""Cards as a snapshot keeps them: with the settings and the skills of the questions that they were made by."""

from collections.abc import Mapping, Sequence

import msgspec

from engine.learning.accounts import Accounts, Lookup
from engine.learning.cards import Card, Cards, Practised
from engine.learning.entry import BEGINNING, Mark, Row
from engine.learning.settings import Settings


class Asked(msgspec.Struct, frozen=True, array_like=True):
    """What a card takes from a question that was answered; empty and 0 for one that the banks did not hold."""

    skill: str = ""
    level: int = 0


class KeptCards(msgspec.Struct, frozen=True, array_like=True):
    """The cards that a log had come to at one of its rows."""

    end: Mark = BEGINNING
    retention: float = 0.0
    day_begins: int = 0
    asked: dict[str, Asked] = {}
    """By id, of every question that was answered."""
    by_skill: dict[str, Card] = {}


def read(content: bytes) -> KeptCards:
    """The cards that were kept; none, at the beginning of the log, when the content is empty or of another version."""
    try:
        return msgspec.msgpack.decode(content, type=KeptCards)
    except msgspec.DecodeError:
        return KeptCards()


def write(cards: Cards, accounts: Accounts, questions: Mapping[str, Practised]) -> bytes:
    """Cards to be kept, as they are at the end of the accounts."""
    asked = {name: _asked(name, questions) for name in accounts.given}
    settings = cards.settings
    kept = KeptCards(accounts.end, settings.retention, settings.day_begins, asked, cards.by_skill)
    return msgspec.msgpack.encode(kept)


def restored(kept: KeptCards, questions: Mapping[str, Practised], settings: Settings) -> Cards | None:
    """The cards that were kept; `None` when a replay with these questions and settings might come to others."""
    if (kept.retention, kept.day_begins) != (settings.retention, settings.day_begins):
        return None
    if any(_asked(name, questions) != asked for name, asked in kept.asked.items()):
        return None
    cards = Cards(questions, settings)
    cards.by_skill = kept.by_skill
    return cards


def _asked(name: str, questions: Mapping[str, Practised]) -> Asked:
    question = questions.get(name)
    return Asked(question.skill, question.level) if question else Asked()


def catch_up(
    cards: Cards, rows: Sequence[Row], accounts: Accounts, questions: Mapping[str, Practised], log: Lookup
) -> None:
    """Take in the rows after those that the cards come from, up to the end of the accounts."""
    corrected: set[str] = set()
    for row in rows:
        if row.seq > accounts.end.seq:
            break
        entry = row.entry
        if entry.kind in ("undo", "regrade"):
            corrected |= _skill_of(entry.body["attempt"], questions, log)
        else:
            cards.hear(entry)
    if corrected:
        names = [name for name in accounts.given if name in questions and questions[name].skill in corrected]
        seqs = [seq for name in names for seq in accounts.given[name]]
        cards.read_again(corrected, log.picked([*seqs, *accounts.corrections]))


def _skill_of(uid: str, questions: Mapping[str, Practised], log: Lookup) -> set[str]:
    """The skill that an answer was on; empty when the log or the banks do not have it."""
    answer = log.named(uid)
    if answer is None or answer.kind not in ("attempt", "invalid"):
        return set()
    question = questions.get(answer.entry.body["question"])
    return {question.skill} if question else set()
