"""The kinds of question, one file each; every file here is found by its place."""

from functools import cache
from importlib import import_module

from engine.question.question import Question


@cache
def kinds() -> dict[str, type[Question]]:
    """Every kind by the name that banks write, in alphabetical order."""
    from pkgutil import iter_modules  # a start from compiled banks names the kinds it needs

    return {module: kind_named(module) for module in sorted(entry.name for entry in iter_modules(__path__))}


@cache
def kind_named(name: str) -> type[Question]:
    """The kind with this name: the subclass of `Question` that its file defines last. No other kind is loaded."""
    members = vars(import_module(f"{__name__}.{name}")).values()
    return [
        member
        for member in members
        if isinstance(member, type) and issubclass(member, Question) and member.__module__.endswith(f".{name}")
    ][-1]
