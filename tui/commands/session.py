"""`unrolled session`: a sitting driven by a program."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui.cli import bank_option, sound_bank
from tui.count import SITTING

if TYPE_CHECKING:
    from engine.bank.load import Bank
    from engine.learning.session import Session
    from engine.learning.store import Store
    from tui.reviews import Reviews
    from tui.ways import Asked

MODES = ("quiz", "drill", "weak", "exam", "interview")


@click.command()
@click.argument("mode", type=click.Choice(MODES))
@click.argument("skills", nargs=-1, metavar="[SKILL]...")
@click.option("--count", type=click.IntRange(1, 1000), help=f"How many questions at most; of a quiz usually {SITTING}.")
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), help="The same seed asks the same questions on any machine.")
@click.option("--minutes", type=click.IntRange(1, 600), help="How long an exam or an interview may take.")
@click.option("--fresh", is_flag=True, help="Begin anew even if one begun alike was left unfinished.")
@bank_option
@click.pass_obj
def session(outer: tuple[Path, ...], /, mode: str, banks: tuple[Path, ...], **wishes: Any) -> None:
    """Sit in JSON lines: one command a line on standard input, one event a line on standard output.

    \b
    Commands:
      {"answer": "[[3.5, 5.5], [3.75, 5.25]]"}   text, number or list; also "confidence": "guess", "unsure", "sure"
      {"do": "next"}                             go on after a verdict
      {"do": "skip"} {"do": "later"}             leave the question; in an exam, come back to it
      {"do": "hint"} {"do": "solution"}          help, where the mode allows it
      {"do": "again"} {"do": "fresh"}            the same numbers once more; fresh ones
      {"do": "flag"} {"do": "undo"}              mark the question; take the last answer back
      {"do": "rate", "rating": "easy"}           again, hard, good or easy, for the last answer
      {"do": "question"} {"do": "quit"}          tell the question again; leave, to go on another time

    \b
    Events: {"event": …}
      sitting, question      how it begins, and what is asked
      verdict, noted         on an answer, as unrolled grade --json tells it; in an exam only that it was noted
      hint, solution, flag, undone, rating
      refused, error         what cannot be done here; a line that is no command. Neither costs anything
      review, scorecard      at the end of an exam, of an interview
      summary                at the end of any sitting
      left                   the input ended or the program quit; the sitting goes on here next time
      nothing                there is nothing to ask

    Exit code 0, or 2 when a line could not be read.
    """
    from tui.cli import UNREADABLE
    from tui.sitting import using_store
    from tui.ways import Asked

    asked = Asked(sound_bank((*outer, *banks)), **wishes)
    sys.exit(using_store(lambda store: 0 if _sat(asked, mode, store) else UNREADABLE))


def _sat(asked: "Asked", mode: str, store: "Store") -> bool:
    """Go on with the unfinished sitting that is meant, or begin one; returns whether every line could be read."""
    from tui.history import History
    from tui.json_lines import JsonSitting
    from tui.reviews import Reviews
    from tui.sitting import now
    from tui.unfinished import meant
    from tui.ways import begun

    history = History(store, asked.bank, now)
    unfinished = meant(mode, asked, history)
    sitting = unfinished or begun(mode, asked, history)
    if isinstance(sitting, str):
        _echo_event({"event": "nothing", "message": sitting})
        return True
    reviews = Reviews(sitting, history)
    face = JsonSitting(
        sitting, reviews, sys.stdin.buffer, click.echo, ending=lambda: _ending(sitting, asked.bank, reviews)
    )
    return face.run(resumed=unfinished is not None, notice=" ".join(filter(None, [store.notice, history.fault])))


def _echo_event(event: dict[str, Any]) -> None:
    import msgspec

    click.echo(msgspec.json.encode(event))


def _ending(sitting: "Session", bank: "Bank", reviews: "Reviews") -> Iterator[dict[str, Any]]:
    """The events of a sitting that is over."""
    import msgspec

    if sitting.mode == "exam":
        yield {"event": "review", "items": list(_reviewed(sitting, bank))}
    if sitting.mode == "interview":
        from tui.ways import scored

        yield {"event": "scorecard", **msgspec.to_builtins(scored(sitting, bank))}
    summary = sitting.summary()
    due = {skill: reviews.days(skill) for skill in summary.by_skill}
    yield {"event": "summary", **msgspec.to_builtins(summary), "due_in_days": due}


def _reviewed(sitting: "Session", bank: "Bank") -> Iterator[dict[str, Any]]:
    """Every question of an exam, with what was answered, the verdict and the right answer."""
    from engine.learning.exam import reviewed
    from tui.grading import verdict_data

    for position, variant, answer in reviewed(sitting.places, bank.questions, sitting.entries, sitting.uid):
        question = variant.question
        yield {
            "position": position,
            "id": question.id,
            "variant": variant.seed,
            "raw": answer.raw if answer else None,
            "verdict": verdict_data(question.id, variant.seed, answer.verdict) if answer else None,
            "answer": question.key_text(variant),
        }
