"""What the ledger says against a replay of the whole log, over logs made up by chance, with and without a snapshot to start from."""

from pathlib import Path
from tempfile import TemporaryDirectory
from threading import RLock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.learning import plan, sitting, snapshot
from engine.learning.accounts import Accounts
from engine.learning.answered import answered, quarters
from engine.learning.attempt import counted
from engine.learning.cards import Cards
from engine.learning.ledger import Ledger
from engine.learning.session import Session
from engine.learning.settings import Settings
from engine.learning.store import Store
from tests.engine.learning.made_logs import QUESTIONS, MadeLog, Step, steps, written


class Asked:
    """All that a card needs to know of a question."""

    def __init__(self, skill: str, level: int = 1):
        self.skill, self.level = skill, level


BANK = {
    name: Asked(skill)
    for name, skill in zip(
        QUESTIONS, ("lstm.forget", "lstm.input", "gru.reset", "gru.update", "gru.update"), strict=False
    )
}
OTHER_BANK = {**BANK, "input": Asked("lstm.input", 4), "reset": Asked("gru.update"), "of another bank": Asked("seq")}


def equal_to_a_replay(ledger: Ledger, log: MadeLog, bank=BANK, settings: Settings = Settings()) -> None:
    entries = log.entries
    stand = list(counted(entries))
    assert set(ledger.met()) == plan.seen(entries)
    assert 1 + ledger.sittings() == plan.next_seed(entries)
    assert ledger.answered() == answered(stand)
    assert ledger.quarters() == quarters(stand)
    assert [sitting.folded(own) for own in ledger.unfinished()] == list(sitting.unfinished(entries))
    assert ledger.cards(bank, settings).plain() == Cards.replayed(entries, bank, settings).plain()
    # Last, since the questions above may have had all of it read anew.
    assert ledger._up_to_date() == Accounts.of(log.all)


@given(st.lists(steps(12), min_size=1, max_size=5))
def test_it_is_kept_up_with_the_log(parts: list[list[Step]]) -> None:
    log = MadeLog([])
    ledger = Ledger(log, Path("/nowhere"), RLock())
    for part in parts:
        log.all = written(part, log.all)
        equal_to_a_replay(ledger, log)


@given(st.lists(st.tuples(steps(12), st.booleans(), st.booleans()), min_size=2, max_size=5))
def test_a_start_goes_on_from_the_snapshot_of_the_last(parts: list[tuple[list[Step], bool, bool]]) -> None:
    log = MadeLog([])
    with TemporaryDirectory() as folder:
        path = Path(folder, "log.snapshot")
        for part, with_cards, other_bank in parts:
            log.all = written(part, log.all)
            ledger = Ledger(log, path, RLock())
            bank = OTHER_BANK if other_bank else BANK
            # Some sittings need no cards, and those kept fall behind.
            ledger.cards(bank, Settings()) if with_cards else ledger.met()
            ledger.keep()
            equal_to_a_replay(Ledger(log, path, RLock()), log)
            equal_to_a_replay(Ledger(log, path, RLock()), log, OTHER_BANK, Settings(retention=0.8, day_begins=9))
