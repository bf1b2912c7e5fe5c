"""`unrolled list` and `unrolled show`: what there is to ask."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui.cli import bank_option, dealt, json_option, print_json, sound_bank, variant_option

if TYPE_CHECKING:
    from engine.question.question import Question


@click.command("list")
@click.argument("skills", nargs=-1, metavar="[SKILL]...")
@click.option("--kind", help="Only questions of this kind.")
@bank_option
@json_option
@click.pass_obj
def list_questions(
    outer: tuple[Path, ...], skills: tuple[str, ...], kind: str | None, banks: tuple[Path, ...], as_json: bool
) -> None:
    """List the questions."""
    from engine.bank.choose import chosen

    bank = sound_bank((*outer, *banks))
    questions = chosen(bank, skills, kind)
    if as_json:
        print_json(
            [{"id": q.id, "kind": q.kind, "title": q.title, "skill": q.skill, "level": q.level} for q in questions]
        )
        return
    from tui.lines import shown
    from tui.wrapping import echo

    width = max((len(question.id) for question in questions), default=0)
    skill = max((len(question.skill) for question in questions), default=0)
    for question in questions:
        echo(
            f"{question.id:<{width}}  {question.kind:<8}  {question.level}  {question.skill:<{skill}}  {shown(question.title)}".rstrip()
        )


@click.command()
@click.argument("question_id", metavar="ID")
@variant_option
@click.option("--answer", is_flag=True, help="Print the right answer too.")
@click.option("--steps", is_flag=True, help="Print the worked solution too.")
@bank_option
@json_option
@click.pass_obj
def show(
    outer: tuple[Path, ...],
    question_id: str,
    seed: int,
    answer: bool,
    steps: bool,
    banks: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Show one question."""
    variant = dealt(sound_bank((*outer, *banks)), question_id, seed)
    question = variant.question
    worked = question.worked(variant) if steps else []
    if as_json:
        shown_data = _entry(question) | {
            "variant": seed,
            "prompt": variant.prompt,
            "given": variant.given,
            "options": list(variant.options),
            "rule": question.answer_rule(variant),
            "hints": list(question.hints),
        }
        if answer:
            shown_data["answer"] = question.key_text(variant)
        if steps:
            shown_data |= {"solution": question.solution, "steps": [step._asdict() for step in worked]}
        print_json(shown_data)
        return
    from tui.lines import answer_text, prose, question_lines, shown, step_lines
    from tui.wrapping import echo

    lines = [*question_lines(variant), "", shown(question.answer_rule(variant))]
    if answer:
        lines += ["", f"Answer: {answer_text(variant)}"]
    if steps:
        lines += ["", *prose(question.solution).splitlines(), *step_lines(worked)]
    echo("\n".join(lines))


def _entry(question: "Question") -> dict[str, Any]:
    return {
        "id": question.id,
        "kind": question.kind,
        "title": question.name,
        "skill": question.skill,
        "level": question.level,
        "source": question.source,
        "varies": bool(question.vary),
    }
