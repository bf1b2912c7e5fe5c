"""A line of tabs: names with the keys that lead to them, the one at hand marked, and on the right what it is about."""

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from tui.text import visible

GAP = 2


class TabsLine(Widget):
    """Names to click."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    TabsLine { height: 2; padding: 0 2; border-bottom: solid $border-blurred; pointer: pointer; }
    """

    class Picked(Message):
        """A name was clicked."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._names = names
        self._place = 0
        self._subject = ""

    def show(self, place: int, subject: str) -> None:
        """Mark another name; `subject`: what it is about."""
        if (place, subject) != (self._place, self._subject):
            self._place, self._subject = place, visible(subject)
            self.refresh()

    def render(self) -> Content:
        """The names, and the subject as far as there is room."""
        parts = [self._title(place) for place in range(len(self._names))]
        names = Content(" " * GAP).join(parts)
        room = self.content_size.width - names.cell_length - GAP
        subject = Content.styled(self._subject, "$text-muted").truncate(max(room, 0), ellipsis=True)
        return Content.assemble(
            names, " " * max(1, self.content_size.width - names.cell_length - subject.cell_length), subject
        )

    def _title(self, place: int) -> Content:
        style = "bold underline $text-primary" if place == self._place else "$text-muted"
        return Content.assemble((f"{place + 1} ", "$text-accent"), (self._names[place], style))

    def on_click(self, event: events.Click) -> None:
        """Tell which name was clicked."""
        offset = event.get_content_offset(self)
        left = 0
        for place in range(len(self._names)):
            width = self._title(place).cell_length
            if offset is not None and left <= offset.x < left + width:
                self.post_message(self.Picked(place))
            left += width + GAP
