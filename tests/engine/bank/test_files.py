"""Finding and reading files: what is taken, in which order, and what is refused."""

import os
from pathlib import Path

import pytest

from engine import limits
from engine.bank.files import neighbours, shipped, sources


def test_folders_hold_their_yaml_files_in_order(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yaml", "c.yml", "d.txt", ".hidden.yaml"):
        (tmp_path / name).write_text(name)
    found, problems = sources([tmp_path])
    assert [(source.path.name, source.data) for source in found] == [("a.yaml", b"a.yaml"), ("b.yaml", b"b.yaml")]
    assert problems == []


def test_files_are_taken_as_named_and_once(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.bank"):
        (tmp_path / name).write_text(name)
    found, _ = sources([tmp_path / "a.bank", tmp_path, tmp_path / "b.yaml", tmp_path / "." / "a.bank"])
    assert [source.path.name for source in found] == ["a.bank", "b.yaml"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("missing.yaml", "missing.yaml: found no such file, expected a bank file that can be read"),
        ("empty", "empty: found no *.yaml file, expected a folder with banks"),
        ("yml", "yml: found no *.yaml file, expected a folder with banks; rename *.yml to *.yaml"),
        ("pipe.yaml", "pipe.yaml: found no ordinary file, expected a bank file that can be read"),
        ("loop.yaml", "loop.yaml: found too many levels of symbolic links, expected a bank file that can be read"),
    ],
)
def test_what_cannot_be_read_is_a_problem(
    name: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty").mkdir()
    Path("yml").mkdir()
    Path("yml/a.yml").touch()
    os.mkfifo("pipe.yaml")
    Path("loop.yaml").symlink_to("loop.yaml")
    found, problems = sources([Path(name)])
    assert found == []
    assert [str(problem) for problem in problems] == [told]


def test_at_most_so_many_files(tmp_path: Path) -> None:
    for number in range(limits.BANK_FILES):
        (tmp_path / f"{number:03}.yaml").touch()
    found, problems = sources([tmp_path])
    assert len(found) == limits.BANK_FILES
    assert problems == []
    (tmp_path / "999.yaml").touch()
    found, problems = sources([tmp_path])
    assert len(found) == limits.BANK_FILES
    assert [problem.expected for problem in problems] == [f"at most {limits.BANK_FILES} files"]


def test_at_most_so_many_bytes(tmp_path: Path) -> None:
    whole = limits.BANK_BYTES // limits.BANK_FILE_BYTES
    for number in range(whole):
        (tmp_path / f"{number:03}.yaml").write_bytes(bytes(limits.BANK_FILE_BYTES))
    assert sources([tmp_path])[1] == []
    (tmp_path / "999.yaml").write_bytes(b"x")
    found, problems = sources([tmp_path])
    assert len(found) == whole
    assert [problem.expected for problem in problems] == [f"at most {limits.BANK_BYTES:,} bytes in all files together"]


def test_the_shipped_banks_are_found() -> None:
    assert sources([shipped()])[0]


def test_neighbours_are_the_other_files_of_the_folder_and_the_shipped_banks(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).touch()
    around = [source.path for source in neighbours(sources([tmp_path / "a.yaml"])[0])]
    assert around[0] == tmp_path / "b.yaml"
    assert {path.parent for path in around[1:]} == {shipped()}
