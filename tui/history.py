"""The learner's history as a way to sit needs it: read from the log when it is first asked for."""

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from engine.bank.load import Bank
from engine.learning.entry import Entry
from engine.learning.met import Met
from engine.learning.settings import Settings, usable
from engine.learning.store import Clock, Store
from tui.place import data_folder

if TYPE_CHECKING:
    from engine.learning.cards import Cards


class History:
    """What the log and the settings say."""

    def __init__(self, store: Store, bank: Bank, clock: Clock):
        self.store = store
        self.bank = bank
        self.clock = clock

    @property
    def settings(self) -> Settings:
        """The learner's settings, the usual ones where the file cannot be read."""
        return self._settings[0]

    @property
    def fault(self) -> str:
        """What is wrong with the file of settings; empty when nothing is."""
        return self._settings[1]

    @cached_property
    def _settings(self) -> tuple[Settings, str]:
        return usable(data_folder())

    @cached_property
    def entries(self) -> list[Entry]:
        """The log, as it was when it was first asked for."""
        return self.store.entries()

    @property
    def met(self) -> Met:
        """Every variant that the learner has done anything with."""
        return self.store.ledger.met()

    @property
    def seed(self) -> int:
        """A seed for a sitting that is not told one: another for each sitting of the log, so that it can be shared like any seed."""
        return 1 + self.store.ledger.sittings()

    @cached_property
    def cards(self) -> "Cards":
        """What is remembered of each skill."""
        return self.store.ledger.cards(self.bank.summaries, self.settings)

    @property
    def today(self) -> date:
        """The day of practice that it is."""
        from engine.learning.scheduling import day_of

        return day_of(self.clock(), self.settings.day_begins)

    def day(self, uid: str) -> date | None:
        """The day of practice on which an entry was written; `None` for one that was not there."""
        from engine.learning.scheduling import day_of

        found = self.store.named(uid)
        return day_of(found.entry.at, self.settings.day_begins) if found else None

    def hear(self, entry: Entry) -> None:
        """Keep the cards up with what a sitting writes, or have them read anew where only the whole log can tell."""
        if "cards" in vars(self):
            self.cards.hear(entry)
            if self.cards.stale:
                del self.cards
