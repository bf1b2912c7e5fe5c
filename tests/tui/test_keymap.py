"""Names of keys, a learner's own keys, and what is wrong with them."""

import pytest
from textual.binding import Binding

from tui.keymap import faults, flat, with_names
from tui.pages import PAGES, is_there, key_bindings

KNOWN = [
    *with_names("app", [Binding("f1", "help"), Binding("ctrl+q", "quit")]),
    *with_names("question", [Binding("h,f2", "hint"), Binding("f,f4", "fresh"), Binding("1", "rate('good')")]),
    *with_names("home", [Binding("d", "sit('drill')"), Binding("q", "app.quit")]),
]


def test_names_say_page_and_action() -> None:
    assert [binding.id for binding in KNOWN] == [
        "app.help",
        "app.quit",
        "question.hint",
        "question.fresh",
        "question.rate-good",
        "home.sit-drill",
        "home.quit",
    ]


def test_a_name_that_is_given_is_kept() -> None:
    assert with_names("home", [Binding("x", "y", id="z"), ("a", "b", "c")])[0].id == "z"
    assert with_names("home", [("a", "toggle_theme", "c")])[0].id == "home.toggle-theme"


def test_tables_of_the_settings_become_names() -> None:
    assert flat({"question": {"hint": "f2, h"}, "app": {"help": "f1"}}) == {"question.hint": "f2,h", "app.help": "f1"}


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ({}, []),
        ({"question.hint": "x"}, []),
        ({"question.hint": "h,f2"}, []),
        ({"question.hint": "f", "question.fresh": "h"}, []),
        ({"question.hint": "d"}, []),
        ({"question.hint": "f"}, ["keys.question.hint: found f, which is question.fresh too; take another key for one of them"]),
        ({"home.quit": "d"}, ["keys.home.quit: found d, which is home.sit-drill too; take another key for one of them"]),
        ({"question.fresh": "f1"}, ["keys.question.fresh: found f1, which is app.help too; take another key for one of them"]),
        ({"app.help": "h"}, ["keys.app.help: found h, which is question.hint too; take another key for one of them"]),
        ({"home.sit-drill": "enter"}, ["keys.home.sit-drill: found enter, which moves, chooses or types there; take another key"]),
        ({"question.hint": "h,up"}, ["keys.question.hint: found up, which moves, chooses or types there; take another key"]),
        (
            {"question.hnt": "x"},
            ["keys.question.hnt: found an unknown name, expected one like question.hint; did you mean question.hint?"],
        ),
        (
            {"zzz.zzz": "x"},
            ["keys.zzz.zzz: found an unknown name, expected one like question.hint; the settings page lists all names"],
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(wanted: dict[str, str], told: list[str]) -> None:
    assert list(faults(wanted, KNOWN)) == told


def test_every_page_has_names_and_no_two_keys_of_ours_mean_the_same() -> None:
    found = list(key_bindings())
    pages = {str(binding.id).partition(".")[0] for binding in found}
    assert {"app", "home", "question", "summary"} | {name for name in PAGES if is_there(PAGES[name])} <= pages
    wanted = {str(binding.id): binding.key for binding in found}
    assert list(faults(wanted, found)) == []


def test_every_key_says_what_it_does() -> None:
    assert [binding.id for binding in key_bindings() if not binding.tooltip or not binding.description] == []
