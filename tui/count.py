"""How many questions a quiz has: the usual number, and what `--count` takes."""

from typing import Any, Final

import click

SITTING: Final = 10
"""Questions of a quiz that is not told otherwise."""
ALL: Final = "all"
"""What is typed for every question there is."""


class CountOrAll(click.IntRange):
    """A number of questions, or `ALL`."""

    name = "number or all"

    def __init__(self) -> None:
        super().__init__(1, 1000)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number, or `ALL`; fails with what can be typed."""
        try:
            return ALL if value == ALL else super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"{value} is no number from {self.min} to {self.max}; type one, or {ALL}", param, ctx)
