"""`unrolled demo`: guess first, then watch a network do it."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from tui.cli import json_option, print_json

if TYPE_CHECKING:
    from solvers.experiment import Demonstration, Frame

WIDTH = 30
"""Of the progress bar."""


@click.command()
@click.argument("name", required=False)
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=0, help="The first seed.")
@click.option("--seeds", type=click.IntRange(1, 20), help="How many seeds are run. Default: the demonstration's own.")
@click.option("--guess", type=click.IntRange(1, 9), help="Your prediction, by its number, instead of being asked.")
@click.option("--plain", is_flag=True, help="No progress bar.")
@json_option
def demo(name: str | None, seed: int, seeds: int | None, guess: int | None, plain: bool, as_json: bool) -> None:
    """Watch a network do it: NAME runs a demonstration, without NAME all are listed.

    Every figure is computed while you watch. On a terminal you are asked for a prediction first; ctrl+c cancels. --json prints
    the last frame: title, prediction, right (the choice that the figures bear out), table, curves, claim, limits.
    """
    from solvers import demos

    if name is None:
        _list(as_json)
        return
    if name not in demos.names():
        raise click.UsageError(f"found {name!r}, expected one of: {', '.join(demos.names())}")
    chosen = demos.named(name)
    frames = chosen.run(seed, seeds or chosen.seeds)
    if as_json:
        _print_json(name, chosen, _last(frames))
        return
    try:
        _show(name, chosen, frames, guess, plain)
    except (KeyboardInterrupt, click.Abort):
        click.echo("\nCancelled.")
        sys.exit(130)


def _list(as_json: bool) -> None:
    from solvers import demos
    from tui.wrapping import echo

    titles = {name: demos.named(name).title for name in demos.names()}
    if as_json:
        print_json([{"name": name, "title": title} for name, title in titles.items()])
        return
    width = max(map(len, titles))
    for name, title in titles.items():
        echo(f"{name:{width}}  {title}")
    echo("\nRun one: unrolled demo NAME")


def _show(name: str, chosen: "Demonstration", frames: "Iterator[Frame]", guess: int | None, plain: bool) -> None:
    """Ask, run, tell."""
    from engine.learning.guesses import commit, settle
    from tui.commands.logbook import opened
    from tui.demonstration_lines import ending_lines, prediction_lines, table_lines
    from tui.wrapping import echo

    echo(chosen.title + "\n")
    echo("\n".join(prediction_lines(chosen.prediction)))
    choices = chosen.prediction.choices
    if guess is None and sys.stdin.isatty():
        guess = click.prompt("\nYour prediction", type=click.IntRange(1, len(choices)))
    if guess is not None and guess > len(choices):
        raise click.UsageError(f"found --guess {guess}, expected 1 to {len(choices)}")
    if guess is not None:
        with opened() as store:
            commit(store, name, choices[guess - 1])
    click.echo()
    last = _last(frames if plain or not sys.stderr.isatty() else _with_progress(frames))
    click.echo("\n".join([*table_lines(last.table), ""]))
    echo("\n".join(ending_lines(chosen, last.right, None if guess is None else guess - 1)))
    if guess is not None:
        with opened() as store:
            settle(store, name, choices[guess - 1], right=guess - 1 == last.right)


def _with_progress(frames: "Iterator[Frame]") -> "Iterator[Frame]":
    """The frames, with a line on standard error that says how far the run is."""
    try:
        for frame in frames:
            bar = "━" * round(frame.done * WIDTH)
            click.echo(f"\r\x1b[K{bar:─<{WIDTH}} {frame.done:4.0%}  {frame.said}", err=True, nl=False)
            yield frame
    finally:
        click.echo("\r\x1b[K", err=True, nl=False)


def _last(frames: "Iterator[Frame]") -> "Frame":
    *_, last = frames
    return last


def _print_json(name: str, chosen: "Demonstration", last: "Frame") -> None:
    print_json(
        {
            "name": name,
            "title": chosen.title,
            "prediction": chosen.prediction._asdict(),
            "right": None if last.right is None else chosen.prediction.choices[last.right],
            "table": last.table._asdict(),
            "curves": [{"name": curve.name, "x": list(curve.x), "y": list(curve.y)} for curve in last.curves],
            "claim": chosen.claim,
            "limits": chosen.limits,
        }
    )
