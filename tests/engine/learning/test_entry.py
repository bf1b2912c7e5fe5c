"""Entries and their seals."""

import zlib
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.learning.entry import Row, seal, write

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
CHANCE = "00112233445566ff"
TEXT = st.text(st.characters(exclude_categories=()))


def test_the_checksum_is_the_crc_of_the_columns_in_order() -> None:
    row = seal(Row(0, "ab", "attempt", "2026", "{}", 0, 0), None)
    assert row == Row(1, "ab", "attempt", "2026", "{}", 0, zlib.crc32(b"1\nab\nattempt\n2026\n0\n{}"))


def test_each_row_names_the_one_before() -> None:
    first = seal(Row(0, "ab", "attempt", "2026", "{}", 0, 0), None)
    second = seal(Row(0, "cd", "attempt", "2026", "{}", 0, 0), first)
    assert (second.seq, second.before) == (2, first.crc)


@pytest.mark.parametrize(
    "change",
    [
        {"seq": 2},
        {"uid": "ac"},
        {"kind": "invalid"},
        {"at": "2027"},
        {"body": "{ }"},
        {"before": 1},
        {"crc": 0},
        {"body": None},
    ],
)
def test_a_changed_column_is_noticed(change: dict[str, object]) -> None:
    row = seal(Row(0, "ab", "attempt", "2026", "{}", 0, 0), None)
    assert row.whole
    assert not row._replace(**change).whole


def test_the_order_of_uids_is_the_order_of_writing_whatever_the_clock_does() -> None:
    newest, uids = "", []
    for now in (NOON, NOON, NOON - timedelta(days=3650), NOON.replace(year=9999), NOON, NOON.replace(year=1)):
        newest = write("attempt", {}, now, newest, CHANCE).uid
        uids.append(newest)
    assert uids == sorted(set(uids))
    assert uids[0] == f"{int(NOON.timestamp()) * 1_000_000:016x}{CHANCE}"


def test_time_is_kept_as_universal_time_to_the_microsecond() -> None:
    row = write("attempt", {}, datetime(2026, 3, 2, 1, 30, tzinfo=timezone(timedelta(hours=2))), "", CHANCE)
    assert row.at == "2026-03-01T23:30:00.000000+00:00"
    assert row.entry.at == datetime(2026, 3, 1, 23, 30, tzinfo=UTC)


def test_a_time_without_zone_and_a_number_without_value_are_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        write("attempt", {}, datetime(2026, 3, 2), "", CHANCE)
    with pytest.raises(ValueError, match="JSON"):
        write("attempt", {"seconds": float("nan")}, NOON, "", CHANCE)


@given(
    st.dictionaries(
        TEXT, TEXT | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | st.none()
    )
)
def test_any_text_comes_back_as_it_was(body: dict[str, object]) -> None:
    row = seal(write("attempt", body, NOON, "", CHANCE), None)
    assert row.body.isascii()
    assert row.whole
    assert row.entry.body == body


def test_lone_surrogates_from_a_terminal_are_kept() -> None:
    assert write("attempt", {"raw": "a\ud800\0"}, NOON, "", CHANCE).entry.body == {"raw": "a\ud800\0"}
