"""Where reading a text stops, pointed at."""

import pytest

from tui.widgets.preview import WINDOW, pointed


@pytest.mark.parametrize(
    ("raw", "at", "shown"),
    [
        ("3*q", (2, 3), "3*q\n  ^ no"),
        ("1 2\n3 x", (6, 7), "3 x\n  ^ no"),
        ("[1, 2", (0, 5), "[1, 2\n^^^^^ no"),
        ("3*", (2, 2), "3*\n  ^ no"),
        ("x\x1b[y", (1, 2), "x␛[y\n ^ no"),
        ("abc", None, "no"),
        ("", (0, 0), "no"),
        ("日本q", (2, 3), "日本q\n    ^ no"),
    ],
)
def test_the_caret_stands_under_the_problem(raw: str, at: tuple[int, int] | None, shown: str) -> None:
    assert pointed(raw, "no", at).plain == shown


def test_a_long_line_is_shown_around_the_problem() -> None:
    text = pointed("1" * 500 + "q" + "2" * 500, "no", (500, 501)).plain
    line, caret = text.splitlines()
    assert len(line) == WINDOW
    assert line[caret.index("^")] == "q"
