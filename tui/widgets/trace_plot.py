"""Traces: the units of a state as curves over time, the unit that is looked at on top of the others."""

from typing import Final

import numpy as np
from textual.content import Content
from textual.widget import Widget

from tui.drawings.dots import Dots, Stroke
from tui.laboratory.cells import Quantity

SCALE: Final = 7
"""Cells on the left for the numbers of the axis."""

STYLES: Final = {-1: "", 0: "$border", 1: "bold $text-primary"}
"""Nothing, the other units, the unit that is looked at."""


class TracePlot(Widget):
    """One quantity over time."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    TracePlot { height: 1fr; min-height: 4; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._quantity: Quantity | None = None
        self._step = self._unit = 0
        self._drawn: tuple[int, ...] = ()
        self._lines: list[list[Stroke]] = []

    def show(self, quantity: Quantity, step: int, unit: int) -> None:
        """Draw the curves of a quantity; `step` and `unit` are those looked at."""
        self._quantity, self._step = quantity, step
        self._unit = min(unit, quantity.values.shape[1] - 1)
        self.refresh()

    def render(self) -> Content:
        """Title, curves with their scale, the play head."""
        if self._quantity is None or self.content_size.height < 3:
            return Content("")
        quantity = self._quantity
        width, height = max(self.content_size.width - SCALE, 4), self.content_size.height - 1
        low, high = _range(quantity)
        head = round(self._step / max(len(quantity.values) - 1, 1) * (width - 1))
        lines = [self._title()]
        for row, strokes in enumerate(self._strokes(quantity, width, height)):
            label = high if row == 0 else low if row == height - 1 else None
            drawn = Content.assemble(*((stroke.text, STYLES[stroke.curve]) for stroke in strokes))
            if drawn.plain[head] == " ":
                drawn = Content.assemble(drawn[:head], ("│", "$text-accent"), drawn[head + 1 :])
            scale = "" if label is None else f"{label:.3g}"
            lines.append(Content.assemble((f"{scale:>{SCALE - 1}} ", "$text-muted"), drawn))
        return Content("\n").join(lines)

    def _strokes(self, quantity: Quantity, width: int, height: int) -> list[list[Stroke]]:
        """The curves; drawn anew only when they are others, not when the play head moves."""
        drawn = (id(quantity.values), self._unit, width, height)
        if drawn != self._drawn:
            low, high = _range(quantity)
            dots = Dots(width, height)
            others = [unit for unit in range(quantity.values.shape[1]) if unit != self._unit]
            for unit in [*others, self._unit]:
                dots.draw(int(unit == self._unit), ((quantity.values[:, unit] - low) / (high - low)).tolist())
            self._drawn, self._lines = drawn, dots.lines()
        return self._lines

    def _title(self) -> Content:
        quantity = self._quantity
        if quantity is None:
            return Content("")
        value = quantity.values[self._step, self._unit]
        title = f"{quantity.title} {quantity.name} over time"
        return Content.assemble(
            (title, "$text-muted"), (f"   unit {self._unit + 1}: {value:.3f}", "bold $text-primary")
        )


def _range(quantity: Quantity) -> tuple[float, float]:
    """The bottom and the top of the scale; never the same."""
    low, high = float(np.min(quantity.values)), float(np.max(quantity.values))
    low, high = (0.0 if low >= 0 else -quantity.bound), (0.0 if high <= 0 else quantity.bound)
    return (low, high) if high > low else (low - 1, high + 1)
