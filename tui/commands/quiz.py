"""`unrolled quiz`."""

import sys
from pathlib import Path
from typing import Any, Literal

import click

from tui.cli import bank_option, sound_bank
from tui.count import ALL, MOST_COUNT, MOST_SEED, SITTING


class CountOrAll(click.IntRange):
    """A number of questions, or `ALL`."""

    name = "number or all"

    def __init__(self) -> None:
        super().__init__(1, MOST_COUNT)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number, or `ALL`; fails with what can be typed."""
        try:
            return ALL if value == ALL else super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"{value} is no number from {self.min} to {self.max}; type one, or {ALL}", param, ctx)


@click.command()
@click.argument("skills", nargs=-1, metavar="[SKILL]...")
@click.option("--count", type=CountOrAll(), metavar=f"NUMBER|{ALL}", help=f"How many questions; default: {SITTING}.")
@click.option("--seed", type=click.IntRange(0, MOST_SEED), help="The same seed is the same quiz on any machine.")
@click.option("--plain", is_flag=True, help="Lines of text instead of the app; chosen by itself without a terminal.")
@click.option("--fresh", is_flag=True, help="Begin anew even if one begun alike was left unfinished.")
@bank_option
@click.pass_obj
def quiz(
    outer: tuple[Path, ...],
    skills: tuple[str, ...],
    count: int | Literal["all"] | None,
    seed: int | None,
    plain: bool,
    fresh: bool,
    banks: tuple[Path, ...],
) -> None:
    """Answer questions on SKILL (all skills by default).

    Without skills and options the last unfinished quiz goes on where it stopped; with some, the one that was begun with just
    those. Anything else begins a new quiz, and the unfinished one is kept for later.
    """
    from tui.ways import Asked, sat

    bank = sound_bank((*outer, *banks))
    number = None if count == "all" else count
    asked = Asked(bank, skills, count=number, whole=count == "all", seed=seed, plain=plain, fresh=fresh)
    sys.exit(sat(asked, "quiz"))
