"""PyTorch's recurrent layers in a `state_dict`: `weight_ih_l0`, `weight_hh_l0` and their like, behind any prefix."""

import re
from collections.abc import Iterator, Mapping
from functools import partial

from solvers import layouts
from tui.weights.recurrent import Recurrent, cell_of, conventions
from tui.weights.stored import Contents, Stored

NAME = re.compile(r"(?P<prefix>.*?)weight_ih(?P<suffix>(?:_l(?P<depth>[0-9]{1,4}))?(?P<back>_reverse)?)")


def found(contents: Contents) -> Iterator[Recurrent]:
    arrays = contents.arrays
    places = [match for name in arrays if (match := NAME.fullmatch(name))]
    prefixes = list(dict.fromkeys(match["prefix"] for match in places))
    places.sort(key=lambda match: (prefixes.index(match["prefix"]), int(match["depth"] or 0), bool(match["back"])))
    numbers = list(dict.fromkeys((match["prefix"], match["depth"]) for match in places))
    for match in places:
        parts = ("weight_ih", "weight_hh", "bias_ih", "bias_hh", "weight_hr")
        names = {part: f"{match['prefix']}{part}{match['suffix']}" for part in parts}
        held = {part: arrays[name] for part, name in names.items() if name in arrays}
        cell = cell_of(held["weight_hh"].shape) if "weight_hh" in held else None
        if cell is None or len(held["weight_ih"].shape) != 2:
            continue
        yield Recurrent(
            place=names["weight_hh"],
            number=numbers.index((match["prefix"], match["depth"])),
            cell=cell,
            is_backward=bool(match["back"]),
            units=held["weight_hh"].shape[1],
            inputs=held["weight_ih"].shape[1],
            words=conventions("pytorch", cell, reset="after"),
            parts=tuple(one.name for one in held.values()),
            peeps=False,
            convert=partial(_from_pytorch, cell, held),
        )


def _from_pytorch(cell: str, held: Mapping[str, Stored]) -> layouts.Direction:
    # A state_dict of this one layer: whatever its depth, it is the only one that is wanted.
    state = {f"{part}_l0": one.numbers() for part, one in held.items()}
    return layouts.from_pytorch(state, cell, activation="tanh" if cell == "rnn" else None)[0].onward
