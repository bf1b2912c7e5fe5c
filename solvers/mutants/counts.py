"""Wrong versions of counts: parameters, states and work."""

from typing import Any

from numpy.typing import ArrayLike

from solvers import sizes, workloads
from solvers.arguments import whole
from solvers.registry import solver


@solver("mutants.count.times_steps")
def times_steps(cell: str, D: ArrayLike, H: ArrayLike, *, T: ArrayLike, **options: Any) -> int:
    """Weights counted anew at each of T steps."""
    return sizes.cell_parameters(cell, D, H, **options) * whole(T, "T", 1)


@solver("mutants.count.no_bias")
def no_bias(cell: str, D: ArrayLike, H: ArrayLike, *, biases: ArrayLike = 1, **options: Any) -> int:
    """Biases are not counted."""
    return sizes.cell_parameters(cell, D, H, biases=0, **options)


@solver("mutants.count.no_recurrent")
def no_recurrent(cell: str, D: ArrayLike, H: ArrayLike, *, biases: ArrayLike = 1) -> int:
    """Recurrent weights are not counted."""
    blocks = sizes.BLOCKS[cell]
    return sizes.cell_parameters(cell, D, H, biases=biases) - blocks * whole(H, "H", 1) ** 2


@solver("mutants.count.inputs_squared")
def inputs_squared(cell: str, D: ArrayLike, H: ArrayLike, *, biases: ArrayLike = 1) -> int:
    """The recurrent weights are counted as D by D."""
    difference = whole(D, "D", 1) ** 2 - whole(H, "H", 1) ** 2
    return sizes.cell_parameters(cell, D, H, biases=biases) + sizes.BLOCKS[cell] * difference


@solver("mutants.count.candidate_forgotten")
def candidate_forgotten(cell: str, D: ArrayLike, H: ArrayLike, *, biases: ArrayLike = 1) -> int:
    """Gates are counted and the candidate is not: three blocks for an LSTM, two for a GRU."""
    return sizes.rnn(D, H, biases=biases) * (sizes.BLOCKS[cell] - 1)


@solver("mutants.count.one_block_more")
def one_block_more(cell: str, D: ArrayLike, H: ArrayLike, *, biases: ArrayLike = 1) -> int:
    """A GRU counted as an LSTM: one block too many."""
    return sizes.rnn(D, H, biases=biases) * (sizes.BLOCKS[cell] + 1)


@solver("mutants.count.second_bias_forgotten")
def second_bias_forgotten(cell: str, D: ArrayLike, H: ArrayLike, *, biases: ArrayLike = 2, **options: Any) -> int:
    """One bias vector a block where two are stored."""
    return sizes.cell_parameters(cell, D, H, biases=1, **options)


@solver("mutants.count.cell_state_counted")
def cell_state_counted(cell: str, D: ArrayLike, H: ArrayLike, *, biases: ArrayLike = 1) -> int:
    """The cell state is counted as parameters."""
    return sizes.cell_parameters(cell, D, H, biases=biases) + whole(H, "H", 1)


@solver("mutants.count.layers_alike")
def layers_alike(
    cell: str,
    D: ArrayLike,
    H: ArrayLike,
    *,
    biases: ArrayLike = 1,
    layers: ArrayLike = 1,
    bidirectional: bool = False,
) -> int:
    """Every layer is counted as the first: the upper ones read H, not D."""
    first = sizes.cell_parameters(cell, D, H, biases=biases, bidirectional=bidirectional)
    return first * whole(layers, "layers", 1)


@solver("mutants.count.upper_layers_read_one_side")
def upper_layers_read_one_side(
    cell: str, D: ArrayLike, H: ArrayLike, *, biases: ArrayLike = 1, layers: ArrayLike, bidirectional: bool = True
) -> int:
    """Both directions are counted, but upper layers as reading one of them."""
    return 2 * sizes.cell_parameters(cell, D, H, biases=biases, layers=layers)


