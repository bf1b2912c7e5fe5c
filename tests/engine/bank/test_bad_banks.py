"""One bank for each fault; its first line is the one problem that must be told of it, `…` standing for any text."""

import re
import shutil
from pathlib import Path

import pytest

from engine.bank.check import check
from engine.bank.load import load

BAD_BANKS = sorted((Path(__file__).parents[2] / "bad_banks").glob("*.yaml"))
SEEDS = 20


@pytest.mark.parametrize("file", BAD_BANKS, ids=lambda file: file.stem)
def test_each_fault_is_told_once_in_plain_words(file: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(file, tmp_path))
    bank = load([copy])
    told = [str(problem._replace(file=file.name)) for problem in (*bank.problems, *check(bank, SEEDS))]
    expected = file.read_bytes().splitlines()[0].decode().removeprefix("# ")
    pattern = ".*".join(map(re.escape, expected.split("…")))
    assert len(told) == 1, told
    assert re.fullmatch(pattern, told[0]), told[0]


def test_there_are_bad_banks() -> None:
    assert len(BAD_BANKS) >= 70


@pytest.mark.parametrize("file", BAD_BANKS, ids=lambda file: file.stem)
def test_the_fault_of_one_question_spares_the_other(file: Path, tmp_path: Path) -> None:
    bank = load([Path(shutil.copy(file, tmp_path))])
    blamed = {problem.path.split(" ")[0] for problem in bank.problems} & {"sum", "gate"}
    if blamed and file.stem not in ("id-twice", "skill-unknown"):
        assert set(bank.questions) == {"sum", "gate"} - blamed
