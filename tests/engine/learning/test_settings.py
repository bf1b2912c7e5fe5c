"""The settings file: made with its comments, read, and refused with its line."""

from pathlib import Path

import pytest

from engine.errors import UnrolledError
from engine.learning.settings import FILE, Settings, make, read, usable


def test_a_new_learner_has_the_usual_settings(tmp_path: Path) -> None:
    assert read(tmp_path / "nowhere") == Settings()


def test_the_file_that_is_made_says_the_usual_settings_and_explains_each(tmp_path: Path) -> None:
    path = make(tmp_path / "new")
    lines = path.read_text("utf-8").splitlines()
    assert read(tmp_path / "new") == Settings()
    for field in Settings.__struct_fields__:
        assert any(line.startswith((f"{field} = ", f"[{field}]")) for line in lines)
    assert sum(line.startswith("# ") for line in lines) >= len(Settings.__struct_fields__)


def test_a_file_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("new_per_day = 2\n")
    make(tmp_path)
    assert read(tmp_path) == Settings(new_per_day=2)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("retention = 0.99", "0.97"),
        ("retention = 'high'", "retention"),
        ("new = 3", "new"),
        ("order = 'random'", "order"),
        ("day_begins = 24", "23"),
        ("minutes\n", "line 1"),
        ("keys = 3", "keys"),
        ("[keys]\nquestion.hint = 3", "keys"),
        ("[keys]\nquestion.hint = ''", "keys"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_place(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / FILE).write_text(text)
    with pytest.raises(UnrolledError, match=words) as caught:
        read(tmp_path)
    assert str(tmp_path / FILE) in str(caught.value)


def test_a_file_of_other_bytes_and_a_folder_that_is_none_are_told(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"\xff\xfe")
    with pytest.raises(UnrolledError, match="cannot be read"):
        read(tmp_path)
    with pytest.raises(UnrolledError, match="cannot be written"):
        make(tmp_path / FILE / "below")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('# Mine\nday = "x\n', 'line 2: found day = "x, expected a line such as minutes = 20 or theme = "nord"'),
        ("theme = nord", "line 1: found theme = nord, expected a name in quotation marks"),
        ("minutes = 20\nretention = 0,9", "line 2: found retention = 0,9, expected a share from 0.7 to 0.97"),
        ("minutes = 20\nminutes = 3\n", "line 2: found minutes = 3, expected each name once"),
        ("\nminutes = '20'", "line 2: found minutes = '20', expected a whole number from 1 to 600"),
        ("minute = 20", "line 1: found minute = 20, expected the name of a setting, perhaps minutes"),
        ("colours = 3", "line 1: found colours = 3, expected one of the settings new_per_day, due_per_day,"),
        ("order = 'best'", 'line 1: found order = \'best\', expected "oldest" or "weakest"'),
        ("[keys]\nx = 3", 'line 1: found [keys], expected below [keys] lines such as question.hint = "f2,h"'),
    ],
)
def test_a_fault_names_the_line_and_what_is_expected_and_the_usual_settings_hold(
    tmp_path: Path, text: str, told: str
) -> None:
    (tmp_path / FILE).write_text(text)
    settings, fault = usable(tmp_path)
    assert settings == Settings()
    assert told in fault
    assert fault.endswith("take it out for what is usual. Until then the usual settings are in force.")
