"""`unrolled log`: the log as JSON lines, the logs of several machines as one, corrections."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from engine.learning.store import Store
from tui.cli import bank_option, json_option, print_json, sound_bank
from tui.place import data_folder
from tui.sitting import now
from tui.text import visible


@contextmanager
def opened() -> Iterator[Store]:
    """The learner's log; what is wrong with it is told on standard error."""
    store = Store.open(data_folder(), clock=now)
    try:
        if store.notice:
            click.echo(visible(store.notice), err=True)
        yield store
    finally:
        store.close()


@click.group()
def log() -> None:
    """Take your history elsewhere, join that of two machines, correct it."""


@log.command("export")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
def export(file: Path | None) -> None:
    """Write every entry as a line of JSON to FILE, or to standard output."""
    from engine.learning.exchange import lines

    with opened() as store:
        rows = store.rows()
    if file is None:
        for line in lines(rows):
            click.echo(line, nl=False)
        return
    part = file.with_name(f"{file.name}.part")
    try:
        with part.open("w", encoding="ascii", newline="\n") as stream:
            stream.writelines(lines(rows))
        os.replace(part, file)
    except OSError as error:
        raise click.UsageError(f"{file}: {error.strerror}; name a file that can be made") from None
    click.echo(f"Written: {len(rows)} entries to {file}", err=True)


@log.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
def import_(file: Path) -> None:
    """Take in the entries of FILE that are not here yet; '-' reads standard input. All of them, or none."""
    from engine.learning import exchange, other_log

    rows = exchange.read(sys.stdin.buffer, "standard input") if str(file) == "-" else other_log.read(file)
    with opened() as store:
        added = store.merge(rows)
    click.echo(f"{len(rows)} entries read, {added} of them new")


@log.command("merge")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True), metavar="PATH...")
def merge(paths: tuple[Path, ...]) -> None:
    """Join the logs at PATH (exports, backups, folders of other machines) to this one; in any order, twice or once."""
    from engine.learning import other_log

    rows = [row for path in paths for row in other_log.read(path)]
    with opened() as store:
        added = store.merge(rows)
    click.echo(f"{len(rows)} entries read, {added} of them new")


@log.command("list")
@click.option("--count", type=click.IntRange(1, 100_000), default=20, show_default=True, help="How many.")
@json_option
def list_answers(count: int, as_json: bool) -> None:
    """List the last answers that count, newest first, with the names that `log undo` takes."""
    from engine.learning.correction import last

    with opened() as store:
        found = [answer_data(entry.uid, entry.at.isoformat(), entry.body) for entry in last(store.entries(), count)]
    if as_json:
        print_json(found)
        return
    for one in found:
        click.echo(answer_line(one))
    if not found:
        click.echo("The log holds no answer that counts. Start with: unrolled quiz", err=True)


@log.command("undo")
@click.argument("name", metavar="[UID]", default="")
def undo(name: str) -> None:
    """Let an answer count no more: the last one, or the one whose UID (or its beginning) is given."""
    from engine.learning import correction

    with opened() as store:
        found = correction.undo(store, name)
    click.echo(f"Undone: {answer_line(answer_data(found.uid, found.at.isoformat(), found.body))}")


@log.command("rebuild")
@bank_option
@json_option
@click.pass_obj
def rebuild(outer: tuple[Path, ...], banks: tuple[Path, ...], as_json: bool) -> None:
    """Check every entry, compute anew all that hangs on the log, and say what was found."""
    from engine.learning import settings
    from engine.learning.census import census
    from engine.learning.scheduling import day_of

    bank, chosen = sound_bank((*outer, *banks)), settings.read(data_folder())
    with opened() as store:
        found = census(store.entries())
        store.ledger.remake()
        cards = store.ledger.cards(bank.summaries, chosen)
    due = len(list(cards.due(day_of(now(), chosen.day_begins))))
    if as_json:
        print_json({"census": found, "cards": cards.plain(), "due": due})
        return
    click.echo(f"{found.entries} entries, each as it was written")
    click.echo(f"{found.sittings} sittings, {found.unfinished} of them unfinished")
    click.echo(f"{found.attempts} answers that count, {found.undone} undone, {found.regraded} regraded")
    click.echo(f"{found.questions} questions met, {found.seconds / 60:.0f} minutes spent on them")
    click.echo(f"{len(cards.by_skill)} skills remembered, {due} of them due")


def answer_data(uid: str, at: str, body: dict[str, Any]) -> dict[str, Any]:
    """An attempt in short."""
    return {
        "uid": uid,
        "at": at,
        "id": body["question"],
        "variant": body["seed"],
        "outcome": body["verdict"]["outcome"],
        "answer": body["raw"],
    }


def answer_line(answer: dict[str, Any]) -> str:
    """An attempt in a line."""
    raw = " ".join(visible(answer["answer"]).split())
    short = raw if len(raw) <= 40 else f"{raw[:39]}…"
    seed = f" --variant {answer['variant']}" if answer["variant"] else ""
    return f"{answer['uid']}  {answer['at'][:16]}  {answer['outcome']:<7}  {visible(answer['id'])}{seed}  {short}"
