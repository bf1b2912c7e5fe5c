"""`unrolled settings`: the file of settings, what it says, and the table by which answers are rated."""

from collections.abc import Iterator
from typing import Any

import click

from tui.cli import json_option, print_json


@click.command()
@json_option
def settings(as_json: bool) -> None:
    """Show your settings and where to change them; the file is made, with comments, when it is not there.

    After them comes the table by which an answer is rated for a drill.
    """
    import msgspec

    from engine.learning.rating import TABLE
    from engine.learning.settings import make, read
    from tui.place import data_folder
    from tui.text import visible
    from tui.wrapping import echo

    path = make(data_folder())
    found = msgspec.to_builtins(read(data_folder()))
    if as_json:
        table = [{"rating": row.rating, "when": row.when} for row in TABLE]
        print_json({"file": str(path), "settings": found, "ratings": table})
        return
    click.echo(f"{path}\n")
    click.echo(visible("\n".join(_lines(found))))
    echo(
        "\nAn answer is rated by the first line that fits. To rate it otherwise: 1 to 4 in the app, :rate with --plain."
    )
    for row in TABLE:
        click.echo(f"  {row.rating:<5}  {row.when}")


def _lines(found: dict[str, Any]) -> Iterator[str]:
    """Settings as the file has them, in TOML."""
    from engine.learning.settings_edit import KEYS, toml

    yield from (f"{name} = {toml(value)}" for name, value in found.items() if name != KEYS)
    yield from ["", f"[{KEYS}]"] if found[KEYS] else []
    for page, keys in found[KEYS].items():
        yield from (f"{page}.{action} = {toml(key)}" for action, key in keys.items())
