"""`unrolled log` and `unrolled regrade`, as typed at two machines."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tui.cli import main

QUIZ = ("quiz", "cnn.pool.avg", "--plain", "--count", "1", "--fresh")
BANK = """version: 1
skills: {{a.b: {{title: A}}}}
questions:
- {{id: sum, kind: number, skill: a.b, level: 1, source: test, prompt: Compute 2 + 3., answer: {answer}}}
"""


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def invoke(machine: str, *arguments: str, text: str | None = None, code: int = 0) -> Result:
        monkeypatch.setenv("UNROLLED_HOME", str(tmp_path / machine))
        result = CliRunner().invoke(main, list(arguments), input=text)
        assert result.exit_code == code, result.output
        return result

    return invoke


def bank(tmp_path: Path, answer: str) -> str:
    path = tmp_path / "bank.yaml"
    path.write_text(BANK.format(answer=answer))
    return str(path)


def test_two_machines_have_the_same_log_after_each_took_in_the_others(at, tmp_path: Path) -> None:
    at("desk", *QUIZ, text="6 8; 7 8\n\n")
    at("train", *QUIZ, text="3.5 5.5; 3.75 5.25\n\n")
    exports = {name: str(tmp_path / f"{name}.jsonl") for name in ("desk", "train")}
    for name, file in exports.items():
        at(name, "log", "export", file)
    assert "new" in at("desk", "log", "import", exports["train"]).stdout
    at("train", "log", "merge", exports["desk"], str(tmp_path / "train"), exports["desk"])
    desk, train = at("desk", "log", "export").stdout, at("train", "log", "export").stdout
    assert desk == train
    assert {json.loads(line)["kind"] for line in desk.splitlines()} >= {"sitting", "attempt"}
    assert at("desk", "log", "import", "-", text=desk).stdout.endswith(" 0 of them new\n")
    assert at("desk", "stats", "--json").stdout == at("train", "stats", "--json").stdout


def test_a_bad_line_is_told_with_its_place_and_nothing_is_taken_in(at, tmp_path: Path) -> None:
    at("desk", *QUIZ, text="6 8; 7 8\n\n")
    good = at("desk", "log", "export").stdout
    file = tmp_path / "bad.jsonl"
    file.write_text(good + '{"uid": \n')
    result = at("train", "log", "import", str(file), code=2)
    assert result.stderr.startswith(f"{file}:{len(good.splitlines()) + 1}: this is no entry of a log")
    assert at("train", "log", "export").stdout == ""


def test_undo_by_the_name_that_the_list_shows(at) -> None:
    at("desk", *QUIZ, text="6 8; 7 8\n3.5 5.5; 3.75 5.25\n\n")
    newest, older = json.loads(at("desk", "log", "list", "--json").stdout)
    assert [newest["outcome"], older["outcome"]] == ["correct", "wrong"]
    assert older["uid"] in at("desk", "log", "list").stdout
    assert "wrong" in at("desk", "log", "undo", older["uid"]).stdout
    assert "correct" in at("desk", "log", "undo").stdout
    empty = at("desk", "log", "list")
    assert (empty.stdout, "no answer that counts" in empty.stderr) == ("", True)
    assert "nothing to undo" in at("desk", "log", "undo", code=2).stderr


def test_rebuild_says_what_it_found(at) -> None:
    at("desk", *QUIZ, text="6 8; 7 8\n3.5 5.5; 3.75 5.25\n\n")
    at("desk", "log", "undo")
    text = at("desk", "log", "rebuild").stdout
    assert "1 answers that count, 1 undone, 0 regraded" in text
    assert "1 skills remembered, 0 of them due" in text
    data = json.loads(at("desk", "log", "rebuild", "--json").stdout)
    assert (data["census"]["attempts"], list(data["cards"])) == (1, ["cnn.pool.avg"])


def test_regrade_reports_and_applies_when_asked(at, tmp_path: Path) -> None:
    wrong = bank(tmp_path, "2 * 3")
    at("desk", "quiz", "--plain", "--bank", wrong, text="5\n\n")
    assert " 0 otherwise than before" in at("desk", "regrade", "--bank", wrong).stdout
    mended = bank(tmp_path, "2 + 3")
    for options in ((), ("--apply",)):
        text = at("desk", "regrade", "--bank", mended, *options).stdout
        assert "sum --variant 0: then wrong 0, now correct 1" in text
    assert " 0 otherwise than before" in at("desk", "regrade", "--bank", mended).stdout
    assert json.loads(at("desk", "log", "list", "--json").stdout)[0]["outcome"] == "correct"


def test_regrade_as_data(at, tmp_path: Path) -> None:
    at("desk", "quiz", "--plain", "--bank", bank(tmp_path, "2 * 3"), text="5\n\n")
    data = json.loads(at("desk", "regrade", "--json", "--bank", bank(tmp_path, "2 + 3")).stdout)
    (change,) = data["changes"]
    assert (change["id"], change["variant"], change["answer"]) == ("sum", 0, "5")
    assert (change["then"]["outcome"], change["now"]["outcome"], data["applied"]) == ("wrong", "correct", False)
