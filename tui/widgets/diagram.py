"""The diagram: a cell or a network drawn in box characters, the part in question lit, values shown where they flow."""

from collections.abc import Collection, Mapping

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from tui.drawings.canvas import Canvas, Run
from tui.text import visible

STYLES = {"wire": "$border", "word": "$foreground", "value": "$text-secondary", "blank": ""}
"""What a role is drawn in when its part is not lit."""
LIT = {"wire": "$text-accent", "word": "bold $text-accent", "value": "bold $text-accent", "blank": ""}


class CellDiagram(Widget):
    """One drawing; lit parts have heavy lines, so that colour does not stand alone."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    CellDiagram { height: auto; width: 1fr; }
    """

    def __init__(
        self, canvas: Canvas, lit: Collection[str] = (), values: Mapping[str, str] | None = None, *, classes: str = ""
    ) -> None:
        """`lit`: parts that are drawn with heavy lines; `values`: what is printed at a part, by its name."""
        super().__init__(classes=classes)
        self._lines: list[list[Run]] = []
        self._lit: frozenset[str] = frozenset()
        self.show(canvas, lit, values)

    def show(self, canvas: Canvas, lit: Collection[str] = (), values: Mapping[str, str] | None = None) -> None:
        """Draw something else."""
        height = len(self._lines)
        self._lit = frozenset(lit)
        self._lines = canvas.lines({part: visible(value) for part, value in (values or {}).items()}, self._lit)
        self.refresh(layout=len(self._lines) != height)

    @property
    def drawing(self) -> Size:
        """How much room the drawing takes."""
        return Size(sum(len(run.text) for run in self._lines[0]), len(self._lines))

    def render(self) -> Content:
        """The drawing, in the middle of the room there is."""
        indent = " " * max(0, (self.content_size.width - self.drawing.width) // 2)
        return Content("\n").join(
            Content.assemble(indent, *((run.text, self._style(run)) for run in line)) for line in self._lines
        )

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """As wide as the drawing."""
        return self.drawing.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As tall as the drawing."""
        return self.drawing.height

    def _style(self, run: Run) -> str:
        return (LIT if run.part in self._lit else STYLES)[run.role]
