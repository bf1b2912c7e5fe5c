"""What the ledger says against a replay of the whole log, over logs made up by chance, with and without a snapshot to start from."""

from pathlib import Path
from tempfile import TemporaryDirectory
from threading import RLock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.learning import sitting
from engine.learning.accounts import Accounts
from engine.learning.admission import check_body
from engine.learning.answered import answered, quarters
from engine.learning.attempt import counted
from engine.learning.cards import Cards
from engine.learning.entry import Mark, Row
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


USUAL = Settings()


def told(stand: Accounts) -> list[object]:
    """All that accounts say."""
    grown = [set(stand.met), stand.given, stand.answered, stand.quarters]
    return [
        stand.end,
        stand.newest,
        stand.sittings,
        stand.open,
        stand.flagged,
        stand.corrections,
        stand.dangling,
        grown,
    ]


def equal_to_a_replay(ledger: Ledger, log: MadeLog, bank=BANK, chosen: Settings = USUAL) -> None:
    entries = log.entries
    stand = list(counted(entries))
    assert set(ledger.met()) == {
        (entry.body["question"], entry.body["seed"]) for entry in entries if "question" in entry.body
    }
    assert ledger.sittings() == [entry.kind for entry in entries].count("sitting")
    assert ledger.answered() == answered(stand)
    assert ledger.quarters() == quarters(stand)
    flags = [entry.body for entry in entries if entry.kind == "flag"]
    assert ledger.flagged() == {body["question"]: body["flagged"] for body in flags}
    assert [sitting.folded(own) for own in ledger.unfinished()] == list(sitting.unfinished(entries))
    assert ledger.cards(bank, chosen).plain() == Cards.replayed(entries, bank, chosen).plain()
    # Last, since the questions above may have had all of it read anew.
    assert told(ledger._up_to_date()) == told(Accounts.of(log.all, entries))


@settings(deadline=None)
@given(st.lists(steps(12), min_size=1, max_size=5))
def test_it_is_kept_up_with_the_log(parts: list[list[Step]]) -> None:
    log = MadeLog([])
    ledger = Ledger(log, Path("/nowhere"), RLock())
    for part in parts:
        log.all = written(part, log.all)
        equal_to_a_replay(ledger, log)


@settings(deadline=None)
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


def test_a_log_that_was_replaced_is_read_anew() -> None:
    log = MadeLog(written([Step("attempt", n, n % 5, n % 5, 3, False) for n in range(20)], []))
    ledger = Ledger(log, Path("/nowhere"), RLock())
    equal_to_a_replay(ledger, log)
    log.all = written([Step("attempt", n, n % 3, n % 5, 5, False) for n in range(25)], [])
    equal_to_a_replay(ledger, log)
    log.all = log.all[:3]
    equal_to_a_replay(ledger, log)


def test_a_rating_of_what_an_undone_answer_made_the_review(tmp_path: Path) -> None:
    # Two answers on one skill in a day: the second is the review once the first is undone.
    rows = written([Step("attempt", 0, 0, 0, 1, False), Step("attempt", 1, 0, 2, 1, False)], [])
    log = MadeLog(rows)
    cards = Ledger(log, tmp_path / "log.snapshot", RLock()).cards(BANK, Settings())
    assert cards.review_of(rows[1].uid) is None
    log.all = written([Step("undo", 2, 0, 0, 1, False)], rows)
    assert log.all[-1].entry.body == {"attempt": rows[0].uid}
    cards.read_again(["lstm.forget"], log.entries)
    assert cards.review_of(rows[0].uid) is None
    found = cards.review_of(rows[1].uid)
    assert found is not None
    assert (found[0], found[1].rating) == ("lstm.forget", "again")


def sat(store: Store, questions, clock, answers: list[str]) -> None:
    session = Session.begin(questions, store, clock=clock)
    for answer in answers:
        clock.pass_(hours=1)
        session.submit(answer)
        session.advance()


def test_it_is_written_when_the_log_is_closed_and_read_at_the_next_start(
    tmp_path: Path, questions, clock, monkeypatch
) -> None:
    store = Store.open(tmp_path, clock=clock)
    sat(store, questions, clock, ["tanh", "sigmoid", "nonsense"])
    store.ledger.cards(questions, Settings())
    store.close()
    again = Store.open(tmp_path, clock=clock)
    for whole in ("rows", "entries"):
        monkeypatch.setattr(again, whole, None)
    assert sorted(again.ledger.answered()) == ["forget", "input"]
    assert sorted(again.ledger.cards(questions, Settings()).by_skill) == ["lstm.forget", "lstm.input"]
    assert [own[0].kind for own in again.ledger.unfinished("quiz")] == ["sitting"]
    assert list(again.ledger.unfinished("drill")) == []
    again.close()


