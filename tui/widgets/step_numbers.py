"""The numbers of one step: how each gate of a unit comes about, then the solver's own worked lines."""

from collections.abc import Iterator
from typing import Any

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from engine.formula.worked import WorkedStep
from solvers.steps import Step, show
from solvers.unrolling import at
from tui.laboratory.cells import MEANINGS, Share, shares, worked
from tui.laboratory.scene import CellScene
from tui.widgets.worked import step_lines

COLUMN = 7
NARROW = 64
"""Columns below which a state's rule and its numbers stand in lines of their own."""
LONGEST = 320
"""Characters of numbers that are printed in a line; longer ones are left to their rule and their value."""


class StepNumbers(VerticalScroll):
    """What the step at hand comes to, for one unit and then for all."""

    DEFAULT_CSS = """
    StepNumbers {
        padding: 0 1; scrollbar-size-vertical: 1; height: 1fr;
        &:focus { background-tint: transparent; }
        .lines { margin: 1 0 0 0; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[CellScene, Any, int] | None = None
        self._height = 0
        self._has_lines = False

    def compose(self) -> ComposeResult:
        """The table of the unit, then the lines."""
        yield Static(classes="table")
        yield Static(classes="lines")

    def on_resize(self) -> None:
        """Break lines anew."""
        if self._shown is not None:
            self.show(*self._shown)

    def show(self, scene: CellScene, trace: Any, unit: int) -> None:
        """Tell another step, or another unit of it."""
        self._shown = scene, trace, unit
        joint = " = " if self.size.width >= NARROW else "\n   = "
        table = list(_table(scene, trace, unit, joint))
        self.query_one(".table", Static).update(Content("\n").join(table), layout=len(table) != self._height)
        self._height = len(table)
        lines = [step_lines(told(step)) for step in worked(scene, trace)]
        heading = [Content.styled("All units, line by line", "$text-muted")] if lines else []
        if lines or self._has_lines:
            self.query_one(".lines", Static).update(Content("\n").join([*heading, *lines]))
        self._has_lines = bool(lines)


def told(step: Step) -> WorkedStep:
    """A solver's step as text; numbers too long to be read are left out."""
    numbers = step.numbers if len(step.numbers) <= LONGEST else step.rule
    # Of `a_i_t` the first subscript says which sum it is; the step is the one at hand.
    name = step.name.removesuffix("_t") if step.name.count("_") > 1 else step.name
    return WorkedStep(name, step.rule, numbers, show(step.value, 4))


def _table(scene: CellScene, trace: Any, unit: int, joint: str) -> Iterator[Content]:
    heads = "".join(f"{head:>{COLUMN}}" for head in ("W·x", "U·h", "b", "sum"))
    heads = "".join(f"{head:>{COLUMN}}" for head in ("U·h", "b", "sum"))
    yield Content.assemble((f"unit {unit + 1}", "bold $text-accent"), (f"{'W·x':>{COLUMN - 3}}{heads}", "$text-muted"))
    for share in shares(scene, trace, unit):
        yield _gate(share)
    yield from _states(scene, at(trace, scene.step), unit, joint)


def _gate(share: Share) -> Content:
    parts = "".join(f"{part:>{COLUMN}.3f}" for part in (share.from_x, share.from_h, share.bias, share.a))
    return Content.assemble(
        (f" {share.gate} ", "bold $text-primary"),
        parts,
        (" → ", "$text-muted"),
        (f"{share.value:.3f}", "bold $text-secondary"),
    )


def _states(scene: CellScene, now: Any, unit: int, joint: str) -> Iterator[Content]:
    values = {name: float(now._asdict()[name][unit]) for name in MEANINGS[scene.cell]}
    before = float(now.h_prev[unit])
    if scene.cell == "lstm":
        f, i, g, o, c = (values[name] for name in "figoc")
        kept = f"{f:.3f} · {_signed(now.c_prev[unit])} + {i:.3f} · {_signed(g)}"
        yield _state("c", joint, "f · c₋ + i · g", kept, c)
        yield _state("h", joint, "o · tanh(c)", f"{o:.3f} · {_signed(now.tanh_c[unit])}", values["h"])
    elif scene.cell == "gru":
        z, n = values["z"], values["n"]
        old, new = (z, 1 - z) if scene.z == "keeps" else (1 - z, z)
        rule = "z · h₋ + (1 − z) · n" if scene.z == "keeps" else "(1 − z) · h₋ + z · n"
        kept = f"{old:.3f} · {_signed(before)} + {new:.3f} · {_signed(n)}"
        yield _state("h", joint, rule, kept, values["h"])


def _state(name: str, joint: str, rule: str, numbers: str, value: float) -> Content:
    return Content.assemble(
        (f" {name} ", "bold $text-primary"),
        (f"= {rule}{joint}{numbers}{joint}", "$text-muted"),
        (f"{value:.3f}", "bold $text-secondary"),
    )


def _signed(number: float) -> str:
    return f"{number:.3f}" if number >= 0 else f"({number:.3f})"
