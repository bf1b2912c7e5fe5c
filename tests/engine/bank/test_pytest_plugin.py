"""Banks as test items, in a project that knows nothing of ours but the plugin."""

from pathlib import Path

import pytest

import engine

pytest_plugins = ["pytester"]

SOUND = """version: 1
questions:
  - id: sum
    kind: number
    skill: sums
    level: 1
    prompt: Add {{a}} and 2.
    given: {a: 1}
    vary: {a: "integers(0, 99)"}
    answer: a + 2
    source: sums
  - id: gate
    kind: choice
    skill: gates
    level: 1
    prompt: Which gate?
    answer: the forget gate
    mistakes:
      - {id: input, answer: the input gate, feedback: It admits new content.}
    source: gates
"""


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one bank and one test of its own."""
    monkeypatch.setenv("PYTHONPATH", str(Path(engine.__file__).parents[1]))
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    folder = pytester.mkdir("banks")
    (folder / "sums.yaml").write_text(SOUND)
    (pytester.path / "other.yaml").write_text("not: a bank")
    pytester.makepyfile(test_own="def test_own(): pass")
    return folder


def run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    # In a process of its own: this session's other plugins would end with the inner one.
    return pytester.runpytest_subprocess("-p", "engine.bank.pytest_plugin", "-p", "no:cacheprovider", *arguments)


def test_each_question_and_seed_is_an_item(pytester: pytest.Pytester, project: Path) -> None:
    result = run(pytester, "--bank", "banks", "--bank-variants", "3", "--collect-only", "-q")
    assert [line for line in result.outlines if "::" in line] == [
        *(f"banks/sums.yaml::sum[seed {seed}]" for seed in range(3)),
        "banks/sums.yaml::sum[all seeds]",
        *(f"banks/sums.yaml::gate[seed {seed}]" for seed in range(3)),
        "banks/sums.yaml::gate[all seeds]",
    ]


def test_a_sound_bank_passes(pytester: pytest.Pytester, project: Path) -> None:
    run(pytester, "--bank", "banks/sums.yaml").assert_outcomes(passed=10 + 1 + 4 + 1)


def test_named_tests_run_beside_the_banks(pytester: pytest.Pytester, project: Path) -> None:
    run(pytester, "--bank", "banks", "--bank-variants", "1", "test_own.py").assert_outcomes(passed=1 + 2 + 2)


def test_items_are_shared_among_processes(pytester: pytest.Pytester, project: Path) -> None:
    run(pytester, "-p", "xdist.plugin", "-n", "2", "--bank", "banks", "--bank-variants", "2").assert_outcomes(
        passed=3 + 3
    )


def test_banks_by_configuration(pytester: pytest.Pytester, project: Path) -> None:
    pytester.makeini("[pytest]\nbanks = banks\nbank_variants = 2\n")
    run(pytester).assert_outcomes(passed=1 + 3 + 3)
    run(pytester, "-k", "gate").assert_outcomes(passed=3, deselected=4)


def test_a_wrong_question_fails_with_file_and_line_and_no_traceback(pytester: pytest.Pytester, project: Path) -> None:
    (project / "sums.yaml").write_text(SOUND.replace("answer: a + 2", "answer: a + b"))
    result = run(pytester, "--bank", "banks", "--bank-variants", "1")
    result.assert_outcomes(passed=3, failed=1)
    result.stdout.fnmatch_lines(
        [
            "*banks/sums.yaml:10 sum?seed 0? answer: found 'a + b': nothing is called b; known: a, expected *--variant 0 --answer --steps"
        ]
    )
    result.stdout.no_fnmatch_line("*pytest_plugin.py*")


def test_a_bank_that_cannot_be_read_fails_for_each_problem(pytester: pytest.Pytester, project: Path) -> None:
    (project / "sums.yaml").write_text(SOUND.replace("kind: number", "kind: nubmer").replace("level: 1", "level: 9"))
    result = run(pytester, "--bank", "banks", "--bank-variants", "1")
    result.assert_outcomes(failed=2)
    result.stdout.fnmatch_lines(
        ['*sums.yaml:4 sum kind: found the text "nubmer"*', "*sums.yaml:15 gate level: found the number 9*"]
    )
