"""Benches told in words and numbers: what the screen draws, for plain lines and for programs."""

from collections.abc import Iterator
from typing import Any

import msgspec

from solvers.steps import Step, show
from tui.laboratory.attending import attended, label
from tui.laboratory.cells import MEANINGS, TITLES, quantities, run, shares, worked
from tui.laboratory.flow import TITLES as CELLS
from tui.laboratory.flow import curves
from tui.laboratory.scene import AnyScene, AttentionScene, CellScene, FlowScene, WindowScene
from tui.laboratory.windows import TITLES as OPERATIONS
from tui.laboratory.windows import windowed

DIGITS = 4


def lines(scene: AnyScene) -> Iterator[str]:
    """A bench for people. Raises `UnrolledError` for a scene that cannot be run."""
    match scene:
        case CellScene():
            yield from _cell(scene)
        case FlowScene():
            yield from _flow(scene)
        case WindowScene():
            yield from _windows(scene)
        case AttentionScene():
            yield from _attention(scene)


def data(scene: AnyScene) -> dict[str, Any]:
    """A bench for programs: the scene, and what is computed of it. Raises `UnrolledError`."""
    return {"scene": msgspec.to_builtins(scene), **_values(scene)}


def _values(scene: AnyScene) -> dict[str, Any]:
    match scene:
        case CellScene():
            return {one.name: one.values.tolist() for one in quantities(scene, run(scene))}
        case FlowScene():
            found = curves(scene)
            return {one.name: {"norms": one.norms.tolist(), "singular": one.singular.tolist()} for one in found}
        case WindowScene():
            return {"Y": windowed(scene).Y.tolist()}
        case AttentionScene():
            read = attended(scene)
            return {"weights": read.weights.tolist(), "contexts": read.contexts.tolist()}


def _cell(scene: CellScene) -> Iterator[str]:
    trace = run(scene)
    yield f"{TITLES[scene.cell]} of {scene.units} units over {len(scene.x)} steps"
    for t, row in enumerate(scene.x):
        reads = f"reads {scene.word[t]!r}" if scene.letters else f"reads {show(row, DIGITS)}"
        told = (f"{name} {show(trace._asdict()[name][t], DIGITS)}" for name in MEANINGS[scene.cell])
        yield f"step {t + 1} {reads}: {'; '.join(told)}"
    yield f"step {scene.step + 1}, unit by unit:"
    for unit in range(scene.units):
        for share in shares(scene, trace, unit):
            parts = f"W·x {share.from_x:.4g}, U·h {share.from_h:.4g}, b {share.bias:.4g}, sum {share.a:.4g}"
            yield f"  unit {unit + 1}, {share.gate}: {parts}, {share.gate} = {share.value:.4g}"
    yield from _steps(*worked(scene, trace))


def _flow(scene: FlowScene) -> Iterator[str]:
    clip = f", clipped to {scene.limit:g} at each step" if scene.limit else ""
    yield f"Norm of the gradient {scene.steps} steps back (gain {scene.gain:g}, forget bias {scene.forget_bias:g}{clip})"
    marks = sorted({0, 1, scene.steps // 4, scene.steps // 2, scene.steps})
    for curve in curves(scene):
        told = ", ".join(f"{curve.norms[mark]:.2e} at {mark}" for mark in marks)
        stretch = f"the last step stretches by {curve.singular[0]:.3g} at most, {curve.singular[-1]:.3g} at least"
        yield f"  {CELLS[curve.name]}: {told}; {stretch}"


def _windows(scene: WindowScene) -> Iterator[str]:
    found = windowed(scene)
    yield f"{OPERATIONS[scene.operation]}, stride {scene.stride}, padding {scene.padding}"
    yield f"map: {show(found.padded, DIGITS)}"
    if found.kernel is not None:
        yield f"kernel: {show(found.kernel, DIGITS)}"
    yield from _steps(found.step)
    yield f"result: {show(found.Y, DIGITS)}"


def _attention(scene: AttentionScene) -> Iterator[str]:
    found = attended(scene)
    yield f"Attention by {scene.kind} scores" + (", later positions masked" if scene.causal else "")
    for query, weights in enumerate(found.weights):
        told = ", ".join(f"{label(scene, place)} {weight:.3f}" for place, weight in enumerate(weights))
        name = label(scene, query) if len(scene.Q) == len(scene.K) else str(query + 1)
        yield f"query {query + 1} ({name}) reads {told}"
    yield from _steps(*found.steps)


def _steps(*steps: Step) -> Iterator[str]:
    for step in steps:
        yield f"  {step.name} = {step.rule} = {show(step.value, DIGITS)}"
