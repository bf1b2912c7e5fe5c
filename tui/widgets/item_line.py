"""One question of a summary in one line: its mark, its name, what became of it."""

from typing import Final

from textual.content import Content
from textual.widget import Widget

from engine.learning.summary import Item
from tui.text import content
from tui.widgets.sign import SIGNS
from tui.widgets.sitting_bar import clock

NAME: Final = 44
"""Cells for the name where the window has them; what became of the question is never cut for it."""
LEAST: Final = 12


class ItemLine(Widget):
    """Mark, name and outcome, in columns as far as the window is wide."""

    ALLOW_SELECT = True
    DEFAULT_CSS = """
    ItemLine { height: 1; width: 100%; }
    """

    def __init__(self, item: Item, heading: str) -> None:
        super().__init__()
        self._item = item
        self._heading = heading

    def render(self) -> Content:
        """One line; the name is shortened when the window is narrow."""
        told = Content.styled(f"  {_told(self._item)}", "$text-muted")
        room = max(LEAST, min(NAME, self.content_size.width - 3 - told.cell_length))
        name = content(self._heading).truncate(room, ellipsis=True)
        return Content.assemble(_mark(self._item), "  ", name.pad_right(room - name.cell_length), told)


def _mark(item: Item) -> Content:
    if item.first is None:
        return Content.styled("–", "$text-muted")
    return Content.styled(SIGNS[item.first].symbol, SIGNS[item.first].style)


def _told(item: Item) -> str:
    if item.first is None:
        return "skipped"
    word = SIGNS[item.first].word.lower()
    if item.last != item.first and item.last is not None:
        word += f", then {SIGNS[item.last].word.lower()}"
    tries = f" · {item.tries} tries" if item.tries > 1 else ""
    return f"{word}{tries} · {clock(item.seconds)}"
