"""How near is near enough: one rule, and the sentence that tells it."""

from math import floor, log10
from typing import TYPE_CHECKING, Annotated, Any

import msgspec

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ROUNDING = 1e-9
"""Relative room for floating-point arithmetic, so that an answer exactly on the edge of a rule is inside it."""

Fraction = Annotated[float, msgspec.Meta(gt=0, le=1)]
Digits = Annotated[int, msgspec.Meta(ge=0, le=12)]


class Tolerance(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Exactly one rule."""

    absolute: Fraction | None = None
    """The greatest distance from the key."""
    relative: Fraction | None = None
    """The greatest distance from the key, as a share of the key's size; a key of zero wants zero."""
    decimals: Digits | None = None
    """So many decimal places are right when rounded."""
    significant: Annotated[int, msgspec.Meta(ge=1, le=12)] | None = None
    """So many significant figures are right when rounded."""
    exact: bool | None = None
    """Whole numbers and fractions: only floating-point rounding is forgiven."""

    def __post_init__(self) -> None:
        rules = [name for name in self.__struct_fields__ if getattr(self, name) not in (None, False)]
        if len(rules) != 1:
            raise ValueError("a tolerance is one of absolute, relative, decimals, significant and exact")

    def margin(self, key: float) -> float:
        """The greatest accepted distance from a key, without room for rounding."""
        if self.absolute is not None:
            return self.absolute
        if self.relative is not None:
            return self.relative * abs(key)
        if self.decimals is not None:
            return 0.5 * 10.0**-self.decimals
        if self.significant is not None:
            return 0.5 * 10.0 ** (floor(log10(abs(key))) + 1 - self.significant) if key else 0.0
        return 0.0

    def accepts(self, answer: float, key: float) -> bool:
        """Whether a number is right. NaN and infinity never are: the comparison is `distance <= margin`."""
        return abs(answer - key) <= self.margin(key) + ROUNDING * max(1e-3, abs(key))

    def margins(self, key: "NDArray[np.float64]") -> "NDArray[np.float64]":
        """`margin` for every element, room for rounding included."""
        import numpy as np

        size = np.abs(key)
        if self.relative is not None:
            margin: Any = self.relative * size
        elif self.significant is not None:
            safe = np.where(size > 0, size, 1.0)
            margin = np.where(size > 0, 0.5 * 10.0 ** (np.floor(np.log10(safe)) + 1 - self.significant), 0.0)
        else:
            margin = self.margin(0.0)
        result: NDArray[np.float64] = margin + ROUNDING * np.maximum(1e-3, size)
        return result

    def sentence(self) -> str:
        """The rule as the learner is told it; no full stop."""
        if self.absolute is not None:
            return f"to within {self.absolute:g}"
        if self.relative is not None:
            return (
                f"to within {self.relative:.3g} of its size"
                if self.relative < 0.001
                else f"to within {100 * self.relative:g} %"
            )
        if self.decimals is not None:
            return f"rounded to {self.decimals} decimal place{'s' if self.decimals != 1 else ''}"
        if self.significant is not None:
            return f"rounded to {self.significant} significant figure{'s' if self.significant != 1 else ''}"
        return "exactly (fractions such as 3/4 are welcome)"


DEFAULT = Tolerance(absolute=0.001)
"""For questions that state none: three decimal places, with room for one unit in the last."""
