"""A sitting in JSON lines, as a program drives it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from click.testing import CliRunner

from engine import limits
from engine.learning.store import Store
from tests.tui.commands.test_practice import BANK, Days
from tui.cli import main

Event: TypeAlias = dict[str, Any]
Run: TypeAlias = Callable[..., list[Event]]
ROOT = Path(__file__).parents[3]


@pytest.fixture
def days(monkeypatch: pytest.MonkeyPatch) -> Days:
    clock = Days()
    monkeypatch.setattr("tui.sitting.now", clock)
    return clock


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    path = tmp_path / "bank.yaml"
    path.write_text(BANK)
    return path


@pytest.fixture
def run(tmp_path: Path, bank: Path, monkeypatch: pytest.MonkeyPatch, days: Days) -> Run:
    monkeypatch.setenv("UNROLLED_HOME", str(tmp_path / "home"))

    def invoke(*arguments: str, lines: list[Any] | bytes, code: int = 0) -> list[Event]:
        text = lines if isinstance(lines, bytes) else "\n".join(map(json.dumps, lines)).encode()
        done = CliRunner().invoke(main, ["session", *arguments, "--bank", str(bank)], input=text)
        assert done.exit_code == code, done.output
        return [json.loads(line) for line in done.stdout.splitlines()]

    return invoke


def names(events: list[Event]) -> list[str]:
    return [event["event"] for event in events]


def logged(tmp_path: Path) -> list[str]:
    """The kinds of all entries."""
    store = Store.open(tmp_path / "home", clock=Days())
    try:
        return [entry.kind for entry in store.entries()]
    finally:
        store.close()


def test_a_quiz_from_its_beginning_to_its_summary(run: Run) -> None:
    events = run(
        "quiz", "lstm", "--seed", "1", lines=[{"answer": 99}, {"answer": "1 + 1"}, {"do": "next"}, {"do": "skip"}]
    )
    assert names(events) == ["sitting", "question", "verdict", "verdict", "question", "summary"]
    sitting, asked, wrong, right, _, summary = events
    assert sitting == {
        "event": "sitting", "mode": "quiz", "questions": 2, "minutes": None, "resumed": False, "notice": "",
    }  # fmt: skip
    assert asked["position"] == 1
    assert {"id", "variant", "kind", "prompt", "given", "shapes", "options", "rule", "hints"} <= asked.keys()
    assert asked["prompt"] == f"What is {asked['given']['n']} + 1?" or asked["id"] == "two"
    assert (wrong["outcome"], wrong["score"]) == ("wrong", 0.0)
    assert wrong["expected"] in (asked["given"]["n"] + 1, asked["given"]["n"] + 2)
    assert right["id"] == asked["id"]
    assert summary["total"] == {"questions": 2, "answered": 1, "correct": 0}


def test_the_question_as_data(run: Run) -> None:
    _, asked, _ = run("quiz", "gru", lines=[])
    assert asked == {
        "event": "question", "position": 1, "questions": 1, "id": "three", "variant": 0, "kind": "choice",
        "title": "Three", "skill": "gru.first", "level": 1, "prompt": "Which?", "given": {}, "shapes": {},
        "options": asked["options"], "left": [], "lines": [], "rule": asked["rule"],
        "hints": {"shown": [], "more": False}, "because": "", "seconds_left": None, "flagged": False, "draft": "",
    }  # fmt: skip
    assert sorted(asked["options"]) == ["right", "wrong"]


def test_givens_come_with_their_shapes(tmp_path: Path, run: Run, bank: Path) -> None:
    bank.write_text(
        "version: 1\nquestions:\n"
        "- {id: a, kind: array, skill: s, level: 1, source: t, prompt: p, given: {C: [[1, 2, 3], [4, 5, 6]], n: 1}, answer: C}\n"
        "- {id: e, kind: equation, skill: s, level: 1, source: t, prompt: p, given: {x: [D]}, parameters: {W: [H, D]}, answer: h = W x}\n"
    )
    events = run("quiz", lines=[{"do": "next"}])
    array, equation = (event for event in events if event["event"] == "question")
    assert (array["given"], array["shapes"]) == ({"C": [[1, 2, 3], [4, 5, 6]], "n": 1}, {"C": [2, 3], "n": []})
    assert (equation["given"], equation["shapes"]) == ({}, {"x": ["D"]})


BAD = [
    b"x",
    b"{",
    b"[]",
    b"{}",
    b'{"answer": 1, "do": "hint"}',
    b'{"do": "cheat"}',
    b'{"ansver": 1}',
    b'{"answer": 1, "confidence": "very"}',
    b'{"do": "hint", "confidence": "sure"}',
    b'{"do": "rate"}',
    b'{"do": "rate", "rating": "superb"}',
    b'{"do": "hint", "rating": "easy"}',
    b'{"answer": "\xff"}',
    b'{"answer": "\\ud800"}',
    b"[" * 5000,
    b'{"answer": "' + b"x" * limits.JSON_LINE_BYTES + b'"}',
]


@pytest.mark.parametrize("line", BAD, ids=lambda line: line[:40].decode(errors="replace"))
def test_a_line_that_is_no_command_costs_nothing(run: Run, tmp_path: Path, line: bytes) -> None:
    events = run("quiz", "lstm.first", lines=line + b'\n\n{"answer": 2}\n{"do": "next"}\n', code=2)
    assert names(events) == ["sitting", "question", "error", "verdict", "summary"]
    assert events[2]["line"] == 1
    assert 'expected {"answer": …} or {"do": "hint"}' in events[2]["message"]
    assert events[3]["outcome"] == "correct"
    assert logged(tmp_path) == ["sitting", "attempt", "advance", "finish"]


def test_the_longest_line_is_read(run: Run) -> None:
    text = json.dumps({"answer": ""})
    longest = json.dumps({"answer": "x" * (limits.JSON_LINE_BYTES - len(text))}).encode()
    events = run("quiz", "lstm.first", lines=longest)
    assert "An answer may have 16,384 characters" in events[2]["message"]
    run("quiz", "lstm.first", "--fresh", lines=longest[:-2] + b'x"}', code=2)


def test_help_verdict_and_undo(run: Run, tmp_path: Path) -> None:
    commands = [
        {"do": "hint"}, {"answer": 3}, {"do": "undo"}, {"do": "undo"}, {"do": "flag"}, {"do": "question"},
        {"answer": 2}, {"do": "solution"}, {"do": "again"}, {"do": "fresh"}, {"do": "later"},
    ]  # fmt: skip
    events = run("quiz", "lstm.first", lines=commands)[2:]
    assert names(events) == [
        "hint", "verdict", "undone", "refused", "flag", "question",
        "verdict", "solution", "question", "question", "refused", "left",
    ]  # fmt: skip
    assert events[0] == {"event": "hint", "text": "Count on.", "more": True}
    assert events[2] == {"event": "undone", "id": "one", "answer": "3"}
    assert events[4] == {"event": "flag", "flagged": True}
    assert (events[7]["answer"], events[7]["words"]) == ("2", "Add.")
    assert events[7]["steps"][0]["rule"] == "n + 1"
    assert (events[8]["variant"], events[9]["variant"]) == (0, 1)
    assert events[9]["hints"] == {"shown": [], "more": True}


def test_a_rating_may_be_changed(run: Run) -> None:
    commands = [{"answer": 2, "confidence": "unsure"}, {"do": "rate", "rating": "easy"}, {"do": "next"}]
    _, _, verdict, rating, summary = run("drill", "lstm.first", lines=commands)
    assert verdict["review"].startswith("Rated good (right")
    assert verdict["due_in_days"] == 2
    assert rating == {
        "event": "rating", "review": "Rated easy (your choice); next on 2026-05-12 (in 8 days).", "due_in_days": 8,
    }  # fmt: skip
    assert summary["due_in_days"] == {"lstm.first": 8}


def test_an_exam_tells_nothing_before_its_end(run: Run) -> None:
    commands = [{"do": "hint"}, {"do": "solution"}, {"do": "fresh"}, {"answer": "nonsense"}, {"do": "later"}]
    events = run("exam", "--seed", "4", "--count", "2", lines=[*commands, {"answer": 1}, {"answer": 1}])
    assert events[1]["seconds_left"] == 20 * 60
    assert names(events)[2:5] == ["hint", "refused", "refused"]
    assert events[2]["text"] is None
    before = events[: names(events).index("review")]
    assert not [event for event in before if event.get("outcome") not in (None, "invalid")]
    assert names(events)[5:] == ["verdict", "question", "noted", "question", "noted", "review", "summary"]
    review = next(event for event in events if event["event"] == "review")
    assert [item["raw"] for item in review["items"]] == ["1", "1"]
    assert all(item["verdict"]["outcome"] in ("wrong", "correct") for item in review["items"])
    assert all(item["answer"] for item in review["items"])


def test_an_answer_that_comes_too_late_ends_the_exam(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Ticking(Days):
        def __call__(self) -> Any:
            self.pass_(seconds=14)
            return self.now

    monkeypatch.setattr("tui.sitting.now", Ticking())
    events = run("exam", "--minutes", "1", lines=[{"answer": 0}] * 5)
    assert "too late" in next(event for event in events if event["event"] == "verdict")["message"]
    assert names(events)[-2:] == ["review", "summary"]


def test_an_interview_ends_with_its_scorecard(run: Run) -> None:
    events = run("interview", "--seed", "2", lines=[{"answer": 0}, {"do": "next"}] * 5)
    assert [event["because"] for event in events if event["event"] == "question"].count("") < 3
    card = events[-2]
    assert card["event"] == "scorecard"
    assert card["asked"] == 3
    assert {topic["title"] for topic in card["topics"]} <= {"LSTM", "GRU"}


def test_the_same_seed_asks_the_same_as_plain_lines(run: Run, bank: Path) -> None:
    asked = [event["title"] for event in run("quiz", "--seed", "7", lines=[{"do": "skip"}] * 3) if "title" in event]
    plain = (
        CliRunner().invoke(main, ["quiz", "--seed", "7", "--plain", "--bank", str(bank)], input=":skip\n" * 3).stdout
    )
    assert [line.split(": ")[1] for line in plain.splitlines() if line.startswith("Question ")] == asked
    assert len(asked) == 3


def test_where_there_is_nothing_to_ask(run: Run) -> None:
    assert names(run("weak", lines=[])) == ["nothing"]


def test_the_end_of_the_input_leaves_what_can_be_gone_on_with(run: Run, tmp_path: Path) -> None:
    first = run("quiz", lines=[{"answer": "nonsense"}, {"answer": 5}])
    assert names(first)[-1] == "left"
    second = run("quiz", lines=[{"do": "quit"}, {"answer": 7}])
    assert names(second) == ["sitting", "question", "verdict", "left"]
    assert second[0]["resumed"]
    assert second[1]["id"] == first[1]["id"]
    assert second[1]["draft"] == "5"
    assert second[2]["expected"] == first[-2]["expected"]
    assert logged(tmp_path).count("attempt") == 1


@pytest.fixture
def talking(bank: Path, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    environment = {**os.environ, "UNROLLED_HOME": str(tmp_path / "home"), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "tui", "session", "quiz", "lstm.first", "--bank", str(bank)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as running:
        yield running
        running.kill()


def test_every_event_is_there_before_the_next_command(talking: subprocess.Popen[str]) -> None:
    assert talking.stdin is not None
    assert talking.stdout is not None

    def told() -> Event:
        return dict(json.loads(talking.stdout.readline()))  # type: ignore[union-attr]  # it is a pipe

    assert told()["event"] == "sitting"
    assert told()["given"] == {"n": 1}
    for command, event in [({"do": "hint"}, "hint"), ({"answer": "2"}, "verdict"), ({"do": "next"}, "summary")]:
        talking.stdin.write(json.dumps(command) + "\n")
        talking.stdin.flush()
        assert told()["event"] == event
    assert talking.wait(timeout=30) == 0
