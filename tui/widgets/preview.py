"""The preview: what a text is read as while it is typed, or where reading it stops."""

from asyncio import sleep, to_thread

from textual import work
from textual.content import Content
from textual.widgets import Static

from engine.errors import UnreadableAnswerError
from engine.question.variant import Variant
from tui.mathtext import readable
from tui.text import content, visible

DELAY = 0.15
"""Seconds of rest after a key before the text is read."""
WINDOW = 60
"""How many characters of a long line are shown around the problem."""


class Preview(Static):
    """A line or two beside the text: `reads as 2×2`, or the text with a caret under the problem."""

    DEFAULT_CSS = """
    Preview {
        height: auto;
        min-height: 1;
        padding: 0 2;
        color: $text-muted;
    }
    """

    def __init__(self, variant: Variant, example: str = "") -> None:
        """`example`: what could be typed, shown while nothing is."""
        super().__init__(content(example))
        self.variant = variant
        self._example = example

    @work(exclusive=True)
    async def read(self, raw: str) -> None:
        """Show what a text is read as, once the keys have rested."""
        await sleep(DELAY)
        self.update(await to_thread(self.shown, raw) if raw.strip() else content(self._example))

    def shown(self, raw: str) -> Content:
        """What to show for a text; called away from the screen's own thread."""
        try:
            understood = self.variant.question.read_back(raw, self.variant)
        except UnreadableAnswerError as error:
            return pointed(raw, error.message, error.at)
        shown = self.printed(understood) if understood else self.unread(raw)
        if not shown:
            return Content("")
        return Content.assemble(("reads as  ", "$text-muted"), (visible(shown), "$text-secondary"))

    def printed(self, understood: str) -> str:
        """What a text was read as, in readable letters."""
        return readable(understood)

    def unread(self, raw: str) -> str:
        """What stands for a text that the question has nothing to say of; empty for nothing."""
        return ""


def pointed(raw: str, message: str, at: tuple[int, int] | None) -> Content:
    """The line that holds the problem with carets under it, then the message; the message alone when no place is known."""
    told = content(readable(message))
    if at is None or not raw.strip():
        return told
    start, end = at
    before = raw[:start]
    begin = before.rfind("\n") + 1
    line = raw[begin:].partition("\n")[0]
    left = max(0, start - begin - WINDOW // 2)
    shown = visible(line[left : left + WINDOW])
    offset = Content(visible(line[left : start - begin])).cell_length
    width = max(1, Content(visible(line[start - begin : min(end - begin, left + WINDOW)])).cell_length)
    return Content.assemble((shown, "$foreground"), "\n", " " * offset, ("^" * width, "$text-warning bold"), " ", told)
