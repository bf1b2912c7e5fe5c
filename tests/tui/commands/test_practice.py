"""Drill, weak, exam, interview and settings as typed on the command line, answers and days passing included."""

import json
import re
import subprocess
import sys
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from engine.learning.settings import FILE
from tui.cli import main

BANK = """\
version: 1
skills:
  lstm: {title: LSTM}
  gru: {title: GRU}
  lstm.first: {title: First}
  lstm.second: {title: Second, requires: [lstm.first]}
  gru.first: {title: Reset}
questions:
- {id: one, kind: number, skill: lstm.first, level: 1, source: test, prompt: "What is {{n}} + 1?", given: {n: 1},
   vary: {n: "integers(1, 900)"}, answer: n + 1, hints: [Count on.], solution: Add.,
   mistakes: [{id: forgot-one, answer: n, feedback: The one is missing.}]}
- {id: two, kind: number, skill: lstm.second, level: 1, source: test, prompt: "What is {{n}} + 2?", given: {n: 1},
   vary: {n: "integers(1, 900)"}, answer: n + 2}
- {id: three, kind: choice, skill: gru.first, level: 1, source: test, prompt: Which?, answer: right,
   mistakes: [{id: other, answer: wrong, feedback: No.}]}
"""


class Days:
    """The clock of the commands, moved on by hand."""

    now = datetime(2026, 5, 4, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def days(monkeypatch: pytest.MonkeyPatch) -> Days:
    clock = Days()
    monkeypatch.setattr("tui.sitting.now", clock)
    monkeypatch.setattr("tui.ways.now", clock)
    return clock


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: Days):
    monkeypatch.setenv("UNROLLED_HOME", str(tmp_path / "home"))
    bank = tmp_path / "bank.yaml"
    bank.write_text(BANK)

    def invoke(command: str, *arguments: str, text: str = "") -> Result:
        more = [] if command == "settings" else ["--bank", str(bank)]
        return CliRunner().invoke(main, [command, *arguments, *more], input=text)

    return invoke


def asked(text: str) -> list[str]:
    """The names of the questions that were asked, in order."""
    return re.findall(r"^Question \d+ of \d+: (\w+)$", text, re.MULTILINE)


class TestDrill:
    def test_new_skills_in_their_order_relatives_apart_with_rating_and_next_date(self, run):
        text = run("drill", text="2\n\n:skip\n:sure\n3\n\n").stdout
        assert asked(text) == ["One", "Three", "Two"]
        assert "Rated good (right); next on 2026-05-06 (in 2 days)." in text
        assert "Rated easy (right, sure, within 20 s a level); next on 2026-05-12 (in 8 days)." in text
        assert ":rate again tomorrow, hard tomorrow, easy on 2026-05-12 (in 8 days)" in text

    def test_what_is_due_comes_back_on_its_day_with_other_numbers(self, run, days):
        assert "What is 1 + 1?" in run("drill", "lstm.first", text="1\n\n").stdout
        nothing = run("drill", "lstm.first").stdout
        assert "Nothing is due today" in nothing
        assert "2026-05-05" in nothing
        days.pass_(days=1)
        text = run("drill", text="\n").stdout
        assert asked(text)[0] == "One"
        assert "What is 1 + 1?" not in text

    def test_a_rating_may_be_changed_and_then_holds(self, run, days):
        text = run("drill", "lstm.first", text="2\n:rate superb\n:rate easy\n\n").stdout
        assert "Ratings are again, hard, good and easy" in text
        assert "Rated easy (your choice); next on 2026-05-12" in text
        assert "2026-05-12" in run("drill", "lstm.first").stdout

    def test_more_practice_on_a_day_moves_no_date(self, run):
        text = run("drill", "lstm.first", text="1\n2\n\n").stdout
        assert "Rated again (less than half right); next tomorrow." in text
        assert "More practice today; next tomorrow, as before." in text

    def test_sure_and_wrong_comes_back_first(self, run):
        run("drill", text="2\n\n:sure\nwrong\n2\n\n:skip\n")
        run("drill", "--fresh", "--count", "1", "lstm.second", text=":sure\n99\n\n")
        assert asked(run("drill", "--fresh", text="").stdout)[0] == "Two"

    def test_hints_and_solutions_cost_rating(self, run):
        hinted = run("drill", "lstm.first", text=":hint\n:hint\n:hint\n:hint\n:hint\n2\n\n").stdout
        assert [line for line in hinted.splitlines() if line.startswith("Hint: ")] == [
            "Hint: Count on.",
            "Hint: The rule: n + 1",
            "Hint: With numbers: 1 + 1",
            "Hint: All of it:",
            "Hint: there is no further hint.",
        ]
        assert "Rated again (the solution was shown first)" in hinted
        one = run("drill", "lstm.second", text=":hint\n3\n\n").stdout
        assert "Rated hard (right, with a hint)" in one
        told = run("drill", "gru.first", text=":answer\nright\n\n").stdout
        assert "Rated again (the solution was shown first)" in told

    def test_it_goes_on_where_it_was_left(self, run):
        run("drill", text="2\n\n")
        text = run("drill", text="").stdout
        assert "Going on where you stopped. For a new drill: unrolled drill --fresh" in text
        assert asked(text) == ["Three"]
        assert "Question 1" in run("quiz", "--plain", text="").stdout

    def test_a_drill_of_another_day_is_not_gone_on_with(self, run, days):
        run("drill", text="2\n\n")
        days.pass_(days=2)
        text = run("drill", text="").stdout
        assert "Going on" not in text
        assert asked(text) == ["One"]

    def test_daily_limits_come_from_the_settings(self, run, tmp_path):
        run("settings")
        file = tmp_path / "home" / FILE
        file.write_text("new_per_day = 1\n")
        assert asked(run("drill", text=":skip\n").stdout) == ["One"]
        file.write_text("new_per_day = -1\n")
        told = run("drill", text="")
        assert "line 1: found new_per_day = -1, expected a whole number from 0 to 1000" in told.stdout
        assert str(file) in told.stdout


