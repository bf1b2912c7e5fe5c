"""`unrolled grade`: a verdict on one answer, or on many."""

import sys
from pathlib import Path

import click

from tui.cli import UNREADABLE, WRONG, bank_option, dealt, json_option, print_json, sound_bank, variant_option


@click.command()
@click.argument("question_id", metavar="ID", required=False)
@click.argument("answer", required=False)
@variant_option
@click.option(
    "--jsonl",
    is_flag=True,
    help="Read requests {id, variant, answer} from standard input, one a line; print a verdict for each.",
)
@bank_option
@json_option
@click.pass_obj
def grade(
    outer: tuple[Path, ...],
    question_id: str | None,
    answer: str | None,
    seed: int,
    jsonl: bool,
    banks: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Grade ANSWER to the question ID; '-' reads the answer from standard input.

    Exit code 0 when it is correct, 1 when it is wrong or partly right, 2 when it cannot be read.
    """
    from tui.grading import grade_lines, graded

    if jsonl:
        sys.exit(UNREADABLE if grade_lines(sound_bank((*outer, *banks)), sys.stdin.buffer, click.echo) else 0)
    if question_id is None or answer is None:
        raise click.UsageError("Give a question's ID and an ANSWER, or --jsonl.")
    raw = sys.stdin.buffer.read().decode(errors="replace").removesuffix("\n") if answer == "-" else answer
    variant = dealt(sound_bank((*outer, *banks)), question_id, seed)
    verdict, data = graded(variant, raw)
    if as_json:
        print_json(data)
    else:
        from tui.lines import verdict_lines
        from tui.wrapping import echo

        echo("\n".join(verdict_lines(verdict, raw, variant)))
    sys.exit({"correct": 0, "invalid": UNREADABLE}.get(verdict.outcome, WRONG))
