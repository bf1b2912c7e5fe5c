"""Trees as text: brackets only where they are needed, numbers in the place of names."""

import pytest

from engine.formula.evaluate import evaluate_number
from engine.formula.printing import literal, print_formula, value_text
from engine.formula.python_syntax import parse
from engine.formula.tree import Call, Total, walk


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("((a + b)) + c", "a + b + c"),
        ("a + (b + c)", "a + (b + c)"),
        ("a - (b - c)", "a - (b - c)"),
        ("(a - b) + c", "a - b + c"),
        ("(a - b) * c", "(a - b) * c"),
        ("(a + b) - c * d", "a + b - c * d"),
        ("(a * b) + c", "a * b + c"),
        ("a * (b + c)", "a * (b + c)"),
        ("a / (b * c)", "a / (b * c)"),
        ("(a ** b) ** c", "(a**b)**c"),
        ("a ** b ** c", "a**b**c"),
        ("a ^ -b", "a**(-b)"),
        ("-a ** 2", "-a**2"),
        ("(-a) ** 2", "(-a)**2"),
        ("(2) ** L", "2**L"),
        ("2 ** (3 ** L)", "2**3**L"),
        ("(a + 1) ** 2", "(a + 1)**2"),
        ("-(a + b)", "-(a + b)"),
        ("- a * b", "(-a) * b"),
        ("-(a * b)", "-(a * b)"),
        ("-(a ** b)", "-a**b"),
        ("a + -b", "a + (-b)"),
        ("-a + b", "-a + b"),
        ("a@b@c", "a @ b @ c"),
        ("x.h[0,1]", "x.h[0, 1]"),
        ("(a + b)[0]", "(a + b)[0]"),
        ("(a + b).T", "(a + b).T"),
        ("(2).T", "(2).T"),
        ("(2)[0]", "(2)[0]"),
        ("(2.5).T", "(2.5).T"),
        ("f(a,k = [1,2.50,1e-7])", "f(a, k=[1, 2.5, 1e-07])"),
        ("pool.average( C , pad=True, mode='same')", 'pool.average(C, pad=True, mode="same")'),
        ('"it\'s"', '"it\'s"'),
        ("'say \"x\"'", "'say \"x\"'"),
    ],
)
def test_printing(written: str, printed: str) -> None:
    assert print_formula(parse(written), {}) == printed
    assert print_formula(parse(printed), {}) == printed


@pytest.mark.parametrize(
    ("formula", "values", "printed"),
    [
        ("a * b + c", {"a": "2", "b": "-3", "c": "-1"}, "2 * (-3) + (-1)"),
        ("-a", {"a": "-2"}, "-(-2)"),
        ("a ** b", {"a": "-2", "b": "3"}, "(-2)**3"),
        ("a ** b", {"a": "2", "b": "-3"}, "2**(-3)"),
        ("a ** b", {"a": "0.5", "b": "n"}, "0.5**n"),
        ("a + b", {"a": "-2"}, "-2 + b"),
        ("W @ x", {"W": "[[1, 2]]", "x": "[3, -4]"}, "[[1, 2]] @ [3, -4]"),
        ("W.T", {"W": "[[1, 2]]"}, "[[1, 2]].T"),
        ("v[0]", {"v": "[5, 6]"}, "[5, 6][0]"),
    ],
)
def test_numbers_in_the_place_of_names(formula: str, values: dict[str, str], printed: str) -> None:
    assert print_formula(parse(formula), values) == printed


def test_results_stand_for_the_nodes_they_came_from() -> None:
    node = parse("2 * tanh(x) - tanh(x)")
    first = next(part for part in walk(node) if isinstance(part, Call))
    assert print_formula(node, {"x": "9"}, {id(first): "-0.5"}) == "2 * (-0.5) - tanh(9)"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3.0, "3"),
        (-0.0, "0"),
        (0.25, "0.25"),
        (1e-7, "1e-07"),
        (1e15, "1000000000000000.0"),
        (123456789012345.0, "123456789012345"),
        (999999999999999.0, "999999999999999"),
    ],
)
def test_literals(value: float, text: str) -> None:
    assert literal(value) == text
    assert evaluate_number(parse(text), {}) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("tanh", '"tanh"'),
        (True, "True"),
        ([1, [2.5]], "[1, [2.5]]"),
        (["a", "b"], '["a", "b"]'),
        ((1,), "[1]"),
        (7, "7"),
    ],
)
def test_givens_in_a_formula(value: object, text: str) -> None:
    assert value_text(value) == text


def test_nodes_of_equations_are_no_part_of_the_syntax() -> None:
    with pytest.raises(TypeError, match="Total is no part of the Python-like syntax"):
        print_formula(Total("k", parse("1"), (0, 1)), {})
