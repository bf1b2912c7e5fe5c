"""Scenes: what the learner has set up on each bench of the laboratory, as plain data."""

from typing import Final, Literal, TypeAlias

import msgspec

Vector: TypeAlias = tuple[float, ...]
Matrix: TypeAlias = tuple[Vector, ...]

Cell: TypeAlias = Literal["rnn", "lstm", "gru"]

ORDERS: Final[dict[str, str]] = {"rnn": "h", "lstm": "ifgo", "gru": "rzn"}
"""How the laboratory stacks the weights of each cell; weights from files are brought into this order."""


class Scene(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="bench"):
    """One bench as it stands."""


class CellScene(Scene, frozen=True, kw_only=True, tag="cell"):
    """A recurrent cell with its weights, and the sequence that it reads."""

    cell: Cell
    activation: Literal["tanh", "relu", "sigmoid", "linear"]
    """Of a plain cell; gated cells have their own."""
    reset: Literal["before", "after"]
    """Where the reset gate of a GRU acts."""
    z: Literal["keeps", "takes"]
    """What the update gate of a GRU multiplies: the old state, or the candidate."""
    W: Matrix
    """`(G*H, D)`, stacked as `ORDERS` says."""
    U: Matrix
    """`(G*H, H)`"""
    b: Vector
    """`(G*H,)`"""
    b_hidden: Vector | None = None
    """`(G*H,)`, the second bias of a GRU; `None`: there is one bias."""
    x: Matrix
    """`(T, D)`"""
    letters: tuple[str, ...] = ()
    """What each input stands for when the sequence is a text, one-hot; empty for numbers."""
    h0: Vector | None = None
    """`(H,)`; `None`: zeros."""
    c0: Vector | None = None
    """`(H,)`, of an LSTM; `None`: zeros."""
    step: int = 0
    """Which step is looked at, from 0."""

    @property
    def units(self) -> int:
        """H."""
        return len(self.b) // len(ORDERS[self.cell])

    @property
    def inputs(self) -> int:
        """D."""
        return len(self.x[0])

    @property
    def word(self) -> str:
        """The text that is read; empty for numbers."""
        return "".join(self.letters[row.index(1.0)] for row in self.x) if self.letters else ""


class FlowScene(Scene, frozen=True, kw_only=True, tag="gradient-flow"):
    """How far gradients reach back, for several ways to build a cell."""

    units: int = 16
    steps: int = 50
    """T: how far back the gradient is followed."""
    gain: float = 1.0
    """What the recurrent matrices of the plain cells are multiplied by."""
    forget_bias: float = 1.0
    """Of the LSTM."""
    limit: float = 0.0
    """Norm to which the gradient is clipped at each step on its way back; 0: not at all."""
    seed: int = 0


class WindowScene(Scene, frozen=True, kw_only=True, tag="windows"):
    """A window that slides over a map."""

    X: Matrix
    """`(rows, columns)`"""
    operation: Literal["average", "maximum", "minimum", "sum", "convolution"]
    size: int = 2
    """Rows and columns of a pooling window; a convolution has those of its kernel."""
    stride: int = 1
    padding: int = 0
    K: Matrix = ((1.0, 0.0), (0.0, -1.0))
    """The kernel of a convolution."""
    b: float = 0.0
    """What a convolution adds to every result."""
    flip: bool = False
    """Whether the kernel is turned by 180° first."""
    count_include_pad: bool = True
    """Whether a mean counts the padding."""
    window: int = 0
    """Which window is looked at, row by row, from 0."""


class AttentionScene(Scene, frozen=True, kw_only=True, tag="attention"):
    """Queries that read from positions."""

    Q: Matrix
    """`(queries, d)`"""
    K: Matrix
    """`(T, d)`"""
    V: Matrix
    """`(T, width)`"""
    kind: Literal["dot", "scaled"]
    words: tuple[str, ...] = ()
    """What stands at each position; empty: they are numbered."""
    causal: bool = False
    """Whether a query may read up to its own position only."""
    query: int = 0
    """Which query is looked at, from 0."""


AnyScene: TypeAlias = CellScene | FlowScene | WindowScene | AttentionScene


def matrix(rows: object) -> Matrix:
    """Rows of numbers as a scene keeps them: nested sequences or an array."""
    return msgspec.convert(_plain(rows), Matrix)


def vector(numbers: object) -> Vector:
    """Numbers as a scene keeps them."""
    return msgspec.convert(_plain(numbers), Vector)


def _plain(value: object) -> object:
    tolist = getattr(value, "tolist", None)
    return value if tolist is None else tolist()
