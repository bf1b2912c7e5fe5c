"""A question to look at: its prompt and givens, and on demand the answer with its worked solution."""

from collections.abc import Sequence
from itertools import count
from string import ascii_uppercase
from typing import TYPE_CHECKING, Final, NamedTuple

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from engine.question.variant import Variant
from tui.mathtext import readable
from tui.text import content, visible
from tui.widgets.blocks import givens
from tui.widgets.prompt import prompt
from tui.widgets.question_list import Line
from tui.widgets.sitting_bar import LEVELS
from tui.widgets.worked import WorkedSteps

if TYPE_CHECKING:
    from engine.formula.worked import WorkedStep


TOLD: Final = {
    "new": "new",
    "learning": "known when last asked",
    "due": "due",
    "weak": "not right when last asked",
}
"""How a condition is put in words."""


class Solution(NamedTuple):
    """What is shown of an answer."""

    key: str
    steps: Sequence["WorkedStep"]


class QuestionView(VerticalScroll, can_focus=False):
    """One question at a time, without an input."""

    DEFAULT_CSS = """
    QuestionView {
        scrollbar-size-vertical: 1;
        .heading { padding: 0 2; text-style: bold; }
        .facts { padding: 0 2; margin: 0 0 1 0; color: $text-muted; }
        .options { padding: 0 2; margin: 0 0 1 0; }
        .key { margin: 0 2; padding: 0 2; border-left: outer $success; }
        .told { padding: 0 2; color: $text-warning; }
    }
    """

    async def show(self, heading: str, facts: str, variant: Variant | None, solution: Solution | None = None) -> None:
        """Show a question; `variant`: `None` where it cannot be dealt, which `facts` then tells; `solution`: where it is asked for."""
        parts: list[Widget] = [Static(content(heading), classes="heading"), Static(content(facts), classes="facts")]
        if variant is not None:
            parts.append(prompt(variant.prompt))
            if variant.options:
                parts.append(Static(_options(variant), classes="options"))
            if variant.shown:
                parts.append(givens(variant.shown))
        worked = None
        if variant is not None and solution is not None:
            parts.append(
                Static(Content.assemble(("Answer  ", "bold $text-success"), content(solution.key)), classes="key")
            )
            if solution.steps or variant.question.solution:
                worked = WorkedSteps(solution.steps, variant.question.solution)
                parts.append(worked)
        with self.app.batch_update():
            await self.remove_children()
            await self.mount_all(parts)
        if worked is not None:
            worked.reveal(None)
        self.scroll_home(animate=False)


def facts(line: Line, variant: Variant) -> str:
    """What there is to know of a question besides its text, in one line."""
    numbers = f"numbers {variant.seed}" if variant.seed and variant.question.vary else ""
    level = LEVELS[line.level - 1] if 1 <= line.level <= len(LEVELS) else ""
    told = [line.skill, line.kind, level, TOLD[line.condition], "flagged" if line.flagged else "", numbers, line.id]
    return " · ".join(fact for fact in told if fact)


def _options(variant: Variant) -> Content:
    """What is chosen from; where two sides are matched, the left one first, and letters for the right one."""
    left = variant.question.left
    lines = [f"{place}  {readable(line)}" for place, line in enumerate(left, start=1)] + [""] * bool(left)
    labels = ascii_uppercase if left else map(str, count(1))
    lines += [f"{label}  {readable(option)}" for label, option in zip(labels, variant.options, strict=False)]
    return Content(visible("\n".join(lines)))
