"""Questions on one entry of a recurrent cell: of a gate, of a candidate or of a state, and what must be said before it is settled."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple, TypeAlias

from solvers.gates import gate_weights
from tui.laboratory.cells import MEANINGS, TITLES
from tui.laboratory.scene import ORDERS, CellScene

Draft: TypeAlias = tuple[str, dict[str, Any]]
"""A title, and the fields of a question."""

SKILLS: Final[Mapping[str, Mapping[str, str]]] = {
    "rnn": {"h": "rnn.cell"},
    "lstm": {
        "i": "lstm.input", "f": "lstm.forget", "g": "lstm.candidate", "o": "lstm.output", "c": "lstm.cell", "h": "lstm.output",
    },
    "gru": {"r": "gru.reset", "z": "gru.update", "n": "gru.candidate", "h": "gru.state"},
}  # fmt: skip
SUM: Final = "dot(w, x) + dot(u, h_prev) + b"
FEEDBACK: Final = {
    "no-bias": "The bias is missing.",
    "no-recurrence": "The state of the step before is missing.",
    "no-activation": "That is the sum before the activation.",
    "other-activation": "Gates are sigmoids, candidates are tanhs.",
    "gates-swapped": "The gates stand at each other's place.",
    "no-tanh": "The cell state goes through tanh first.",
    "cell-state": "That is the cell state; the output gate shows a part of its tanh.",
    "old-state-only": "What is written at this step is missing.",
    "new-only": "What is kept of the state before is missing.",
}


def entry(scene: CellScene, now: Any, quantity: str, unit: int) -> Draft:
    """One number: an entry of a gate, of a candidate or of a state."""
    fields = now._asdict()
    title = MEANINGS[scene.cell][quantity]
    if quantity in ORDERS[scene.cell]:
        given, formula, mistakes = _gate(scene, now, quantity, unit)
    else:
        names, formula, wrong = written(scene, quantity)
        given = {name: fields[field][unit] for name, field in names.items()}
        mistakes = [mistake(name, answer) for name, answer in wrong.items()]
    prompt = f"Unit {unit + 1} of {article(scene)}: compute the entry of its {title} $" + quantity + "_t$ at this step."
    question = {
        "id": f"laboratory-{scene.cell}-{quantity}",
        "kind": "number",
        "title": f"Laboratory: an entry of the {title}",
        "skill": SKILLS[scene.cell][quantity],
        "level": 2,
        "prompt": prompt + conventions(scene, quantity),
        "given": given,
        "answer": formula,
        "mistakes": mistakes,
    }
    return f"This entry: unit {unit + 1} of the {title}", question


class Written(NamedTuple):
    """How a state is computed from what is known at its step."""

    names: Mapping[str, str]
    """What is given, by name, and the field of the trace that it is."""
    formula: str
    wrong: Mapping[str, str]
    """Wrong formulas by what they show."""


STATES: Final[Mapping[tuple[str, str], Written]] = {
    ("lstm", "c"): Written(
        {"f": "f", "c_prev": "c_prev", "i": "i", "g": "g"},
        "f * c_prev + i * g",
        {"gates-swapped": "i * c_prev + f * g", "old-state-only": "f * c_prev", "new-only": "i * g"},
    ),
    ("lstm", "h"): Written({"o": "o", "c": "c"}, "o * tanh(c)", {"no-tanh": "o * c", "cell-state": "tanh(c)"}),
    ("gru", "keeps"): Written(
        {"z": "z", "h_prev": "h_prev", "n": "n"},
        "z * h_prev + (1 - z) * n",
        {"gates-swapped": "(1 - z) * h_prev + z * n", "old-state-only": "z * h_prev", "new-only": "(1 - z) * n"},
    ),
    ("gru", "takes"): Written(
        {"z": "z", "h_prev": "h_prev", "n": "n"},
        "(1 - z) * h_prev + z * n",
        {"gates-swapped": "z * h_prev + (1 - z) * n", "old-state-only": "(1 - z) * h_prev", "new-only": "z * n"},
    ),
}
"""Cell and state, or of a GRU what z does, -> how it is computed."""


def written(scene: CellScene, quantity: str) -> Written:
    """How a state of a gated cell is computed."""
    return STATES[scene.cell, quantity if scene.cell == "lstm" else scene.z]


def _gate(
    scene: CellScene, now: Any, gate: str, unit: int
) -> tuple[dict[str, Any], str, list[dict[str, Any]]]:  # fmt: skip
    """What is given of one unit of one gate, its formula, and what people do instead."""
    order, cell = ORDERS[scene.cell], now.cell
    w, u, b = (gate_weights(stacked, order, gate, single=False)[unit] for stacked in (cell.W, cell.U, cell.b))
    given = {"x": now.x, "h_prev": now.h_prev, "w": w, "u": u, "b": b}
    inner, without = SUM, "dot(w, x) + b"
    second = None if scene.b_hidden is None else gate_weights(cell.b_hidden, order, gate, single=False)[unit]
    if second is not None:
        given["b_hidden"] = second
    if gate == "n" and scene.reset == "before":
        given["r"] = now.r
        inner = "dot(w, x) + dot(u, r * h_prev) + b"
    elif gate == "n":
        given["r"] = now.r[unit]
        inner = "dot(w, x) + b + r * (dot(u, h_prev)" + (")" if second is None else " + b_hidden)")
    if second is not None and "b_hidden" not in inner:
        inner += " + b_hidden"
    activation = scene.activation if scene.cell == "rnn" else "tanh" if gate in "gn" else "sigmoid"
    wrong = {
        "no-bias": f"{activation}({inner} - b)",
        "no-recurrence": f"{activation}({without})",
        "no-activation": inner,
        "other-activation": f"{'sigmoid' if activation == 'tanh' else 'tanh'}({inner})",
    }
    return given, f"{activation}({inner})", [mistake(name, answer) for name, answer in wrong.items()]


def conventions(scene: CellScene, quantity: str) -> str:
    """What must be said before the answer is settled."""
    if scene.cell == "rnn":
        return f" Its activation is {scene.activation}."
    if scene.cell == "lstm" or quantity in "rz":
        return ""
    second = "" if scene.b_hidden is None else " A second bias is added beside each product with the state."
    product = f"The reset gate acts {scene.reset} the product with $U$."
    keeps = "$z$ multiplies the old state." if scene.z == "keeps" else "$z$ multiplies the candidate."
    return f" {keeps}" if quantity == "h" else f" {product} {keeps}{second}"


def article(scene: CellScene) -> str:
    """A cell in a sentence."""
    return f"{'an' if scene.cell in ('rnn', 'lstm') else 'a'} {TITLES[scene.cell]}"


def mistake(name: str, answer: str) -> dict[str, Any]:
    """A wrong answer that is told by its id."""
    return {"id": name, "answer": answer, "feedback": FEEDBACK[name]}
