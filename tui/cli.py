"""The command line. NumPy is loaded only by commands that compute, Textual only by those that open the app."""

import gc
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from engine.errors import UnrolledError

if TYPE_CHECKING:
    from engine.bank.load import Bank
    from engine.question.question import Question
    from engine.question.variant import Variant

Command = TypeVar("Command", bound=Callable[..., Any])

WRONG = 1
"""Exit code when the answer is wrong or the check found problems."""
UNREADABLE = 2
"""Exit code for bad usage and for input that cannot be read."""


LATER = {
    "drill": "tui.practice",
    "exam": "tui.practice",
    "interview": "tui.practice",
    "log": "tui.logbook",
    "plan": "tui.planning",
    "regrade": "tui.regrading",
    "settings": "tui.preferences",
    "stats": "tui.statistics",
    "weak": "tui.practice",
}
"""Commands with a module of their own, which is loaded when they are asked for."""


class Program(click.Group):
    """The commands, with every error of ours told in one piece on standard error."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), *LATER])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in LATER:
            return super().get_command(ctx, cmd_name)
        command: click.Command = getattr(import_module(LATER[cmd_name]), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except UnrolledError as error:
            from tui.text import visible

            click.echo(visible(str(error)), err=True)
            ctx.exit(UNREADABLE)


def bank_option(command: Command) -> Command:
    """`--bank PATH`, repeatable: which questions to use instead of the shipped ones."""
    return click.option(
        "--bank",
        "banks",
        multiple=True,
        type=click.Path(path_type=Path),
        help="A bank file or folder; repeatable. Default: the shipped banks.",
    )(command)


def json_option(command: Command) -> Command:
    """`--json`: output for programs."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")(command)


@click.group(
    cls=Program,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="unrolled")
@bank_option
@click.pass_context
def main(ctx: click.Context, banks: tuple[Path, ...]) -> None:
    """Quiz yourself on recurrent networks; every answer is computed.

    Without a command, the app opens.
    """
    ctx.obj = banks
    if ctx.invoked_subcommand in (None, "quiz"):
        # Until the first question is on the screen nothing is worth collecting, and looking for it takes a tenth of the start.
        gc.disable()
    if ctx.invoked_subcommand is None:
        from tui.sitting import open_home

        ctx.exit(open_home(sound_bank(banks)))


@main.command()
@click.argument("skills", nargs=-1, metavar="[SKILL]...")
@click.option("--count", type=click.IntRange(1, 1000), help="How many questions; default: all that fit.")
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
    from tui.sitting import sit

    sys.exit(sit(sound_bank((*outer, *banks)), skills, count=count, seed=seed, plain=plain, fresh=fresh))


@main.command("list")
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
        fields = ("id", "kind", "title", "skill", "level")
        print_json([{field: getattr(question, field) for field in fields} for question in questions])
        return
    from tui.lines import shown

    width = max((len(question.id) for question in questions), default=0)
    for question in questions:
        click.echo(
            f"{question.id:<{width}}  {question.kind:<8}  {question.level}  {question.skill:<28}  {shown(question.title)}".rstrip()
        )


@main.command()
@click.argument("question_id", metavar="ID")
@click.option(
    "--variant",
    "seed",
    type=click.IntRange(0, 2**31 - 1),
    default=0,
    help="Seed of the numbers; 0 is the printed question.",
)
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
    variant = _variant(sound_bank((*outer, *banks)), question_id, seed)
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
    from tui.lines import question_lines, shown, step_lines

    lines = [*question_lines(variant), "", shown(question.answer_rule(variant))]
    if answer:
        lines += ["", f"Answer: {shown(question.key_text(variant))}"]
    if steps:
        lines += ["", *shown(question.solution).splitlines(), *step_lines(worked)]
    click.echo("\n".join(lines))


@main.command()
@click.argument("question_id", metavar="ID", required=False)
@click.argument("answer", required=False)
@click.option(
    "--variant",
    "seed",
    type=click.IntRange(0, 2**31 - 1),
    default=0,
    help="Seed of the numbers; 0 is the printed question.",
)
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
    variant = _variant(sound_bank((*outer, *banks)), question_id, seed)
    verdict, data = graded(variant, raw)
    if as_json:
        print_json(data)
    else:
        from tui.lines import verdict_lines

        click.echo("\n".join(verdict_lines(verdict, raw)))
    sys.exit({"correct": 0, "invalid": UNREADABLE}.get(verdict.outcome, WRONG))


@main.command()
@click.argument("formula", required=False)
@click.option("--given", "givens", multiple=True, metavar="NAME=VALUE", help="A name the formula may use; repeatable.")
@click.option(
    "--weights",
    "file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="An .npz, .onnx or .safetensors file whose arrays the formula may name; without FORMULA, they are listed.",
)
@click.option(
    "--layout",
    type=click.Choice(["pytorch", "keras", "onnx"]),
    help="Who stored FILE: its recurrent layers become W, U, b (W_0, U_0, b_0 … of several).",
)
@click.option("--steps", is_flag=True, help="Print the worked steps too.")
@json_option
def solve(
    formula: str | None, givens: tuple[str, ...], file: Path | None, layout: str | None, steps: bool, as_json: bool
) -> None:
    """Compute FORMULA with the solvers: unrolled solve "tanh(w*x + b)" --given w=0.5 --given x=1 --given b=0.1

    With a model's own weights: unrolled solve "lstm.forward([[1,0],[0,1]], W=W, U=U, b=b, order='ifgo').h"
    --weights model.npz --layout pytorch
    """
    if file is None and (formula is None or layout):
        raise click.UsageError("Give --layout with --weights FILE." if layout else "Give a FORMULA, or --weights FILE.")
    from tui.solving import solved
    from tui.weights.names import weights_in

    weights = weights_in(file, layout) if file else None
    result = weights if weights and formula is None else solved(formula or "", givens, steps=steps, weights=weights)
    if as_json:
        print_json(result.data())
    else:
        click.echo("\n".join(result.lines()))


@main.command()
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


@main.command()
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


@main.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("question_id", metavar="[ID]", required=False)
@click.option(
    "--variant",
    "seed",
    type=click.IntRange(0, 2**31 - 1),
    default=0,
    help="Seed of the numbers; 0 is the printed question.",
)
@click.option("--once", is_flag=True, help="Show it once and leave; chosen by itself without a terminal.")
def preview(file: Path, question_id: str | None, seed: int, once: bool) -> None:
    """Show the questions of FILE with answers, steps and problems, again whenever it is saved."""
    from tui.preview import follow, preview_lines

    if once or not sys.stdout.isatty():
        click.echo("\n".join(preview_lines(file, question_id, seed)))
        return
    try:
        follow(file, question_id, seed, click.echo)
    except KeyboardInterrupt:
        return


def sound_bank(paths: tuple[Path, ...]) -> "Bank":
    """The banks at these paths (none: the shipped ones). Raises `BankError` when they cannot be used."""
    from engine.bank.load import load

    return load(paths).sound()


def _variant(bank: "Bank", question_id: str, seed: int) -> "Variant":
    from engine.bank.choose import question_called
    from engine.question.variant import deal

    return deal(question_called(bank, question_id), seed)


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


def print_json(data: Any) -> None:
    """Print data as JSON over several lines."""
    import msgspec

    click.echo(msgspec.json.format(msgspec.json.encode(data), indent=2).decode())


if __name__ == "__main__":
    main()
