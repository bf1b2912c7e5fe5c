"""The command line as scripts use it: output, JSON and exit codes."""

import json
from importlib import metadata
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tui.cli import main

POOLING = "pool-average-2x2"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("UNROLLED_HOME", str(tmp_path))

    def invoke(*arguments: str, text: str | None = None) -> Result:
        return CliRunner().invoke(main, list(arguments), input=text)

    return invoke


class TestGrade:
    @pytest.mark.parametrize(
        ("answer", "code", "outcome", "mistake"),
        [
            ("[[3.5,5.5],[3.75,5.25]]", 0, "correct", None),
            ("3.5 5.5\n3.75 5.25", 0, "correct", None),
            ("6 8; 7 8", 1, "wrong", "took-the-maximum"),
            ("14 22; 15 21", 1, "wrong", "forgot-to-divide"),
            ("3.5 5.5; 3.75 5", 1, "partial", None),
            ("hello", 2, "invalid", None),
            ("", 2, "invalid", None),
        ],
    )
    def test_outcome_mistake_and_exit_code(self, run, answer, code, outcome, mistake):
        result = run("grade", POOLING, answer, "--json")
        verdict = json.loads(result.stdout)
        assert result.exit_code == code
        assert (verdict["outcome"], verdict["mistake"]) == (outcome, mistake)
        assert (verdict["id"], verdict["variant"]) == (POOLING, 0)

    def test_a_flat_answer_is_told_its_shape(self, run):
        result = run("grade", POOLING, "3.5 5.5 3.75 5.25")
        assert result.exit_code == 1
        assert "2×2" in result.stdout

    def test_cells_are_marked(self, run):
        verdict = json.loads(run("grade", POOLING, "3.5 5.5; 3.75 5", "--json").stdout)
        assert verdict["cells"] == [[True, True], [True, False]]
        assert verdict["expected"] == [[3.5, 5.5], [3.75, 5.25]]

    def test_an_invalid_answer_gives_nothing_away(self, run):
        assert json.loads(run("grade", POOLING, "hello", "--json").stdout)["expected"] is None

    def test_other_numbers_have_another_key(self, run):
        key = json.loads(run("show", POOLING, "--variant", "7", "--answer", "--json").stdout)["answer"]
        assert run("grade", POOLING, key, "--variant", "7").exit_code == 0
        assert run("grade", POOLING, "[[3.5,5.5],[3.75,5.25]]", "--variant", "7").exit_code == 1

    def test_a_dash_reads_standard_input(self, run):
        assert run("grade", POOLING, "-", text="3.5 5.5\n3.75 5.25\n").exit_code == 0

    def test_an_unknown_id_names_the_nearest(self, run):
        result = run("grade", "pool-averge-2x2", "1")
        assert result.exit_code == 2
        assert POOLING in result.stderr
        assert not result.stdout

    def test_without_an_answer_it_is_bad_usage(self, run):
        assert run("grade", POOLING).exit_code == 2

    def test_the_caret_stands_under_the_culprit(self, run):
        lines = run("grade", "rnn-step-scalar", "tanh(0.5 + oops)").stdout.splitlines()
        assert lines[-2].index("oops") == lines[-1].index("^")


class TestJsonLines:
    def test_verdicts_come_in_the_order_of_requests(self, run):
        requests = [
            {"id": POOLING, "answer": "6 8; 7 8"},
            {"id": POOLING, "variant": 0, "answer": [[3.5, 5.5], [3.75, 5.25]]},
            {"id": "rnn-step-scalar", "variant": 0, "answer": "tanh(1)"},
        ]
        result = run("grade", "--jsonl", text="\n".join(map(json.dumps, requests)))
        verdicts = [json.loads(line) for line in result.stdout.splitlines()]
        assert result.exit_code == 0
        assert [verdict["outcome"] for verdict in verdicts] == ["wrong", "correct", "correct"]
        assert [verdict["id"] for verdict in verdicts] == [request["id"] for request in requests]

    @pytest.mark.parametrize(
        "line", ["not json", "[]", '{"id": 3}', '{"id": "nothing", "answer": "1"}', '{"answer": "1"}', "\udcff"]
    )
    def test_a_bad_line_is_told_and_the_next_is_read(self, run, line):
        good = json.dumps({"id": POOLING, "answer": "3.5 5.5; 3.75 5.25"})
        result = run("grade", "--jsonl", text=f"{line}\n{good}\n".encode(errors="surrogateescape"))
        first, second = (json.loads(text) for text in result.stdout.splitlines())
        assert result.exit_code == 2
        assert first["outcome"] == "invalid"
        assert "line 1" in first["message"]
        assert second["outcome"] == "correct"


