"""Plots in characters, cell by cell."""

import pytest

from tui.widgets.plot import Bar, bars, columns, gauge, row_of, under


def plain(lines) -> list[str]:
    return [line.plain.rstrip() for line in lines]


def test_columns_are_as_tall_as_their_values() -> None:
    assert plain(columns([0, 3, 6], 40, 3)) == [
        "   6       ██",
        "        ▄▄ ██",
        "   0    ██ ██",
    ]


def test_a_small_value_is_seen_beside_a_large_one() -> None:
    assert plain(columns([1, 1000], 40, 2)) == ["1000    ██", "   0 ▁▁ ██"]


def test_narrow_plots_lose_gaps_first_and_old_values_then() -> None:
    assert plain(columns([2, 2, 2, 2], 13, 1)) == ["   2 █ █ █ █"]
    assert plain(columns([2, 2, 2, 2], 9, 1)) == ["   2 ████"]
    assert plain(columns([2, 2, 1, 2], 7, 1)) == ["   2 ▄█"]


@pytest.mark.parametrize("values", [[], [0, 0, 0]])
def test_nothing_is_a_row_of_nothing(values: list[int]) -> None:
    assert plain(columns(values, 20, 2)) == ["   0", "   0"]


def test_words_stand_under_their_columns() -> None:
    assert row_of(["Mo", "Tu", "We"], 40).plain == "     Mo Tu We "
    assert row_of(["Mo", "Tu", "We"], 8).plain == "     MTW"
    assert under("1 Feb", "today", 10, 60).plain == "     1 Feb" + "today".rjust(24)


def test_the_mark_of_a_gauge_stands_at_its_share() -> None:
    assert gauge(0.5, None, 4).plain == "━━──"
    assert gauge(0.5, 0.75, 4).plain == "━━─┃"
    assert gauge(1.0, 0.0, 4).plain == "┃━━━"
    assert gauge(0.0, 1.0, 4).plain == "───┃"


def test_bars_share_their_columns_and_shorten_long_names() -> None:
    lines = plain(bars([Bar("a", 1.0, "100%"), Bar("a very long name indeed", 0.5, " 50%")], 30))
    assert lines == ["a              ━━━━━━━━━  100%", "a very long …  ━━━━╸────   50%"]


@pytest.mark.parametrize("width", range(12, 130))
def test_no_line_is_wider_than_there_is_room(width: int) -> None:
    lines = [Bar("Convolution and pooling", 0.3, "30%  12/20", 0.5)]
    assert max(line.cell_length for line in bars(lines, max(width, 30))) <= max(width, 30)
    assert max(line.cell_length for line in columns([3] * 21, width, 4)) <= width
