"""How near is near enough: one rule, and the sentence that tells it."""

from collections.abc import Sequence
from math import floor, log10
from typing import Annotated

import msgspec

ROUNDING = 1e-9
"""Room for floating-point arithmetic as a share of the key, so that an answer exactly on the edge of a rule is inside it."""
ZERO = 1e-12
"""What floating-point arithmetic leaves of a zero, for rules whose margin does not shrink with the key."""
BOUNDS = (-1.0, 0.0, 1.0)
"""What gates, activations and probabilities come close to and never reach."""

Fraction = Annotated[float, msgspec.Meta(gt=0, le=1)]
Digits = Annotated[int, msgspec.Meta(ge=0, le=12)]


class Tolerance(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Exactly one rule.

    Under `absolute` and `relative`, a flat 0, 1 or -1 is no answer for a key that only comes close to it: 0.9997 may be answered
    with 0.9995 but not with 1, since a gate that is nearly open still lets the gradient shrink. `saturating` lifts this.
    """

    absolute: Fraction | None = None
    """The greatest distance from the key."""
    relative: Fraction | None = None
    """The greatest distance from the key, as a share of the key's size; a key of zero wants zero."""
    decimals: Digits | None = None
    """So many decimal places are right when rounded."""
    significant: Annotated[int, msgspec.Meta(ge=1, le=12)] | None = None
    """So many significant figures are right when rounded; a key of zero wants zero."""
    exact: bool | None = None
    """Whole numbers and fractions: only floating-point rounding is forgiven."""
    saturating: bool = False
    """Whether 0, 1 and -1 pass for values that only come close to them."""

    def __post_init__(self) -> None:
        rules = [self.absolute, self.relative, self.decimals, self.significant, self.exact or None]
        if sum(rule is not None for rule in rules) != 1:
            raise ValueError("a tolerance is one of absolute, relative, decimals, significant and exact")

    @property
    def guards_bounds(self) -> bool:
        """Whether 0, 1 and -1 are refused for keys that only come close to them."""
        return not self.saturating and (self.absolute is not None or self.relative is not None)

    def margin(self, key: float) -> float:
        """The greatest accepted distance from a key, without room for floating-point arithmetic."""
        size = abs(key)
        if self.absolute is not None:
            return self.absolute
        if self.relative is not None:
            return self.relative * size
        if self.decimals is not None:
            return 0.5 * 10.0**-self.decimals
        if self.significant is not None:
            # 999.9999999999 is a thousand that floating-point arithmetic missed, and has a thousand's digits.
            return 0.5 * 10.0 ** (floor(log10(size * (1 + ROUNDING))) + 1 - self.significant) if size else 0.0
        return 0.0

    def room(self, key: float) -> float:
        """The greatest accepted distance from a key."""
        shrinks = self.relative is not None or self.significant is not None
        return self.margin(key) + ROUNDING * abs(key) + (0.0 if shrinks and key else ZERO)

    def accepts(self, answer: float, key: float) -> bool:
        """Whether a number is right. NaN and infinity never are: the comparison is `distance <= margin`."""
        return abs(answer - key) <= self.room(key) and not self.saturates(answer, key)

    def saturates(self, answer: float, key: float) -> bool:
        """Whether a flat 0, 1 or -1 is given for a key that lies strictly between them."""
        return self.guards_bounds and answer in BOUNDS and abs(key) < 1 and abs(answer - key) > ZERO

    def rooms(self, keys: Sequence[float]) -> list[float]:
        """`room` for each of several keys."""
        if self.relative is not None or self.significant is not None:
            return [self.room(key) for key in keys]
        margin = self.margin(0.0)
        return [margin + ROUNDING * abs(key) + ZERO for key in keys]

    def sentence(self) -> str:
        """The rule as the learner is told it; no full stop."""
        guard = " (0, 1 and −1 only if exact)" if self.guards_bounds else ""
        if self.absolute is not None:
            return f"to within {self.absolute:g}{guard}"
        if self.relative is not None:
            return f"to within {100 * self.relative:g} %{guard}"
        if self.decimals is not None:
            return f"rounded to {self.decimals} decimal place{'s' if self.decimals != 1 else ''}"
        if self.significant is not None:
            return f"rounded to {self.significant} significant figure{'s' if self.significant != 1 else ''}"
        return "exactly (fractions such as 3/4 are welcome)"


DEFAULT = Tolerance(absolute=0.001)
"""For questions that state none: three decimal places, with room for one unit in the last."""
