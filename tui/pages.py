"""The pages: where each one's class is, which is loaded when the page is first shown, and the keys of them all."""

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from textual.binding import Binding

if TYPE_CHECKING:
    from tui.screens.page import Page

PAGES: Final = {
    "browse": "tui.screens.browse:BrowseScreen",
    "demonstrations": "tui.screens.demonstrations:DemonstrationsScreen",
    "home": "tui.screens.home:HomeScreen",
    "laboratory": "tui.screens.laboratory:LaboratoryScreen",
    "settings": "tui.screens.settings:SettingsScreen",
    "statistics": "tui.screens.statistics:StatisticsScreen",
}
"""All are made from bank, store and clock; one whose module is absent is not offered."""
ENDS: Final = {
    "exam": "tui.screens.review:ReviewScreen",
    "interview": "tui.screens.scorecard:ScorecardScreen",
}
"""Where a sitting of a mode ends, if not at the summary; all are made from session, bank and reviews."""
SUMMARY: Final = "tui.screens.summary:SummaryScreen"
QUESTION: Final = "tui.screens.question:QuestionScreen"
APP: Final = "tui.app:UnrolledApp"
"""Its keys work on every page."""


def page_class(place: str) -> "Callable[..., Page]":
    """The class that a module holds, as `module:class`."""
    made: Callable[..., Page] = _loaded(place)
    return made


@cache
def is_there(place: str) -> bool:
    """Whether there is a module for a class; it is not loaded."""
    return find_spec(place.partition(":")[0]) is not None


def key_bindings() -> Iterator[Binding]:
    """Every key of every page, those that work everywhere first; loads all pages."""
    for place in (APP, PAGES["home"], QUESTION, SUMMARY, *ENDS.values(), *PAGES.values()):
        if is_there(place):
            yield from _named(place)


def _named(place: str) -> Iterator[Binding]:
    """The keys of a page and of what it is built on; Textual's own have no names."""
    for kind in _loaded(place).__mro__:
        own = vars(kind).get("BINDINGS", ())
        yield from (binding for binding in own if isinstance(binding, Binding) and binding.id)


def _loaded(place: str) -> Any:
    module, _, name = place.partition(":")
    return getattr(import_module(module), name)
