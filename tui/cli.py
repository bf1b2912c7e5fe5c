"""The command line. NumPy is loaded only by commands that compute, Textual only by those that open the app."""

import gc
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from engine.errors import UnrolledError
from tui.streams import bear_any_text

if TYPE_CHECKING:
    from engine.bank.load import Bank
    from engine.question.variant import Variant

Command = TypeVar("Command", bound=Callable[..., Any])

WRONG = 1
"""Exit code when the answer is wrong or the check found problems."""
UNREADABLE = 2
"""Exit code for bad usage and for input that cannot be read."""


COMMANDS = {
    "check": "tui.commands.authoring",
    "demo": "tui.commands.demonstrations",
    "drill": "tui.commands.practice",
    "exam": "tui.commands.practice",
    "grade": "tui.commands.grade",
    "interview": "tui.commands.practice",
    "lab": "tui.commands.laboratory",
    "list": "tui.commands.questions:list_questions",
    "log": "tui.commands.logbook",
    "new": "tui.commands.authoring",
    "plan": "tui.commands.planning",
    "preview": "tui.commands.authoring",
    "quiz": "tui.commands.quiz",
    "regrade": "tui.commands.regrading",
    "serve": "tui.commands.serve",
    "session": "tui.commands.session",
    "settings": "tui.commands.preferences",
    "show": "tui.commands.questions",
    "solve": "tui.commands.solve",
    "stats": "tui.commands.statistics",
    "weak": "tui.commands.practice",
}
"""Each command's module, which is loaded when the command is asked for; after a colon its name there, where that is another."""


class Program(click.Group):
    """The commands, with every error of ours told in one piece on standard error."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name or cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from engine.bank.names import nearest

            near = nearest(args[0], COMMANDS)
            ctx.fail(f"There is no command {args[0]!r}.{f' Did you mean {near}?' if near else ''}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except UnrolledError as error:
            ctx.exit(told(error))


def told(error: UnrolledError) -> int:
    """Tell an error of ours in one piece on standard error; returns the exit code."""
    from tui.text import visible
    from tui.wrapping import echo

    echo(visible(str(error)), err=True)
    return UNREADABLE


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


def variant_option(command: Command) -> Command:
    """`--variant SEED`: which numbers the question is dealt with."""
    return click.option(
        "--variant",
        "seed",
        type=click.IntRange(0, 2**31 - 1),
        default=0,
        help="Seed of the numbers; 0 is the printed question.",
    )(command)


def _tell_version(ctx: click.Context, _option: click.Parameter, is_asked: bool) -> None:
    """Tell the version, where the program is installed: a checkout has none."""
    if not is_asked:
        return
    from importlib import metadata

    try:
        click.echo(f"unrolled {metadata.version('unrolled')}")
    except metadata.PackageNotFoundError:
        click.echo("unrolled, from a checkout that is not installed")
    ctx.exit()


@click.group(
    cls=Program,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_tell_version,
    help="Tell which version this is.",
)
@bank_option
@click.pass_context
def main(ctx: click.Context, banks: tuple[Path, ...]) -> None:
    """Quiz yourself on recurrent networks; every answer is computed.

    Without a command, the app opens.
    """
    ctx.obj = banks
    bear_any_text()
    if ctx.invoked_subcommand not in (None, "quiz"):
        gc.enable()  # off since the program's first line, for those who wait for a question
    if ctx.invoked_subcommand is None:
        from tui.sitting import open_home

        ctx.exit(open_home(sound_bank(banks)))


def sound_bank(paths: tuple[Path, ...]) -> "Bank":
    """The banks at these paths (none: the shipped ones). Raises `BankError` when they cannot be used."""
    from engine.bank.load import load

    return load(paths).sound()


def dealt(bank: "Bank", question_id: str, seed: int) -> "Variant":
    """The question with this id, dealt with a seed. Raises `UnknownQuestionError` and `FormulaError`."""
    from engine.bank.choose import question_called
    from engine.question.variant import deal

    return deal(question_called(bank, question_id), seed)


def print_json(data: Any) -> None:
    """Print data as JSON over several lines."""
    import msgspec

    click.echo(msgspec.json.format(msgspec.json.encode(data), indent=2).decode())


if __name__ == "__main__":
    main()
