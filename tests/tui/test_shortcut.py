"""The shortcut into the app: what it reads means the same to the command line, and what it does not read is left to that."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tui import shortcut
from tui.cli import COMMANDS, main
from tui.shortcut import read, taken

WORDS = [
    *("quiz", "drill", "--bank", "--count", "--seed", "--fresh", "--plain", "--help", "-h", "--version", "--", "-", ""),
    *("--count=3", "--bank=x", "--fre", "all", "0", "1", "7", "1000", "1001", "2147483647", "2147483648", "-1", "+5"),
    *("007", "٣", "1.0", "cnn", "lstm.gates", "banks", "quiz", "--seed"),
]


def by_click(words: list[str]) -> tuple[tuple[Path, ...], dict[str, Any] | None] | None:
    """What the command line reads: the banks, and what a quiz is asked; `None` when no app would be opened."""
    heard: list[tuple[tuple[Path, ...], dict[str, Any] | None]] = []

    def home(bank: Any) -> int:
        heard.append((bank, None))
        return 0

    def sat(asked: Any, mode: str) -> int:
        assert mode == "quiz"
        wishes = {name: value for name, value in asked.wishes.items() if name != "skills"}
        heard.append((asked.bank, wishes | {"skills": asked.skills, "fresh": asked.fresh, "plain": asked.plain}))
        return 0

    for place in COMMANDS.values():  # loaded with the true names before they are exchanged
        import_module(place.partition(":")[0])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tui.cli.sound_bank", tuple)
        patch.setattr("tui.commands.quiz.sound_bank", tuple)
        patch.setattr("tui.sitting.open_home", home)
        patch.setattr("tui.ways.sat", sat)
        patch.setattr("tui.commands.practice.sat", sat, raising=False)
        CliRunner().invoke(main, words)
    return heard[0] if heard else None


@settings(deadline=None, max_examples=400)
@given(st.lists(st.sampled_from(WORDS), max_size=7))
@example([])
@example(["quiz"])
@example(["--bank", "a", "quiz", "--bank", "b", "cnn", "--count", "7", "--seed", "0", "--fresh", "lstm.gates"])
@example(["quiz", "--count", "1", "--count", "1000"])
def test_what_is_read_means_the_same_to_the_command_line(words: list[str]) -> None:
    found = read(words)
    if found is None:
        return
    banks, asked = found
    plainly = None if asked is None else {"fresh": False, "plain": False} | asked
    assert by_click(words) == (tuple(banks), plainly)


@pytest.mark.parametrize(
    "words",
    ["", "quiz", "--bank a", "quiz cnn", "--bank a quiz --fresh --count 10", "quiz --seed 7 --bank b lstm.gates"],
)
def test_the_usual_ways_in_are_read(words: str) -> None:
    assert read(words.split()) is not None


@pytest.mark.parametrize("words", ["quiz --plain", "drill", "--help", "quiz --count all", "quiz --count 0", "quiz -x"])
def test_what_is_told_in_lines_or_is_wrong_is_left_to_the_command_line(words: str) -> None:
    assert read(words.split()) is None


def test_without_a_screen_nothing_is_taken() -> None:
    assert not taken(["quiz"])


def test_a_shell_that_completes_words_is_answered_by_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.sitting.has_screen", lambda: True)
    monkeypatch.setenv("_UNROLLED_COMPLETE", "bash_complete")
    assert not taken([])


@pytest.mark.parametrize(
    ("words", "told"), [("--bank /no/such/bank.yaml", "no such file"), ("quiz lstn", "Did you mean lstm")]
)
def test_what_is_wrong_is_told_as_ever(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, words: str, told: str
) -> None:
    monkeypatch.setattr("tui.sitting.has_screen", lambda: True)
    monkeypatch.setenv("UNROLLED_HOME", str(tmp_path))
    with pytest.raises(SystemExit) as ended:
        taken(words.split())
    assert ended.value.code == 2
    assert told.lower() in capsys.readouterr().err.lower()


def test_an_interrupted_start_ends_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("tui.sitting.has_screen", lambda: True)
    monkeypatch.setattr(shortcut, "_opened", interrupted)
    with pytest.raises(SystemExit) as ended:
        taken([])
    assert ended.value.code == 1


def test_the_way_to_a_question_loads_no_click() -> None:
    loads = "import sys, tui.shortcut, tui.ways, tui.app, tui.screens.question; print('click' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", loads], capture_output=True, text=True, check=True)
    assert told.stdout == "False\n"
