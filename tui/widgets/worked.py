"""The worked solution, one step at a time or all at once."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.containers import VerticalGroup
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tui.mathtext import readable
from tui.text import content, visible
from tui.widgets.prompt import prompt
from tui.widgets.value import name

if TYPE_CHECKING:
    from engine.formula.worked import WorkedStep

TOGETHER: Final = 64
"""Characters that numbers and value may have to stand in one line."""


class WorkedSteps(VerticalGroup):
    """Steps of a computation, revealed by `reveal`; words first when the bank has some."""

    class Revealed(Message):
        """Steps were shown."""

        def __init__(self, step: "WorkedStep | None") -> None:
            """`step`: the one that was; `None` for several."""
            super().__init__()
            self.step = step

    DEFAULT_CSS = """
    WorkedSteps {
        height: auto;
        margin: 1 2 0 2;
        .heading { color: $text-muted; }
        .step { margin: 0 0 0 2; }
        Paragraphs, BankMarkdown { padding: 0 0 0 2; }
    }
    """

    def __init__(self, steps: Sequence["WorkedStep"], words: str = "") -> None:
        """`words`: the bank's own solution, Markdown; empty when there is none."""
        super().__init__()
        self._steps = tuple(steps)
        self._words = words
        self._shown = 0

    @property
    def remaining(self) -> int:
        """How many steps are still hidden."""
        return len(self._steps) - self._shown

    def compose(self) -> ComposeResult:
        """The heading and the words; steps are added as they are revealed."""
        yield Static(self._heading(), classes="heading")
        if self._words:
            yield prompt(self._words)

    def reveal(self, count: int | None = 1) -> None:
        """Show the next steps; `None`: all that are left. Says which one step was shown."""
        new = self._steps[self._shown :][:count]
        self._shown += len(new)
        lines = [Static(step_lines(step), classes="step") for step in new]
        self.mount_all(lines)
        self.query_one(".heading", Static).update(self._heading())
        self.post_message(self.Revealed(new[0] if len(new) == 1 else None))
        target = lines[0] if len(lines) == 1 else self
        self.call_after_refresh(target.scroll_visible, animate=False)

    def _heading(self) -> Content:
        if not self._steps:
            return Content("Worked solution")
        steps = f"{len(self._steps)} step{'' if len(self._steps) == 1 else 's'}"
        if not self.remaining:
            return Content(f"Worked solution · {steps}")
        return Content(f"Worked solution · {self._shown} of {steps} · space: next · a: all")


def step_lines(step: "WorkedStep") -> Content:
    """A step: its name, the rule in letters, the same with numbers, the value; the last two in one line where they fit."""
    rule, numbers = visible(readable(step.rule)), visible(step.numbers)
    value = content(step.value).stylize("bold $text-secondary")
    lines = [Content.assemble((name(step.name), "bold $text-primary"), f"  {rule}")]
    if numbers in ("", rule, visible(step.value)):
        lines.append(_equal(value))
    elif "\n" not in step.value and len(numbers) + value.cell_length <= TOGETHER:
        lines.append(_equal(Content.assemble((numbers, "$text-muted"), (" = ", "$text-muted"), value)))
    else:
        lines += [_equal(Content.styled(numbers, "$text-muted")), _equal(value)]
    return Content("\n").join(lines)


def _equal(side: Content) -> Content:
    return Content.assemble(("  = ", "$text-muted"), side)
