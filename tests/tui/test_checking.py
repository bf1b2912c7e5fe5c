"""`unrolled check`: problems, notes and exit codes, as lines, as JSON and as a JUnit report."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from tui.cli import main

HEAD = "version: 1\nquestions:\n"
BARE = "  - {id: bare, kind: number, skill: sums, level: 1, title: Two, solution: '2', prompt: Two?, answer: 2, source: sums}\n"
WRONG = "  - {id: wrong, kind: number, skill: sums, level: 1, prompt: Two?, answer: 1 / 0, source: sums}\n"
UNREADABLE = "  - {id: worse, kind: nubmer, skill: sums, level: 1, prompt: Two?, answer: 2, source: sums}\n"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("UNROLLED_HOME", str(tmp_path / "home"))
    return tmp_path / "sums.yaml"


def checked(file: Path, text: str, *options: str) -> Result:
    file.write_text(HEAD + text)
    return CliRunner().invoke(main, ["check", str(file), "--variants", "5", *options])


@pytest.mark.parametrize("name", ["empty", "nowhere"])
def test_a_path_that_is_named_twice_is_told_once(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    path = str(tmp_path / name)
    for paths in ([path], [path, f"{path}/"], ["--bank", path, path]):
        done = CliRunner().invoke(main, ["check", *paths])
        assert done.exit_code == 2
        assert done.stdout.count(path) == 1
        assert done.stderr == "0 questions, 50 seeds: 1 problem, 0 notes\n"


def test_notes_are_no_problems(file: Path) -> None:
    done = checked(file, BARE)
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        f"note: {file}:3 bare hints: found no hints, expected a hint",
        f"note: {file}:3 bare mistakes: found no mistakes, expected the wrong answers that people give, each with feedback",
    ]
    assert done.stderr == "1 question, 5 seeds: 0 problems, 2 notes\n"


@pytest.mark.parametrize(("text", "code"), [(BARE + WRONG, 1), (BARE + UNREADABLE, 2)])
def test_problems_come_first_and_decide_the_exit_code(file: Path, text: str, code: int) -> None:
    done = checked(file, text)
    assert done.exit_code == code
    assert done.stdout.startswith(f"{file}:4 w")
    assert "1 problem, " in done.stderr


def test_json_keeps_them_apart(file: Path) -> None:
    done = json.loads(checked(file, BARE + WRONG, "--json").stdout)
    assert [problem["path"] for problem in done["problems"]] == ["wrong[seed 0] answer"]
    assert [note["path"] for note in done["notes"]][:2] == ["bare hints", "bare mistakes"]
    assert (done["questions"], done["variants"]) == (2, 5)


def test_junit_fails_problems_only(file: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    checked(file, BARE + WRONG, "--junit", str(report))
    suite = ElementTree.parse(report).getroot()
    assert (suite.get("tests"), suite.get("failures")) == ("2", "1")


def test_changed_passes_over_what_was_found_clean(file: Path) -> None:
    checked(file, BARE)
    assert checked(file, BARE, "--changed").stderr == "0 questions, 5 seeds: 0 problems, 0 notes\n"