class TestSolve:
    def test_windows_are_told_one_by_one(self, run):
        result = run("solve", "pool.average([[1,2,3,4],[5,6,7,8],[1,2,3,4],[5,7,6,8]], size=2, stride=2)", "--steps")
        assert result.exit_code == 0
        for line in ("(1 + 2 + 5 + 6) / 4", "(3 + 4 + 7 + 8) / 4", "(1 + 2 + 5 + 7) / 4", "(3 + 4 + 6 + 8) / 4"):
            assert line in result.stdout
        assert result.stdout.splitlines()[-1] == "[[3.5, 5.5], [3.75, 5.25]]"

    def test_givens_may_build_on_one_another(self, run):
        result = run("solve", "tanh(a)", "--given", "w=0.5", "--given", "a=w*1 + 0.5", "--json")
        assert json.loads(result.stdout)["value"] == pytest.approx(0.7615941559557649)

    @pytest.mark.parametrize(
        ("formula", "words"),
        [
            ("tahn(1)", "did you mean tanh"),
            ("1/0", "division by zero"),
            ("[[1,2],[3,4]] @ [1,2,3]", "cannot be multiplied"),
            ("__import__('os')", "no function is called"),
            ("(1).__class__", "no field"),
            ("x", "nothing is called x"),
        ],
    )
    def test_what_cannot_be_computed_is_told_with_a_caret(self, run, formula, words):
        result = run("solve", formula)
        assert result.exit_code == 2
        assert words in result.stderr
        assert "^" in result.stderr
        assert "Traceback" not in result.stderr


class TestListAndShow:
    def test_a_skill_includes_its_branches(self, run):
        questions = json.loads(run("list", "cnn", "--json").stdout)
        assert POOLING in [question["id"] for question in questions]
        assert all(question["skill"].startswith("cnn.") for question in questions)

    def test_kinds_are_filtered(self, run):
        assert {q["kind"] for q in json.loads(run("list", "--kind", "equation", "--json").stdout)} == {"equation"}

    @pytest.mark.parametrize("arguments", [("list", "cn"), ("list", "--kind", "chioce"), ("show", "nothing-such")])
    def test_unknown_names_are_bad_usage(self, run, arguments):
        result = run(*arguments)
        assert result.exit_code == 2
        assert result.stderr

    def test_a_matrix_is_drawn_as_one(self, run):
        assert "⎡1  2  3  4⎤" in run("show", POOLING).stdout

    def test_the_answer_is_only_told_when_asked_for(self, run):
        assert "3.75" not in run("show", POOLING).stdout
        assert "3.75" in run("show", POOLING, "--answer").stdout

    def test_the_same_seed_is_the_same_question(self, run):
        assert (
            run("show", POOLING, "--variant", "7", "--json").stdout
            == run("show", POOLING, "--variant", "7", "--json").stdout
        )


