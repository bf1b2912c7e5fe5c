"""`unrolled plan` on the shipped banks."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from engine.learning.planner import Plan, PlannedDay
from tui.cli import main
from tui.commands import planning
from tui.commands.planning import lines

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("UNROLLED_HOME", str(tmp_path))
    monkeypatch.setattr(planning, "now", lambda: NOON)

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["plan", *arguments])

    return invoke


def test_every_day_and_what_is_dropped(run) -> None:
    text = run("--exam", "2026-03-05", "--minutes", "10").stdout
    first, _, *days = text.split("\n\nDropped")[0].splitlines()
    assert first.startswith("Exam on 2026-03-05, 3 days of 10 minutes before it: ")
    assert first.endswith("likely known then, 0% without practice")
    assert [line[:15] for line in days] == ["Mon 2026-03-02 ", "Tue 2026-03-03 ", "Wed 2026-03-04 "]
    assert "Dropped, for want of time (" in text


def test_the_data_is_the_plan_and_begins_with_what_others_require(run) -> None:
    data = json.loads(run("lstm", "--exam", "2026-04-01", "--minutes", "15", "--json").stdout)
    assert list(data) == ["exam", "days", "without", "expected", "dropped"]
    assert [date.fromisoformat(day["day"]) for day in data["days"]] == [
        NOON.date() + timedelta(days=offset) for offset in range(30)
    ]
    practice = [skill for day in data["days"] for skill in day["skills"]]
    assert {skill.split(".")[0] for skill in practice} == {"lstm"}
    assert practice.index("lstm.parts") < practice.index("lstm.forget") < practice.index("lstm.cell")
    assert all(day["minutes"] <= 15 for day in data["days"])
    assert data["expected"] > 0.95


def test_days_without_practice_share_a_line(run) -> None:
    text = run("cnn.pool.avg", "--exam", "2026-04-01", "--minutes", "5").stdout
    free = [line for line in text.splitlines() if line.endswith("nothing")]
    assert free
    assert any(" to " in line for line in free)
    assert len(text.splitlines()) < 30


def test_why_nothing_is_planned_early_is_told_once(run) -> None:
    text = run("lstm", "--exam", "2026-04-05", "--minutes", "20").stdout
    first = next(line for line in text.splitlines() if line.partition("  ")[2].lstrip()[:1].isdigit())
    assert text.count(f"Nothing is planned before {first[:14]}: from then on there is time enough") == 1
    assert "Nothing is planned" not in run("--exam", "2026-03-05", "--minutes", "10").stdout


def test_the_skills_named_are_told_by_their_titles(run) -> None:
    days, titles = run("cnn.pool", "--exam", "2026-03-05").stdout.rsplit("\n\n", 1)
    assert "cnn.pool.avg      Average pooling" in titles
    assert {line.split()[0] for line in titles.splitlines()} <= set(days.replace(",", " ").split())


def test_a_quick_learner_is_never_told_no_minutes() -> None:
    day = PlannedDay(day=NOON.date(), skills=("lstm.backward",), minutes=0.25)
    plan = Plan(exam=NOON.date() + timedelta(days=1), days=(day,), without=0.0, expected=0.5, dropped={})
    assert "Mon 2026-03-02    1 min  lstm.backward" in lines(plan, {"lstm.backward": "The backward pass"}, 20)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--exam", "2026-03-02"), "expected a day from 2026-03-03 to 2026-08-29"),
        (("--exam", "soon"), "does not match the format"),
        ((), "--exam"),
        (("lstn", "--exam", "2026-03-05"), "did you mean"),
    ],
)
def test_what_cannot_be_planned(run, arguments: tuple[str, ...], words: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert words in result.stderr
