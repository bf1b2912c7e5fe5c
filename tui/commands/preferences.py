"""`unrolled settings`: the file of settings, what it says, and the table by which answers are rated."""

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

    path = make(data_folder())
    found = msgspec.to_builtins(read(data_folder()))
    if as_json:
        table = [{"rating": row.rating, "when": row.when} for row in TABLE]
        print_json({"file": str(path), "settings": found, "ratings": table})
        return
    click.echo(f"{path}\n")
    for name, value in found.items():
        click.echo(f"{name} = {value}")
    click.echo("\nAn answer is rated by the first line that fits; :rate changes it:")
    for row in TABLE:
        click.echo(f"  {row.rating:<5}  {row.when}")