class TestBanks:
    def test_hostile_text_is_shown_as_text(self, run, tmp_path):
        bank = tmp_path / "hostile.yaml"
        bank.write_text(
            "version: 1\nskills: {a.b: {title: A}}\nquestions:\n"
            '- {id: hostile, kind: choice, skill: a.b, level: 1, source: test, prompt: "[@click=app.quit]x[/] h[t-1] [/b] \\e[31m",'
            " answer: right, mistakes: [{id: wrong, answer: wrong, feedback: no}]}\n"
        )
        text = run("show", "hostile", "--bank", str(bank)).stdout
        assert "[@click=app.quit]x[/] h[t-1] [/b]" in text
        assert "\x1b" not in text

    def test_a_long_option_is_refused_with_its_place(self, run, tmp_path):
        bank = tmp_path / "long.yaml"
        bank.write_text(
            "version: 1\nskills: {a.b: {title: A}}\nquestions:\n"
            "- {id: long, kind: choice, skill: a.b, level: 1, source: test, prompt: p, answer: right,"
            f" mistakes: [{{id: wrong, answer: {'x' * 10_000}, feedback: no}}]}}\n"
        )
        result = run("list", "--bank", str(bank))
        assert result.exit_code == 2
        assert "long.yaml:4 long mistakes[0].answer" in result.stderr

    def test_a_missing_file_is_bad_usage(self, run):
        result = run("list", "--bank", "nowhere.yaml")
        assert result.exit_code == 2
        assert "nowhere.yaml" in result.stderr


class TestUnknownNames:
    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            (("quizz",), "There is no command 'quizz'. Did you mean quiz?"),
            (("xyzzy",), "There is no command 'xyzzy'.\n"),
            (("--nope",), "No such option"),
            (("quiz", "LSTN"), "did you mean lstm or "),
            (("quiz", "nosuch"), "no question is on the skill 'nosuch'; unrolled list shows all"),
        ],
    )
    def test_the_nearest_is_named_or_where_to_look(self, run, arguments, told):
        result = run(*arguments)
        assert result.exit_code == 2
        assert told in result.stderr


class TestVersion:
    def test_a_checkout_that_is_not_installed_says_so(self, run, monkeypatch):
        def missing(name: str) -> str:
            raise metadata.PackageNotFoundError(name)

        monkeypatch.setattr(metadata, "version", missing)
        result = run("--version")
        assert (result.exit_code, result.output) == (0, "unrolled, from a checkout that is not installed\n")

    def test_an_installed_one_says_its_number(self, run, monkeypatch):
        monkeypatch.setattr(metadata, "version", lambda name: "1.2.3")
        assert run("--version").output == "unrolled 1.2.3\n"


class TestPlainQuiz:
    def test_a_sitting_from_the_first_question_to_the_summary(self, run):
        script = "6 8; 7 8\n3.5 5.5; 3.75 5.25\n\n"
        text = run("quiz", "cnn.pool.avg", "--plain", "--count", "1", text=script).stdout
        assert "✗ Wrong" in text
        assert "✓ Correct" in text
        assert text.index("✗ Wrong") < text.index("✓ Correct") < text.index("Done: 0 of 1")

    def test_it_goes_on_where_it_was_left(self, run):
        first = run("quiz", "--plain", "--count", "3", text=":skip\n").stdout
        second = run("quiz", "--plain", text=":quit\n").stdout
        assert "Question 2 of 3" in first
        assert "Going on where you stopped" in second
        assert "Question 2 of 3" in second

    def test_the_same_seed_is_the_same_quiz(self, run):
        first, second = (run("quiz", "--plain", "--seed", "5", "--fresh", text="").stdout for _ in range(2))
        assert first == second

    def test_the_same_words_go_on_and_others_keep_what_is_unfinished(self, run):
        run("quiz", "--plain", "--seed", "5", text=":skip\n")
        other = run("quiz", "--plain", "cnn", "--count", "3", text=":skip\n:skip\n:skip\n").stdout
        assert "Your unfinished quiz is kept for after this one." in other
        again = run("quiz", "--plain", "--seed", "5", text="").stdout
        assert "Going on where you stopped. For a new quiz: unrolled quiz --fresh" in again
        assert "Question 2 of 10" in again

    def test_what_cannot_be_read_costs_nothing(self, run):
        text = run("quiz", "cnn.pool.avg", "--plain", "--count", "1", text="hello\n3.5 5.5; 3.75 5.25\n\n").stdout
        assert "? Not read" in text
        assert "Done: 1 of 1" in text

    def test_an_array_may_run_over_lines_while_a_bracket_is_open(self, run):
        text = run("quiz", "cnn.pool.avg", "--plain", "--count", "1", text="[[3.5, 5.5],\n [3.75, 5.25]]\n\n").stdout
        assert "✓ Correct" in text
