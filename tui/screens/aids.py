"""What helps to see a question: the figure of what it asks about, and the laboratory with its givens."""

from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.geometry import Size

from engine.question.variant import Variant
from tui.keymap import with_names
from tui.messages import LaboratoryRequested
from tui.screens.asides import AsidesPage

ROOMY = Size(110, 38)
"""Columns and rows from which on a figure stands beside the question without being asked for."""
COMPUTED = frozenset({"number", "array", "steps"})
"""Kinds whose answer is a value, which no figure gives away; of others it is shown after the verdict."""


class AidsPage(AsidesPage):
    """A page with a question that can be drawn, or set up on a bench."""

    BINDINGS: ClassVar[list[BindingType]] = with_names(
        "question",
        [
            Binding(
                "g,f7", "figure", "Figure", show=False, tooltip="Show the cell that the question is about, or hide it"
            ),
            Binding("l,f9", "laboratory", "Laboratory", show=False, tooltip="Watch the givens at work; counts as told"),
        ],
    )
    DEFAULT_CSS = """
    AidsPage CellDiagram { margin: 0 0 1 0; width: 100%; }
    """

    def has_aid(self, action: str) -> bool:
        """Whether there is a figure, or a bench, for the question at hand; nothing is loaded before the question can be answered."""
        variant = self.session.variant
        if variant is None or not self.furnished or not (self.session.rules.helps or self.phase == "judged"):
            return False
        if action == "laboratory":
            from tui.laboratory.door import opens

            return opens(variant.question)
        from tui.drawings.figures import SKILLS

        return variant.question.skill in SKILLS

    @work(exclusive=True, group="figure")
    async def offer_figure(self) -> None:
        """Show the figure in a large window, where it gives nothing away."""
        variant = self.session.variant
        is_roomy = self.size.width >= ROOMY.width and self.size.height >= ROOMY.height
        if variant is None or not is_roomy or not self.has_aid("figure"):
            return
        if self.phase == "judged" or variant.question.kind in COMPUTED:
            await self._show_figure(variant)

    @work(exclusive=True, group="figure")
    async def action_figure(self) -> None:
        """Show the figure, or hide it."""
        shown = self.body.query("CellDiagram")
        if shown:
            await shown.remove()
        elif self.session.variant is not None:
            await self._show_figure(self.session.variant)

    async def _show_figure(self, variant: Variant) -> None:
        """Draw what the question asks about; after the verdict with the values of its chain."""
        from tui.drawings.figures import figure_for
        from tui.widgets.diagram import CellDiagram

        figure = figure_for(variant.question)
        if figure is None or self.session.variant is not variant:
            return
        values = chain(variant) if self.phase == "judged" else {}
        shown = self.body.query_one_optional(CellDiagram)
        if shown is not None:
            shown.show(figure.canvas, figure.lit, values)
        else:
            await self.body.mount(CellDiagram(figure.canvas, figure.lit, values), before=self.body.answering)

    async def action_laboratory(self) -> None:
        """Open the laboratory with the question's givens; before an answer that is to be told the solution."""
        variant = self.session.variant
        if variant is None:
            return
        if self.phase == "answering":
            await self.save_draft()
            if not await self.attempt(self.session.tell):
                self.notify("Answers are told when it is over.", markup=False)
                return
        self.post_message(LaboratoryRequested(variant))


def chain(variant: Variant) -> dict[str, str]:
    """The values of a chain by the names of its steps, as far as they are single numbers; nothing for other kinds."""
    if variant.question.kind != "steps":
        return {}
    return {name: f"{value:.3g}" for name, value in variant.key.values.items() if isinstance(value, float)}
