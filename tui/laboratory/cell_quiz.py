"""Questions on a recurrent cell at one step: an entry, a whole state, or every line of the step."""

from collections.abc import Iterator
from typing import Any, Final

from solvers.gates import gate_weights
from tui.laboratory.cells import MEANINGS, TELLABLE, arguments
from tui.laboratory.entry_quiz import FEEDBACK, Draft, Written, article, conventions, entry, mistake, written
from tui.laboratory.scene import ORDERS, CellScene

WHOLE: Final = {"rnn": "rnn.cell", "lstm": "lstm.steps", "gru": "gru.state"}
"""Skills of a whole step."""


def drafts(scene: CellScene, now: Any, quantity: str, unit: int) -> Iterator[Draft]:
    """What can be asked of a step; `now`: its trace."""
    if quantity in MEANINGS[scene.cell]:
        yield entry(scene, now, quantity, unit)
    yield state(scene, now)
    if scene.cell != "gru" or _is_small(scene):
        yield chain(scene, now, unit)


def state(scene: CellScene, now: Any) -> Draft:
    """The whole new hidden state: of a small cell from its weights, of a large one from the values of its gates."""
    fields = now._asdict()
    question = {
        "id": f"laboratory-{scene.cell}-state",
        "kind": "array",
        "title": "Laboratory: the whole hidden state",
        "skill": WHOLE[scene.cell],
        "level": 4,
    }
    if _is_small(scene):
        step, given = _step_call(scene), {name: fields[name] for name in _states(scene)}
        weights = {name: value for name, value in arguments(scene).items() if name in ("W", "U", "b", "b_hidden")}
        question |= {
            "prompt": f"One step of {article(scene)}: give the new hidden state $h_t$." + _stacking(scene),
            "given": given | weights,
            "answer": f"{scene.cell}.step{step}",
            "mistakes": [
                {"id": name, "answer": f"mutants.{scene.cell}.{mutant}{step}", "feedback": FEEDBACK[name]}
                for name, mutant in MUTANTS[scene.cell].items()
            ],
        }
        return f"All of h: {scene.units} number{'s' if scene.units > 1 else ''}, from weights and input", question
    names, formula, wrong = _from_gates(scene)
    question |= {
        "prompt": f"One step of {article(scene)}, its gates computed already: give the new hidden state $h_t$."
        + conventions(scene, "h"),
        "given": {name: fields[field] for name, field in names.items()},
        "answer": formula,
        "mistakes": [mistake(name, answer) for name, answer in wrong.items()],
    }
    return f"All of h: {scene.units} numbers, from the gates", question


def _from_gates(scene: CellScene) -> Written:
    """How the hidden state is computed once all sums, or all gates, are known."""
    if scene.cell == "rnn":
        return Written({"a": "a"}, f"{scene.activation}(a)", {"no-activation": "a"})
    if scene.cell == "gru":
        return written(scene, "h")
    names = {name: name for name in ("i", "f", "g", "o", "c_prev")}
    return Written(names, "o * tanh(f * c_prev + i * g)", {"no-tanh": "o * (f * c_prev + i * g)"})


MUTANTS: Final = {
    "rnn": {"no-bias": "no_bias", "no-recurrence": "no_recurrence", "no-activation": "no_activation"},
    "lstm": {"gates-swapped": "swapped_f_i", "no-tanh": "no_tanh", "no-bias": "no_bias"},
    "gru": {"gates-swapped": "z_swapped", "no-bias": "no_bias", "new-only": "candidate_only"},
}


def chain(scene: CellScene, now: Any, unit: int) -> Draft:
    """Every line of the step, each marked with the learner's own values before it."""
    fields = now._asdict()
    order, cell = ORDERS[scene.cell], now.cell
    given: dict[str, Any] = {"x": now.x, "h_prev": now.h_prev}
    whole = scene.cell == "gru"
    for gate in order:
        for letter, stacked in (("w", cell.W), ("u", cell.U), ("b", cell.b)):
            block = gate_weights(stacked, order, gate, single=False)
            given[f"{letter}_{gate}"] = block if whole else block[unit]
    if whole and scene.b_hidden is not None:
        given |= {f"b2_{gate}": gate_weights(cell.b_hidden, order, gate, single=False) for gate in order}
    if scene.cell == "lstm":
        given["c_prev"] = fields["c_prev"][unit]
    what = "each vector of the step" if whole else f"each value of unit {unit + 1}"
    question = {
        "id": f"laboratory-{scene.cell}-steps",
        "kind": "steps",
        "title": "Laboratory: every line of the step",
        "skill": WHOLE[scene.cell],
        "level": 3,
        "prompt": f"One step of {article(scene)}: compute {what}." + conventions(scene, "n"),
        "given": given,
        "answer": _lines(scene),
    }
    return "Every line of this step" + ("" if whole else f", for unit {unit + 1}"), question


def _lines(scene: CellScene) -> dict[str, str]:
    """The formulas of a step by the names of its lines."""
    if scene.cell == "rnn":
        return {"a": "dot(w_h, x) + dot(u_h, h_prev) + b_h", "h": f"{scene.activation}(a)"}
    if scene.cell == "lstm":
        gates = {gate: f"dot(w_{gate}, x) + dot(u_{gate}, h_prev) + b_{gate}" for gate in "ifgo"}
        opened = {gate: f"{'tanh' if gate == 'g' else 'sigmoid'}({inner})" for gate, inner in gates.items()}
        return opened | {"c": "f * c_prev + i * g", "h": "o * tanh(c)"}
    second = {gate: "" if scene.b_hidden is None else f" + b2_{gate}" for gate in "rzn"}
    lines = {gate: f"sigmoid(w_{gate} @ x + u_{gate} @ h_prev + b_{gate}{second[gate]})" for gate in "rz"}
    if scene.reset == "before":
        lines["n"] = f"tanh(w_n @ x + u_n @ (r * h_prev) + b_n{second['n']})"
    else:
        lines["n"] = f"tanh(w_n @ x + b_n + r * (u_n @ h_prev{second['n']}))"
    return lines | {"h": written(scene, "h").formula}


def _is_small(scene: CellScene) -> bool:
    return sum(map(len, (*scene.W, *scene.U))) <= TELLABLE // 2


def _states(scene: CellScene) -> tuple[str, ...]:
    return ("x", "h_prev", "c_prev") if scene.cell == "lstm" else ("x", "h_prev")


def _step_call(scene: CellScene) -> str:
    """The arguments of a step as a formula passes them, and the field that is asked for."""
    said = {"rnn": f'activation="{scene.activation}"', "lstm": 'order="ifgo"'}.get(
        scene.cell, f'order="rzn", reset="{scene.reset}", z="{scene.z}"'
    )
    second = "" if scene.b_hidden is None else ", b_hidden=b_hidden"
    return f"({', '.join(_states(scene))}, W=W, U=U, b=b{second}, {said}).h"


def _stacking(scene: CellScene) -> str:
    if scene.cell == "rnn":
        return f" Its activation is {scene.activation}."
    return f" The rows of $W$, $U$ and $b$ are stacked in the order {', '.join(ORDERS[scene.cell])}." + conventions(
        scene, "n"
    )
