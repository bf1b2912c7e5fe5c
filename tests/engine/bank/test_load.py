"""Loading banks of several files."""

import subprocess
import sys
from pathlib import Path

import pytest

from engine.bank.load import load
from engine.errors import BankError

QUESTION = """  - id: {id}
    kind: choice
    skill: {skill}
    level: 2
    title: Gates
    prompt: Which gate?
    answer: the forget gate
    mistakes:
      - {{id: input, answer: the input gate, feedback: It admits new content.}}
    source: lstm
"""


def bank(path: Path, *ids: str, skills: str = "", skill: str = "lstm.forget") -> Path:
    head = f"version: 1\n{skills}questions:\n"
    path.write_text(head + "".join(QUESTION.format(id=name, skill=skill) for name in ids))
    return path


def test_questions_come_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    bank(tmp_path / "2.yaml", "c", "a")
    bank(tmp_path / "1.yaml", "d", "b")
    loaded = load([tmp_path])
    assert list(loaded.questions) == ["d", "b", "c", "a"]
    assert loaded.files == (str(tmp_path / "1.yaml"), str(tmp_path / "2.yaml"))
    assert [(place.file, place.line) for place in loaded.places.values()] == [
        (str(tmp_path / name), line) for name, line in [("1.yaml", 3), ("1.yaml", 13), ("2.yaml", 3), ("2.yaml", 13)]
    ]
    assert loaded.sound() is loaded


def test_a_summary_says_what_the_question_says(tmp_path: Path) -> None:
    loaded = load([bank(tmp_path / "1.yaml", "a")])
    question, summary = loaded.questions["a"], loaded.summaries["a"]
    assert (summary.id, summary.kind, summary.skill, summary.level, summary.title) == (
        "a",
        "choice",
        "lstm.forget",
        2,
        "Gates",
    )
    assert question.kind == summary.kind
    assert loaded.digests == {"a": summary.digest}


def test_digests_change_with_the_question_and_not_with_its_layout(tmp_path: Path) -> None:
    file = bank(tmp_path / "1.yaml", "a", "b")
    before = load([file]).digests
    text = file.read_text()
    file.write_text(
        text.replace("    level: 2\n", "").replace("    source: lstm\n", "    source: 'lstm' # why\n\n    level: 2\n")
    )
    assert load([file]).digests == before
    file.write_text(text.replace("It admits", "It adds", 1))
    after = load([file]).digests
    assert after["a"] != before["a"]
    assert after["b"] == before["b"]


def test_an_id_twice_in_two_files(tmp_path: Path) -> None:
    first, second = bank(tmp_path / "1.yaml", "a"), bank(tmp_path / "2.yaml", "b", "a")
    loaded = load([first, second])
    assert [str(problem) for problem in loaded.problems] == [
        f"{second}:13 a: found the id a a second time (first at {first}:3), expected an id of its own; rename the newer one"
    ]
    assert loaded.places["a"].file == str(first)


def test_all_problems_of_all_files_are_raised_together(tmp_path: Path) -> None:
    for name in ("1.yaml", "2.yaml"):
        text = (
            bank(tmp_path / name, "a", "b").read_text().replace("level: 2", "level: 7").replace("prompt:", "promt:", 1)
        )
        (tmp_path / name).write_text(text.replace("id: a", f"id: a{name[0]}").replace("id: b", f"id: b{name[0]}"))
    with pytest.raises(BankError) as raised:
        load([tmp_path, tmp_path / "3.yaml"]).sound()
    assert [(Path(p.file).name, p.line, p.path) for p in raised.value.problems] == [
        ("3.yaml", 0, ""),
        *(
            (f"{n}.yaml", line, path)
            for n in (1, 2)
            for line, path in [(6, f"a{n} level"), (8, f"a{n} promt"), (16, f"b{n} level")]
        ),
    ]
    assert len(str(raised.value).splitlines()) == 7


def test_skills_may_be_declared_in_neighbouring_files(tmp_path: Path) -> None:
    bank(tmp_path / "1.yaml", "a", skills="skills:\n  one: {title: One}\n", skill="one")
    second = bank(tmp_path / "2.yaml", "b", skills="skills:\n  two: {title: Two, requires: [one]}\n", skill="one")
    assert load([tmp_path]).problems == ()
    alone = load([second])
    assert alone.problems == ()
    assert list(alone.skills) == ["two"]


def test_a_shipped_skill_needs_no_declaration_and_a_misspelt_one_is_told(tmp_path: Path) -> None:
    skills = "skills:\n  sum: {title: Sums}\n"
    assert load([bank(tmp_path / "1.yaml", "a", skills=skills)]).problems == ()
    (problem,) = load([bank(tmp_path / "1.yaml", "a", skills=skills, skill="lstm.forgot")]).problems
    assert problem.fix == "did you mean lstm.forget?"


def test_a_bank_without_skills_may_use_any(tmp_path: Path) -> None:
    assert load([bank(tmp_path / "1.yaml", "a", skill="anything.at-all")]).problems == ()


def test_the_shipped_banks_load_without_problems() -> None:
    assert load().sound().questions


@pytest.mark.parametrize("folder", ["the shipped banks", "a bad bank"])
def test_loading_needs_neither_numpy_nor_textual(folder: str, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("version: 1\nquestions:\n  - {id: a, kind: nubmer}\n")
    paths = [] if folder == "the shipped banks" else [str(tmp_path)]
    code = (
        "import sys; from pathlib import Path; from engine.bank.load import load\n"
        "bank = load([Path(path) for path in sys.argv[1:]]); list(bank.questions.values())\n"
        "sys.exit(' '.join(name for name in ('numpy', 'textual', 'solvers', 'yaml') if name in sys.modules))"
    )
    for start in ("first", "second"):
        done = subprocess.run([sys.executable, "-c", code, *paths], capture_output=True, text=True, check=False)
        read_again = start == "first" or folder == "a bad bank"
        assert done.stderr.strip() == ("yaml" if read_again else "")
