"""The kinds of question, one file each; every file here is found by its place."""

import pkgutil
from functools import cache
from importlib import import_module

from engine.question.question import Question


@cache
def kinds() -> dict[str, type[Question]]:
    """Every kind by the name that banks write, in alphabetical order: the subclass of `Question` that each file defines last."""
    found = {}
    for module in sorted(entry.name for entry in pkgutil.iter_modules(__path__)):
        members = vars(import_module(f"{__name__}.{module}")).values()
        defined = [
            m
            for m in members
            if isinstance(m, type) and issubclass(m, Question) and m.__module__.endswith(f".{module}")
        ]
        found[module] = defined[-1]
    return found
