"""`array`: the decks' pooling question in every way to write it, shapes explained, cells marked."""

import pytest

from engine.question.grade import grade
from engine.question.variant import deal
from tests.engine.kinds.making import question

POOLING = deal(
    question(
        "array",
        given={"C": [[1, 2, 3, 4], [5, 6, 7, 8], [1, 2, 3, 4], [5, 7, 6, 8]]},
        vary={"C": "integers(0, 9, shape=[4, 4])"},
        answer="pool.average(C, size=2, stride=2)",
        mistakes=[
            {"id": "maximum", "answer": "pool.maximum(C, size=2, stride=2)", "feedback": "You kept the largest."}
        ],
    )
)


@pytest.mark.parametrize(
    "raw",
    [
        "[[3.5,5.5],[3.75,5.25]]",
        "3.5 5.5; 3.75 5.25",
        "3.5 5.5\n3.75 5.25",
        "3.5, 5.5\n3.75, 5.25",
        "[[3.5  5.5 ]\n [3.75 5.25]]",
        "tensor([[3.5000, 5.5000],\n        [3.7500, 5.2500]])",
        r"\begin{bmatrix} 3.5 & 5.5 \\ 3.75 & 5.25 \end{bmatrix}",
        "[[14/4, 22/4], [15/4, 21/4]]",
    ],
)
def test_right_however_it_is_written(raw: str) -> None:
    verdict = grade(POOLING, raw)
    assert (verdict.outcome, verdict.cells) == ("correct", [[True, True], [True, True]])
    assert verdict.expected == [[3.5, 5.5], [3.75, 5.25]]


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ("3.5 5.5 3.75 5.25", "the 4 values are there, but not in rows; end each row with ; or a new line"),
        ("3.5\n5.5\n3.75\n5.25", "the 4 values are there, but arranged otherwise"),
        ("[[[3.5, 5.5], [3.75, 5.25]]]", "there are too many brackets"),
        ("[[3.5, 5.5]]", "one row is missing"),
        ("[[3.5], [3.75]]", "one column is missing"),
        ("3.5 5.5; 3.75 5.25; 1 2", "one row is too many"),
        ("3.5 5.5 1; 3.75 5.25 1", "one column is too many"),
    ],
)
def test_the_shape_is_explained(raw: str, why: str) -> None:
    verdict = grade(POOLING, raw)
    assert (verdict.outcome, verdict.cells, verdict.score) == ("wrong", None, 0)
    assert verdict.message.startswith("Expected a 2×2 matrix, found ")
    assert verdict.message.endswith(f": {why}.")


def test_a_number_is_no_matrix() -> None:
    assert grade(POOLING, "3.5").message == "Expected a 2×2 matrix, found a number."
    assert POOLING.question.parse("3.5", POOLING).tolist() == 3.5


def test_a_mistake_is_named() -> None:
    verdict = grade(POOLING, "6 8; 7 8")
    assert (verdict.outcome, verdict.mistake, verdict.message) == ("wrong", "maximum", "You kept the largest.")


def test_one_wrong_cell() -> None:
    verdict = grade(POOLING, "3.5 5.5; 3.75 5")
    assert (verdict.outcome, verdict.score) == ("partial", 0.75)
    assert verdict.message == "3 of 4 values are right. Only one value is wrong: row 2, column 2."
    assert verdict.cells == [[True, True], [True, False]]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ("hello", "Type numbers in rows such as 1 2; 3 4 or [[1, 2], [3, 4]]: nothing is called hello."),
        ("[1, 2", "Type numbers in rows such as 1 2; 3 4 or [[1, 2], [3, 4]]: this bracket is never closed."),
        ("[]", "Type numbers in rows such as 1 2; 3 4 or [[1, 2], [3, 4]]: no number is written here."),
        ("zeros(0)", "Type numbers in rows such as 1 2; 3 4 or [[1, 2], [3, 4]]; nothing is left of this."),
        (
            "pool.average([[1]], size=1)",
            "Type numbers in rows such as 1 2; 3 4 or [[1, 2], [3, 4]]: pool.average computes the answer itself; type numbers.",
        ),
    ],
)
def test_what_cannot_be_read_is_invalid(raw: str, message: str) -> None:
    verdict = grade(POOLING, raw)
    assert (verdict.outcome, verdict.message) == ("invalid", message)


@pytest.mark.parametrize(
    ("key", "raw", "outcome"),
    [
        ("[1, 2, 3]", "1 2 3", "correct"),
        ("[1, 2, 3]", "1\n2\n3", "correct"),
        ("[1, 2, 3]", "[1, 2, 3]", "correct"),
        ("[1, 2, 3]", "[[1], [2], [3]]", "wrong"),
        ("[[1, 2, 3]]", "1 2 3", "correct"),
        ("[[1, 2, 3]]", "[1, 2, 3]", "wrong"),
        ("[[1], [2], [3]]", "1\n2\n3", "correct"),
        ("[[1], [2], [3]]", "1 2 3", "wrong"),
        ("[5]", "5", "correct"),
        ("[[5]]", "5", "correct"),
        ("[5]", "[[5]]", "wrong"),
    ],
)
def test_lines_without_brackets_are_a_row_or_a_column_as_the_key_is(key: str, raw: str, outcome: str) -> None:
    assert grade(deal(question("array", answer=key)), raw).outcome == outcome


def test_four_dimensions_pasted() -> None:
    variant = deal(question("array", given={"A": [[[[1, 2], [3, 4]]], [[[5, 6], [7, 8]]]]}, answer="A"))
    raw = "[[[[1 2]\n   [3 4]]]\n\n\n [[[5 6]\n   [7 9]]]]"
    verdict = grade(variant, raw)
    assert (verdict.outcome, verdict.score) == ("partial", 7 / 8)
    assert verdict.message == "7 of 8 values are right. Only one value is wrong: [2, 1, 2, 2]."
    assert grade(variant, raw.replace("9", "8")).outcome == "correct"


@pytest.mark.parametrize("seed", range(1, 30))
def test_fresh_numbers_are_graded_by_their_own_key(seed: int) -> None:
    variant = deal(POOLING.question, seed)
    C = variant.given["C"]
    means = [[sum(C[r + i][c + j] for i in (0, 1) for j in (0, 1)) / 4 for c in (0, 2)] for r in (0, 2)]
    assert grade(variant, str(means)).outcome == "correct"
    largest = [[max(C[r + i][c + j] for i in (0, 1) for j in (0, 1)) for c in (0, 2)] for r in (0, 2)]
    assert grade(variant, str(largest)).mistake == "maximum"


def test_read_back_and_rule() -> None:
    assert POOLING.question.read_back("1 2; 3 4; 5 6", POOLING) == "3×2 matrix"
    assert POOLING.question.read_back("7", POOLING) == "7"
    assert POOLING.question.answer_rule(POOLING) == (
        "Numbers in rows such as 1 2; 3 4 or [[1, 2], [3, 4]]; each to within 0.001 (0, 1 and −1 only if exact)."
    )
