"""Heat: numbers as colours of the theme, or as shades where the terminal has no colours."""

from functools import cache
from typing import Final

import numpy as np
from rich.style import Style
from textual.color import Color
from textual.theme import Theme

from solvers.shapes import Array

LEVELS: Final = 24
"""Colours from zero to the bound, on either side."""
ABOVE: Final = " ░▒▓█"
BELOW: Final = " ·-=≡"
"""Shades without colour, from zero to the bound."""


class Palette:
    """The colours of one theme: zero is the colour of panels, positive numbers go one way, negative ones the other."""

    def __init__(self, theme: Theme) -> None:
        self.has_colours = not theme.name.startswith("ansi")
        if self.has_colours:
            zero = Color.parse(theme.panel or "#808080")
            above, below = (Color.parse(name or "#808080") for name in (theme.primary, theme.accent))
            ink = Color.parse(theme.foreground or "#ffffff"), Color.parse(theme.background or "#000000")
            self._colours = {
                level: zero.blend(above if level > 0 else below, abs(level) / LEVELS)
                for level in range(-LEVELS, LEVELS + 1)
            }
            self._inks = {level: _plainest(ink, colour) for level, colour in self._colours.items()}
        self.style = cache(self._style)

    def level(self, value: float, bound: float) -> int:
        """From -LEVELS to LEVELS."""
        return self.levels(np.array([value]), bound)[0]

    def levels(self, values: Array, bound: float) -> list[int]:
        """The same for several numbers."""
        found: list[int] = np.clip(np.rint(values / bound * LEVELS), -LEVELS, LEVELS).astype(int).tolist()
        return found

    def _style(self, level: int, lower: int | None = None) -> Style:
        if not self.has_colours:
            return Style()
        ink = self._inks[level] if lower is None else self._colours[level]
        ground = self._colours[level if lower is None else lower]
        return Style(color=ink.rich_color, bgcolor=ground.rich_color)

    def shade(self, level: int) -> str:
        """The sign that stands for a level where there are no colours."""
        signs = ABOVE if level >= 0 else BELOW
        return signs[min(len(signs) - 1, round(abs(level) / LEVELS * (len(signs) - 1)))]


def _plainest(inks: tuple[Color, Color], ground: Color) -> Color:
    """The ink that stands out more from its ground."""
    return max(inks, key=lambda ink: abs(ink.brightness - ground.brightness))