@solver("mutants.count.directions_share")
def directions_share(
    cell: str, D: ArrayLike, H: ArrayLike, *, biases: ArrayLike = 1, layers: ArrayLike = 1, bidirectional: bool = True
) -> int:
    """Two directions are counted as sharing their weights."""
    return sizes.cell_parameters(cell, D, H, biases=biases, layers=layers, bidirectional=bidirectional) // 2


@solver("mutants.count.no_embedding")
def no_embedding(
    V: ArrayLike, d: ArrayLike, cell: str, H: ArrayLike, outputs: ArrayLike, *, biases: ArrayLike = 1
) -> int:
    """The embedding table is not counted."""
    return sizes.model(V, d, cell, H, outputs, biases=biases) - sizes.embedding(V, d)


@solver("mutants.count.head_without_bias")
def head_without_bias(
    V: ArrayLike, d: ArrayLike, cell: str, H: ArrayLike, outputs: ArrayLike, *, biases: ArrayLike = 1
) -> int:
    """The output layer's biases are not counted."""
    return sizes.model(V, d, cell, H, outputs, biases=biases) - whole(outputs, "outputs", 1)


@solver("mutants.count.one_hot_inputs")
def one_hot_inputs(
    V: ArrayLike, d: ArrayLike, cell: str, H: ArrayLike, outputs: ArrayLike, *, biases: ArrayLike = 1
) -> int:
    """The cell is counted as reading V inputs although the embedding hands it d."""
    cells = sizes.cell_parameters(cell, V, H, biases=biases) - sizes.cell_parameters(cell, d, H, biases=biases)
    return sizes.model(V, d, cell, H, outputs, biases=biases) + cells


@solver("mutants.count.vocabulary_squared")
def vocabulary_squared(V: ArrayLike, d: ArrayLike) -> int:
    """A table of V by V."""
    return sizes.embedding(V, V)


@solver("mutants.count.vocabulary_and_width")
def vocabulary_and_width(V: ArrayLike, d: ArrayLike) -> int:
    """V and d added instead of multiplied."""
    return whole(V, "V", 1) + whole(d, "d", 1)


@solver("mutants.count.shared_window")
def shared_window(V: ArrayLike, k: ArrayLike, H: ArrayLike) -> int:
    """A window's positions are counted as sharing their weights."""
    return sizes.window_model(V, 1, H)


@solver("mutants.count.window_without_bias")
def window_without_bias(V: ArrayLike, k: ArrayLike, H: ArrayLike) -> int:
    """The window model's biases are not counted."""
    return sizes.window_model(V, k, H) - whole(H, "H", 1)


@solver("mutants.count.state_without_cell")
def state_without_cell(cell: str, H: ArrayLike, **options: Any) -> int:
    """An LSTM is counted as carrying h alone."""
    return workloads.state("rnn", H, **options)


@solver("mutants.count.one_step")
def one_step(cell: str, D: ArrayLike, H: ArrayLike, *, T: ArrayLike = 1) -> int:
    """The work of a single step."""
    return workloads.multiplications(cell, D, H)


@solver("mutants.count.no_end_token")
def no_end_token(words: ArrayLike, *, end_token: bool = True) -> int:
    """The prediction to stop is not counted."""
    return whole(words, "words")


@solver("mutants.count.start_token_counted")
def start_token_counted(words: ArrayLike, *, end_token: bool = True) -> int:
    """The start token is counted as a prediction."""
    return workloads.decoder_steps(words, end_token=end_token) + 1


@solver("mutants.count.one_vector")
def one_vector(H: ArrayLike, T: ArrayLike, *, attention: bool = True) -> int:
    """A decoder with attention is counted as seeing one state."""
    return whole(H, "H", 1)


@solver("mutants.count.positions_only")
def positions_only(H: ArrayLike, T: ArrayLike, *, attention: bool = True) -> int:
    """Positions are counted, not the numbers at each."""
    return whole(T, "T", 1)


@solver("mutants.count.added_scores")
def added_scores(source: ArrayLike, target: ArrayLike) -> int:
    """Source and target positions added instead of multiplied."""
    return whole(source, "source") + whole(target, "target")
