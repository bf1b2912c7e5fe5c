"""`unrolled stats` after a quiz."""

import json
from datetime import date
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from engine.learning.statistics import Statistics
from tui.cli import main
from tui.commands.statistics import bar


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("UNROLLED_HOME", str(tmp_path))

    def invoke(*arguments: str, text: str | None = None) -> str:
        result = CliRunner().invoke(main, list(arguments), input=text)
        assert result.exit_code == 0, result.output
        return result.stdout

    return invoke


def practised(run) -> None:
    run("quiz", "cnn.pool.avg", "--plain", "--count", "1", "--fresh", text="6 8; 7 8\n3.5 5.5; 3.75 5.25\n\n")


def test_before_the_first_answer(run) -> None:
    assert run("stats") == "Nothing practised yet. Start with: unrolled quiz\n"
    assert json.loads(run("stats", "--json"))["answers"] == 0


def test_lines(run) -> None:
    practised(run)
    text = run("stats")
    assert text.startswith("2 answers in 0 minutes, 1 day in a row\n")
    assert "Convolution and pooling" in text
    assert "1 right, 0 minutes" in text
    assert "another operation" in text
    assert "    took the maximum: You kept the largest value of each window" in text
    assert not text.isascii()
    assert "\x1b" not in text


def test_the_data_is_complete_and_told_in_the_help(run) -> None:
    practised(run)
    data = json.loads(run("stats", "--json"))
    assert list(data) == list(Statistics.__struct_fields__)
    assert msgspec.convert(data, Statistics, strict=False).answers == 2
    assert data["skills"]["cnn.pool.avg"]["tries"] == 2
    assert date.fromisoformat(data["days"][0]["day"])
    told = run("stats", "--help")
    for name, value in data.items():
        assert name in told
        inner = next(iter(value.values()), None) if name in ("topics", "skills") else value
        for field in inner if isinstance(inner, dict) and name != "misconception_classes" else ():
            assert field in told, f"{name}.{field}"


@pytest.mark.parametrize(("share", "full"), [(0, 0), (0.5, 10), (1, 20), (2, 20), (-1, 0)])
def test_a_bar(share: float, full: int) -> None:
    assert bar(share) == "█" * full + "·" * (20 - full)
