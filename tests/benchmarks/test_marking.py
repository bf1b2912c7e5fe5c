"""How long a verdict takes, beside plainer comparisons and beside SymPy in the same run; no time is asserted, ratios are printed."""

from collections.abc import Callable, Iterator
from math import isclose
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np
import pytest

from engine.question.grade import grade
from engine.question.variant import Variant, deal
from tests.engine.kinds.hostile import HOSTILE
from tests.engine.kinds.making import question
from tests.engine.kinds.test_any_text import VARIANTS

SQUARE = [[0.25, -1.5, 3.75, 0.5], [2.0, 0.125, -0.75, 1.0], [5.5, 3.5, 0.0625, -2.25], [1.0, 0.5, 0.25, 0.125]]
SCALAR = deal(question("number", given={"x": 1, "h": 0.5}, answer="tanh(0.5 * x + 0.8 * h + 0.1)"))
ARRAY = deal(question("array", given={"A": SQUARE}, answer="A"))

CASES: dict[str, tuple[Variant, str, str, float]] = {
    "scalar, right": (SCALAR, "0.7616", "correct", 50e-6),
    "scalar, wrong": (SCALAR, "0.35", "wrong", 50e-6),
    "scalar, invalid": (SCALAR, "hello", "invalid", 50e-6),
    "scalar, 13 words": (SCALAR, "tanh(0.5*1 + 0.8*0.5 + 0.1)", "correct", 50e-6),
    "4×4, Python": (ARRAY, str(SQUARE), "correct", 100e-6),
    "4×4, rows": (ARRAY, "\n".join(" ".join(map(str, row)) for row in SQUARE), "correct", 100e-6),
    "4×4, NumPy print": (ARRAY, str(np.array(SQUARE)), "correct", 100e-6),
    "4×4, one cell wrong": (ARRAY, str(SQUARE).replace("5.5", "5.6"), "partial", 100e-6),
}
"""What is graded, its outcome, and the time it should stay under."""


def plainly(raw: str, key: Any) -> bool:
    """The peer: `float` and `isclose`, or `np.fromstring`-like reading and `np.allclose`; no shape, no mistake, no message."""
    if isinstance(key, float):
        return isclose(float(raw), key, abs_tol=0.001)
    numbers = np.array(raw.replace("[", " ").replace("]", " ").replace(",", " ").split(), dtype=float)
    return bool(np.allclose(numbers, key.ravel(), atol=0.001))


def best(call: Callable[[], object], rounds: int = 30, calls: int = 30) -> float:
    """Seconds of one call in the fastest of many rounds."""
    times = []
    for _ in range(rounds):
        started = perf_counter()
        for _ in range(calls):
            call()
        times.append((perf_counter() - started) / calls)
    return min(times)


@pytest.fixture(scope="module")
def table() -> Iterator[list[str]]:
    """Lines that are printed when all is measured."""
    lines: list[str] = []
    yield lines
    print("\n" + "\n".join(lines))


@pytest.mark.parametrize("case", CASES)
def test_a_verdict(case: str, table: list[str], benchmark: Any) -> None:
    variant, raw, outcome, goal = CASES[case]
    assert grade(variant, raw).outcome == outcome
    benchmark(grade, variant, raw)
    ours = best(lambda: grade(variant, raw))
    reference = raw if outcome != "invalid" and "tanh" not in raw else "0.7616"
    theirs = best(lambda: plainly(reference, variant.key.value))
    table.append(f"{case:22} {1e6 * ours:7.1f} µs (goal {1e6 * goal:.0f}), {ours / theirs:6.1f} × plain comparison")


@pytest.mark.parametrize("case", ["scalar, right", "scalar, wrong", "scalar, 13 words", "4×4, Python"])
def test_a_verdict_beside_sympy(case: str, table: list[str], benchmark: Any) -> None:
    sympy = pytest.importorskip("sympy")
    variant, raw, outcome, _ = CASES[case]

    def matrix(value: Any) -> Any:
        return sympy.Matrix(value if isinstance(value, list) else [value])

    def judged() -> bool:
        difference = sympy.simplify(matrix(sympy.sympify(raw)) - matrix(variant.key.expected))
        return all(abs(cell) < 0.001 for cell in difference)

    assert judged() is (outcome == "correct")
    benchmark(grade, variant, raw)
    ours, theirs = best(lambda: grade(variant, raw)), best(judged, rounds=3, calls=3)
    table.append(f"{case + ', SymPy':25} {1e6 * theirs:8.1f} µs, {theirs / ours:.0f} × ours")


@pytest.mark.parametrize("kind", VARIANTS)
def test_any_text_is_answered_at_once(kind: str, table: list[str], benchmark: Any) -> None:
    times = {raw: best(lambda raw=raw: grade(VARIANTS[kind], raw), rounds=3, calls=1) for raw in HOSTILE}
    worst = max(times, key=lambda raw: times[raw])
    benchmark(grade, VARIANTS[kind], worst)
    table.append(
        f"{kind:8} {len(times)} hostile texts: median {1e3 * median(times.values()):.3f} ms, "
        f"worst {1e3 * times[worst]:.1f} ms (goal 50) for {worst[:12]!r}"
    )
