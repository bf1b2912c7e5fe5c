"""Heat: colours of the themes, shades without colour, and ink that can be read on every colour."""

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from tui.theme import DARK, LIGHT
from tui.widgets.heat import LEVELS, Palette


def contrast(one: Color, other: Color) -> float:
    """As WCAG defines it."""
    lights = sorted((luminance(one), luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def luminance(color: Color) -> float:
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
def test_numbers_can_be_read_on_every_colour(theme: Theme) -> None:
    palette = Palette(theme)
    for level in range(-LEVELS, LEVELS + 1):
        style = palette.style(level)
        assert style.color is not None
        assert style.bgcolor is not None
        ink, ground = (Color.from_rich_color(one) for one in (style.color, style.bgcolor))
        assert contrast(ink, ground) >= 3


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
def test_every_level_has_its_own_colour(theme: Theme) -> None:
    palette = Palette(theme)
    grounds = {palette.style(level).bgcolor for level in range(-LEVELS, LEVELS + 1)}
    assert len(grounds) == 2 * LEVELS + 1


def test_levels() -> None:
    palette = Palette(DARK)
    assert [palette.level(value, 2.0) for value in (-9, -2, -1, 0, 1, 2, 9)] == [-24, -24, -12, 0, 12, 24, 24]


def test_half_lines_have_two_colours() -> None:
    palette = Palette(DARK)
    style = palette.style(LEVELS, -LEVELS)
    assert style.color == palette.style(LEVELS).bgcolor
    assert style.bgcolor == palette.style(-LEVELS).bgcolor


def test_without_colours_there_are_shades() -> None:
    palette = Palette(BUILTIN_THEMES["ansi-dark"])
    assert not palette.has_colours
    assert "".join(palette.shade(palette.level(value / 4, 1)) for value in range(-4, 5)) == "≡=-· ░▒▓█"
    assert palette.style(5).bgcolor is None
