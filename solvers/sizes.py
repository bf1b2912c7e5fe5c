"""Sizes: how many parameters, numbers of state and multiplications a model has, counted from its dimensions."""

from math import prod
from typing import NamedTuple

from numpy.typing import ArrayLike

from solvers.arguments import flag, whole, word
from solvers.registry import solver
from solvers.steps import Step
from solvers.terms import line

BLOCKS = {"rnn": 1, "gru": 3, "lstm": 4}
"""Weight blocks of each cell: an LSTM's three gates and its candidate, a GRU's two and its candidate."""

MOST_LAYERS = 1000
"""A deeper stack is a typing error."""

BIASES = "how many bias vectors each block stores: 1 in the papers and most of Keras, 2 in PyTorch and cuDNN"


class Count(NamedTuple):
    """A number counted by a formula."""

    rule: str
    """The formula in letters."""
    letters: dict[str, int]
    """What each letter stands for."""
    value: int


def count_steps(trace: Count) -> list[Step]:
    """The formula with its numbers."""
    return [line("count", trace.rule, trace.value, **trace.letters)]


class CellCount(NamedTuple):
    """The parameters of a recurrent layer or stack."""

    layers: tuple[Count, ...]
    """Of each layer, both directions counted."""
    value: int
    """Of all."""


def cell_trace(
    cell: str,
    D: ArrayLike,
    H: ArrayLike,
    *,
    biases: ArrayLike | None = None,
    layers: ArrayLike = 1,
    bidirectional: bool = False,
) -> CellCount:
    """`cell_parameters` layer by layer."""
    blocks = BLOCKS[word(cell, "cell", tuple(BLOCKS))]
    if biases is None:
        raise ValueError(f"say biases=1 or biases=2: {BIASES}")
    inputs, units, vectors = whole(D, "D", 1), whole(H, "H", 1), whole(biases, "biases")
    if vectors > 2:
        raise ValueError(f"biases must be 0, 1 or 2: {BIASES}")
    directions = 1 + bool(bidirectional)
    counts = []
    for _ in range(whole(layers, "layers", 1, MOST_LAYERS)):
        counts.append(_layer(directions, blocks, inputs, units, vectors))
        inputs = directions * units
    return CellCount(tuple(counts), sum(count.value for count in counts))


def cell_steps(trace: CellCount) -> list[Step]:
    """Each layer, then their sum."""
    if len(trace.layers) == 1:
        return count_steps(trace.layers[0])
    lines = [
        line(f"layer {place}", count.rule, count.value, **count.letters)
        for place, count in enumerate(trace.layers, start=1)
    ]
    written = " + ".join(str(count.value) for count in trace.layers)
    return [*lines, Step("count", "all layers", written, trace.value)]


@solver("count.cell", trace=cell_trace, steps=cell_steps)
def cell_parameters(
    cell: str,
    D: ArrayLike,
    H: ArrayLike,
    *,
    biases: ArrayLike | None = None,
    layers: ArrayLike = 1,
    bidirectional: bool = False,
) -> int:
    """Parameters of a recurrent layer of H units on D inputs, or of a stack; their number does not depend on time.

    `cell`: rnn, gru or lstm. Raises `ValueError` when the number of bias vectors a block is unsaid.
    """
    return cell_trace(cell, D, H, biases=biases, layers=layers, bidirectional=bidirectional).value


def _layer(directions: int, blocks: int, D: int, H: int, biases: int) -> Count:
    rule = "blocks * (H * D + H * H + biases * H)"
    letters = {"blocks": blocks, "H": H, "D": D, "biases": biases}
    value = directions * blocks * (H * D + H * H + biases * H)
    return Count(f"2 * {rule}" if directions == 2 else rule, letters, value)


@solver("count.rnn", trace=lambda D, H, **options: cell_trace("rnn", D, H, **options), steps=cell_steps)
def rnn(
    D: ArrayLike, H: ArrayLike, *, biases: ArrayLike | None = None, layers: ArrayLike = 1, bidirectional: bool = False
) -> int:
    """Parameters of a plain recurrent layer: H D + H² and its biases. Raises as `cell_parameters` does."""
    return cell_parameters("rnn", D, H, biases=biases, layers=layers, bidirectional=bidirectional)


