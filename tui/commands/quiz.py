"""`unrolled quiz`."""

import sys
from pathlib import Path
from typing import Literal

import click

from tui.cli import bank_option, sound_bank
from tui.count import ALL, SITTING, CountOrAll


@click.command()
@click.argument("skills", nargs=-1, metavar="[SKILL]...")
@click.option("--count", type=CountOrAll(), metavar=f"NUMBER|{ALL}", help=f"How many questions; default: {SITTING}.")
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), help="The same seed is the same quiz on any machine.")
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
