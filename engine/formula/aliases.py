"""Which quantity of a question a name in somebody's equation stands for: the table of states and inputs."""

from collections.abc import Iterable

import msgspec

from engine.formula.elimination import eliminated
from engine.formula.roles import CANDIDATE, PARAMETER_LETTERS, letters_of, role
from engine.formula.setting import Quantity as Quantity
from engine.formula.setting import Setting, Shape
from engine.formula.symbols import Symbol

_STATE_ROLES = frozenset("hc")
_GATES = frozenset("fiogzrn")
_KNOWN_BARE = frozenset("fiozr")
"""Gates that are known for what they are without a time step, even where the equation does not take them."""
_UNITS = frozenset("ij")
"""Indices of a unit: texts that write a cell unit by unit, as Goodfellow et al. do, call the input gate g."""
_BELOW = "l-1"
"""The label of the layer below."""


class Naming:
    """Finds the meaning of each name of one equation."""

    def __init__(
        self,
        setting: Setting,
        left: Symbol | None,
        names: Iterable[Symbol],
        declared: frozenset[str] = frozenset(),
        around: Iterable[Symbol] = (),
        is_shifted: bool = False,
    ):
        """`declared`: names that are parameters whatever their letter; `around`: the names in the text's other equations.

        `is_shifted`: the text calls the new state h_{t+1}, so that h_t is the previous one.
        """
        self.setting = setting
        self.names = list(names)
        self.left = left
        self.declared = declared
        self.found: dict[str, Quantity] = {}
        self.are_numbers = all(given.shape == () for given in setting.givens)
        self.shifted = (left is not None and left.time == "t+1") or is_shifted
        self.around = [*self.names, *around]
        # Courses that write Γ for the gates call a GRU's state c; elsewhere c there is a cell state that a GRU has not.
        is_gamma = any(name.base == "Γ" for name in [*self.around, *([left] if left else [])])
        self.is_cell_state = is_gamma or (left is not None and left.base in {"c", "C"})
        self.state_letters = self._state_letters()
        self.is_capital = any(name.base in {"X", "H"} and name.time for name in self.around)
        for name in self.names:
            self.found.setdefault(name.key, self._meaning(name))
        self.found |= eliminated(setting, self.names, self.found)

    def quantity(self, name: Symbol) -> Quantity:
        """What a name stands for."""
        return self.found[name.key]

    def is_target(self, name: Symbol) -> bool | None:
        """Is a left side the quantity asked for? `None` for a letter that means nothing in this cell."""
        family, target = self.setting.family, self.setting.target
        wanted = role(target, family) or letters_of(target)
        if name.accent == "'" and name.base.lower() == target.base:
            return True
        if self._same(
            msgspec.structs.replace(name, time=target.time if name.time in {"", "t+1"} else name.time),
            target,
            strict=False,
        ):
            return True
        own = "c" if wanted == "c" and name.base in {"s", "S"} else self._role(name)
        if own is None or (own == "x" and name.base not in {"x", "X"}):
            return None
        if wanted == "i" and name.base == "g" and not _UNITS.isdisjoint(name.labels):
            return True
        if own == "y" and wanted == "h":
            return any(other.base.lower() == name.base.lower() and other.time == "t-1" for other in self.names)
        return own == wanted and name.time in {"", "t", "t+1"}

    def _state_letters(self) -> dict[str, str]:
        """Which letter the text gives to the state and which to the cell, told by the ones of the previous step."""
        earlier = "t" if self.shifted else "t-1"
        letters: dict[str, str] = {}
        for name in self.around:
            part = role(name, self.setting.family)
            if self._is_cell_of_gru(name):
                continue
            if part in _STATE_ROLES and name.time == earlier and not name.accent:
                letters.setdefault(part, name.base)
        return letters

    def _role(self, name: Symbol) -> str | None:
        """A letter of a state's, beside another that the text uses for that state, is the candidate: `h` beside `H` or `s`."""
        family = self.setting.family
        part = role(name, family)
        if self._is_cell_of_gru(name):
            return "c"
        if part not in _STATE_ROLES or name.time in {"t-1", "t+1"} or name.accent or family not in CANDIDATE:
            return part
        letter = self.state_letters.get(part)
        is_capital_of_it = letter is not None and letter.upper() == name.base
        is_other = (letter is not None and letter != name.base) or (self.is_capital and name.base.islower())
        is_other = is_other and not is_capital_of_it
        return CANDIDATE[family] if is_other else part

    def _is_cell_of_gru(self, name: Symbol) -> bool:
        is_earlier = name.base in {"c", "C"} and name.time == "t-1"
        return self.setting.family == "gru" and is_earlier and not self.is_cell_state

    def _time(self, name: Symbol) -> str:
        """The time step in the question's counting: under a left side of `t+1` the state of `t` is the previous one."""
        if not self.shifted:
            return name.time
        if name.time == "t" and role(name, self.setting.family) in _STATE_ROLES:
            return "t-1"
        return "t" if name.time == "t+1" else name.time

    def _meaning(self, name: Symbol) -> Quantity:
        if name.key in self.declared:
            return Quantity("parameter", name.key, None)
        if any(len(label) > 3 for label in name.labels):
            return Quantity("parameter", name.key, None)
        if self._is_lower_layer(name):
            return next(Quantity("given", one.key, one.shape) for one in self.setting.givens if one.symbol.base == "x")
        timed = msgspec.structs.replace(name, time=self._time(name))
        for strict in (True, False):
            for given in self.setting.givens:
                if self._same(timed, given.symbol, strict):
                    return Quantity("given", given.key, given.shape)
        own = self._role(name)
        if own == "x" and name.base not in {"x", "X"} and not self._may_be_input():
            own = None
        if own is None or (not name.time and not self._may_stand_bare(name, own)):
            return Quantity("parameter", name.key, None)
        return self._in_role(timed, own)

    def _is_lower_layer(self, name: Symbol) -> bool:
        """`h_t^{l-1}`: what the layer below puts out is this layer's input."""
        is_below = name.base in {"h", "H"} and name.time != "t-1" and _BELOW in name.labels
        return is_below and self._is_given("x") and self._may_be_input()

    def _may_be_input(self) -> bool:
        """Can another letter be the input: is there one to stand for, that the text does not name by its own letter?"""
        return self._is_given("x") and not any(other.base in {"x", "X"} for other in self.names)

    def _may_stand_bare(self, name: Symbol, own: str) -> bool:
        """Can a letter without a time step be a quantity here, or does it look like a weight?"""
        if not name.base.isascii():
            return True
        if name.base.isupper() and name.base not in {"X", "H"} and not self.is_capital:
            return name.base in "CFIOGZN" and not name.labels and self._is_given(own)
        if name.base in PARAMETER_LETTERS:
            return name.base.islower() and own in _GATES and self._is_given(own)
        return own != "x" or name.base in {"x", "X"}

    def _is_given(self, part: str) -> bool:
        return any(role(given.symbol, self.setting.family) == part for given in self.setting.givens)

    def _in_role(self, name: Symbol, own: str) -> Quantity:
        family = self.setting.family
        if name.base in {"s", "S"} and own == "h" and not self._is_given("h") and self._is_given("c"):
            own = "c"
        playing = [given for given in self.setting.givens if self._plays(given.symbol, own, name)]
        for given in playing:
            if not name.time or given.symbol.time == name.time or not given.symbol.time:
                return Quantity("given", given.key, given.shape)
        if own == "y" and self.left is not None and self.left.base.lower() == name.base.lower() and name.time == "t-1":
            for given in self.setting.givens:
                if role(given.symbol, family) == "h" and given.symbol.time == "t-1":
                    return Quantity("given", given.key, given.shape)
        if not name.time and name.base not in _KNOWN_BARE:
            return Quantity("parameter", name.key, None)
        shape = playing[0].shape if playing else self._state_shape(own)
        return Quantity(
            "foreign",
            f"{own}_t" if name.time in {"", "t"} else f"{own}_{{{name.time}}}",
            shape,
        )

    def _plays(self, given: Symbol, own: str, name: Symbol) -> bool:
        """Has a given this part? A primed state is the new state where the question has no candidate."""
        part = role(given, self.setting.family)
        if part == own:
            return True
        return name.accent == "'" and not self._is_given(own) and given.base == name.base.lower() and given.time == "t"

    def _state_shape(self, own: str) -> Shape | None:
        for given in self.setting.givens:
            if given.symbol.base != "x" and own != "x" and given.shape:
                return given.shape
        return None

    def _same(self, name: Symbol, other: Symbol, strict: bool) -> bool:
        """Do two names say the same? Not strictly: capitals aside, and a time step left out stands for any."""
        family = self.setting.family
        if family != "plain" and self._role(name) != role(other, family):
            return False
        if strict:
            return (name.base, name.accent, name.time) == (other.base, other.accent, other.time)
        if name.base.lower() != other.base.lower():
            return False
        if name.accent != other.accent and ("^" not in {other.accent, name.accent} or self._has_twin(name)):
            return False
        if name.base != other.base and name.base in PARAMETER_LETTERS and not name.time and not self.are_numbers:
            return False
        return name.time == other.time or not name.time or not other.time

    def _has_twin(self, name: Symbol) -> bool:
        """Does the text set the same letter with and without an accent, as y and ŷ? Then the two are different quantities."""
        return any(other.base == name.base and other.accent != name.accent for other in self.names)
