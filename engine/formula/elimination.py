"""Names that no table knows: each stands for what the question gives and the equation does not use otherwise."""

from collections.abc import Mapping, Sequence

from engine.formula.roles import PARAMETER_LETTERS, PREDICTION, TARGET, letters_of, published_pair
from engine.formula.setting import Given, Quantity, Setting
from engine.formula.symbols import Symbol

Found = Mapping[str, Quantity]

_ATTENDED = frozenset("qk")
"""A query and a key, which many texts set without an index."""


def eliminated(setting: Setting, names: Sequence[Symbol], found: Found) -> dict[str, Quantity]:
    """The names, by key, whose meaning follows from what the others leave over."""
    used = {quantity.key for quantity in found.values()}
    left = [given for given in setting.givens if given.key not in used]
    if setting.family == "plain":
        return _as_published(setting, names) or _in_order(setting, names, found, left)
    return _of_their_step(names, found, left)


def _of_their_step(names: Sequence[Symbol], found: Found, left: list[Given]) -> dict[str, Quantity]:
    """In a cell, a letter stands for the one given of its time step that is not used."""
    meant: dict[str, Quantity] = {}
    for name in names:
        if not name.time or found[name.key].kind != "parameter" or name.base in "Wb":
            continue
        fitting = [given for given in left if given.symbol.time == name.time]
        if len(fitting) == 1:
            meant[name.key] = _quantity(fitting[0])
            left = [given for given in left if given is not fitting[0]]
    return meant


def _in_order(setting: Setting, names: Sequence[Symbol], found: Found, left: list[Given]) -> dict[str, Quantity]:
    """Outside the cells, letters stand for the givens that are left in the order in which both appear."""
    is_any = not setting.has_parameters or all(given.shape == () for given in setting.givens)
    strange = [name for name in names if found[name.key].kind == "parameter" and (is_any or _is_strange(name))]
    letters = list(dict.fromkeys(letters_of(name) for name in strange))
    if len(letters) != len(left):
        return {}
    meant = dict(zip(letters, left, strict=True))
    return {name.key: _quantity(meant[letters_of(name)]) for name in strange}


def _is_strange(name: Symbol) -> bool:
    """Does a name look like a quantity and not like a weight?"""
    is_indexed = bool(name.time or name.accent or name.labels)
    is_letter = (is_indexed or name.base in _ATTENDED) and name.base not in PARAMETER_LETTERS and len(name.base) == 1
    return is_letter or not name.base.isascii()


def _as_published(setting: Setting, names: Sequence[Symbol]) -> dict[str, Quantity]:
    """A target and a prediction by a pair of letters that are together in many texts."""
    givens = {given.symbol.base: given for given in setting.givens}
    letters = published_pair([letters_of(name) for name in names])
    if givens.keys() != {TARGET, PREDICTION} or not letters:
        return {}
    return {name.key: _quantity(givens[TARGET if letters_of(name) == letters[0] else PREDICTION]) for name in names}


def _quantity(given: Given) -> Quantity:
    return Quantity("given", given.key, given.shape)
