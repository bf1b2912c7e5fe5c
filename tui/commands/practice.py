"""`unrolled drill`, `weak`, `exam` and `interview`: the ways to sit that plan for themselves."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tui.cli import bank_option, sound_bank

if TYPE_CHECKING:
    from engine.bank.load import Bank
    from engine.learning.session import Session

Command = TypeVar("Command", bound=Callable[..., Any])

OPTIONS = (
    bank_option,
    click.option("--fresh", is_flag=True, help="Begin anew even if one begun alike was left unfinished."),
    click.option(
        "--plain", is_flag=True, help="Lines of text instead of the app; chosen by itself without a terminal."
    ),
    click.option("--count", type=click.IntRange(1, 1000), help="How many questions at most."),
    click.argument("skills", nargs=-1, metavar="[SKILL]..."),
    click.pass_obj,
)
DRAWN = (
    click.option(
        "--minutes", type=click.IntRange(1, 600), help="How long it may take; time away from it is not counted."
    ),
    click.option(
        "--seed", type=click.IntRange(0, 2**31 - 1), help="The same seed asks the same questions on any machine."
    ),
    *OPTIONS,
)
"""Of the ways that draw their questions at random."""


def with_options(options: tuple[Callable[[Any], Any], ...]) -> Callable[[Command], Command]:
    """Give a command these options."""

    def given(command: Command) -> Command:
        for option in options:
            command = option(command)
        return command

    return given


@click.command()
@with_options(OPTIONS)
def drill(outer: tuple[Path, ...], banks: tuple[Path, ...], **wishes: Any) -> None:
    """Review what is due of SKILL (all skills by default), then meet what is new.

    A skill's first answer of a day moves the day on which it is due again. Limits and order: unrolled settings
    """
    from tui.ways import Asked, sat

    sys.exit(sat(Asked(sound_bank((*outer, *banks)), **wishes), "drill"))


@click.command()
@with_options(OPTIONS)
def weak(outer: tuple[Path, ...], banks: tuple[Path, ...], **wishes: Any) -> None:
    """Answer again, with fresh numbers, what was not right when you last answered it."""
    from tui.ways import Asked, sat

    sys.exit(sat(Asked(sound_bank((*outer, *banks)), **wishes), "weak"))


@click.command()
@with_options(DRAWN)
def exam(outer: tuple[Path, ...], banks: tuple[Path, ...], **wishes: Any) -> None:
    """Answer under the clock and without help; verdicts come at the end, with a review of every answer."""
    from tui.ways import Asked, sat

    sys.exit(sat(Asked(sound_bank((*outer, *banks)), **wishes), "exam", _tell_review))


def _has_folder(_ctx: click.Context, _option: click.Parameter, file: Path | None) -> Path | None:
    """Say before the interview, not after it, that a file cannot be written."""
    if file is not None and not file.absolute().parent.is_dir():
        raise click.BadParameter(f"{file}: there is no folder {file.parent}; name a file that can be written")
    return file


@click.command()
@click.option(
    "--scorecard",
    "file",
    type=click.Path(path_type=Path, dir_okay=False, writable=True),
    callback=_has_folder,
    help="Also write the scorecard to this file: JSON if it ends in .json, else Markdown.",
)
@with_options(DRAWN)
def interview(outer: tuple[Path, ...], banks: tuple[Path, ...], file: Path | None, **wishes: Any) -> None:
    """Be interviewed: kinds of question mixed, follow-ups that hang on your answers, a scorecard at the end."""
    from tui.ways import Asked, sat

    def told(session: "Session", bank: "Bank") -> None:
        _tell_scorecard(session, bank, file)

    sys.exit(sat(Asked(sound_bank((*outer, *banks)), **wishes), "interview", told))


def _tell_review(session: "Session", bank: "Bank") -> None:
    from engine.learning.exam import reviewed
    from tui.lines import review_lines
    from tui.wrapping import echo

    found = reviewed(session.places, bank.questions, session.entries, session.uid)
    echo("\n".join(["", *review_lines(found)]))


def _tell_scorecard(session: "Session", bank: "Bank", file: Path | None) -> None:
    from engine.learning.scorecard import markdown, write
    from tui.ways import scored
    from tui.wrapping import echo

    card = scored(session, bank)
    echo("\n".join(["", *markdown(card)]))
    if file is None:
        return
    try:
        write(card, file)
    except OSError as error:
        raise click.UsageError(f"{file}: {error.strerror}; name a file that can be written") from None
