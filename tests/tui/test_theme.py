"""Colours that can be read, measured as WCAG measures contrast."""

import pytest
from textual.color import Color
from textual.theme import Theme

from tui import theme

TEXTS = ["foreground", "text-muted", "text-primary", "text-secondary", "text-accent"]
VERDICTS = ["text-success", "text-warning", "text-error", "footer-key-foreground", "footer-description-foreground"]
GROUNDS = ["background", "surface", "panel"]


def luminance(color: Color) -> float:
    """Relative luminance by WCAG 2.1."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part / 255) for part in color.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def variables(wanted: Theme) -> dict[str, str]:
    return {**wanted.to_color_system().generate(), **wanted.variables}


def test_the_measure_itself() -> None:
    assert contrast(Color.parse("#ffffff"), Color.parse("#000000")) == pytest.approx(21)
    assert contrast(Color.parse("#777777"), Color.parse("#ffffff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS + VERDICTS)
@pytest.mark.parametrize("wanted", [theme.DARK, theme.LIGHT], ids=lambda wanted: wanted.name)
def test_every_text_can_be_read_on_every_ground(wanted: Theme, text: str, ground: str) -> None:
    known = variables(wanted)
    assert contrast(Color.parse(known[text]), Color.parse(known[ground])) >= 4.5


@pytest.mark.parametrize("wanted", [theme.DARK, theme.LIGHT], ids=lambda wanted: wanted.name)
def test_the_line_under_the_cursor_can_be_read(wanted: Theme) -> None:
    known = variables(wanted)
    ground = Color.parse(known["block-cursor-background"])
    for text in ("block-cursor-foreground", "text-muted"):
        assert contrast(Color.parse(known[text]), ground) >= 4.5


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ({}, "unrolled-dark"),
        ({"NO_COLOR": "1"}, "ansi-dark"),
        ({"NO_COLOR": "1", "TEXTUAL_THEME": "textual-light"}, "ansi-light"),
        ({"NO_COLOR": ""}, "unrolled-dark"),
        ({"TEXTUAL_THEME": "unrolled-light"}, "unrolled-light"),
        ({"TEXTUAL_THEME": "no-such-theme"}, "unrolled-dark"),
    ],
)
def test_the_theme_to_start_with(environment: dict[str, str], name: str) -> None:
    assert theme.preferred(environment, {"unrolled-dark", "unrolled-light"}) == name


@pytest.mark.parametrize(
    ("environment", "wanted", "name"),
    [
        ({}, "unrolled-light", "unrolled-light"),
        ({}, "pink", "unrolled-dark"),
        ({"TEXTUAL_THEME": "unrolled-dark"}, "unrolled-light", "unrolled-dark"),
        ({"TEXTUAL_THEME": "pink"}, "unrolled-light", "unrolled-light"),
        ({"NO_COLOR": "1"}, "unrolled-light", "ansi-light"),
        ({"NO_COLOR": "1"}, "nord", "ansi-dark"),
    ],
)
def test_the_environment_comes_before_the_settings(environment: dict[str, str], wanted: str, name: str) -> None:
    assert theme.preferred(environment, {"unrolled-dark", "unrolled-light"}, wanted) == name
