"""Curves: several lines over one pair of axes, drawn in dots, each told by its mark as well as by its colour."""

from collections.abc import Sequence
from math import isfinite, log10
from typing import Final

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from solvers.experiment import Axes, Curve
from tui.drawings.dots import Dots
from tui.text import visible

STYLES: Final = ("$text-primary", "$text-warning", "$text-success", "$text-error", "$text-secondary", "$text-accent")
MARKS: Final = "abcdefghijklmnopqrstuvwxyz"
SCALE: Final = 9
"""Cells for the numbers on the left."""
HEIGHT: Final = 10
"""Lines of the plot."""
LEAST: Final = 1e-16
"""On a scale of factors nothing smaller is drawn."""


class Curves(Widget):
    """The curves of a frame, their scale, and a legend below."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Curves { width: 1fr; height: auto; }
    """

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._axes = Axes("", "")
        self._curves: Sequence[Curve] = ()

    def show(self, curves: Sequence[Curve], axes: Axes) -> None:
        """Draw other curves."""
        self._axes = axes
        self._curves = [curve for curve in curves if len(curve.y)][: len(MARKS)]
        self.refresh(layout=True)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """As wide as it may be."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The plot, its two axes, and the names."""
        return HEIGHT + 2 + len(self._legend(width))

    def render(self) -> Content:
        """What is drawn upwards, the curves, what runs below, the names."""
        heights = [[self._height(value) for value in curve.y] for curve in self._curves]
        drawn = [value for values in heights for value in values if isfinite(value)] or [0.0]
        low, high = min(drawn), max(drawn)
        high = high if high > low else low + 1
        ends = [round((high - _last(values)) / (high - low) * (HEIGHT - 1)) for values in heights]
        crowd = max(map(ends.count, ends), default=1)
        width, height = self.content_size.width - SCALE - 1 - crowd, HEIGHT
        if not self._curves or width < 10:
            return Content("")
        dots = Dots(width, height)
        for place, (curve, values) in enumerate(zip(self._curves, heights, strict=True)):
            dots.draw(place, [(value - low) / (high - low) for value in _spread(curve.x, values, width * 2)])
        lines = [Content.styled(visible(self._axes.y), "$text-muted")]
        for row, strokes in enumerate(dots.lines()):
            parts = ((stroke.text, _style(stroke.curve) if stroke.curve >= 0 else "") for stroke in strokes)
            marks = [(MARKS[place], _style(place)) for place, end in enumerate(ends) if end == row]
            lines.append(Content.assemble((self._label(row, height, low, high), "$text-muted"), *parts, " ", *marks))
        return Content("\n").join([*lines, self._below(width), *self._legend(self.content_size.width)])

    def _height(self, value: float) -> float:
        if not self._axes.log_y:
            return value
        return log10(max(value, LEAST)) if isfinite(value) else value

    def _label(self, row: int, height: int, low: float, high: float) -> str:
        if row not in (0, height - 1):
            return " " * SCALE
        value = high if row == 0 else low
        return f"{10**value if self._axes.log_y else value:>{SCALE - 1}.3g} "

    def _below(self, width: int) -> Content:
        xs = [x for curve in self._curves for x in (curve.x[0], curve.x[-1])]
        first, last = f"{min(xs):g}", f"{max(xs):g}"
        room = max(0, width - len(first) - len(last))
        return Content.styled(" " * SCALE + first + visible(self._axes.x)[:room].center(room) + last, "$text-muted")

    def _legend(self, width: int) -> list[Content]:
        """The names beside their marks, as many to a line as fit."""
        lines: list[Content] = []
        line = Content(" " * SCALE)
        for place, curve in enumerate(self._curves):
            name = Content.styled(f"{MARKS[place]} {visible(curve.name)}   ", _style(place))
            if line.cell_length + name.cell_length > width and line.cell_length > SCALE:
                lines.append(line)
                line = Content(" " * SCALE)
            line += name
        return [*lines, line]


def _style(place: int) -> str:
    return STYLES[place % len(STYLES)]


def _last(values: Sequence[float]) -> float:
    return next((value for value in reversed(values) if isfinite(value)), 0.0)


def _spread(x: Sequence[float], y: Sequence[float], count: int) -> list[float]:
    """Heights at evenly spaced places between the first and the last x; numbers that are not finite are left out."""
    from numpy import interp, linspace

    known = [(at, value) for at, value in zip(x, y, strict=True) if isfinite(value)]
    if not known:
        return [0.0]
    places, values = zip(*known, strict=True)
    return [float(value) for value in interp(linspace(places[0], places[-1], max(count, 2)), places, values)]
