"""How many questions a quiz has: the usual number, and what the command line takes."""

from typing import Final

SITTING: Final = 10
"""Questions of a quiz that is not told otherwise."""
ALL: Final = "all"
"""What is typed for every question there is."""
MOST_COUNT: Final = 1000
MOST_SEED: Final = 2**31 - 1
