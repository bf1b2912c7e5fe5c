"""The line above a question: what it is about and how far the sitting is."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tui.text import visible
from tui.widgets.bar import bar

LEVELS = ("recall", "apply", "analyse", "interview", "stretch")
BAR = 16


class SittingBar(Widget):
    """Title and level on the left, position and a thin bar on the right."""

    DEFAULT_CSS = """
    SittingBar {
        height: 2;
        dock: top;
        padding: 0 2;
        border-bottom: hkey $border-blurred;
    }
    """

    heading: reactive[str] = reactive("")
    level: reactive[int] = reactive(0)
    position: reactive[int] = reactive(0)
    count: reactive[int] = reactive(0)

    def render(self) -> Content:
        """One line, shortened from the left part when the window is narrow."""
        width = self.content_size.width
        right = self._progress(width)
        left = self._subject(width - right.cell_length - 2)
        gap = max(1, width - left.cell_length - right.cell_length)
        return Content.assemble(left, " " * gap, right)

    def _subject(self, room: int) -> Content:
        level = f"  {LEVELS[self.level - 1]}" if 1 <= self.level <= len(LEVELS) else ""
        heading = Content.styled(visible(self.heading), "bold")
        if heading.cell_length + len(level) > room:
            return heading.truncate(max(1, room), ellipsis=True)
        return Content.assemble(heading, (level, "$text-muted"))

    def _progress(self, width: int) -> Content:
        if not self.count:
            return Content("")
        told = (f"{self.position} of {self.count}", "$text-muted")
        if width < 60:
            return Content.assemble(told)
        return Content.assemble(told, "  ", bar((self.position - 1) / self.count, BAR))
