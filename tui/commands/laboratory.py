"""`unrolled lab`: a bench of the laboratory in words and numbers."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click
import msgspec

from tui.cli import json_option, print_json

if TYPE_CHECKING:
    from tui.laboratory.scene import AnyScene, Cell


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--cell", type=click.Choice(["rnn", "lstm", "gru"]), default="lstm", show_default=True)
@click.option("--units", type=int, default=3, show_default=True, help="How many units the cell has.")
@click.option("--read", "text", default="hello", show_default=True, help="What it reads: a text, or rows of numbers.")
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=0, help="Of the weights.")
@click.option("--step", type=click.IntRange(1), default=1, show_default=True, help="Which step is told in full.")
@json_option
def lab(file: Path | None, cell: str, units: int, text: str, seed: int, step: int, as_json: bool) -> None:
    """Tell what a cell computes, step by step; or what FILE holds, a state that the laboratory of the app has saved.

    In the app the laboratory shows the same, to be watched and changed.
    """
    from tui.laboratory import telling

    scene = _chosen(file, cell, units, text, seed, step)
    if as_json:
        print_json(telling.data(scene))
    else:
        from tui.wrapping import echo

        echo("\n".join(telling.lines(scene)))


def _chosen(file: Path | None, cell: str, units: int, text: str, seed: int, step: int) -> "AnyScene":
    from tui.laboratory.saved import checked, load
    from tui.laboratory.sequence import read_sequence
    from tui.laboratory.starts import cell_scene

    if file is not None:
        return load(file)
    made = cell_scene(cast("Cell", cell), units, read_sequence(text), seed=seed)
    return checked(msgspec.structs.replace(made, step=step - 1))
