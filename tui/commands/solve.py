"""`unrolled solve`: a formula computed."""

from pathlib import Path

import click

from tui.cli import json_option, print_json


@click.command()
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
        from tui.wrapping import echo

        echo("\n".join(result.lines()))