@solver("count.gru", trace=lambda D, H, **options: cell_trace("gru", D, H, **options), steps=cell_steps)
def gru(
    D: ArrayLike, H: ArrayLike, *, biases: ArrayLike | None = None, layers: ArrayLike = 1, bidirectional: bool = False
) -> int:
    """Parameters of a GRU layer: three blocks of H D + H² and their biases. Raises as `cell_parameters` does."""
    return cell_parameters("gru", D, H, biases=biases, layers=layers, bidirectional=bidirectional)


@solver("count.lstm", trace=lambda D, H, **options: cell_trace("lstm", D, H, **options), steps=cell_steps)
def lstm(
    D: ArrayLike, H: ArrayLike, *, biases: ArrayLike | None = None, layers: ArrayLike = 1, bidirectional: bool = False
) -> int:
    """Parameters of an LSTM layer: four blocks of H D + H² and their biases. Raises as `cell_parameters` does."""
    return cell_parameters("lstm", D, H, biases=biases, layers=layers, bidirectional=bidirectional)


def dense_trace(inputs: ArrayLike, outputs: ArrayLike, *, bias: bool = True) -> Count:
    """`dense` with its formula."""
    letters = {"inputs": whole(inputs, "inputs", 1), "outputs": whole(outputs, "outputs", 1)}
    biases = flag(bias, "bias", "does each output have a bias?") * letters["outputs"]
    rule = "outputs * inputs + outputs" if biases else "outputs * inputs"
    return Count(rule, letters, letters["outputs"] * letters["inputs"] + biases)


@solver("count.dense", trace=dense_trace, steps=count_steps)
def dense(inputs: ArrayLike, outputs: ArrayLike, *, bias: bool = True) -> int:
    """Parameters of a fully connected layer: a weight for each pair, a bias for each output."""
    return dense_trace(inputs, outputs, bias=bias).value


def embedding_trace(V: ArrayLike, d: ArrayLike) -> Count:
    """`embedding` with its formula."""
    letters = {"V": whole(V, "V", 1), "d": whole(d, "d", 1)}
    return Count("V * d", letters, letters["V"] * letters["d"])


@solver("count.embedding", trace=embedding_trace, steps=count_steps)
def embedding(V: ArrayLike, d: ArrayLike) -> int:
    """Parameters of an embedding table: d numbers for each of V words."""
    return embedding_trace(V, d).value


def window_model_trace(V: ArrayLike, k: ArrayLike, H: ArrayLike) -> Count:
    """`window_model` with its formula."""
    letters = {"V": whole(V, "V", 1), "k": whole(k, "k", 1), "H": whole(H, "H", 1)}
    return Count("k * V * H + H", letters, prod(letters.values()) + letters["H"])


@solver("count.window_model", trace=window_model_trace, steps=count_steps)
def window_model(V: ArrayLike, k: ArrayLike, H: ArrayLike) -> int:
    """Parameters of a dense layer of H units on a window of k one-hot words out of V."""
    return window_model_trace(V, k, H).value


class ModelCount(NamedTuple):
    """The parameters of an embedding, a cell and an output layer."""

    embedding: Count
    cell: CellCount
    head: Count
    value: int


def model_trace(
    V: ArrayLike, d: ArrayLike, cell: str, H: ArrayLike, outputs: ArrayLike, *, biases: ArrayLike | None = None
) -> ModelCount:
    """`model` part by part."""
    table, recurrent, head = embedding_trace(V, d), cell_trace(cell, d, H, biases=biases), dense_trace(H, outputs)
    return ModelCount(table, recurrent, head, table.value + recurrent.value + head.value)


def model_steps(trace: ModelCount) -> list[Step]:
    """Each part, then their sum."""
    parts = [count_steps(trace.embedding)[0], cell_steps(trace.cell)[-1], count_steps(trace.head)[0]]
    named = [part._replace(name=name) for part, name in zip(parts, ("embedding", "cell", "head"), strict=True)]
    written = " + ".join(str(int(part.value)) for part in parts)
    return [*named, Step("count", "embedding + cell + head", written, trace.value)]


@solver("count.model", trace=model_trace, steps=model_steps)
def model(
    V: ArrayLike, d: ArrayLike, cell: str, H: ArrayLike, outputs: ArrayLike, *, biases: ArrayLike | None = None
) -> int:
    """Parameters of an embedding of V words in d numbers, a cell of H units and an output layer.

    Raises as `cell_parameters` does.
    """
    return model_trace(V, d, cell, H, outputs, biases=biases).value
