"""The house colours, dark and light; every pair of text and ground reaches a contrast of 4.5 to 1."""

from collections.abc import Container, Mapping
from typing import Final

from textual.theme import Theme

DARK: Final = Theme(
    name="unrolled-dark",
    dark=True,
    primary="#8fb4ff",
    secondary="#6fd6c4",
    accent="#f3c27b",
    success="#86d992",
    warning="#f3c27b",
    error="#ff8f93",
    foreground="#dfe3f0",
    background="#12141c",
    surface="#1a1d28",
    panel="#242938",
    variables={
        "text-muted": "#a3abc0",
        "text-primary": "#a9c5ff",
        "text-secondary": "#7fdccb",
        "text-accent": "#f3c27b",
        "text-success": "#86d992",
        "text-warning": "#f3c27b",
        "text-error": "#ff9a9e",
        "border": "#5b6a94",
        "border-blurred": "#39415a",
        "footer-background": "#1a1d28",
        "footer-key-foreground": "#f3c27b",
        "footer-description-foreground": "#aeb6cb",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-background": "#2c3a5e",
        "block-hover-background": "#1f2433",
        "scrollbar": "#39415a",
        "scrollbar-hover": "#5b6a94",
        "scrollbar-active": "#8fb4ff",
        "scrollbar-background": "#12141c",
        "scrollbar-background-hover": "#12141c",
        "scrollbar-background-active": "#12141c",
        "block-cursor-text-style": "none",
        "input-selection-background": "#8fb4ff 35%",
    },
)

LIGHT: Final = Theme(
    name="unrolled-light",
    dark=False,
    primary="#2450b8",
    secondary="#0b625a",
    accent="#7d4a00",
    success="#1b6330",
    warning="#7d4a00",
    error="#a81c2b",
    foreground="#22252e",
    background="#fbf9f4",
    surface="#f3efe5",
    panel="#e8e2d3",
    variables={
        "text-muted": "#565a66",
        "text-primary": "#2450b8",
        "text-secondary": "#0b625a",
        "text-accent": "#7d4a00",
        "text-success": "#1b6330",
        "text-warning": "#7d4a00",
        "text-error": "#a81c2b",
        "border": "#8b93ad",
        "border-blurred": "#cdc6b6",
        "footer-background": "#f3efe5",
        "footer-key-foreground": "#7d4a00",
        "footer-description-foreground": "#4c505c",
        "block-cursor-foreground": "#14161d",
        "block-cursor-background": "#d5dff5",
        "block-hover-background": "#ece8dc",
        "scrollbar": "#cdc6b6",
        "scrollbar-hover": "#8b93ad",
        "scrollbar-active": "#2450b8",
        "scrollbar-background": "#fbf9f4",
        "scrollbar-background-hover": "#fbf9f4",
        "scrollbar-background-active": "#fbf9f4",
        "block-cursor-text-style": "none",
        "input-selection-background": "#2450b8 25%",
    },
)

OFFERED: Final = (DARK.name, LIGHT.name, "ansi-dark", "ansi-light")
"""The themes that are looked after here; Textual has more."""


def is_colourless(environment: Mapping[str, str]) -> bool:
    """Whether the learner asked all programs for no colour."""
    return bool(environment.get("NO_COLOR"))


def preferred(environment: Mapping[str, str], known: Container[str], wanted: str = "") -> str:
    """The theme to start with: the terminal's own colours under `NO_COLOR`, else what the environment names, else what is wanted, else dark.

    `known`: the names of all themes; other names are passed over.
    """
    named = environment.get("TEXTUAL_THEME", "")
    if is_colourless(environment):
        return "ansi-light" if (named or wanted).endswith("light") else "ansi-dark"
    return next((name for name in (named, wanted) if name and name in known), DARK.name)
