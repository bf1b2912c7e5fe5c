"""The keymap: the name that every key of a page goes by in the settings, and what is wrong with a learner's own keys."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from textual.binding import Binding, BindingType

from engine.bank.names import nearest

Keys: TypeAlias = Mapping[str, Mapping[str, str]]
"""As settings hold them: page, then action, then keys with commas between them."""

EVERYWHERE: Final = "app"
"""The page whose keys work on all of them."""
CURSOR: Final = frozenset(
    ["up", "down", "left", "right", "home", "end", "pageup", "pagedown", "tab", "backspace", "delete"]
)
"""Keys that do something at a cursor, with whatever other key is held."""


def is_at_cursor(binding: Binding) -> bool:
    """Whether a binding moves a cursor or deletes beside it, by its key or by its action."""
    return binding.key.rpartition("+")[2] in CURSOR or binding.action.startswith("cursor_")


NEEDED: Final = CURSOR | {"enter", "shift+tab", "j", "k"}
"""Keys by which pages are moved about in and lines are typed; what has the focus takes them first."""


def with_names(page: str, bindings: Sequence[BindingType]) -> list[BindingType]:
    """A page's bindings, each with its name: `question.hint`, `app.quit`."""
    made = [binding if isinstance(binding, Binding) else Binding(*binding) for binding in bindings]
    return [binding if binding.id else replace(binding, id=f"{page}.{_action(binding)}") for binding in made]


def _action(binding: Binding) -> str:
    """`quit` for `app.quit`, `rate-good` for `rate('good')`, `toggle-theme` for `toggle_theme`."""
    name, _, argument = binding.action.partition("(")
    return "-".join([*name.rpartition(".")[2].split("_"), *re.findall(r"\w+", argument)])


def flat(keys: Keys) -> dict[str, str]:
    """A learner's keys by the names of bindings."""
    return {
        f"{page}.{action}": ",".join(key.strip() for key in text.split(","))
        for page, actions in keys.items()
        for action, text in actions.items()
    }


def faults(wanted: Mapping[str, str], known: Iterable[Binding]) -> Iterator[str]:
    """What to tell a learner of names that are none, and of keys with two meanings on one page."""
    bindings = {binding.id: binding for binding in known if binding.id}
    for name in wanted:
        if name not in bindings:
            near = nearest(name, bindings, cutoff=0.5)
            fix = f"did you mean {near}?" if near else "the settings page lists all names"
            yield f"keys.{name}: found an unknown name, expected one like question.hint; {fix}"
    taken: dict[tuple[str, str], str] = {}
    for name, binding in bindings.items():
        page, usual = name.partition(".")[0], binding.key.split(",")
        for key in wanted[name].split(",") if name in wanted else usual:
            if key in NEEDED and key not in usual:
                yield f"keys.{name}: found {key}, which moves, chooses or types there; take another key"
            other = _holder(taken, page, key)
            taken.setdefault((page, key), name)
            if other and other != name and {other, name} & wanted.keys():
                mine = name if name in wanted else other
                yield f"keys.{mine}: found {key}, which is {other if mine == name else name} too; take another key for one of them"


def _holder(taken: Mapping[tuple[str, str], str], page: str, key: str) -> str:
    """The binding that has a key already where the page is shown."""
    if page != EVERYWHERE:
        return taken.get((page, key)) or taken.get((EVERYWHERE, key), "")
    return next((name for (_, other), name in taken.items() if other == key), "")
