"""The demonstrations: one experiment a file, found by looking into this folder."""

from importlib import import_module
from pkgutil import iter_modules

from solvers.experiment import Demonstration


def names() -> list[str]:
    """The names of all demonstrations, in order."""
    return sorted(module.name for module in iter_modules(__path__))


def named(name: str) -> Demonstration:
    """The demonstration with this name. Raises `KeyError` when there is none."""
    if name not in names():
        raise KeyError(name)
    found: Demonstration = import_module(f"solvers.demos.{name}").DEMONSTRATION
    return found
