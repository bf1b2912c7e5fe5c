"""`unrolled quiz` on the shipped banks: how long it is."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from engine.bank.load import load
from tui.cli import main


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("UNROLLED_HOME", str(tmp_path))

    def invoke(*arguments: str, text: str = "") -> Result:
        return CliRunner().invoke(main, ["quiz", "--plain", *arguments], input=text)

    return invoke


def length(result: Result) -> int:
    return int(re.search(r"Question 1 of (\d+)", result.stdout)[1])


def test_it_has_ten_questions_unless_told(run) -> None:
    assert length(run()) == 10
    assert length(run("--seed", "5")) == 10
    assert length(run("--count", "3")) == 3
    assert length(run("cnn.pool.avg", "--count", "1000")) < 1000


def test_all_is_every_question_there_is_in_a_quiz_of_its_own(run) -> None:
    run("--count", "3", text=":skip\n")
    assert length(run("--count", "all")) == len(load().summaries)
    assert length(run("rnn.cell", "--count", "all")) == len(
        [one for one in load().summaries.values() if one.skill.startswith("rnn.cell")]
    )


def test_a_seeded_quiz_of_any_length_begins_alike(run) -> None:
    asked = [
        re.findall(r"^Question \d+ of \d+: (.*)$", run("--seed", "5", *count, text=":skip\n" * 4).stdout, re.MULTILINE)
        for count in ((), ("--count", "25"), ("--count", "all"))
    ]
    assert len(asked[0]) == 5
    assert asked[0] == asked[1] == asked[2]


@pytest.mark.parametrize("typed", ["0", "1001", "-3", "many"])
def test_another_count_is_told_with_what_can_be_typed(run, typed: str) -> None:
    refused = run("--count", typed)
    assert refused.exit_code == 2
    assert f"{typed} is no number from 1 to 1000; type one, or all" in refused.stderr


def test_the_help_says_how_many(run) -> None:
    text = " ".join(run("--help").stdout.split())
    assert "--count NUMBER|all How many questions; default: 10." in text
