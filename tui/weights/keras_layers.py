"""Keras's recurrent layers: kernel, recurrent kernel and bias, by their names or in the order of `get_weights()`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise

from solvers import layouts
from tui.weights.recurrent import Recurrent, cell_of, conventions
from tui.weights.stored import Contents, Stored

NAME = re.compile(r"(?P<prefix>.*?)recurrent_kernel(?P<suffix>(?::0)?)")


def found(contents: Contents) -> Iterator[Recurrent]:
    for number, (kernel, recurrent, bias) in enumerate(_groups(contents.arrays)):
        cell = cell_of(recurrent.shape[::-1])
        if cell is None or len(kernel.shape) != 2 or kernel.shape[1] != recurrent.shape[1]:
            continue
        reset = None if bias is None else "after" if len(bias.shape) == 2 else "before"
        held = (kernel, recurrent) if bias is None else (kernel, recurrent, bias)
        yield Recurrent(
            place=recurrent.name,
            number=number,
            cell=cell,
            is_backward="backward" in recurrent.name,
            units=recurrent.shape[0],
            inputs=kernel.shape[0],
            words=conventions("keras", cell, reset=reset),
            parts=tuple(one.name for one in held),
            peeps=False,
            convert=partial(_from_keras, cell, held, reset),
        )


def _groups(arrays: Mapping[str, Stored]) -> Iterator[tuple[Stored, Stored, Stored | None]]:
    """Kernel, recurrent kernel and bias: by their names, or in the order of `get_weights()` where they have none."""
    for name, recurrent in arrays.items():
        match = NAME.fullmatch(name)
        kernel = arrays.get(f"{match['prefix']}kernel{match['suffix']}") if match else None
        if match and kernel:
            yield kernel, recurrent, arrays.get(f"{match['prefix']}bias{match['suffix']}")
    if all(re.fullmatch(r"arr_[0-9]+", name) for name in arrays):
        listed = sorted(arrays.values(), key=lambda one: int(one.name.removeprefix("arr_")))
        for (kernel, recurrent), bias in zip(pairwise(listed), listed[2:], strict=False):
            width = kernel.shape[-1:]
            if recurrent.shape[-1:] == width and bias.shape in (width, (2, *width)) and cell_of(recurrent.shape[::-1]):
                yield kernel, recurrent, bias


def _from_keras(cell: str, held: Sequence[Stored], reset: str | None) -> layouts.Direction:
    weights = [one.numbers() for one in held]
    return layouts.from_keras(weights, cell, reset=reset or "after", activation="tanh" if cell == "rnn" else None)
