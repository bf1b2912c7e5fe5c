"""Cards taken up again: only as far as the accounts have come, and only with the same questions and settings."""

from engine.learning import kept_cards
from engine.learning.accounts import Accounts
from engine.learning.cards import Cards
from engine.learning.settings import Settings
from tests.engine.learning.made_logs import MadeLog, Step, written


class Asked:
    """All that a card needs to know of a question."""

    def __init__(self, skill: str, level: int):
        self.skill, self.level = skill, level


BANK = {"forget": Asked("lstm.forget", 1), "input": Asked("lstm.input", 1)}
SETTINGS = Settings()
ROWS = written([Step("attempt", n, n % 2, n % 3, 26, False) for n in range(8)], [])


def kept(rows: int, bank=BANK) -> kept_cards.KeptCards:
    cards = Cards.replayed([row.entry for row in ROWS[:rows]], bank, SETTINGS)
    return kept_cards.read(kept_cards.write(cards, accounts(rows), bank))


def accounts(rows: int) -> Accounts:
    return Accounts.of(ROWS[:rows], [row.entry for row in ROWS[:rows]])


def plain(rows: int) -> dict[str, object]:
    return Cards.replayed([row.entry for row in ROWS[:rows]], BANK, SETTINGS).plain()


def test_what_another_program_wrote_meanwhile_waits_for_the_accounts() -> None:
    assert plain(6) != plain(8)
    cards = kept_cards.restored(kept(4), BANK, SETTINGS)
    assert cards is not None
    assert cards.plain() == plain(4)
    kept_cards.catch_up(cards, ROWS[4:], accounts(6), BANK, MadeLog(ROWS))
    assert cards.plain() == plain(6)


def test_they_are_taken_up_with_the_same_questions_and_settings_only() -> None:
    found = kept(8)
    assert kept_cards.restored(found, BANK, Settings(new_per_day=9)) is not None
    assert kept_cards.restored(found, BANK, Settings(retention=0.8)) is None
    assert kept_cards.restored(found, BANK, Settings(day_begins=5)) is None
    assert kept_cards.restored(found, {**BANK, "never answered": Asked("gru.reset", 3)}, SETTINGS) is not None
    for other in (Asked("gru.reset", 1), Asked("lstm.input", 2)):
        assert kept_cards.restored(found, {**BANK, "input": other}, SETTINGS) is None
    assert kept_cards.restored(found, {"forget": BANK["forget"]}, SETTINGS) is None
    assert kept_cards.restored(kept(8, {"forget": BANK["forget"]}), BANK, SETTINGS) is None


def test_what_cannot_be_read_is_nothing() -> None:
    assert kept_cards.read(b"") == kept_cards.read(b"nonsense") == kept_cards.KeptCards()
