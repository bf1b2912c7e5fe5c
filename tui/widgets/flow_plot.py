"""The flow plot: norms of gradients against distance, on a scale of powers of ten, one curve a cell."""

from collections.abc import Sequence
from math import ceil, floor, log10
from typing import Final

from textual.content import Content
from textual.widget import Widget

from tui.drawings.dots import Dots
from tui.laboratory.flow import TITLES, Curve

SCALE: Final = 7
FLOOR: Final = -16
"""The lowest power of ten that is drawn."""
STYLES: Final = ("$text-error", "$text-warning", "$text-secondary", "$text-primary", "$text-success")
MARKS: Final = "①②③④⑤"
"""A curve is told from the others by its mark at its right end as well as by its colour."""


class FlowPlot(Widget):
    """All curves, and under them what each comes to."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    FlowPlot { width: 1fr; height: 1fr; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._curves: Sequence[Curve] = ()

    def show(self, curves: Sequence[Curve]) -> None:
        """Draw other curves."""
        self._curves = curves
        self.refresh()

    def render(self) -> Content:
        """Title, curves with their scale, the axis of distance."""
        width, height = self.content_size.width - SCALE - 2, self.content_size.height - 2
        if not self._curves or width < 10 or height < 3:
            return Content("")
        heights = [[_power(norm) for norm in curve.norms.tolist()] for curve in self._curves]
        low = max(FLOOR, floor(min(map(min, heights))))
        high = max(ceil(max(map(max, heights))), low + 1)
        dots = Dots(width, height)
        for place, powers in enumerate(heights):
            dots.draw(place, [(power - low) / (high - low) for power in powers])
        ends = self._ends(heights, low, high, height)
        lines = [Content.styled("‖∂L/∂hₖ‖ against the distance T − k", "$text-muted")]
        for row, strokes in enumerate(dots.lines()):
            drawn = ((stroke.text, STYLES[stroke.curve] if stroke.curve >= 0 else "") for stroke in strokes)
            lines.append(
                Content.assemble((self._label(row, height, low, high), "$text-muted"), *drawn, " ", *ends[row])
            )
        return Content("\n").join([*lines, self._axis(width)])

    def _ends(
        self, heights: Sequence[Sequence[float]], low: int, high: int, height: int
    ) -> list[list[tuple[str, str]]]:
        """The mark of each curve beside its end; where two end alike, the later one goes a line down or up."""
        ends: list[list[tuple[str, str]]] = [[] for _ in range(height)]
        for place, powers in enumerate(heights):
            wanted = round((1 - (powers[-1] - low) / (high - low)) * (height - 1))
            rows = sorted(range(height), key=lambda row: abs(row - wanted))
            free = next((row for row in rows if not ends[row]), wanted)
            ends[free].append((MARKS[place], f"bold {STYLES[place]}"))
        return ends

    def _label(self, row: int, height: int, low: int, high: int) -> str:
        """A power of ten at the top, the middle and the bottom."""
        if row not in (0, height // 2, height - 1):
            return " " * SCALE
        power = high - row / (height - 1) * (high - low)
        return f"{f'1e{power:.0f}':>{SCALE - 1}} "

    def _axis(self, width: int) -> Content:
        last = str(len(self._curves[0].norms) - 1)
        middle = "steps back"
        text = "0" + middle.center(width - 1 - len(last)) + last
        return Content.styled(" " * SCALE + text, "$text-muted")


def legend(curves: Sequence[Curve]) -> Content:
    """Each curve's mark, name, the norm that arrives, and the largest and smallest factor of the last step."""
    lines = [Content.styled(f"{'':28}{'arrives':>9}{'σ max':>8}{'σ min':>9}", "$text-muted")]
    for place, curve in enumerate(curves):
        lines.append(
            Content.assemble(
                (f"{MARKS[place]} {TITLES[curve.name]:<26}", f"bold {STYLES[place]}"),
                f"{curve.norms[-1]:>9.1e}",
                (f"{curve.singular[0]:>8.3f}{curve.singular[-1]:>9.1e}", "$text-muted"),
            )
        )
    return Content("\n").join(lines)


def _power(norm: float) -> float:
    return log10(norm) if norm > 10**FLOOR else float(FLOOR)
