"""`unrolled lab`: what it prints, what it reads, what it refuses."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tui.cli import main
from tui.laboratory.saved import save
from tui.laboratory.starts import first_windows


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["lab", *arguments])


def test_a_cell_over_a_text() -> None:
    result = run("--cell", "gru", "--units", "2", "--read", "abc", "--step", "2")
    assert result.exit_code == 0
    assert result.output.startswith("GRU of 2 units over 3 steps\nstep 1 reads 'a': r [")
    assert "step 2, unit by unit:" in result.output


def test_the_same_seed_prints_the_same() -> None:
    assert run("--seed", "4").output == run("--seed", "4").output != run("--seed", "5").output


def test_json() -> None:
    data = json.loads(run("--read", "1 0; 0 1", "--json").output)
    assert data["scene"]["x"] == [[1, 0], [0, 1]]
    assert len(data["h"]) == 2


def test_a_file(tmp_path: Path) -> None:
    save(first_windows(), tmp_path / "state.json")
    assert "result: [[3.5, 5.5], [3.75, 5.25]]" in run(str(tmp_path / "state.json")).output


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--units", "0"], "from 1 to 32 units, not 0"),
        (["--read", ""], "Type a sequence"),
        (["nowhere.json"], "nowhere.json: No such file"),
    ],
)
def test_what_is_refused(arguments: list[str], told: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert told in result.output
