"""The evaluator: hand figures, shapes that do not fit, sizes refused before they are allocated, no value that is not finite."""

import tracemalloc
from math import inf, nan

import numpy as np
import pytest

from engine.errors import FormulaError, ShapeError
from engine.formula.evaluate import evaluate, evaluate_number, numeric, plain, rounding_to
from engine.formula.python_syntax import parse
from engine.formula.tree import Binary, Concatenation, Number


def value(text: str, **given: object) -> object:
    """What a formula comes to, as plain data."""
    return plain(evaluate_number(parse(text), {name: numeric(item) for name, item in given.items()}))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tanh(0.5*1 + 0.1*0)", 0.46211715726),
        ("sigmoid(0)", 0.5),
        ("1/3", 0.33333333333),
        ("1 / 200", 0.005),
        ("2 * pi - π", 3.14159265359),
        ("sum([1, 2] * 100 - [65, 70] / 100)", 298.65),
        ("2 ** -64 * 2 ** 64", 1),
        ("exp(1) - e", 0),
        ("softmax([1, 2, 2])[0]", 0.15536240349696),
        ("0.2*0.5 + 0.7*0.9", 0.73),
        ("[[3.5, 5.5], [3.75, 5.25]][1, 1] - 5", 0.25),
        ("sum([[1, 2], [3, 4]] * [[0, 1], [1, 0]])", 5),
    ],
)
def test_hand_figures(text: str, expected: float) -> None:
    assert value(text) == pytest.approx(expected, abs=1e-10)


def test_the_worked_step_of_the_recurrent_cell() -> None:
    W, U = [[0.5], [-1]], [[0.5, -1], [1, 0.5]]
    assert value("W @ x + U @ h + b", W=W, U=U, x=[1], h=[1, -1], b=[0, 0.5]) == [2, 0]


def test_what_broadcasts_does_and_what_does_not_is_told() -> None:
    assert value("[[1, 2], [3, 4]] + [10, 20]") == [[11, 22], [13, 24]]
    with pytest.raises(ShapeError, match=r"^a vector of 2 \+ a vector of 3: the shapes do not fit$"):
        value("[1, 2] + [1, 2, 3]")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[1, 2]] @ [[1, 2]]", r"1×2 @ 1×2 cannot be multiplied: 2 columns meet 1 rows"),
        ("[1, 2] @ [1, 2, 3]", r"a vector of 2 @ a vector of 3 cannot be multiplied: 2 columns meet 3 rows"),
        ("2 @ [1, 2]", r"@ multiplies vectors and matrices; for a number use \*"),
        ("[1, 2] @ 2", r"@ multiplies vectors and matrices"),
        ("[[1, 2], [3]]", "a row of 2 stands first, but a row of 1 at place 2"),
        ("[1, [2]]", "a number stands first, but a row of 1 at place 2"),
        ("[[[1]], [[1], [2]]]", "a 1×1 block stands first, but a 2×1 block at place 2"),
        ("A @ B", "the shapes do not fit"),
    ],
)
def test_shapes_that_do_not_fit(text: str, message: str) -> None:
    names = {"A": np.ones((2, 3, 3)), "B": np.ones((4, 3, 3))}
    with pytest.raises(ShapeError, match=message):
        evaluate_number(parse(text), names)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("y + 1", "nothing is called y; known: x"),
        ("[ones(1024, 64), 1]", r"^an array may hold 65,536 numbers$"),
        ("nonsuch(1)", "no function is called nonsuch"),
        ("tanhh(1)", "did you mean tanh"),
        ("x.h", "there is no field h here"),
        ("[1, 2][2]", r"nothing stands at \[2\] of a vector of 2"),
        ("[1, 2][0, 0]", r"nothing stands at \[0, 0\]"),
        ("[1, 2][0.5]", "an index is a whole number, counted from 0"),
        ("[1, 2]['a']", "an index is a whole number"),
        ("'a' + 1", "expected a number or an array, found 'a'"),
        ("['a', 1]", "expected a number or an array, found 'a'"),
        ("rnn.step(1, 0, W=1, U=1, b=0, activation='tanh')", "a trace is no number; name one of its fields: [a-z_]+, "),
        ("rnn.step(1, 0, W=1, U=1, b=0, activation='tanh').q", "there is no field q here; it has "),
        ("[rnn.step(1, 0, W=1, U=1, b=0, activation='tanh')]", "a trace is no number; name one of its fields: "),
        ("tanh()", "tanh takes"),
        ("tanh(1, 2)", "tanh takes"),
        ("pool.average(1, size=2)", "pool.average"),
        ("x.__class__", "there is no field __class__ here"),
        ("[1].dtype", "there is no field dtype here"),
    ],
)
def test_a_fault_is_told_in_the_readers_words(text: str, message: str) -> None:
    with pytest.raises(FormulaError, match=message):
        evaluate_number(parse(text), {"x": 1.0})


@pytest.mark.parametrize(
    "text",
    [
        "9**9**9",
        "2**65",
        "2**-65",
        "10**10**7",
        "1/0",
        "0/0",
        "[1, 2] / [1, 0]",
        "0**-1",
        "(-8)**(1/3)",
        "exp(1000)",
        "-exp(1000)",
        "[1, exp(800)]",
        "log(0)",
        "log(-1)",
        "sqrt(-1)",
        "1e15 ** 64",
        "1e15**30 * 1e15",
        "1e15**20 * 1e15**20",
        "mean([])",
        "max([])",
        "nan",
        "inf",
        "exp(700) * [1, exp(700)]",
        "exp(1000) - exp(1000)",
    ],
)
def test_nothing_but_finite_numbers_comes_out(text: str) -> None:
    with pytest.raises(FormulaError):
        evaluate_number(parse(text), {})


