"""Equations put together from every spelling of every part: right in any mixture, and wrong in any mixture once slipped."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.marking.equations import judged


@dataclass(frozen=True)
class Style:
    """How one author spells things."""

    now: Callable[[str], str]
    before: Callable[[str], str]
    hidden: str
    weight: Callable[[str, str], str]
    applied: Callable[[str, str], str]
    together: Callable[[str, str, str], str]
    elementwise: str
    function: Callable[[str, str], str]
    candidate: Callable[[str], str]


_TIMES = {
    "subscript": (lambda s: f"{s}_t", lambda s: f"{s}_{{t-1}}"),
    "braced": (lambda s: f"{s}_{{t}}", lambda s: f"{s}_{{t−1}}"),
    "bracketed": (lambda s: f"{s}^{{(t)}}", lambda s: f"{s}^{{(t-1)}}"),
    "angled": (lambda s: f"{s}^{{<t>}}", lambda s: f"{s}^{{<t-1>}}"),
    "latex angled": (lambda s: f"{s}^{{\\langle t \\rangle}}", lambda s: f"{s}^{{\\langle t-1 \\rangle}}"),
    "argument": (lambda s: f"{s}(t)", lambda s: f"{s}(t-1)"),
    "indexed": (lambda s: f"{s}[t]", lambda s: f"{s}[t-1]"),
    "plain": (lambda s: f"{s}t", lambda s: f"{s}t-1"),
    "unicode": (lambda s: f"{s}ₜ", lambda s: f"{s}ₜ₋₁"),
    "superscript": (lambda s: f"{s}^t", lambda s: f"{s}^{{t-1}}"),
    "bold": (lambda s: f"\\mathbf{{{s}}}_t", lambda s: f"\\mathbf{{{s}}}_{{t-1}}"),
}  # fmt: skip
_WEIGHTS = [
    lambda letter, label: f"{letter}_{{{label}}}",
    lambda letter, label: f"{letter}_{label}",
    lambda letter, label: f"{letter}^{{({label})}}",
    lambda letter, label: f"\\mathbf{{{letter}}}_{{\\mathrm{{{label}}}}}",
    lambda letter, label: f"\\boldsymbol {letter}^{label}",
]
_APPLIED = [
    lambda weight, state: f"{weight} {state}",
    lambda weight, state: f"{weight} · {state}",
    lambda weight, state: f"{weight} * {state}",
    lambda weight, state: f"{weight} @ {state}",
    lambda weight, state: f"{weight} \\cdot {state}",
    lambda weight, state: f"{weight}({state})",
    lambda weight, state: f"{weight}^T {state}",
    lambda weight, state: f"{weight}^{{\\top}} {state}",
    lambda weight, state: f"{state} {weight}",
    lambda weight, state: f"{state} @ {weight}",
    lambda weight, state: f"({state}) {weight}^T",
    lambda weight, state: f"np.dot({weight}, {state})",
    lambda weight, state: f"matmul({state}, {weight})",
]
_TOGETHER = [
    lambda weight, one, two: f"{weight} [{one}, {two}]",
    lambda weight, one, two: f"{weight} · [{one}; {two}]",
    lambda weight, one, two: f"{weight} \\begin{{bmatrix}} {one} \\\\ {two} \\end{{bmatrix}}",
    lambda weight, one, two: f"{weight} concat({one}, {two})",
    lambda weight, one, two: f"{weight} ({one} \\oplus {two})",
    lambda weight, one, two: f"{weight} [{one} \\Vert {two}]",
    lambda weight, one, two: f"[{one}, {two}] {weight}",
    lambda weight, one, two: f"{weight}^T [{one}, {two}]",
    lambda weight, one, two: f"{weight}\\left[{one},\\, {two}\\right]",
]
_FUNCTIONS = [
    lambda name, inner: f"{'σ' if name == 'sigmoid' else name}({inner})",
    lambda name, inner: f"{name}({inner})",
    lambda name, inner: f"\\{'sigma' if name == 'sigmoid' else name}\\left({inner}\\right)",
    lambda name, inner: f"\\mathrm{{{name}}}\\Big({inner}\\Big)",
    lambda name, inner: f"\\operatorname{{{name}}}[{inner}]",
    lambda name, inner: f"np.{name}({inner})",
    lambda name, inner: f"\\text{{{name}}} ( {inner} )",
]
_CANDIDATES = [
    lambda letter: f"\\tilde{{{letter}}}",
    lambda letter: f"\\widetilde{{{letter}}}",
    lambda letter: f"\\hat {letter}",
    lambda letter: f"{letter}\u0303",
]

_STYLES = st.builds(
    lambda time, *rest: Style(*_TIMES[time], *rest),
    st.sampled_from(sorted(_TIMES)),
    st.sampled_from("hHas"),
    st.sampled_from(_WEIGHTS),
    st.sampled_from(_APPLIED),
    st.sampled_from(_TOGETHER),
    st.sampled_from([" ⊙ ", " ∘ ", r" \odot ", r" \circ ", " * ", " ⊗ ", r" \cdot ", " (.) "]),
    st.sampled_from(_FUNCTIONS),
    st.sampled_from(_CANDIDATES),
)
_ORDERS = st.permutations([0, 1, 2])


def _sum(style: Style, label: str, recurrent: str, order: list[int], biases: int, is_together: bool) -> str:
    """The weighted sum inside a gate: input, state and biases in any order."""
    x = style.now("X" if style.hidden == "H" else "x")
    if is_together:
        parts = [style.together(style.weight("W", label), recurrent, x)]
    else:
        parts = [
            style.applied(style.weight("W", label + "x"), x),
            style.applied(style.weight("U", label + "h"), recurrent),
        ]
    parts.append(" + ".join(style.weight("b", f"{label}{number or ''}") for number in range(biases)))
    return " + ".join(parts[place] for place in order if place < len(parts))


@settings(max_examples=400, deadline=None)
@given(_STYLES, _ORDERS, st.sampled_from("fio"), st.integers(1, 2), st.booleans(), st.booleans())
def test_lstm_gates(style: Style, order: list[int], gate: str, biases: int, is_together: bool, is_alone: bool) -> None:
    question = {"f": "lstm-forget-gate", "i": "lstm-input-gate", "o": "lstm-output-gate"}[gate]
    inner = _sum(style, gate, style.before(style.hidden), order, biases, is_together)
    left = "" if is_alone else f"{style.now(gate)} = "
    right = left + style.function("sigmoid", inner)
    assert judged(question, right).outcome == "correct", right
    wrong = left + style.function("tanh", inner)
    assert judged(question, wrong).mistake == "tanh-for-sigmoid", wrong
    late = left + style.function("sigmoid", _sum(style, gate, style.now(style.hidden), order, biases, is_together))
    assert judged(question, late).mistake == "current-state-for-previous", late


@settings(max_examples=200, deadline=None)
@given(_STYLES, _ORDERS, st.integers(1, 2), st.booleans())
def test_gru_candidates(style: Style, order: list[int], biases: int, is_together: bool) -> None:
    gated = f"({style.now('r')}{style.elementwise}{style.before(style.hidden)})"
    left = f"{style.now(style.candidate(style.hidden))} = "
    right = left + style.function("tanh", _sum(style, "h", gated, order, biases, is_together))
    assert judged("gru-candidate-reset-before", right).outcome == "correct", right
    bare = left + style.function("tanh", _sum(style, "h", style.before(style.hidden), order, biases, is_together))
    assert judged("gru-candidate-reset-before", bare).mistake == "no-reset", bare


@settings(max_examples=200, deadline=None)
@given(_STYLES, st.booleans(), st.booleans())
def test_cell_states(style: Style, is_turned: bool, is_swapped: bool) -> None:
    cell, times = ("C" if style.hidden == "H" else "c"), style.elementwise
    gates = ("F", "I") if style.hidden == "H" else ("f", "i")
    kept = f"{style.now(gates[0])}{times}{style.before(cell)}"
    written = f"{style.now(gates[1])}{times}{style.now(style.candidate(cell))}"
    right = f"{style.now(cell)} = " + (f"{written} + {kept}" if is_turned else f"{kept} + {written}")
    assert judged("lstm-cell-state", right).outcome == "correct", right
    swapped = f"{style.now(gates[1])}{times}{style.before(cell)} + {style.now(gates[0])}{times}{style.now(style.candidate(cell))}"
    assert judged("lstm-cell-state", swapped).mistake == "gates-swapped", swapped


@settings(max_examples=200, deadline=None)
@given(_STYLES, st.booleans())
def test_gru_states(style: Style, is_keeping: bool) -> None:
    z, times = style.now("Z" if style.hidden == "H" else "z"), style.elementwise
    old, new = style.before(style.hidden), style.now(style.candidate(style.hidden))
    keeps = f"{style.now(style.hidden)} = {z}{times}{old} + (1 - {z}){times}{new}"
    takes = f"{style.now(style.hidden)} = (1 - {z}){times}{old} + {z}{times}{new}"
    right, other = (keeps, takes) if is_keeping else (takes, keeps)
    question = "gru-hidden-state-z-keeps" if is_keeping else "gru-hidden-state-z-takes"
    assert judged(question, right).outcome == "correct", right
    verdict = judged(question, other)
    assert verdict.outcome == "wrong", other
    assert verdict.convention, other


@settings(max_examples=200, deadline=None)
@given(_STYLES, _ORDERS, st.integers(1, 2), st.booleans())
def test_rnn_states(style: Style, order: list[int], biases: int, is_together: bool) -> None:
    inner = _sum(style, "h", style.before(style.hidden), order, biases, is_together)
    right = f"{style.now(style.hidden)} = {style.function('tanh', inner)}"
    assert judged("rnn-hidden-state", right).outcome == "correct", right
    wrong = f"{style.now(style.hidden)} = {style.function('sigmoid', inner)}"
    assert judged("rnn-hidden-state", wrong).mistake == "sigmoid-for-tanh", wrong


@pytest.mark.parametrize("first", "WUVRABKPM")
@pytest.mark.parametrize("second", "WUVRQ")
def test_any_letters_may_name_the_weights(first: str, second: str) -> None:
    verdict = judged("lstm-forget-gate", f"f_t = σ({first} x_t + {second} h_{{t-1}} + b)")
    assert verdict.mistake == ("one-letter-two-parameters" if first == second else None)
