"""Authoring from the command line: a template written, previewed, mended."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from engine.bank.load import load
from tui.cli import main
from tui.preview import follow, preview_lines


def test_new_writes_a_file_that_preview_shows(tmp_path: Path):
    file = tmp_path / "mine.yaml"
    assert CliRunner().invoke(main, ["new", "number", str(file)]).exit_code == 0
    result = CliRunner().invoke(main, ["preview", str(file)])
    assert result.exit_code == 0
    assert "Answer: 0.3" in result.stdout
    assert "0.5 - 0.1 * 2" in result.stdout
    assert "!" not in result.stdout


def test_new_never_writes_over_a_file(tmp_path: Path):
    file = tmp_path / "mine.yaml"
    file.write_text("precious")
    result = CliRunner().invoke(main, ["new", "number", str(file)])
    assert result.exit_code == 2
    assert file.read_text() == "precious"


def test_problems_stand_beside_what_can_be_shown(tmp_path: Path):
    file = tmp_path / "mine.yaml"
    CliRunner().invoke(main, ["new", "number", str(file)])
    file.write_text(file.read_text().replace("answer: theta - g", "answer: theta - rate * g"))
    lines = list(preview_lines(load([file]), None, 0))
    assert lines[0].startswith("! ")
    assert "no-rate" in lines[0]
    assert any("Answer: 0.3" in line for line in lines)


def test_shown_once_what_is_not_there_is_bad_usage(tmp_path: Path):
    file = tmp_path / "mine.yaml"
    CliRunner().invoke(main, ["new", "choice", str(file)])
    other = CliRunner().invoke(main, ["preview", str(file), "other"])
    assert (other.exit_code, "no question is called" in other.stderr) == (2, True)
    missing = CliRunner().invoke(main, ["preview", str(tmp_path / "nowhere.yaml")])
    assert (missing.exit_code, "no such file" in missing.stdout) == (2, True)


def test_watching_goes_on_without_the_question(tmp_path: Path):
    file = tmp_path / "mine.yaml"
    CliRunner().invoke(main, ["new", "choice", str(file)])

    def echo(text: str) -> None:
        assert "! no question is called 'other'" in text
        raise StopWatchingError

    with pytest.raises(StopWatchingError):
        follow(file, "other", 0, echo)


class StopWatchingError(Exception):
    """Ends the watching after a number of showings."""


def test_it_is_shown_again_after_a_save(tmp_path: Path):
    file = tmp_path / "mine.yaml"
    CliRunner().invoke(main, ["new", "number", str(file)])
    shown: list[str] = []

    def echo(text: str) -> None:
        shown.append(text)
        if len(shown) == 2:
            raise StopWatchingError
        file.write_text(file.read_text().replace("demo-number", "other-name"))

    with pytest.raises(StopWatchingError):
        follow(file, None, 0, echo)
    assert "demo-number" in shown[0]
    assert "other-name" in shown[1]
