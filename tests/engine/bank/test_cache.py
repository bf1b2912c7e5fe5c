"""Compiled banks: the same bank as from YAML, or none."""

import os
from functools import cached_property
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.bank import cache as cache_module
from engine.bank import reading
from engine.bank.cache import Cache
from engine.bank.files import Source, shipped, sources
from engine.bank.load import load
from engine.errors import BankError

BANK = """version: 1
title: Sums
skills: {arithmetic.sum: {title: Sums}}
questions:
  - id: sum
    kind: number
    skill: arithmetic.sum
    level: 1
    prompt: Add {{a}} and 2.
    given: {a: 1, b: 2.0, c: [[1, 2.5], [true, null]], d: {e: text}}
    vary: {a: "integers(0, 9)"}
    answer: a + 2
    source: arithmetic
"""


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    file = tmp_path / "sums.yaml"
    file.write_text(BANK)
    return file


@pytest.fixture
def kept(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read as YAML, as they are read."""
    names: list[str] = []
    parse = reading.parse
    monkeypatch.setattr(reading, "parse", lambda data, name: (names.append(Path(name).name), parse(data, name))[1])
    return names


def test_the_second_start_reads_no_yaml_and_gives_the_same_bank(bank: Path, kept: Cache, reads: list[str]) -> None:
    first, second = load([bank], kept), load([bank], kept)
    assert reads == ["sums.yaml"]
    assert dict(second.questions) == dict(first.questions)
    given = second.questions["sum"].given
    assert repr(given) == "{'a': 1, 'b': 2.0, 'c': [[1, 2.5], [True, None]], 'd': {'e': 'text'}}"
    for field in ("summaries", "digests", "places", "skills", "files", "problems"):
        assert getattr(second, field) == getattr(first, field)


def test_every_shipped_question_is_the_same_from_the_cache(kept: Cache, reads: list[str]) -> None:
    first, second = load([shipped()], kept), load([shipped()], kept)
    assert len(reads) == len(first.files)
    assert dict(second.questions) == dict(first.questions)


def test_a_changed_file_is_read_again_and_replaces_the_old_one(bank: Path, kept: Cache, reads: list[str]) -> None:
    load([bank], kept)
    bank.write_text(BANK.replace("and 2.", "and two."))
    assert load([bank], kept).questions["sum"].prompt == "Add {{a}} and two."
    assert len(reads) == 2
    assert len(list(kept.folder().iterdir())) == 1


def test_the_file_is_told_as_it_is_named_this_time(bank: Path, kept: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    load([bank], kept)
    monkeypatch.chdir(bank.parent)
    assert load([Path("sums.yaml")], kept).places["sum"].file == "sums.yaml"


def settled(kept: Cache) -> None:
    """Make compiled files look as if they had been made a good while after the last change of their banks."""
    for file in kept.folder().iterdir():
        os.utime(file, (file.stat().st_mtime + 10,) * 2)


@pytest.fixture
def bytes_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the bank files whose bytes are read, as they are read."""
    names: list[str] = []
    data = Source.data.func
    replaced = cached_property(lambda source: (names.append(source.path.name), data(source))[1])
    replaced.__set_name__(Source, "data")
    monkeypatch.setattr(Source, "data", replaced)
    return names


def test_a_file_that_nobody_has_touched_is_not_even_opened(bank: Path, kept: Cache, bytes_read: list[str]) -> None:
    whole = load([bank], kept)
    settled(kept)
    bytes_read.clear()
    again = load([bank], kept)
    assert dict(again.questions) == dict(whole.questions)
    assert bytes_read == []


def test_a_file_that_was_changed_a_moment_ago_is_compared(bank: Path, kept: Cache, bytes_read: list[str]) -> None:
    """A change within one tick of the file system's clock leaves size and times as they were."""
    load([bank], kept)
    bytes_read.clear()
    assert load([bank], kept).questions["sum"].prompt == "Add {{a}} and 2."
    assert bytes_read == ["sums.yaml"]


def test_a_touched_file_is_compared_once(bank: Path, kept: Cache, bytes_read: list[str], reads: list[str]) -> None:
    load([bank], kept)
    os.utime(bank, (1, 1))
    settled(kept)
    load([bank], kept)
    settled(kept)
    bytes_read.clear()
    assert load([bank], kept).questions["sum"].prompt == "Add {{a}} and 2."
    assert (bytes_read, reads) == ([], ["sums.yaml"])


def test_a_change_that_keeps_size_and_time_is_noticed(bank: Path, kept: Cache) -> None:
    load([bank], kept)
    settled(kept)
    before = bank.stat()
    bank.write_text(BANK.replace("and 2.", "and 3."))
    os.utime(bank, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert load([bank], kept).questions["sum"].prompt == "Add {{a}} and 3."


def test_questions_that_are_damaged_later_are_read_from_the_bank(bank: Path, kept: Cache) -> None:
    load([bank], kept)
    settled(kept)
    again = load([bank], kept)
    (file,) = kept.folder().iterdir()
    content = file.read_bytes()
    file.write_bytes(content[:-3] + b"xyz")
    assert again.summaries["sum"].title == "Sum"
    assert again.questions["sum"].prompt == "Add {{a}} and 2."
    assert file.read_bytes() == content


def test_questions_replaced_by_another_start_are_read_from_the_bank(bank: Path, kept: Cache) -> None:
    load([bank], kept)
    settled(kept)
    early = load([bank], kept)
    os.utime(bank, (1, 1))
    load([bank], kept)
    assert early.questions["sum"].prompt == "Add {{a}} and 2."


def test_a_bank_that_changes_under_an_open_one_is_told(bank: Path, kept: Cache) -> None:
    load([bank], kept)
    settled(kept)
    early = load([bank], kept)
    bank.write_text(BANK.replace("and 2.", "and 3."))
    load([bank], kept)
    with pytest.raises(BankError, match=r"sums\.yaml: found other questions than at the start"):
        _ = early.questions["sum"]


def test_a_slice_of_compiled_questions(bank: Path, kept: Cache) -> None:
    bank.write_text(BANK + BANK.partition("questions:\n")[2].replace("id: sum", "id: total"))
    source = sources([bank])[0][0]
    load([bank], kept)
    file = kept.get(source, lambda: pytest.fail("the bank is read"))
    assert file is not None
    assert [question.id for question in file.questions[:]] == ["sum", "total"]
    assert file.questions[-1].id == "total"


def test_another_program_reads_again(
    bank: Path, kept: Cache, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    load([bank], kept)
    monkeypatch.setattr(cache_module, "fingerprint", lambda *packages: b"another")
    load([bank], kept)
    assert len(reads) == 2


def test_a_bank_with_problems_is_never_kept(bank: Path, kept: Cache) -> None:
    bank.write_text(BANK.replace("level: 1", "level: 9"))
    load([bank], kept)
    assert load([bank], kept).problems
    assert not kept.folder().exists()


@given(place=st.integers(0, 10_000), value=st.integers(0, 255), cut=st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300, deadline=None)
def test_damage_is_never_noticed_and_never_believed(bank: Path, kept: Cache, place: int, value: int, cut: bool) -> None:
    bank.write_text(BANK)
    whole = load([bank], kept)
    (file,) = kept.folder().iterdir()
    content = bytearray(file.read_bytes())
    place %= len(content)
    file.write_bytes(content[:place] if cut else content[:place] + bytes([value]) + content[place + 1 :])
    again = load([bank], kept)
    assert dict(again.questions) == dict(whole.questions)
    assert again.problems == ()
    assert file.read_bytes() == content


def test_a_folder_that_cannot_be_written_is_no_fault(bank: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert load([bank], Cache(tmp_path / "file")).questions["sum"]


def test_old_files_go(tmp_path: Path, kept: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "_MOST_FILES", 3)
    for number in range(5):
        file = tmp_path / f"{number}.yaml"
        file.write_text(BANK)
        load([file], kept)
        for kept_file in kept.folder().iterdir():
            os.utime(kept_file, (kept_file.stat().st_mtime - 10,) * 2)
    assert len(list(kept.folder().iterdir())) == 3


def test_the_usual_folder_is_below_the_readers_home(home: Path, bank: Path) -> None:
    load([bank])
    assert len(list((home / "cache").glob("*.bank"))) == 1


def test_without_a_home_it_is_where_the_platform_keeps_such_things(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("UNROLLED_HOME")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert tmp_path in Cache().folder().parents
