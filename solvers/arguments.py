"""What a formula passes for a size, a switch or a convention: read here, or refused in a sentence for a learner."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from solvers.shapes import floats

LARGEST_WHOLE = 10**9
"""Sizes and counts beyond this are typing errors; below it the product of two is exact in 64 bits."""


def whole(value: ArrayLike, name: str, least: int = 0, most: int = LARGEST_WHOLE) -> int:
    """Read one whole number; formulas hand over `2.0` for 2.

    Raises `ValueError` for a fraction, a list, a word, below `least` and above `most`.
    """
    # What formulas hand over, thousands of times a second in a check.
    if (type(value) is int or (type(value) is float and value.is_integer())) and least <= value <= most:
        return int(value)
    found = wholes(value, name, least)
    if found.ndim:
        raise ValueError(f"{name} must be one whole number, not {found.tolist()}")
    if found > most:
        raise ValueError(f"{name} may be at most {most:,}, not {int(found):,}")
    return int(found)


def wholes(value: ArrayLike, name: str, least: int = 0) -> NDArray[np.int64]:
    """Read a whole number or an array of them, shape kept.

    Raises `ValueError` for a fraction, a word, and below `least`.
    """
    (found,) = floats(**{name: value})
    wrong = found[(found != np.round(found)) | (found < least) | (found > LARGEST_WHOLE)]
    if wrong.size:
        raise ValueError(f"{name} must be a whole number of at least {least}, not {wrong.flat[0]:g}")
    return found.astype(np.int64)


def flag(value: object, name: str, meaning: str) -> bool:
    """Read a switch that has no usual position: `meaning` says what True and False stand for.

    Raises `ValueError` when it is missing (`None`) or no switch.
    """
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    raise ValueError(f"say {name}=True or {name}=False: {meaning}")


def word(value: object, name: str, allowed: Sequence[str]) -> str:
    """Read the name of a convention.

    Raises `ValueError` naming the allowed ones.
    """
    if isinstance(value, str) and value in allowed:
        return value
    choices = " or ".join(f'{name}="{choice}"' for choice in allowed)
    raise ValueError(f"say {choices}" if value is None else f"say {choices}, not {value!r}")
