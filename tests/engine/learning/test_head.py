"""The mark beside the log."""

from pathlib import Path

import pytest

from engine.learning import head
from engine.learning.entry import Row

ROW = Row(12, "ab", "attempt", "2026", "{}", 0, 0xFEDC)


def test_the_mark_is_read_back_and_moves_on(tmp_path: Path) -> None:
    head.write(tmp_path / "head", ROW)
    assert head.read(tmp_path / "head") == (12, 0xFEDC)
    head.write(tmp_path / "head", ROW._replace(seq=13, crc=5))
    assert head.read(tmp_path / "head") == (13, 5)


@pytest.mark.parametrize("content", [b"", b"12", b"\xff\xfe", b"0" * 20 + b" 00000005 00000000\n", b"a b c"])
def test_half_a_mark_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "head").write_bytes(content)
    assert head.read(tmp_path / "head") is None


def test_no_mark_is_none(tmp_path: Path) -> None:
    assert head.read(tmp_path / "head") is None


def test_any_flipped_bit_of_the_mark_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "head"
    head.write(path, ROW)
    sound = path.read_bytes()
    for bit in range(38 * 8):
        flipped = bytearray(sound)
        flipped[bit // 8] ^= 1 << bit % 8
        path.write_bytes(flipped)
        # In a hexadecimal letter one bit is its case, which changes nothing.
        assert head.read(path) in (None, (12, 0xFEDC))
