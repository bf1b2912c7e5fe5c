"""Dealings that were kept: the same variants as dealt anew, whatever happens to the file."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.bank import dealings as module
from engine.bank.cache import Cache
from engine.bank.dealings import Dealings
from engine.bank.load import Bank, load
from engine.question.variant import Variant, deal

SHIPPED = load().sound()
VARYING = [name for name, question in SHIPPED.questions.items() if question.vary]


def never() -> bool:
    return False


def told(variant: Variant) -> str:
    """All that a learner sees of a variant; whole numbers and others apart."""
    return repr((variant.question.id, variant.seed, variant.given, variant.options, variant.prompt))


@pytest.fixture
def kept(tmp_path: Path) -> Dealings:
    return Dealings(Cache(tmp_path / "cache"))


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing can be dealt anew."""
    monkeypatch.setattr(module, "deal", lambda question, seed: pytest.fail(f"{question.id} was dealt anew"))


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_what_is_kept_is_what_was_dealt(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    question = SHIPPED.questions[data.draw(st.sampled_from(VARYING))]
    seed = data.draw(st.integers(0, 2**31 - 1))
    kept = Dealings(Cache(tmp_path_factory.getbasetemp() / "kept"))
    anew = told(deal(question, seed))
    assert told(kept.deal(question, SHIPPED.digests[question.id], seed)) == anew
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "deal", deal if seed == 0 else lambda question, seed: pytest.fail("dealt anew"))
        assert told(kept.deal(question, SHIPPED.digests[question.id], seed)) == anew


def test_every_varying_question_is_dealt_ahead_once(kept: Dealings) -> None:
    assert kept.deal_ahead(SHIPPED.questions, SHIPPED.digests, lambda name: 1, never) == len(VARYING)
    assert kept.deal_ahead(SHIPPED.questions, SHIPPED.digests, lambda name: 1, never) == 0
    assert kept.deal_ahead(SHIPPED.questions, SHIPPED.digests, lambda name: 2 if name == VARYING[3] else 1, never) == 1


def test_dealing_ahead_ends_when_it_is_told_to(kept: Dealings) -> None:
    rests = iter([False, False, True])
    assert kept.deal_ahead(SHIPPED.questions, SHIPPED.digests, lambda name: 1, lambda: next(rests)) == 3


@pytest.mark.usefixtures("known")
def test_dealt_ahead_nothing_is_left_to_deal(monkeypatch: pytest.MonkeyPatch, kept: Dealings) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(module, "deal", deal)
        kept.deal_ahead(SHIPPED.questions, SHIPPED.digests, lambda name: 1, never)
    for name in VARYING:
        kept.deal(SHIPPED.questions[name], SHIPPED.digests[name], 1)


def one(kept: Dealings, seed: int = 7) -> Variant:
    return kept.deal(SHIPPED.questions[VARYING[0]], SHIPPED.digests[VARYING[0]], seed)


def the_file(kept: Dealings) -> Path:
    (file,) = kept._path.parent.glob("*.dealings")
    return file


@settings(deadline=None, max_examples=150)
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7), cut=st.booleans())
def test_a_damaged_file_misleads_nobody(
    tmp_path_factory: pytest.TempPathFactory, place: float, bit: int, cut: bool
) -> None:
    kept = Dealings(Cache(tmp_path_factory.mktemp("damaged")))
    right = [told(one(kept, seed)) for seed in (7, 8, 9)]
    file = the_file(kept)
    content = bytearray(file.read_bytes())
    at = int(place * len(content))
    content[at] ^= 1 << bit
    file.write_bytes(content[:at] if cut else content)
    assert [told(one(kept, seed)) for seed in (7, 8, 9)] == right
    assert [told(one(kept, seed)) for seed in (7, 8, 9)] == right


def test_what_another_program_found_goes(kept: Dealings) -> None:
    kept._path.parent.mkdir()
    other = kept._path.with_name("0000.dealings")
    other.write_bytes(b"anything")
    one(kept)
    assert the_file(kept) == kept._path


def test_a_question_changed_since_is_dealt_anew(kept: Dealings) -> None:
    question = SHIPPED.questions[VARYING[0]]
    kept.deal(question, "an older text", 7)
    assert kept._found(question, SHIPPED.digests[question.id], 7) is None


def test_the_oldest_go_first(kept: Dealings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 3)
    for seed in range(1, 6):
        one(kept, seed)
    assert {seed for _, seed in kept._known()} == {3, 4, 5}


def test_where_nothing_can_be_kept_questions_are_dealt_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    kept = Dealings(Cache(tmp_path / "cache"))
    assert told(one(kept)) == told(deal(SHIPPED.questions[VARYING[0]], 7))
    assert kept.deal_ahead(SHIPPED.questions, SHIPPED.digests, lambda name: 1, lambda: True) == 1


RETURNING = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from engine.bank.load import load
from engine.learning.session import Session
from engine.learning.store import Store

def now():
    return datetime.now(UTC)

bank, store = load().sound(), Store.open(Path(sys.argv[1]), clock=now)
session = Session.begin(
    bank.questions, store, clock=now, names=[sys.argv[2]], dealings=[(sys.argv[2], 1)], digests=bank.digests, deal=bank.deal
)
assert session.variant.seed == 1
print("numpy" in sys.modules)
"""


def test_a_second_start_with_fresh_numbers_loads_no_numpy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNROLLED_HOME", str(tmp_path))
    name = next(name for name in VARYING if getattr(SHIPPED.questions[name], "mistakes", ()))
    begun = [sys.executable, "-c", RETURNING, str(tmp_path / "log"), name]
    first, second = (subprocess.run(begun, capture_output=True, text=True, check=True).stdout for _ in range(2))
    assert (first, second) == ("True\n", "False\n")


def test_a_bank_deals_its_own_questions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNROLLED_HOME", str(tmp_path))
    bank: Bank = load().sound()
    question = bank.questions[VARYING[0]]
    assert told(bank.deal(question, 5)) == told(deal(question, 5))
    assert (bank.digests[question.id], 5) in bank.dealings._known()