class TestWeak:
    def test_what_was_wrong_is_asked_until_it_is_right(self, run, days):
        assert "You have answered none of these yet" in run("weak").stdout
        run("quiz", "lstm", "--plain", text="99\n\n3\n\n")
        days.pass_(hours=1)
        text = run("weak", text=":answer\n:quit\n").stdout
        assert asked(text) == ["One"]
        key = re.search(r"^Answer: (\d+)$", text, re.MULTILINE)[1]
        run("weak", text=f"{key}\n\n")
        assert "Nothing was wrong" in run("weak").stdout


class TestExam:
    def test_nothing_is_told_before_the_end_and_all_of_it_then(self, run):
        first = run("exam", "--seed", "4", text=":answer\n:hint\nwrong\n").stdout
        assert "Answers are told when it is over." in first
        assert "There are neither hints nor fresh numbers in this exam." in first
        assert "Time left: 20:00" in first
        again = run("exam", text="0\n0\n0\n").stdout
        text = first + again
        before, _, review = text.partition("\nReview\n")
        assert not re.search(r"✓|✗|Rated", before)
        assert "Noted." in before
        assert review.count("Answer: ") == 3
        assert review.count("✗ Wrong") == 3

    def test_the_same_seed_asks_the_same_on_any_machine(self, run, monkeypatch, tmp_path):
        first = run("exam", "--seed", "4", text=":skip\n:skip\n:skip\n").stdout
        monkeypatch.setenv("UNROLLED_HOME", str(tmp_path / "elsewhere"))
        assert run("exam", "--seed", "4", text=":skip\n:skip\n:skip\n").stdout == first

    def test_a_late_answer_does_not_count(self, run, monkeypatch):
        class Ticking(Days):
            def __call__(self) -> datetime:
                self.pass_(seconds=14)
                return self.now

        monkeypatch.setattr("tui.ways.now", Ticking())
        text = run("exam", "--minutes", "1", text="0\n0\n0\n").stdout
        assert "The time is up; this answer came too late to count." in text
        assert text.count("– Not answered") == 3


class TestInterview:
    def test_a_wrong_answer_is_followed_up_and_the_scorecard_tells_all(self, run, tmp_path):
        file = tmp_path / "card.json"
        script = "0\nright\n\n" * 8
        text = run("interview", "--seed", "2", "--scorecard", str(file), text=script).stdout
        card = json.loads(file.read_text())
        assert "Follow-up: The same question once more, with fresh numbers." in text
        assert "# Interview scorecard" in text
        assert {topic["title"] for topic in card["topics"]} <= {"LSTM", "GRU"}
        assert card["asked"] == 3
        assert sum(topic["follow_ups"] for topic in card["topics"]) == 1

    def test_markdown_goes_to_a_file_too_and_a_bad_place_is_told(self, run, tmp_path):
        file = tmp_path / "card.md"
        text = run("interview", "--count", "1", "--scorecard", str(file), text=":skip\n").stdout
        assert file.read_text() in text
        bad = run("interview", "--count", "1", "--scorecard", str(tmp_path / "no" / "x"), text=":skip\n")
        assert bad.exit_code == 2
        assert "there is no folder" in bad.stderr
        assert "Question 1" not in bad.stdout


def test_settings_are_made_shown_and_explained_with_the_table(run, tmp_path):
    text = run("settings").stdout
    assert str(tmp_path / "home" / FILE) in text
    assert "retention = 0.9" in text
    assert re.search(r"again +less than half right", text)
    data = json.loads(run("settings", "--json").stdout)
    assert data["settings"]["new_per_day"] == 5
    assert data["ratings"][-1] == {"rating": "good", "when": "right"}


def test_settings_are_shown_as_the_file_has_them(run, tmp_path):
    run("settings")
    (tmp_path / "home" / FILE).write_text('theme = "ansi-dark"\n[keys]\nquestion.hint = "f2,h"\n')
    told = run("settings").stdout.partition("\n\n")[2].partition("\nAn answer")[0]
    assert tomllib.loads(told) == json.loads(run("settings", "--json").stdout)["settings"]


def test_a_quiz_asks_its_first_question_without_the_scheduler(tmp_path):
    script = (
        "import sys; from click.testing import CliRunner; from tui.cli import main\n"
        "done = CliRunner().invoke(main, ['quiz', '--plain', '--count', '1'])\n"
        "print(done.exit_code, 'fsrs' in sys.modules, 'tomllib' in sys.modules)"
    )
    root = Path(__file__).parents[2]
    environment = {"UNROLLED_HOME": str(tmp_path), "PYTHONPATH": str(root), "PATH": "/usr/bin:/bin"}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "False", "False"]


def test_a_terminal_that_knows_no_unicode_shows_question_marks_in_its_place(tmp_path):
    root = Path(__file__).parents[3]
    environment = {"UNROLLED_HOME": str(tmp_path), "PYTHONPATH": str(root), "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [sys.executable, "-m", "tui", "quiz", "--plain", "--count", "1"],
        env=environment,
        input="1\n",
        capture_output=True,
        text=True,
        check=True,
    )
    assert "? Wrong" in done.stdout
    assert done.stderr == ""