@pytest.mark.parametrize("given", [nan, inf, -inf, np.array([1.0, nan])])
def test_a_given_that_is_not_finite_is_refused(given: object) -> None:
    with pytest.raises(FormulaError, match="this does not come to a finite number"):
        evaluate_number(parse("x"), {"x": given})


@pytest.mark.parametrize(
    "text",
    [
        "zeros(1e9)",
        "zeros(1e5, 1e5)",
        "ones(1e15, 1e15, 1e15)",
        "eye(1e6)",
        "eye(1025)",
        "outer(ones(1024), ones(1024))",
        "diag(ones(1024))",
        "encode.one_hot([1], size=1e9, first=0)",
        "encode.one_hot(3, size=1e9, first=0)",
        "ones(1024, 1) @ ones(1, 1024)",
        "ones(1024, 1) + ones(1, 1024)",
        "ones(256, 1, 1, 1) * ones(1, 256, 1, 1) * ones(1, 1, 256, 1)",
        "max(ones(256, 1, 1, 1), ones(1, 256, 1, 1), ones(1, 1, 256, 1), ones(1, 1, 1, 256))",
        "ones(1, 0) @ zeros(0, 1e9)",
        "sum(zeros(0, 1e9), axis=0)",
        "zeros(0, 1e9)",
        "ones(1, 1, 1, 1, 1)",
        "[[[[[1]]]]]",
        "concatenate(" + ", ".join(["ones(1024, 64)"] * 40) + ", axis=0)",
        "[" + ", ".join(["ones(1024, 64)"] * 60) + "]",
    ],
)
def test_sizes_are_refused_before_anything_of_the_kind_is_held(text: str) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(FormulaError):
            evaluate_number(parse(text), {})
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 64 * 2**20


def test_a_product_of_too_many_multiplications_is_refused() -> None:
    names = {"A": np.ones((4, 128, 128))}
    assert np.shape(evaluate(parse("A @ A"), names)) == (4, 128, 128)
    with pytest.raises(FormulaError, match="an array may hold 65,536 numbers; this holds 1,048,576"):
        evaluate(parse("A @ A"), {"A": np.ones((1024, 1024))})


def test_known_names_are_told_in_their_order() -> None:
    with pytest.raises(FormulaError, match=r"^nothing is called y; known: a, b, x$"):
        evaluate(parse("y"), {"x": 1.0, "b": 2.0, "a": 3.0})
    with pytest.raises(FormulaError, match=r"^nothing is called y$"):
        evaluate(parse("y"), {})


def test_arrays_may_be_empty_or_full() -> None:
    assert evaluate_number(parse("[]"), {}).shape == (0,)
    assert evaluate_number(parse("[ones(1024, 64)]"), {}).shape == (1, 1024, 64)


def test_words_stay_words() -> None:
    assert evaluate(parse("['a', 'b']"), {}) == ["a", "b"]
    assert numeric(["a", "b"]) == ["a", "b"]


@pytest.mark.parametrize(
    ("given", "found"),
    [(3, 3.0), (True, True), ("a", "a"), ([[1, 2], [3]], [[1, 2], [3]]), ([1, [2, 3]], [1, [2, 3]]), ([True], [True])],
)
def test_givens_that_are_no_arrays_stay_what_they_are(given: object, found: object) -> None:
    assert numeric(given) == found
    assert type(numeric(given)) is type(found)


def test_givens_that_are_arrays_become_floats() -> None:
    found = numeric([[1, 2], [3, 4.5]])
    assert found.dtype == np.float64
    assert found.tolist() == [[1, 2], [3, 4.5]]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (-0.0, 0),
        (2.0, 2),
        (0.5, 0.5),
        (1e15, 1e15),
        (1e300, 1e300),
        (np.float64(3), 3),
        (True, True),
        ((1.0, "a"), [1, "a"]),
    ],
)
def test_plain_data(given: object, found: object) -> None:
    assert plain(given) == found
    assert str(plain(given)) == str(found)
    assert plain(np.array([[-0.0, 1.5]])) == [[0, 1.5]]
    assert plain(np.array(2.0)) == 2


def test_equations_nodes_are_refused_in_words() -> None:
    one = Number(1.0, (0, 1))
    with pytest.raises(FormulaError, match=r"write the sign of a product: \* or @"):
        evaluate(Binary("product", one, one, (0, 1)), {})
    with pytest.raises(FormulaError, match="this belongs in an equation"):
        evaluate(Concatenation((one, one), (0, 1)), {})


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        (1, 0.8),  # 0.48 -> 0.5, 0.17 -> 0.2, sum 0.7 + 0.1
        (2, 0.75),
    ],
)
def test_a_rounding_is_applied_to_every_intermediate(places: int, expected: float) -> None:
    # 0.6 * 0.8 = 0.48; 0.42 * 0.4 = 0.168; 0.48 + 0.168 + 0.1 = 0.748
    node = parse("0.6 * 0.8 + 0.42 * 0.4 + 0.1")
    assert evaluate_number(node, {}) == pytest.approx(0.748)
    assert evaluate_number(node, {}, rounding_to(places)) == pytest.approx(expected)


def test_rounding_leaves_traces_and_words_alone() -> None:
    text = "rnn.step(1, 0.5, W=0.5, U=0.8, b=0.1, activation='tanh').h"
    assert evaluate_number(parse(text), {}, rounding_to(1)) == pytest.approx(0.76159415595)
