"""The body of a question: prompt, givens and hints, and below them what the learner answers with."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from engine.learning.attempt import Attempt
from engine.question.variant import Variant
from tui.lines import option_lines
from tui.mathtext import readable
from tui.text import content
from tui.widgets.blocks import Givens, givens
from tui.widgets.prompt import prompt

if TYPE_CHECKING:
    from engine.formula.worked import WorkedStep
    from tui.widgets.answering import Answering
    from tui.widgets.worked import WorkedSteps


class QuestionBody(VerticalScroll):
    """One question at a time, in a column that scrolls."""

    DEFAULT_CSS = """
    QuestionBody {
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        align-horizontal: center;
        padding: 1 0;
        &:focus { background-tint: transparent; }
        & > * { max-width: 96; }
        .givens { margin: 0 0 1 0; }
        .because { margin: 0 2 1 2; color: $text-muted; }
        .written { margin: 0 2 1 2; color: $text-secondary; }
        .options { margin: 0 2 1 2; }
        .skipped { margin: 0 2; padding: 0 2; border-left: outer $border; }
        .hint { max-width: 92; margin: 0 2 1 2; padding: 0 2; border-left: outer $accent; height: auto; }
    }
    """

    def __init__(self, variant: Variant | None, hints: Sequence[str] = (), because: str = "") -> None:
        """`variant`: `None` shows nothing; `hints`: those shown already; `because`: why it follows on the answer before."""
        super().__init__()
        self._first = (variant, hints, because)

    def compose(self) -> ComposeResult:
        """What is asked first; `furnish` adds what it is answered with."""
        yield from _asked(*self._first)

    @property
    def answering(self) -> "Answering":
        """What the question is answered with. Raises `NoMatches` before it is there."""
        return self.query_one("Answering", expect_type=_answering())

    @property
    def raw(self) -> str:
        """What is typed; empty when there is nothing to type into."""
        answering = self.query_one_optional("Answering", expect_type=_answering())
        return answering.answer.raw if answering else ""

    async def furnish(self, variant: Variant, draft: str) -> None:
        """Add the input, with what stands in it, below what is asked."""
        await self.mount(_answering()(variant, draft))

    async def deal(self, variant: Variant, draft: str, hints: Sequence[str] = (), because: str = "") -> None:
        """Show another question."""
        with self.app.batch_update():
            await self.remove_children()
            await self.mount_all([*_asked(variant, hints, because), _answering()(variant, draft)])
        self.scroll_home(animate=False)

    async def look_back(self, variant: Variant, answer: Attempt | None, steps: Sequence["WorkedStep"]) -> None:
        """Show a question of a sitting that is over, with its answer and verdict; `answer`: `None` when it had none."""
        below = [_answering()(variant, answer.raw, scrolls=False)] if answer else _passed_over(variant, steps)
        with self.app.batch_update():
            await self.remove_children()
            await self.mount_all([*_asked(variant), *below])
        if answer:
            await self.answering.judge(answer.verdict, steps, variant.question.solution)
        self.focus(scroll_visible=False)
        self.scroll_home(animate=False)

    @property
    def hidden_steps(self) -> int:
        """How many worked steps are still to be shown."""
        steps = self.query_one_optional("WorkedSteps", expect_type=_worked_steps())
        return steps.remaining if steps else 0

    def reveal(self, count: int | None = 1) -> None:
        """Show the next worked steps; `None`: all that are left."""
        self.query_one("WorkedSteps", expect_type=_worked_steps()).reveal(count)

    def on_worked_steps_revealed(self, event: "WorkedSteps.Revealed") -> None:
        """Let those givens stand out at which the step just shown looks."""
        event.stop()
        shown = self.query_one_optional(Givens)
        if shown is not None:
            from tui.widgets.lit import Lit, lit

            shown.light(lit(event.step, shown.shown) if event.step else Lit())

    async def turn_prompt(self, variant: Variant) -> None:
        """Change between the readable prompt and the prompt as it was written, LaTeX and all."""
        shown = self.query_one(".prompt")
        if shown.has_class("written"):
            other = prompt(variant.prompt)
        else:
            other = Static(content(variant.prompt), classes="written")
        other.add_class("prompt")
        with self.app.batch_update():
            await self.mount(other, before=shown)
            await shown.remove()

    async def hint(self, text: str) -> None:
        """Show a hint above the answer, which stays in sight."""
        await self.mount(_hint(text), before=self.answering)
        self.take_up()

    def take_up(self) -> None:
        """Go on typing: the focus goes to the answer, and the window to it."""
        answer = self.answering.answer
        answer.take_focus()
        self.call_after_refresh(answer.scroll_visible, animate=False)


def _answering() -> "type[Answering]":
    # Loaded when the question has been painted: the inputs and the verdict take longer to load than a question to paint.
    from tui.widgets.answering import Answering

    return Answering


def _worked_steps() -> "type[WorkedSteps]":
    from tui.widgets.worked import WorkedSteps

    return WorkedSteps


def _passed_over(variant: Variant, steps: Sequence["WorkedStep"]) -> Iterator[Widget]:
    """What stands in the place of an answer that was not given."""
    options = "\n".join(option_lines(variant)).strip("\n")
    if options:
        yield Static(Content(options), classes="options")
    yield Static(Content.styled("– Not answered", "bold $text-muted"), classes="skipped")
    from tui.widgets.right_answer import right_answer

    yield Static(Content.assemble(("Right answer\n", "$text-muted"), right_answer(variant)), classes="skipped")
    if steps or variant.question.solution:
        yield _worked_steps()(steps, variant.question.solution)


def _asked(variant: Variant | None, hints: Sequence[str] = (), because: str = "") -> Iterator[Widget]:
    if variant is None:
        return
    if because:
        told = Content.assemble(("Follow-up  ", "bold $text-accent"), content(readable(because)))
        yield Static(told, classes="because")
    asked = prompt(variant.prompt)
    asked.add_class("prompt", update=False)
    yield asked
    if variant.shown:
        yield givens(variant.shown)
    yield from map(_hint, hints)


def _hint(text: str) -> Static:
    return Static(Content.assemble(("Hint  ", "bold $text-accent"), content(readable(text))), classes="hint")
