"""How long an equation's verdict takes over the whole collection, beside SymPy; no time is asserted, times and ratios are printed.

SymPy is given what it cannot find out by itself: both sides in its own notation, every letter mapped to ours, vectors and matrices read as
numbers. Its judgement is `simplify(sympify(ours) - sympify(theirs)) == 0`.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from math import prod
from statistics import median
from time import perf_counter
from typing import Any

import pytest

from engine.formula.terms import Term
from engine.formula.unify import Candidate
from engine.marking.comparison import comparison
from engine.marking.equation import read_equation
from engine.marking.equation_key import right_term
from tests.engine.marking.equations import KEYS, RIGHT, WRONG, judged

TYPICAL, WORST = 5e-3, 50e-3
"""Seconds that a verdict should stay under."""
Case = tuple[str, str]
COLLECTIONS: dict[str, list[Case]] = {
    "right": [(question, text) for _, question, text in RIGHT],
    "wrong": [(question, text) for question, text, _ in WRONG],
}
SAMPLED = 15
"""Every so many equations SymPy is asked too."""
LSTM_GATE = ("lstm-forget-gate", r"f_t = \sigma(W_f \cdot [h_{t-1}, x_t] + b_f)")


def seconds(call: Callable[[], object]) -> float:
    """The fastest of three calls."""
    times = []
    for _ in range(3):
        started = perf_counter()
        call()
        times.append(perf_counter() - started)
    return min(times)


def told(name: str, times: Sequence[float]) -> str:
    """A line of figures."""
    ranked = sorted(times)
    late = ranked[int(0.99 * len(ranked))]
    figures = (
        f"typical {1e3 * median(ranked):8.2f} ms, 99 of 100 under {1e3 * late:8.2f}, worst {1e3 * ranked[-1]:8.2f}"
    )
    return f"{name:24} {figures} ({len(ranked)} equations; goal {1e3 * TYPICAL:.0f} and {1e3 * WORST:.0f})"


@pytest.mark.parametrize("name", COLLECTIONS)
def test_a_collection(name: str, benchmark: Any) -> None:
    for question in KEYS:
        judged(question, KEYS[question].answer)
    benchmark(judged, *LSTM_GATE)
    print("\n" + told(name, [seconds(lambda case=case: judged(*case)) for case in COLLECTIONS[name]]))


def test_the_first_answer_to_a_question(benchmark: Any) -> None:
    def first() -> None:
        comparison.cache_clear()
        judged(*LSTM_GATE)

    benchmark(first)


def test_beside_sympy(benchmark: Any) -> None:
    sympy = pytest.importorskip("sympy")
    ours, theirs, agreed = [], [], 0
    names = {"softmax": sympy.Function("softmax")}
    cases = [(case, True) for case in COLLECTIONS["right"]] + [(case, False) for case in COLLECTIONS["wrong"]]
    for case, is_right in cases[::SAMPLED]:
        expressions = _both(sympy, *case)
        if expressions:
            one, two = map(str, expressions)
            ours.append(seconds(lambda case=case: judged(*case)))
            sympy.core.cache.clear_cache()
            started = perf_counter()
            same = sympy.simplify(sympy.sympify(one, names) - sympy.sympify(two, names)) == 0
            theirs.append(perf_counter() - started)
            agreed += same == is_right
    benchmark(judged, *LSTM_GATE)
    ratios = sorted(slow / fast for slow, fast in zip(theirs, ours, strict=True))
    print("\n" + told("the same, ours", ours) + "\n" + told("the same, SymPy", theirs))
    print(
        f"SymPy takes {median(ratios):.1f} × ours (from {ratios[0]:.2f} to {ratios[-1]:.0f}) and agrees on {agreed} of {len(ours)}"
    )


def _both(sympy: Any, question: str, text: str) -> tuple[Any, Any] | None:
    """The answer and a learner's equation as SymPy expressions; `None` for what has shapes that do not fit."""
    key, known = KEYS[question], comparison(KEYS[question])
    term = read_equation(text, key).term
    if term is None:
        return None
    match = Candidate(term, known.points).match(known.right)
    naming = {use.name: meaning.name for use, meaning in match.naming.items()} if match else {}
    return _expression(sympy, right_term(key), {}), _expression(sympy, term, naming)


def _expression(sympy: Any, term: Term, naming: Mapping[str, str]) -> Any:
    """A term with every vector and matrix read as a number."""
    parts = [_expression(sympy, argument, naming) for argument in term.arguments]
    own = [_symbol(sympy, naming.get(term.name, term.name))] if term.name else []
    match term.operation:
        case "number":
            return sympy.nsimplify(term.value)
        case "given" | "foreign" | "item" | "parameter":
            return own[0]
        case "linear" | "bilinear":
            return prod([*own, *parts])
        case "sum":
            return sum(sign * part for sign, part in zip(term.signs, parts, strict=True))
        case "divide":
            return parts[0] / parts[1]
        case "power":
            return parts[0] ** parts[1]
        case "apply":
            return _applied(sympy, term.name, parts)
        case _:
            return reduce(lambda one, two: one * two, parts)


def _symbol(sympy: Any, name: str) -> Any:
    """A name that SymPy can print and read again."""
    return sympy.Symbol("n_" + "".join(letter if letter.isalnum() else f"_{ord(letter)}" for letter in name))


def _applied(sympy: Any, function: str, parts: list[Any]) -> Any:
    known = {
        "sigmoid": lambda x: 1 / (1 + sympy.exp(-x)),
        "relu": lambda x: sympy.Max(x, 0),
        "softmax": sympy.Function("softmax"),
        "norm": abs,
        "sum": lambda x: x,
        "mean": lambda x: x,
        "max": sympy.Max,
        "min": sympy.Min,
        "abs": abs,
        "ceil": sympy.ceiling,
        "where": lambda one, two, value, other: sympy.Piecewise((value, one > two), (other, True)),
    }
    call = known.get(function) or getattr(sympy, function, None) or sympy.Function(function)
    return call(*parts)
