"""The Python-like syntax: what it reads, where it says that reading stops, and that no text brings it down."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import limits
from engine.errors import FormulaError
from engine.formula.evaluate import evaluate_number, plain
from engine.formula.printing import print_formula
from engine.formula.python_syntax import parse, parse_once
from engine.formula.tree import Node, depth
from tests.engine.formula.trees import formulas, placeless


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2 + 3 * 4", 14),
        ("(2 + 3) * 4", 20),
        ("2 - 3 - 4", -5),
        ("24 / 4 / 2", 3),
        ("2 * -3", -6),
        ("-2 ** 2", -4),
        ("(-2) ** 2", 4),
        ("2 ** 3 ** 2", 512),
        ("2 ** -1", 0.5),
        ("2^3", 8),
        ("+-+3", -3),
        ("--3", 3),
        ("1e3", 1000),
        (".5 + 5.", 5.5),
        ("2.5E-1", 0.25),
        ("3×4", 12),
        ("3·4", 12),
        ("6 ÷ 4", 1.5),
        ("1⁄4", 0.25),
        ("5 − 7", -2),
        ("[1, 2][1]", 2),
        ("[[1, 2], [3, 4]][1, 0]", 3),
        ("(1, 2)", [1, 2]),
        ("(1,)", [1]),
        ("[1, 2,]", [1, 2]),
        ("[[1, 2], [3, 4]] @ [1, 1]", [3, 7]),
        ("24 / [1, 1] @ [1, 1]", 48),
        ("[[1, 2], [3, 4]].T", [[1, 3], [2, 4]]),
        ("np.abs(-2) + numpy.abs(-1) + math.sqrt(9) + torch.relu(-1)", 6),
        ("max(1, 2, 3)", 3),
        ("True + True", 2),
        ("2\n+\n3", 5),
        ("σ(0)", 0.5),
        ("π - pi", 0),
    ],
)
def test_values_follow_the_precedence_of_python(text: str, value: object) -> None:
    assert plain(evaluate_number(parse(text), {})) == value


@pytest.mark.parametrize(
    ("text", "message", "culprit"),
    [
        ("", "nothing is written here", ""),
        ("   ", "nothing is written here", "   "),
        ("1 +", "the end cannot stand here: expected a number, a name or an opening bracket", ""),
        ("(1 + 2", "the end cannot stand here: expected ',' or ')' after an element", ""),
        ("1 + 2)", "')' cannot stand here", ")"),
        ("2x", "'x' cannot stand here: a sign such as * or + is missing before it", "x"),
        ("2 (3)", "'(' cannot stand here: a sign such as * or + is missing before it", "("),
        ("(2) x", "'x' cannot stand here: a sign such as * or + is missing before it", "x"),
        ("[2] 3", "'3' cannot stand here: a sign such as * or + is missing before it", "3"),
        ("'a' 3", "'3' cannot stand here", "3"),
        ("x = 3", "'=' cannot stand here: write the value alone, without =", "="),
        ("1 ? 2", "'?' has no meaning in a formula", "?"),
        ("f(size=1, 2)", "'2' cannot stand here: arguments without a name come before those with one", "2"),
        ("f(a=1, a=2)", "a is given twice", "f"),
        ("f(1 2)", "'2' cannot stand here: expected ',' or ')' in the call of f", "2"),
        ("x.", "the end cannot stand here: expected the name of a field after the dot", ""),
        ("(x + 1).tanh(2)", "tanh is no function: only names of solvers can be called", "tanh"),
        ("()", "nothing stands between the parentheses", "()"),
        ("1" * 33, "a number may have 32 characters", "1" * 33),
        ("2e15", "a number may be at most 1e+15", "2e15"),
        ("1e400", "a number may be at most 1e+15", "1e400"),
        ("a" * 33, "a name may have 32 characters", "a" * 33),
    ],
)
def test_a_fault_is_told_with_its_place(text: str, message: str, culprit: str) -> None:
    with pytest.raises(FormulaError) as caught:
        parse(text)
    assert caught.value.message == message
    assert caught.value.at is not None
    assert text[slice(*caught.value.at)] == culprit


@pytest.mark.parametrize(
    "text",
    [
        "lambda: 1",
        "[x for x in y]",
        "x if y else z",
        "{1: 2}",
        "f'{x}'",
        "x := 1",
        "__import__('os').system('true')",
        "().__class__.__bases__[0].__subclasses__()",
        "x.__class__('a')(1)",
        "'a' 'b'",
        "1; 2",
        "x\\ny",
        "x // 2",
        "x % 2",
        "1 < 2",
        "~x",
        "x!",
        "'a\nb'",
        "`ls`",
        "0x10",
        "1_000",
        "1.5.5",
        "١٢",
        "１２",
        "²",
    ],
)
def test_what_is_no_formula_is_refused(text: str) -> None:
    with pytest.raises(FormulaError):
        evaluate_number(parse(text), {})


def fault(text: str) -> FormulaError | None:
    """What is wrong with a text, if anything is."""
    try:
        parse(text)
    except FormulaError as error:
        return error
    return None


@given(st.text(max_size=200))
def test_any_text_is_a_formula_or_an_error_with_a_place(text: str) -> None:
    found = fault(text)
    assert found is None or (found.at is not None and 0 <= found.at[0] <= found.at[1] <= len(text))


@given(st.text(alphabet="0123456789.eE+-*/@^()[],= xT'\"\n", max_size=80))
def test_any_text_of_formula_signs_is_a_formula_or_an_error(text: str) -> None:
    try:
        node = parse(text)
    except FormulaError:
        return
    assert depth(node) <= limits.FORMULA_TREE_DEPTH


@given(formulas)
def test_a_printed_formula_is_read_as_the_same_formula(node: Node) -> None:
    assert placeless(parse(print_formula(node, {}))) == placeless(node)


@pytest.mark.parametrize("opening", ["(", "[", "-", "+", "2**", "tanh(", "2^-", "x[", "(1,", "[[", "{", "1+(", "a.b("])
@pytest.mark.parametrize("closing", ["", "1", "1)", "1]"])
def test_a_thousand_levels_are_refused(opening: str, closing: str) -> None:
    with pytest.raises(FormulaError):
        parse(opening * 1000 + closing * 1000, limit=10_000)


def test_brackets_may_nest_to_the_limit_and_no_deeper() -> None:
    levels = limits.FORMULA_DEPTH
    assert evaluate_number(parse("(" * levels + "1" + ")" * levels), {}) == 1
    with pytest.raises(FormulaError, match=f"nest {levels} levels"):
        parse("(" * (levels + 1) + "1" + ")" * (levels + 1))


@pytest.mark.parametrize("part", ["(1)", "-1", "2**1", "abs(1)", "max(1, b=2)", "[1]", "x[0]"])
def test_what_stands_side_by_side_is_not_nested(part: str) -> None:
    row = "[" + ", ".join([part] * 30) + ", {}]"
    levels = limits.FORMULA_DEPTH - 1
    parse(row.format("(" * levels + "1" + ")" * levels))
    with pytest.raises(FormulaError, match="levels deep"):
        parse(row.format("(" * (levels + 1) + "1" + ")" * (levels + 1)))


def test_a_sum_may_be_as_long_as_the_tree_may_be_deep() -> None:
    terms = limits.FORMULA_TREE_DEPTH
    assert evaluate_number(parse("+".join("1" * terms)), {}) == terms
    with pytest.raises(FormulaError, match=f"{terms} levels deep"):
        parse("+".join("1" * (terms + 1)))


def test_a_formula_within_a_longer_text_keeps_its_places() -> None:
    text = "value: 1 + x ? 2"
    assert evaluate_number(parse(text, 100, 7, 8), {}) == 1
    with pytest.raises(FormulaError) as caught:
        parse(text, 100, 7)
    assert caught.value.at == (13, 14)
    with pytest.raises(FormulaError) as caught:
        parse(text, 3, 7, 12)
    assert caught.value.at == (10, 12)


def test_words_and_characters_are_counted() -> None:
    assert evaluate_number(parse("0." + "1" * 30), {}) == pytest.approx(1 / 9)
    parse("[" + ",".join(["1"] * 255) + "]")
    with pytest.raises(FormulaError, match="512 words and signs"):
        parse("[" + ",".join(["1"] * 256) + "]")
    parse("1" + " " * (limits.BANK_FORMULA_CHARACTERS - 1))
    with pytest.raises(FormulaError, match="4,096 characters; this one has 4,097"):
        parse("1" + " " * limits.BANK_FORMULA_CHARACTERS)


def test_what_is_read_once_is_what_is_read() -> None:
    first = parse_once("a * (b + 1)")
    assert first == parse("a * (b + 1)")
    assert parse_once("a * (b + 1)") is first
    with pytest.raises(FormulaError, match="the end cannot stand here"):
        parse_once("a * (b + 1")
