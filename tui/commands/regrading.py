"""`unrolled regrade`: which answers of the log today's banks judge otherwise."""

from pathlib import Path
from typing import Any

import click

from engine.learning.misconceptions import in_words
from engine.learning.regrade import Change, Regraded, apply, regraded
from tui.cli import bank_option, json_option, print_json, sound_bank
from tui.commands.logbook import opened
from tui.text import visible


@click.command("regrade")
@click.option("--apply", "applies", is_flag=True, help="Let the new verdicts hold from now on.")
@bank_option
@json_option
@click.pass_obj
def regrade(outer: tuple[Path, ...], applies: bool, banks: tuple[Path, ...], as_json: bool) -> None:
    """Judge every answer again with today's banks; list each verdict that changed.

    Nothing is rewritten: with --apply, the new verdicts become entries of their own.
    """
    bank = sound_bank((*outer, *banks))
    with opened() as store:
        result = regraded(store.entries(), bank.questions)
        if applies:
            apply(store, result.changes)
    if as_json:
        print_json(_data(result, applies))
        return
    for change in result.changes:
        click.echo(_line(change))
    for uid, attempt, reason in result.other:
        click.echo(f"{uid}  {visible(attempt.question)}: not judged again, {visible(reason)}")
    held = " They hold from now on." if applies and result.changes else ""
    click.echo(
        f"{result.judged} answers judged again, {len(result.changes)} otherwise than before, {len(result.other)} no longer"
        f" judgeable, {result.gone} to questions that are gone.{held}"
    )


def _line(change: Change) -> str:
    then, now = change.attempt.verdict, change.now
    return (
        f"{change.uid}  {visible(change.attempt.question)} --variant {change.attempt.seed}:"
        f" then {_verdict(then.outcome, then.score, then.mistake)}, now {_verdict(now.outcome, now.score, now.mistake)}"
    )


def _verdict(outcome: str, score: float, mistake: str | None) -> str:
    return f"{outcome} {score:g}" + (f" ({visible(in_words(mistake))})" if mistake else "")


def _data(result: Regraded, applied: bool) -> dict[str, Any]:
    changes = [
        {
            "uid": change.uid,
            "id": change.attempt.question,
            "variant": change.attempt.seed,
            "answer": change.attempt.raw,
            "then": change.attempt.verdict,
            "now": change.now,
        }
        for change in result.changes
    ]
    other = [{"uid": uid, "id": attempt.question, "why": reason} for uid, attempt, reason in result.other]
    return {"judged": result.judged, "gone": result.gone, "applied": applied, "changes": changes, "not_judged": other}
