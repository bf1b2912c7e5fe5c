"""`unrolled check`, `new` and `preview`: for those who write banks."""

import sys
from pathlib import Path

import click

from tui.cli import UNREADABLE, bank_option, json_option, variant_option


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option(
    "--variants",
    type=click.IntRange(1, 100_000),
    default=50,
    show_default=True,
    help="How many seeds of each question.",
)
@click.option("--changed", is_flag=True, help="Only what is new or changed since it was last found clean.")
@click.option("--junit", type=click.Path(path_type=Path, dir_okay=False), help="Write a JUnit report to this file.")
@bank_option
@json_option
@click.pass_obj
def check(
    outer: tuple[Path, ...],
    paths: tuple[Path, ...],
    variants: int,
    changed: bool,
    junit: Path | None,
    banks: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Prove every question of the banks at PATH over many seeds; list all problems.

    Exit code 1 when questions are wrong, 2 when a bank cannot be read.
    """
    from engine.bank.load import load
    from tui.checking import report

    bank = load((*outer, *banks, *paths))
    sys.exit(report(bank, variants, changed=changed, as_json=as_json, junit=junit))


@click.command()
@click.argument("kind")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
def new(kind: str, file: Path | None) -> None:
    """Write a commented bank with one question of KIND to FILE, or to standard output."""
    from engine.bank.template import template

    text = template(kind)
    if file is None:
        click.echo(text, nl=False)
        return
    try:
        with file.open("x", encoding="utf-8") as created:
            created.write(text)
    except OSError as error:
        raise click.UsageError(f"{file}: {error.strerror}; name a file that can be made") from None
    click.echo(f"Written: {file}. Look at it with: unrolled preview {file}")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("question_id", metavar="[ID]", required=False)
@variant_option
@click.option("--once", is_flag=True, help="Show it once and leave; chosen by itself without a terminal.")
def preview(file: Path, question_id: str | None, seed: int, once: bool) -> None:
    """Show the questions of FILE with answers, steps and problems, again whenever it is saved.

    Shown once, the exit code is 2 when FILE cannot be read or has no such question.
    """
    from engine.bank.load import load
    from tui.preview import follow, preview_lines
    from tui.wrapping import echo

    if once or not sys.stdout.isatty():
        bank = load([file])
        for line in preview_lines(bank, question_id, seed):
            echo(line)
        sys.exit(UNREADABLE if bank.problems else 0)
    try:
        follow(file, question_id, seed, click.echo)
    except KeyboardInterrupt:
        return
