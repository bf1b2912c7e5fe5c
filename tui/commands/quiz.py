"""`unrolled quiz`."""

import sys
from pathlib import Path

import click

from tui.cli import bank_option, sound_bank


@click.command()
@click.argument("skills", nargs=-1, metavar="[SKILL]...")
@click.option("--count", type=click.IntRange(1, 1000), help="How many questions; default: all there are.")
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), help="The same seed is the same quiz on any machine.")
@click.option("--plain", is_flag=True, help="Lines of text instead of the app; chosen by itself without a terminal.")
@click.option("--fresh", is_flag=True, help="Begin anew even if a sitting was left unfinished.")
@bank_option
@click.pass_obj
def quiz(
    outer: tuple[Path, ...],
    skills: tuple[str, ...],
    count: int | None,
    seed: int | None,
    plain: bool,
    fresh: bool,
    banks: tuple[Path, ...],
) -> None:
    """Answer questions on SKILL (all skills by default); an unfinished quiz goes on where it stopped."""
    from tui.ways import Asked, sat

    asked = Asked(sound_bank((*outer, *banks)), skills, count=count, seed=seed, plain=plain, fresh=fresh)
    sys.exit(sat(asked, "quiz"))
