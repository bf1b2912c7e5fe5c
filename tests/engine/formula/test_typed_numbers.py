"""Numbers and arrays as people type and paste them: a hundred ways to write one, and what is said of what cannot be read."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import FormulaError
from engine.formula.evaluate import evaluate_number, plain
from engine.formula.plain_rows import plain_rows
from engine.formula.typed_numbers import parse_array, parse_number

SQUARE = [[1, 2], [3, 4]]
SIGNED = [[1.5, -2], [-0.25, 4]]
BLOCKS = [[[1, 2], [3, 4]], [[5, 6], [7, 8]]]
FOUR = [[[[1, -2], [3, 4]]], [[[5, 6], [7, 8]]]]
LONG = [[float(place) - 20.5 for place in range(30)], [float(place) * 1.5 for place in range(30)]]


def array(text: str) -> object:
    """What a text is read as, as plain data."""
    return plain(evaluate_number(parse_array(text), {}))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Python and JSON
        ("[[1, 2], [3, 4]]", SQUARE),
        ("[[1,2],[3,4]]", SQUARE),
        ("[[1, 2],\n [3, 4]]", SQUARE),
        ("[[1, 2],\n [3, 4],\n]", SQUARE),
        ("[[1, 2]\n,[3, 4]]", SQUARE),
        ("[[1, 2],\n\n [3, 4]]", SQUARE),
        ("[[1, 2], [3, 4],\n\n [5, 6], [7, 8]]", [[1, 2], [3, 4], [5, 6], [7, 8]]),
        ("((1, 2), (3, 4))", SQUARE),
        ("[(1, 2), (3, 4)]", SQUARE),
        ("(1, 2)", [1, 2]),
        ("[1, 2,\n 3, 4]", [1, 2, 3, 4]),
        ("[1, 2]", [1, 2]),
        ("[1\n, 2\n, 3]", [1, 2, 3]),
        ("[ 1 ]", [1]),
        ("[[1], [2]]", [[1], [2]]),
        ("[[1.5, -2], [-.25, 4e0]]", SIGNED),
        ("[[1.5, −2], [−0.25, 4]]", SIGNED),
        ("[[3/2, -2], [-1/4, 2*2]]", SIGNED),
        ("[[1, 2], [3, 4]]\n", SQUARE),
        # Rows
        ("1 2; 3 4", SQUARE),
        ("1 2;3 4;", SQUARE),
        ("1 2\n3 4", SQUARE),
        ("1 2\r\n3 4\r\n", SQUARE),
        ("1\t2\n3\t4", SQUARE),
        ("1,2\n3,4", SQUARE),
        ("1, 2\n3, 4", SQUARE),
        ("1, 2; 3, 4", SQUARE),
        ("1,2,\n3,4,", SQUARE),
        ("1 2, 3 4", SQUARE),
        ("  1   2  \n  3   4  ", SQUARE),
        ("1 2\n\n3 4", SQUARE),
        ("\n\n1 2\n3 4\n\n", SQUARE),
        ("[1, 2]\n[3, 4]", SQUARE),
        ("[1 2]\n[3 4]", SQUARE),
        ("[1, 2], [3, 4]", SQUARE),
        ("[1, 2]; [3, 4]", SQUARE),
        ("(1 2; 3 4)", SQUARE),
        ("1.5 -2; -0.25 4", SIGNED),
        ("1.5 - 0 -2; 0 - 0.25 4", SIGNED),
        ("3/2 -2\n-1/4 4", SIGNED),
        ("1 2 3", [1, 2, 3]),
        ("1, 2, 3", [1, 2, 3]),
        ("1\n2\n3", [[1], [2], [3]]),
        ("1; 2; 3", [[1], [2], [3]]),
        ("1 \u00a02; 3 4", SQUARE),
        ("5", 5),
        ("2 + 3", 5),
        ("tanh(0) sigmoid(0)", [0, 0.5]),
        ("tanh (0) 2", [0, 2]),
        ("2 (3) 4", [2, 3, 4]),
        ("max(1, 2) 3", [2, 3]),
        ("1 / 2 3", [0.5, 3]),
        ("2 * -1 3", [-2, 3]),
        # NumPy
        ("[[1 2]\n [3 4]]", SQUARE),
        ("[[1. 2.]\n [3. 4.]]", SQUARE),
        ("[[ 1.5  -2.  ]\n [-0.25  4.  ]]", SIGNED),
        ("[[ 1.50e+00 -2.00e+00]\n [-2.50e-01  4.00e+00]]", SIGNED),
        ("array([[ 1.5 , -2.  ],\n       [-0.25,  4.  ]])", SIGNED),
        ("array([[1, 2],\n       [3, 4]], dtype=int32)", SQUARE),
        ("np.array([[1, 2], [3, 4]])", SQUARE),
        ("numpy.asarray([[1, 2], [3, 4]], dtype=np.float64)", SQUARE),
        ("matrix([[1, 2],\n        [3, 4]])", SQUARE),
        ("[1 2 3]", [1, 2, 3]),
        (str(np.array(LONG)), LONG),
        (repr(np.array(LONG)), LONG),
        (str(np.array(LONG[0])), LONG[0]),
        (repr(np.array(LONG[0])), LONG[0]),
        (str(np.array(BLOCKS)), BLOCKS),
        (repr(np.array(BLOCKS)), BLOCKS),
        (str(np.array(FOUR)), FOUR),
        (repr(np.array(FOUR)), FOUR),
        (str(FOUR), FOUR),
        # PyTorch, TensorFlow, JAX
        ("tensor([[1., 2.],\n        [3., 4.]])", SQUARE),
        ("tensor([[1., 2.],\n        [3., 4.]], grad_fn=<AddmmBackward0>)", SQUARE),
        ("tensor([[ 1.5000, -2.0000],\n        [-0.2500,  4.0000]], device='cuda:0', dtype=torch.float64)", SIGNED),
        ("torch.tensor([[1, 2], [3, 4]])", SQUARE),
        ("tensor([[[1, 2],\n         [3, 4]],\n\n        [[5, 6],\n         [7, 8]]])", BLOCKS),
        ("tensor(0.5)", 0.5),
        ("tensor(0.5, grad_fn=<MeanBackward0>)", 0.5),
        (
            "<tf.Tensor: shape=(2, 2), dtype=float32, numpy=\narray([[1., 2.],\n       [3., 4.]], dtype=float32)>",
            SQUARE,
        ),
        ("tf.constant([[1, 2], [3, 4]])", SQUARE),
        ("Array([[1., 2.],\n       [3., 4.]], dtype=float32)", SQUARE),
        # MATLAB, Octave, Julia, Mathematica, SymPy
        ("[1 2; 3 4]", SQUARE),
        ("[1, 2; 3, 4];", SQUARE),
        ("[1 2\n 3 4]", SQUARE),
        ("[1.5 -2; -0.25 4]", SIGNED),
        ("C = [1 2; 3 4]", SQUARE),
        ("ans =\n\n    1.5000   -2.0000\n   -0.2500    4.0000\n", SIGNED),
        ("{{1, 2}, {3, 4}}", SQUARE),
        ("{1 2; 3 4}", SQUARE),
        ("Matrix([[1, 2], [3, 4]])", SQUARE),
        ("⎡1  2⎤\n⎢    ⎥\n⎣3  4⎦", SQUARE),
        # LaTeX
        (r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}", SQUARE),
        (r"\begin{pmatrix}1&2\\3&4\\\end{pmatrix}", SQUARE),
        ("\\begin{bmatrix}\n1.5 & -2 \\\\\n-0.25 & 4\n\\end{bmatrix}", SIGNED),
        (r"$$\left[\begin{array}{cc} 1 & 2 \\ 3 & 4 \end{array}\right]$$", SQUARE),
        (r"\left(\begin{matrix} \frac{3}{2} & -2 \\ -\frac{1}{4} & 4 \end{matrix}\right)", SIGNED),
        ("$[1, 2]$", [1, 2]),
        (r"\begin{bmatrix} 1 \\ 2 \end{bmatrix}", [[1], [2]]),
        # Blocks
        ("1 2\n3 4\n\n5 6\n7 8", BLOCKS),
        ("1 2; 3 4\n\n5 6; 7 8", BLOCKS),
        ("1 2\n3 4\n \t\n5 6\n7 8", BLOCKS),
        ("[1 2]\n[3 4]\n\n[5 6]\n[7 8]", BLOCKS),
        ("[[1, 2], [3, 4]]\n\n[[5, 6], [7, 8]]", BLOCKS),
        # What stands around or between
        ("h_t = [1, 2]", [1, 2]),
        ("h_{t} = 1 2", [1, 2]),
        ("≈ [1, 2]", [1, 2]),
        ("ĥ = 1 2; 3 4", SQUARE),
        ("0.5 * [[2, 4], [6, 8]]", SQUARE),
        ("[[2, 4], [6, 8]] / 2", SQUARE),
        ("[[1, 3], [2, 4]].T", SQUARE),
        ("[1, 2] + [2, 2]", [3, 4]),
        ("softmax([0, 0])", [0.5, 0.5]),
    ],
)
def test_ways_to_write_an_array(text: str, expected: object) -> None:
    assert array(text) == expected


@pytest.mark.parametrize(
    ("text", "message", "culprit"),
    [
        ("[[1, 2], [3, 4]", "this bracket is never closed", "["),
        ("[1, 2]]", "this bracket closes nothing", "]"),
        ("(1, 2", "this bracket is never closed", "(1, 2"),
        ("1, 2)", "this bracket closes nothing", ")"),
        ("[[1, 2], [3]]", "a row of 2 stands first, but a row of 1 at place 2", "[[1, 2], [3]]"),
        ("1 2; 3", "a row of 2 stands first, but a row of 1 at place 2", "1 2; 3"),
        ("1 2\n3 4\n\n5 6", "a 2×2 block stands first, but a 1×2 block at place 2", "1 2\n3 4\n\n5 6"),
        ("[1]\n[2]\n\n[3]", "a 2×1 block stands first, but a 1×1 block at place 2", "[1]\n[2]\n\n[3]"),
        ("[1, [2, 3]]", "a single number and a row stand side by side", "1"),
        ("[]", "no number is written here", "[]"),
        ("[[], []]", "no number is written here", "[]"),
        ("", "no number is written here", ""),
        (";;", "no number is written here", ";;"),
        ("1,, 2", "nothing stands beside this comma", "1,, 2"),
        ("1 2\n, 3 4", "nothing stands beside this comma", ", 3 4"),
        (", 1", "nothing stands beside this comma", ", 1"),
        ("[[[[[1]]]]]", "an array may have 4 dimensions", "[1]"),
        ("[1 2 ... 9]", "this print is shortened; every number is needed", "..."),
        ("[1, 2, …, 9]", "this print is shortened; every number is needed", "…"),
        ("3,5 5,5; 3,75 5,25", "write decimal commas as points", "3,5 5,5"),
        ("1 2; 3 x", "nothing is called x", "x"),
        ("1 2x", "'x' cannot stand here: a sign such as * or + is missing before it", "x"),
        ("[1, nan]", "nothing is called nan", "nan"),
        ("inf 1", "nothing is called inf", "inf"),
        ("[1, 1e400]", "a number may be at most 1e+15", "1e400"),
        ("1 exp(1000)", "this does not come to a finite number", "exp"),
        ("h_t = [1, 1/0]", "division by zero", "/"),
        ("[pool.average([[1]], size=1)]", "pool.average computes the answer itself; type numbers", None),
        ("[a; b]", "nothing is called a", "a"),
        ("[rnn.step(1)]", "rnn.step computes the answer itself; type numbers", None),
        ("hello", "nothing is called hello", "hello"),
        ("[1, 2?]", "'?' has no meaning in a formula", "?"),
        (r"\frac{1}{2} & y", "nothing is called y", "y"),
        ("x = y = 1", "'=' cannot stand here: expected a number, a name or an opening bracket", "="),
        (" ".join(["1"] * 1025), "a dimension may hold 1,024 numbers; this holds 1,025", None),
        ("1\n" * 1025, "a dimension may hold 1,024 numbers; this holds 1,025", None),
        ("[1]" * 1025, "a dimension may hold 1,024 numbers; this holds 1,025", None),
        ("1" * 16385, "an answer may have 16,384 characters", None),
        ("1+1 " * 513, "an answer may hold 512 formulas", "1+1"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(text: str, message: str, culprit: str | None) -> None:
    with pytest.raises(FormulaError) as caught:
        array(text)
    assert caught.value.message == message
    if culprit is not None:
        assert caught.value.at is not None
        assert text[slice(*caught.value.at)] == culprit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0.25", 0.25),
        (" 3 \n", 3),
        ("+.5", 0.5),
        ("5.", 5),
        ("−1.5", -1.5),
        ("1e-3", 0.001),
        ("1E+2", 100),
        ("3/4", 0.75),
        ("-3/4", -0.75),
        ("tanh(0.5)", 0.46211715726),
        ("np.tanh(0.5)", 0.46211715726),
        ("σ(0)", 0.5),
        ("2^3", 8),
        ("sqrt(2)", 1.41421356237),
        ("h_t = 0.76", 0.76),
        ("h_{t} = 0.76", 0.76),
        ("≈ 0.76", 0.76),
        ("= 0.76", 0.76),
        ("0.5*1 + 0.1", 0.6),
        ("1e15", 1e15),
        ("1" * 15 + "." + "1" * 16, 111111111111111.1),
    ],
)
def test_ways_to_write_a_number(text: str, expected: float) -> None:
    assert evaluate_number(parse_number(text), {}) == pytest.approx(expected, rel=1e-10)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1e400", "a number may be at most 1e"),
        ("-1e16", "a number may be at most 1e"),
        ("9" * 33, "a number may have 32 characters"),
        ("3,5", "write the decimal comma as a point"),
        ("50 %", "'%' has no meaning"),
        ("5 units", "a sign such as . or . is missing"),
        ("nan", "nothing is called nan"),
        ("Infinity", "nothing is called Infinity"),
        ("1_000", "a sign such as"),
        ("0x10", "a sign such as"),
        ("١٢", "has no meaning"),
        ("lstm.step(1)", "computes the answer itself"),
        ("x == 1", "'=' cannot stand here"),
    ],
)
def test_numbers_that_cannot_be_read(text: str, message: str) -> None:
    with pytest.raises(FormulaError, match=message):
        evaluate_number(parse_number(text), {})


def test_the_innermost_open_bracket_is_pointed_at() -> None:
    with pytest.raises(FormulaError) as caught:
        parse_array("[1, [2, 3")
    assert caught.value.at == (4, 5)


def test_a_decimal_comma_is_pointed_at() -> None:
    with pytest.raises(FormulaError) as caught:
        parse_number(" 3,5")
    assert caught.value.at == (2, 3)


def test_left_sides_are_passed_over_up_to_their_length() -> None:
    assert array("a" * 25 + "= 1 2") == [1, 2]
    with pytest.raises(FormulaError):
        array("a" * 26 + "= 1 2")


def test_a_line_is_wrapped_when_a_printer_ran_out_of_room() -> None:
    full = "[" + " ".join(["10"] * 20) + "\n" + " ".join(["10"] * 20) + "]"
    short = "[" + " ".join(["10"] * 19) + "\n" + " ".join(["10"] * 19) + "]"
    assert np.shape(array(full)) == (40,)
    assert np.shape(array("h =\n" + full)) == (40,)
    assert np.shape(array("h_t = " + short)) == (38,)
    assert np.shape(array(short)) == (2, 19)


PIECES = [
    "1",
    "2",
    "-3",
    "4.5",
    ".5",
    "1e2",
    " ",
    " ",
    ",",
    ";",
    "\n",
    "[",
    "]",
    "-",
    "\t",
    "(",
    ")",
    "x",
    "=",
    "...",
    "{",
    "}",
    "/",
]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_rows_read_at_once_are_read_as_by_the_whole_parser(text: str) -> None:
    rows = plain_rows(text)
    if rows is not None:
        assert array(text) == plain(np.array(rows))


@given(st.one_of(st.text(max_size=120), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)))
def test_any_text_is_an_array_or_an_error_within_the_text(text: str) -> None:
    found = fault(text)
    assert found is None or found.at is None or 0 <= found.at[0] <= found.at[1] <= len(text)


def fault(text: str) -> FormulaError | None:
    """What is wrong with a text, if anything is."""
    try:
        array(text)
    except FormulaError as error:
        return error
    return None


@given(st.lists(st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=3), min_size=2, max_size=4))
def test_what_numpy_and_python_print_is_read_again(rows: list[list[float]]) -> None:
    with np.printoptions(precision=17, floatmode="unique", suppress=False):
        prints = [
            str(rows),
            str(np.array(rows)),
            repr(np.array(rows)),
            "\n".join(" ".join(map(repr, row)) for row in rows),
        ]
    for text in prints:
        assert array(text) == plain(np.array(rows))


@pytest.mark.parametrize(
    "text",
    [
        "[" * 16000,
        "[1" * 5000,
        "(" * 16000,
        "((1," * 4000,
        "1 " * 8000,
        "1;" * 8000,
        "1\n" * 8000,
        "1\n\n" * 5000,
        "- " * 8000,
        "[1]" * 5000,
        "[[1]]" * 3000,
        "a=" * 8000,
        "\\\\" * 8000,
        "&" * 16000,
        ";" * 16000,
        "," * 16000,
        "\n" * 16000 + "1",
        "array(" + ",dtype=" * 2000 + ")",
        "\\frac{1}" * 2000,
        "1+" * 8000,
        "(1)" * 5000,
        "tensor(" * 2000,
        "\u0300" * 16000,
        (" ".join(["-1.25"] * 300) + "\n") * 9,
        " ".join(["1+1"] * 500),
        "[" + ",".join(["1"] * 1000) + "],\n",
        "<tf.Tensor:" * 1000,
    ],
)
def test_ten_kilobytes_of_anything_are_read_or_refused(text: str) -> None:
    found = fault(text)
    assert found is None or found.message
