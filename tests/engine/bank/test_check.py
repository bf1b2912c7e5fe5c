"""The check of a whole bank: what it tells, how to see it again, and that sharing the work changes nothing."""

import shlex
from pathlib import Path

import pytest

from engine.bank import check as check_module
from engine.bank.check import check, proofs
from engine.bank.load import Bank, load
from engine.bank.variant_proof import Finding
from engine.question.grade import grade
from engine.question.variant import deal

BANK = """version: 1
questions:
  - id: sound
    kind: number
    skill: sums
    level: 1
    prompt: Add {{a}} and 2.
    given: {a: 1}
    vary: {a: "integers(0, 99)"}
    answer: a + 2
    mistakes:
      - {id: subtracted, answer: a - 2, feedback: You took 2 away.}
    source: sums
  - id: twins
    kind: number
    skill: sums
    level: 1
    prompt: Square {{a}}.
    given: {a: 3}
    vary: {a: "integers(2, 9)"}
    answer: a ** 2
    mistakes:
      - {id: doubled, answer: a * 2, feedback: You doubled.}
      - {id: added-three, answer: a + 3, feedback: You added three.}
    source: sums
"""


@pytest.fixture
def bank(tmp_path: Path) -> Bank:
    file = tmp_path / "some sums.yaml"
    file.write_text(BANK)
    return load([file]).sound()


def test_a_proof_for_each_question_in_order(bank: Bank) -> None:
    assert [(proof.question, len(proof.problems)) for proof in proofs(bank, 30)] == [("sound", 0), ("twins", 1)]


def test_mistakes_that_meet_in_the_printed_numbers(bank: Bank) -> None:
    """2a = a + 3 for a = 3; fresh numbers are drawn again until they differ, printed ones are not."""
    (problem,) = check(bank, 50)
    assert (problem.line, problem.path) == (24, "twins[seed 0] mistakes[1].answer")
    assert problem.found == "added-three, which cannot be told from the key or from another mistake"


def test_the_command_shows_the_very_variant(bank: Bank) -> None:
    (problem,) = check(bank, 50)
    words = shlex.split(problem.fix.removeprefix("see: "))
    assert words[:3] == ["unrolled", "show", "twins"]
    assert words[words.index("--bank") + 1] == bank.files[0]
    variant = deal(bank.questions["twins"], int(words[words.index("--variant") + 1]))
    assert variant.given == {"a": 3}
    assert grade(variant, "6").mistake == "doubled"


def test_shipped_questions_need_no_bank_in_the_command() -> None:
    shipped = load()
    name = next(iter(shipped.questions))
    finding = Finding("answer", 3, "x", "y")
    command = check_module._command(name, finding, shipped.places[name])
    assert command == f"unrolled show {name} --variant 3 --answer --steps"


def test_only_some_questions(bank: Bank) -> None:
    assert [proof.question for proof in proofs(bank, 5, names=["twins"])] == ["twins"]


def test_two_processes_find_what_one_finds(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_module, "_WORTH_SHARING", 10)
    assert list(proofs(bank, 50, workers=2)) == list(proofs(bank, 50))


FIVE_FAULTS = """version: 1
questions:
  - id: bad-indent
    kind: number
     skill: sums
    level: 1
    prompt: Two?
    answer: 2
    source: sums
  - {id: duplicate-key, kind: number, skill: sums, level: 1, level: 2, prompt: Two?, answer: 2, source: sums}
  - {id: unknown-solver, kind: number, skill: sums, level: 1, prompt: Two?, answer: 'sums.add(1, 1)', source: sums}
  - {id: wrong-shape, kind: array, skill: sums, level: 1, prompt: Two?, answer: '[[1, 2]] @ [3, 4, 5]', source: sums}
  - {id: misspelt-kind, kind: nubmer, skill: sums, level: 1, prompt: Two?, answer: 2, source: sums}
"""


def test_five_faults_in_one_file_are_five_lines(tmp_path: Path) -> None:
    file = tmp_path / "faults.yaml"
    file.write_text(FIVE_FAULTS)
    bank = load([file])
    told = sorted([*bank.problems, *check(bank, 5)], key=lambda problem: problem.line)
    assert [(problem.line, problem.path.split("[")[0].split(" ")[0]) for problem in told] == [
        (5, "bad-indent"),
        (10, "duplicate-key"),
        (11, "unknown-solver"),
        (12, "wrong-shape"),
        (13, "misspelt-kind"),
    ]
    assert all(len(str(problem).splitlines()) == 1 for problem in told)
