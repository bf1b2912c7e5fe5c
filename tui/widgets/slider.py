"""A slider: a number between two bounds, moved by the arrow keys or by a click."""

from typing import ClassVar, Final

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from tui.widgets.bar import bar

LABEL: Final = 13
VALUE: Final = 7


class Slider(Widget, can_focus=True):
    """One line: label, bar, value."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", "Less", show=False, tooltip="Move the slider to the left"),
        Binding("right", "move(1)", "More", show=False, tooltip="Move the slider to the right"),
        Binding("up", "app.focus_previous", "Up", show=False, tooltip="The slider above"),
        Binding("down", "app.focus_next", "Down", show=False, tooltip="The slider below"),
    ]
    DEFAULT_CSS = """
    Slider {
        height: 1; padding: 0 1; pointer: pointer;
        &:focus { background: $block-cursor-background; color: $block-cursor-foreground; }
        &:nocolor:focus { text-style: reverse; }
    }
    """

    class Moved(Message):
        """The slider stands elsewhere."""

        def __init__(self, slider: "Slider", value: float) -> None:
            super().__init__()
            self.slider, self.value = slider, value

        @property
        def control(self) -> "Slider":
            """The one that was moved."""
            return self.slider

    def __init__(
        self, label: str, low: float, high: float, step: float, value: float, *, none: str = "", id: str
    ) -> None:
        """`none`: what 0 is called, where it means that there is nothing."""
        super().__init__(id=id)
        self._label, self._low, self._high, self._step = label, low, high, step
        self._none = none
        self.value = value

    def show(self, value: float) -> None:
        """Stand somewhere else, without telling."""
        self.value = value
        self.refresh()

    def render(self) -> Content:
        """Label, bar, value."""
        width = max(4, self.content_size.width - LABEL - VALUE - 1)
        share = (self.value - self._low) / (self._high - self._low)
        told = self._none if self._none and not self.value else f"{self.value:g}"
        return Content.assemble(
            f"{self._label:<{LABEL}}", bar(share, width, "$primary"), (f" {told:>{VALUE}}", "bold $text-secondary")
        )

    def action_move(self, steps: int) -> None:
        """Move by steps."""
        self._go(self.value + steps * self._step)

    def on_click(self, event: events.Click) -> None:
        """A click on the bar moves there."""
        offset = event.get_content_offset(self)
        width = max(4, self.content_size.width - LABEL - VALUE - 1)
        if offset is not None and LABEL <= offset.x < LABEL + width:
            share = (offset.x - LABEL) / max(width - 1, 1)
            self._go(self._low + round(share * (self._high - self._low) / self._step) * self._step)

    def _go(self, value: float) -> None:
        there = round(max(self._low, min(self._high, value)), 6)
        if there != self.value:
            self.show(there)
            self.post_message(self.Moved(self, there))
