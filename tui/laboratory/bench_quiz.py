"""Questions on the benches beside the cell: a window, a map, weights of attention, a comparison of gradients."""

from collections.abc import Iterator
from typing import Any, Final

import msgspec

from tui.laboratory.attending import mask
from tui.laboratory.entry_quiz import Draft
from tui.laboratory.flow import TITLES as CELLS
from tui.laboratory.flow import curves
from tui.laboratory.scene import AttentionScene, FlowScene, WindowScene
from tui.laboratory.windows import TITLES, windowed

OTHERS: Final = {
    "average": {"maximum": "You kept the largest value; the mean is asked.", "sum": "Divide by the number of cells."},
    "maximum": {"average": "You took the mean; the largest value is asked.", "minimum": "That is the smallest value."},
    "minimum": {"maximum": "That is the largest value.", "average": "You took the mean; the smallest value is asked."},
    "sum": {"average": "Do not divide: the sum is asked.", "maximum": "Add all cells of the window."},
}
"""What else is done with a window by mistake, and what to say to it."""
SKILLS: Final = {
    "average": "cnn.pool.avg",
    "maximum": "cnn.pool.max",
    "minimum": "cnn.pool.max",
    "sum": "cnn.pool.avg",
    "convolution": "cnn.conv",
}
APART: Final = 1.5
"""How much more gradient must arrive in the first cell than in the second for the difference to be asked for."""


def of_windows(scene: WindowScene) -> Iterator[Draft]:
    """The result of the window at hand, and the whole map."""
    found = windowed(scene)
    row, column = found.place
    yield (
        "The result of this window",
        _window(scene, "number", f"[{row}, {column}]")
        | {"prompt": f"{_what(scene)} What stands in row {row + 1}, column {column + 1} of the result?"},
    )
    yield "The whole result", _window(scene, "array", "") | {"prompt": f"{_what(scene)} Give the whole result."}


def _window(scene: WindowScene, kind: str, place: str) -> dict[str, Any]:
    is_convolution = scene.operation == "convolution"
    given: dict[str, Any] = {"X": scene.X} | ({"K": scene.K} if is_convolution else {})
    if is_convolution:
        turned = _call(msgspec.structs.replace(scene, flip=not scene.flip)) + place
        feedback = "The kernel was to be turned by 180° first." if scene.flip else "The kernel is laid on as it is."
        mistakes = [{"id": "kernel-turned", "answer": turned, "feedback": feedback}]
    else:
        mistakes = [
            {"id": f"took-{other}", "answer": _call(msgspec.structs.replace(scene, operation=other)) + place, "feedback": told}
            for other, told in OTHERS[scene.operation].items()
        ]  # fmt: skip
    return {
        "id": f"laboratory-{scene.operation}-{kind}",
        "kind": kind,
        "title": f"Laboratory: {TITLES[scene.operation].lower()}",
        "skill": SKILLS[scene.operation],
        "level": 2,
        "given": given,
        "answer": _call(scene) + place,
        "mistakes": mistakes,
    }


def _call(scene: WindowScene) -> str:
    """The solver's call as a formula."""
    if scene.operation == "convolution":
        return f"conv.forward(X, K, b={scene.b!r}, stride={scene.stride}, padding={scene.padding}, flip={scene.flip})"
    counted = f", count_include_pad={scene.count_include_pad}" if scene.operation == "average" else ""
    said = f"size={scene.size}, stride={scene.stride}, padding={scene.padding}{counted}"
    return f"pool.{scene.operation}(X, {said})"


def _what(scene: WindowScene) -> str:
    padding = f", padding {scene.padding}" if scene.padding else ""
    if scene.operation == "convolution":
        turned = "turned by 180° first" if scene.flip else "not turned"
        bias = f" Add {scene.b:g} to every result." if scene.b else ""
        return f"Convolve $X$ with the kernel $K$, {turned}, with stride {scene.stride}{padding}.{bias}"
    counted = "" if scene.count_include_pad else " not"
    mean = f" The padding does{counted} count in the mean." if scene.padding and scene.operation == "average" else ""
    window = f"with a window of {scene.size} × {scene.size} and stride {scene.stride}{padding}."
    return f"{TITLES[scene.operation]} of $X$ {window}{mean}"


def of_attention(scene: AttentionScene) -> Iterator[Draft]:
    """The weights of the query at hand, and its context."""
    allowed = mask(scene, scene.query)
    given: dict[str, Any] = {"q": scene.Q[scene.query], "K": scene.K}
    masked = "" if allowed is None else ", mask=mask"
    given |= {} if allowed is None else {"mask": allowed}
    other = "scaled" if scene.kind == "dot" else "dot"
    said = "divided by the root of a key's size" if scene.kind == "scaled" else "not scaled"
    hidden = "" if allowed is None else " Positions whose mask is 0 must not be read."
    question = {"kind": "array", "skill": "app.attention", "level": 3}
    weights = f'attention.weights(attention.scores(q, K, kind="{scene.kind}"){masked})'
    yield (
        "The weights of this query",
        question
        | {
            "id": "laboratory-attention-weights",
            "title": "Laboratory: weights of attention",
            "prompt": f"A query $q$ attends to the rows of $K$; scores are products, {said}. Give the weights.{hidden}",
            "given": given,
            "answer": weights,
            "mistakes": _attention_mistakes(weights, scene.kind, other),
        },
    )
    context = f'attention.attend(q, K, V, kind="{scene.kind}"{masked})'
    yield (
        "The context of this query",
        question
        | {
            "id": "laboratory-attention-context",
            "title": "Laboratory: what attention reads",
            "prompt": f"A query $q$ attends to the rows of $K$; scores are products, {said}. Give the context it reads from $V$.{hidden}",
            "given": given | {"V": scene.V},
            "answer": context,
            "mistakes": _attention_mistakes(context, scene.kind, other),
        },
    )


def _attention_mistakes(formula: str, kind: str, other: str) -> list[dict[str, Any]]:
    feedback = "The scores are not scaled here." if kind == "dot" else "Divide the scores by the root of a key's size."
    found = [{"id": "other-scale", "answer": formula.replace(f'"{kind}"', f'"{other}"'), "feedback": feedback}]
    if "mask" in formula:
        unmasked = formula.replace(", mask=mask", "")
        found.append({"id": "mask-forgotten", "answer": unmasked, "feedback": "Masked positions get a weight of 0."})
    return found


def of_flow(scene: FlowScene) -> Iterator[Draft]:
    """In which cell most of the gradient arrives; nothing where two cells are too close to call."""
    arriving = sorted(((float(curve.norms[-1]), CELLS[curve.name]) for curve in curves(scene)), reverse=True)
    (most, right), *rest = arriving
    if most <= APART * rest[0][0]:
        return
    clip = f", clipped to {scene.limit:g} at each step" if scene.limit else ""
    setting = f"gain {scene.gain:g}, LSTM forget bias {scene.forget_bias:g}{clip}"
    yield (
        "Where most of the gradient arrives",
        {
            "id": "laboratory-gradient-flow",
            "kind": "choice",
            "title": "Laboratory: where most of the gradient arrives",
            "skill": "grad.vanish",
            "level": 3,
            "prompt": f"A gradient of length 1 goes back {scene.steps} steps ({setting}). In which cell does most of it arrive?",
            "answer": right,
            "mistakes": [
                {
                    "id": f"not-{place}",
                    "answer": name,
                    "feedback": f"Only {norm:.1e} arrives there, against {most:.1e}.",
                }
                for place, (norm, name) in enumerate(rest, start=1)
            ],
        },
    )
