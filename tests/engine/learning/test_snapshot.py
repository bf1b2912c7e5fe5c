"""Snapshots damaged in every way: of each part either what was kept, or nothing."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.learning import snapshot

KEPT = b"the accounts" * 20, b"the cards" * 20


def parts(path: Path) -> tuple[bytes, bytes]:
    found = snapshot.read(path)
    return found.accounts, found.cards


@settings(deadline=None)
@given(st.sets(st.integers(0, 8 * 400), max_size=32))
def test_a_flipped_one_is_as_if_there_were_none(bits: set[int]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "log.snapshot")
        snapshot.write(path, *KEPT)
        content = bytearray(path.read_bytes())
        for bit in bits:
            content[bit // 8] ^= 1 << bit % 8
        path.write_bytes(content)
        assert parts(path)[0] in (b"", KEPT[0])
        assert parts(path)[1] in (b"", KEPT[1])
        assert (parts(path) == KEPT) == (not bits)


def test_a_shortened_one_is_as_if_there_were_none(tmp_path: Path) -> None:
    path = tmp_path / "log.snapshot"
    snapshot.write(path, *KEPT)
    content = path.read_bytes()
    assert len(content) > 400
    for end in range(len(content)):
        path.write_bytes(content[:end])
        assert parts(path) in [(b"", b""), (KEPT[0], b"")]


def test_one_of_another_version_is_as_if_there_were_none(tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "log.snapshot"
    monkeypatch.setattr(snapshot, "_MAGIC", b"unrolled snapshot 0\n")
    snapshot.write(path, *KEPT)
    assert parts(path) == KEPT
    monkeypatch.undo()
    assert parts(path) == (b"", b"")


def test_where_nothing_can_be_written_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "log.snapshot").mkdir()
    with pytest.raises(OSError, match="directory"):
        snapshot.write(tmp_path / "log.snapshot", *KEPT)
    assert parts(tmp_path / "log.snapshot") == (b"", b"")
    assert [path.name for path in tmp_path.iterdir()] == ["log.snapshot"]


def test_cards_of_another_snapshot_are_not_taken_for_those_of_the_one_read(tmp_path: Path) -> None:
    path = tmp_path / "log.snapshot"
    snapshot.write(path, *KEPT)
    before, read = snapshot.read(path), snapshot.read(path)
    assert read.cards == KEPT[1]
    snapshot.write(path, KEPT[0], b"other cards")
    assert (before.accounts, before.cards, read.cards) == (KEPT[0], b"", KEPT[1])
