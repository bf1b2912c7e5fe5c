"""The rating of an answer under its verdict: the reason, the next date, and the keys for another rating."""

from textual.containers import VerticalGroup
from textual.content import Content
from textual.widgets import Static

from tui.lines import SURE_AND_WRONG
from tui.reviews import Choice, Told


class RatingLine(VerticalGroup):
    """What is told of a review, in two or three lines."""

    DEFAULT_CSS = """
    RatingLine {
        height: auto;
        margin: 1 2 0 2;
        padding: 0 0 0 3;
        color: $text-muted;
        .kind { color: $text-warning; }
    }
    """

    def __init__(self, told: Told) -> None:
        super().__init__()
        self._told = told

    def compose(self) -> "list[Static]":
        """Kind words first, then the rating and what else it could be."""
        told = self._told
        lines = [Static(SURE_AND_WRONG, classes="kind")] if told.sure_and_wrong else []
        lines.append(Static(Content(told.line)))
        if told.choices:
            lines.append(
                Static(Content("   ").join(_choice(key, choice) for key, choice in enumerate(told.choices, 1)))
            )
        return lines


def _choice(key: int, choice: Choice) -> Content:
    """A key, the rating it gives, and after how many days the skill would come back; the one that holds stands out."""
    name = f"{choice.rating.capitalize()} {choice.days} d"
    return Content.assemble(
        (str(key), "bold $text-accent"), " ", (name, "bold underline $foreground" if choice.is_held else "")
    )
