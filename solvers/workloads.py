"""Workloads: what a recurrent model carries, stores, multiplies and reads, counted from its sizes."""

from math import prod

from numpy.typing import ArrayLike

from solvers.arguments import flag, whole, word
from solvers.registry import solver
from solvers.sizes import BLOCKS, Count, count_steps


def state_trace(cell: str, H: ArrayLike, *, layers: ArrayLike = 1, batch: ArrayLike = 1) -> Count:
    """`state` with its formula."""
    vectors = 2 if word(cell, "cell", tuple(BLOCKS)) == "lstm" else 1
    letters = {
        "vectors": vectors,
        "H": whole(H, "H", 1),
        "layers": whole(layers, "layers", 1),
        "B": whole(batch, "batch", 1),
    }
    return Count("vectors * H * layers * B", letters, prod(letters.values()))


@solver("count.state", trace=state_trace, steps=count_steps)
def state(cell: str, H: ArrayLike, *, layers: ArrayLike = 1, batch: ArrayLike = 1) -> int:
    """Numbers carried from one step to the next: h of each layer and sequence, and for an LSTM c as well."""
    return state_trace(cell, H, layers=layers, batch=batch).value


def stored_states_trace(T: ArrayLike, *, window: ArrayLike | None = None) -> Count:
    """`stored_states` with its formula."""
    letters = {
        "T": whole(T, "T"),
        "window": whole(T if window is None else window, "window", 0 if window is None else 1),
    }
    return Count("min(T, window)", letters, min(letters.values()))


@solver("count.stored_states", trace=stored_states_trace, steps=count_steps)
def stored_states(T: ArrayLike, *, window: ArrayLike | None = None) -> int:
    """States kept for backpropagation through T steps: all of them, or with truncation those of one `window`."""
    return stored_states_trace(T, window=window).value


def multiplications_trace(cell: str, D: ArrayLike, H: ArrayLike, *, T: ArrayLike = 1) -> Count:
    """`multiplications` with its formula."""
    blocks = BLOCKS[word(cell, "cell", tuple(BLOCKS))]
    letters = {"T": whole(T, "T"), "blocks": blocks, "H": whole(H, "H", 1), "D": whole(D, "D", 1)}
    each = letters["H"] * letters["D"] + letters["H"] ** 2
    return Count("T * blocks * (H * D + H * H)", letters, letters["T"] * blocks * each)


@solver("count.multiplications", trace=multiplications_trace, steps=count_steps)
def multiplications(cell: str, D: ArrayLike, H: ArrayLike, *, T: ArrayLike = 1) -> int:
    """Multiplications in the matrix products of a cell of H units on D inputs over T steps."""
    return multiplications_trace(cell, D, H, T=T).value


def updates_trace(T: ArrayLike, *, every: ArrayLike) -> Count:
    """`updates` with its formula."""
    letters = {"T": whole(T, "T", 1), "k": whole(every, "every", 1)}
    return Count("ceil(T / k)", letters, -(-letters["T"] // letters["k"]))


@solver("count.updates", trace=updates_trace, steps=count_steps)
def updates(T: ArrayLike, *, every: ArrayLike) -> int:
    """How many updates truncated backpropagation makes on T steps when it updates after `every` k steps."""
    return updates_trace(T, every=every).value


def decoder_steps_trace(words: ArrayLike, *, end_token: bool | None = None) -> Count:
    """`decoder_steps` with its formula."""
    ends = flag(end_token, "end_token", "does the decoder also predict where to stop?")
    letters = {"words": whole(words, "words")}
    return Count("words + 1" if ends else "words", letters, letters["words"] + ends)


@solver("count.decoder_steps", trace=decoder_steps_trace, steps=count_steps)
def decoder_steps(words: ArrayLike, *, end_token: bool | None = None) -> int:
    """How many predictions a decoder makes for so many words. Raises `ValueError` when `end_token` is unsaid."""
    return decoder_steps_trace(words, end_token=end_token).value


def decoder_memory_trace(H: ArrayLike, T: ArrayLike, *, attention: bool | None = None) -> Count:
    """`decoder_memory` with its formula."""
    attends = flag(attention, "attention", "does the decoder see every encoder state, or the last alone?")
    letters = {"H": whole(H, "H", 1), "T": whole(T, "T", 1)}
    return Count("T * H" if attends else "H", letters, letters["H"] * (letters["T"] if attends else 1))


@solver("count.decoder_memory", trace=decoder_memory_trace, steps=count_steps)
def decoder_memory(H: ArrayLike, T: ArrayLike, *, attention: bool | None = None) -> int:
    """Numbers a decoder can read from an encoder of H units over T steps. Raises `ValueError` when `attention` is unsaid."""
    return decoder_memory_trace(H, T, attention=attention).value


def score_evaluations_trace(source: ArrayLike, target: ArrayLike) -> Count:
    """`score_evaluations` with its formula."""
    letters = {"source": whole(source, "source"), "target": whole(target, "target")}
    return Count("target * source", letters, prod(letters.values()))


@solver("count.score_evaluations", trace=score_evaluations_trace, steps=count_steps)
def score_evaluations(source: ArrayLike, target: ArrayLike) -> int:
    """How many scores attention computes: one for each pair of a target and a source position."""
    return score_evaluations_trace(source, target).value
