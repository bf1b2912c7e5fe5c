"""One setting changed, the rest of the file as it was."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import UnrolledError
from engine.learning.settings import FILE, Settings, parse, read, text
from engine.learning.settings_edit import change, changed

OWN = """# my own file
minutes = 3  # not much

order = "weakest"

# keys that my keyboard has
[keys]
question.hint = "f9"   # the free one

[other]
"""


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("new_per_day", 7, "new_per_day = 7"),
        ("retention", 0.85, "retention = 0.85"),
        ("order", "weakest", 'order = "weakest"'),
        ("confidence", True, "confidence = true"),
        ("theme", "ansi-dark", 'theme = "ansi-dark"'),
    ],
)
def test_only_the_line_of_the_setting_changes(name: str, value: object, line: str) -> None:
    before = text(Settings())
    after = changed(before, name, value)
    other = [(old, new) for old, new in zip(before.splitlines(), after.splitlines(), strict=True) if old != new]
    assert [new for _, new in other] == [line]
    assert getattr(parse(after, ""), name) == value


def test_a_comment_behind_the_value_stays() -> None:
    assert changed("minutes = 3  # not much\n", "minutes", 9) == "minutes = 9  # not much\n"


def test_a_setting_that_is_not_there_comes_before_the_tables() -> None:
    after = changed("# hi\nminutes = 3\n\n# over keys\n[keys]\n", "theme", "ansi-dark")
    assert after == '# hi\nminutes = 3\ntheme = "ansi-dark"\n\n# over keys\n[keys]\n'
    assert changed("", "minutes", 9) == "minutes = 9\n"
    assert changed("# hi", "minutes", 9) == "# hi\nminutes = 9\n"


def test_keys_are_set_changed_and_taken_back() -> None:
    first = changed(text(Settings()), "keys.question.hint", "f2,h")
    second = changed(first, "keys.app.help", "f1")
    third = changed(second, "keys.question.hint", "f9")
    assert parse(third, "").keys == {"question": {"hint": "f9"}, "app": {"help": "f1"}}
    back = changed(changed(third, "keys.app.help", None), "keys.question.hint", None)
    assert back == text(Settings())
    assert changed(back, "keys.question.hint", None) == back


def test_a_file_without_keys_gets_a_table_of_them() -> None:
    assert changed("minutes = 3", "keys.home.quit", "Q") == 'minutes = 3\n\n[keys]\nhome.quit = "Q"\n'
    assert changed("[keys]", "keys.home.quit", "Q") == '[keys]\nhome.quit = "Q"\n'


def test_the_file_of_a_learner_keeps_its_words(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(OWN.replace("[other]\n", ""))
    assert change(tmp_path, "keys.question.hint", "f8").keys == {"question": {"hint": "f8"}}
    assert change(tmp_path, "minutes", 5).minutes == 5
    written = (tmp_path / FILE).read_text()
    assert written == OWN.replace('"f9"', '"f8"').replace("minutes = 3", "minutes = 5").replace("[other]\n", "")
    assert read(tmp_path).order == "weakest"


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [("minutes", 0, "minutes"), ("order", "random", "order"), ("theme", "x" * 65, "theme"), ("unknown", 3, "unknown")],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(tmp_path: Path, name: str, value: object, words: str) -> None:
    change(tmp_path, "minutes", 30)
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(UnrolledError, match=words):
        change(tmp_path, name, value)
    assert (tmp_path / FILE).read_bytes() == before


def test_a_file_that_cannot_be_read_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("minutes\n")
    with pytest.raises(UnrolledError, match="line 1"):
        change(tmp_path, "minutes", 30)
    (tmp_path / FILE).write_bytes(b"\xff")
    with pytest.raises(UnrolledError, match="cannot be changed"):
        change(tmp_path, "minutes", 30)


@given(st.text(max_size=40))
def test_any_text_is_kept_as_it_is_or_refused(value: str) -> None:
    try:
        after = changed(text(Settings()), "theme", value)
    except UnrolledError:
        return
    assert tomllib.loads(after)["theme"] == value