def test_two_programs_at_one_log_tell_the_same(tmp_path: Path, questions, clock) -> None:
    first, second = (Store.open(tmp_path, clock=clock) for _ in range(2))
    sat(first, questions, clock, ["tanh", "sigmoid"])
    sat(second, questions, clock, ["sigmoid", "tanh", "tanh"])
    first.append("undo", {"attempt": second.entries("attempt")[0].uid})
    for store in (first, second):
        assert store.ledger.answered() == answered(counted(first.entries()))
    plain = [store.ledger.cards(questions, Settings()).plain() for store in (first, second)]
    assert plain[0] == plain[1] == Cards.replayed(first.entries(), questions, Settings()).plain()
    first.close()
    second.close()
    third = Store.open(tmp_path, clock=clock)
    assert third.ledger.cards(questions, Settings()).plain() == plain[0]
    third.close()


def test_entries_merged_in_from_before_are_counted(tmp_path: Path, questions, clock) -> None:
    elsewhere = Store.open(tmp_path / "elsewhere", clock=clock)
    sat(elsewhere, questions, clock, ["tanh", "tanh"])
    clock.pass_(days=2)
    here = Store.open(tmp_path / "here", clock=clock)
    sat(here, questions, clock, ["sigmoid"])
    before = here.ledger.cards(questions, Settings()).plain()
    assert here.merge(elsewhere.rows()) > 0
    after = here.ledger.cards(questions, Settings()).plain()
    assert after == Cards.replayed(here.entries(), questions, Settings()).plain() != before
    here.close()
    elsewhere.close()


def test_thrown_away_it_is_made_again(tmp_path: Path, store: Store, questions, clock) -> None:
    sat(store, questions, clock, ["tanh", "sigmoid"])
    before = store.ledger.cards(questions, Settings()).plain()
    store.ledger.keep()
    assert (tmp_path / "log.snapshot").exists()
    store.ledger.remake()
    assert not (tmp_path / "log.snapshot").exists()
    assert store.ledger.cards(questions, Settings()).plain() == before


@pytest.mark.parametrize("content", [b"", b"nonsense", b"unrolled snapshot 1\n\0\0\0\0"])
def test_a_snapshot_that_is_none_is_made_anew(tmp_path: Path, store: Store, questions, clock, content: bytes) -> None:
    sat(store, questions, clock, ["tanh", "sigmoid"])
    store.close()
    (tmp_path / "log.snapshot").write_bytes(content)
    again = Store.open(tmp_path, clock=clock)
    assert sorted(again.ledger.answered()) == ["forget", "input"]
    assert (tmp_path / "log.snapshot").read_bytes() != content
    again.close()


def test_many_corrections_at_once(tmp_path: Path) -> None:
    log = MadeLog(written([Step("attempt", n, n % 5, n % 5, 3, False) for n in range(60)], []))
    Ledger(log, tmp_path / "log.snapshot", RLock()).cards(BANK, USUAL)
    log.all = written([Step("regrade", n, 0, n % 5, 0, False) for n in range(40)], log.all)
    equal_to_a_replay(Ledger(log, tmp_path / "log.snapshot", RLock()), log)


def test_a_log_kept_in_memory_leaves_the_snapshot_alone(tmp_path: Path, store: Store, questions, clock) -> None:
    sat(store, questions, clock, ["tanh", "sigmoid"])
    store.ledger.keep()
    before = (tmp_path / "log.snapshot").read_bytes()
    sat(store, questions, clock, ["sigmoid", "tanh"])
    store._float(OSError("No space left on device"))
    assert store.read_only
    assert store.ledger.answered() == answered(counted(store.entries()))
    store.ledger.keep()
    assert (tmp_path / "log.snapshot").read_bytes() == before


class BusyLog(MadeLog):
    """A log to which another program adds two rows between the first look and the second."""

    looks = 0

    def after(self, mark: Mark) -> list[Row] | None:
        self.looks += 1
        rows = super().after(mark)
        return rows[:-2] if rows and self.looks == 1 else rows


def test_rows_written_while_it_looks_are_for_the_next_time(tmp_path: Path) -> None:
    rows = written([Step("attempt", n, n % 5, n % 3, 26, False) for n in range(12)], [])
    path = tmp_path / "log.snapshot"
    first = Ledger(MadeLog(rows[:6]), path, RLock())
    first.met()
    first.keep()
    ledger = Ledger(BusyLog(rows), path, RLock())
    entries = MadeLog(rows).entries
    assert ledger.cards(BANK, USUAL).plain() == Cards.replayed(entries[:-2], BANK, USUAL).plain()
    equal_to_a_replay(ledger, MadeLog(rows))


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("flag", {"sitting": "0" * 32, "position": 1, "flagged": True}),
        ("of a later version", {"attempt": ["1", "2"], "question": "forget", "seed": None}),
        ("of a later version", {"sitting": "", "question": ""}),
        ("told", {"sitting": "0" * 32, "position": 1}),
    ],
)
def test_entries_of_which_little_is_known_are_no_hindrance(store: Store, questions, clock, kind: str, body) -> None:
    sat(store, questions, clock, ["tanh", "sigmoid"])
    before = store.ledger.answered()
    check_body(kind, body)
    store.append(kind, body)
    assert store.ledger.answered() == before
    store.ledger.remake()
    assert store.ledger.answered() == before
    assert store.ledger.flagged() == {}
