"""What was proved stays proved until the question, or the program, changes."""

from pathlib import Path

import pytest

from engine.bank import proved as proved_module
from engine.bank.load import Bank, load
from engine.bank.proved import Proved


def bank(folder: Path, *words: str) -> Bank:
    file = folder / "bank.yaml"
    entries = "".join(
        f"  - {{id: q{place}, kind: choice, skill: s, level: 1, prompt: Say {word}, answer: this, "
        f"mistakes: [{{id: a, answer: that, feedback: No.}}], source: x}}\n"
        for place, word in enumerate(words)
    )
    file.write_text("version: 1\nquestions:\n" + entries)
    return load([file]).sound()


def test_only_new_and_changed_questions_are_unproved(tmp_path: Path) -> None:
    before = bank(tmp_path, "one", "two")
    proved = Proved()
    assert proved.unproved(before, 50) == ["q0", "q1"]
    proved.keep(before, ["q0", "q1"], 50)
    assert Proved().unproved(before, 50) == []
    assert Proved().unproved(bank(tmp_path, "one", "other", "three"), 50) == ["q1", "q2"]


def test_more_seeds_than_before_are_unproved(tmp_path: Path) -> None:
    some = bank(tmp_path, "one")
    Proved().keep(some, ["q0"], 50)
    Proved().keep(some, ["q0"], 20)
    assert Proved().unproved(some, 50) == []
    assert Proved().unproved(some, 51) == ["q0"]


def test_another_program_has_proved_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    some = bank(tmp_path, "one")
    Proved().keep(some, ["q0"], 50)
    monkeypatch.setattr(proved_module, "fingerprint", lambda *packages: b"another")
    assert Proved().unproved(some, 50) == ["q0"]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"program": 1}', b"\xff\xfe"])
def test_a_damaged_record_is_no_record(content: bytes, tmp_path: Path, home: Path) -> None:
    some = bank(tmp_path, "one")
    Proved().keep(some, ["q0"], 50)
    (home / "cache" / "proved.json").write_bytes(content)
    assert Proved().unproved(some, 50) == ["q0"]


def test_a_record_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    Proved(tmp_path / "file").keep(bank(tmp_path, "one"), ["q0"], 50)
