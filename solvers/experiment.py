"""What a demonstration is: a prediction to commit to, a run that yields frames, and what the figures then say.

An experiment knows nothing of screens; its frames hold curves and tables that any face can draw.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from solvers.training import Fitted, Weights

EVERY = 20
"""After how many updates a run under way shows itself."""


class Curve(NamedTuple):
    """A line to be drawn."""

    name: str
    x: Sequence[float]
    y: Sequence[float]
    """As many as `x`."""


class Axes(NamedTuple):
    """What the curves are drawn against."""

    x: str
    y: str
    log_y: bool = False
    """Whether each step up is a factor."""


class Table(NamedTuple):
    """Figures in rows, the first entry of a row its name."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str | float]]


class Frame(NamedTuple):
    """All that is known at one moment of a run."""

    done: float
    """The share of the run that is over: 0 to 1."""
    said: str
    """What is being done, in a few words."""
    table: Table
    curves: Sequence[Curve] = ()
    right: int | None = None
    """Which of the prediction's choices the figures bear out; `None` until that is known."""
    axes: Axes | None = None
    """What these curves are drawn against; `None`: what those of the run are."""


class Prediction(NamedTuple):
    """What a learner commits to before anything is shown."""

    question: str
    choices: tuple[str, ...]


class Demonstration(NamedTuple):
    """An experiment with its prediction and what it shows."""

    title: str
    prediction: Prediction
    run: Callable[[int, int], Iterator[Frame]]
    """Takes the first seed and how many seeds; the last frame has `done` 1 and a `right`."""
    claim: str
    """What the figures show."""
    limits: str
    """What they do not show."""
    axes: Axes
    """Of the curves of a run under way."""
    seeds: int
    """How many seeds are run when nothing else is asked for."""


def nearest(value: float, anchors: Sequence[float]) -> int:
    """The place of the anchor that lies nearest to a measured value."""
    return int(np.argmin(np.abs(np.asarray(anchors) - value)))


class Figures:
    """Measured figures by row and column, one a seed."""

    def __init__(self, corner: str, rows: Sequence[str], columns: Sequence[str]) -> None:
        """`corner`: what the rows are."""
        self._columns = [corner, *columns]
        self._found: dict[str, dict[str, list[float]]] = {row: {column: [] for column in columns} for row in rows}
        self.losses: dict[str, Curve] = {}
        """The last training run of each name, smoothed."""

    def add(self, row: str, column: str, value: float) -> None:
        """Take in one more seed's figure."""
        self._found[row][column].append(value)

    def of(self, row: str, column: str) -> list[float]:
        """The figures of one place, a seed each."""
        return self._found[row][column]

    def table(self) -> Table:
        """What is known so far; where seeds differ, the lowest and the highest."""
        rows = [[row, *map(_told, cells.values())] for row, cells in self._found.items()]
        return Table(self._columns, rows)


def watched(
    fitting: Iterator[Fitted], updates: int, said: str, share: tuple[float, float], figures: Figures
) -> Generator[Frame, None, Weights]:
    """Frames of a training run under way, its loss as a curve; returns the last weights.

    `share`: how much of the whole demonstration is over before it and after it.
    """
    losses: list[float] = []
    weights: Weights = {}
    before, after = share
    for step in fitting:
        weights = step.weights
        losses.append(step.loss)
        if len(losses) % EVERY == 0:
            done = before + (after - before) * len(losses) / updates
            curve = Curve(said, range(1, len(losses) + 1), tuple(losses))
            yield Frame(min(done, 0.999), said, figures.table(), (curve,))
    means = [float(part.mean()) for part in np.array_split(losses, max(1, len(losses) // EVERY))]
    figures.losses[said] = Curve(said, np.linspace(1, len(losses), len(means)).tolist(), means)
    return weights


def shares(count: int) -> Iterator[tuple[float, float]]:
    """A demonstration cut into equal parts: how much is over before and after each."""
    return ((part / count, (part + 1) / count) for part in range(count))


def _told(values: Sequence[float]) -> str:
    """Three digits; a dash where there is no such figure."""
    if not values:
        return ""
    low, high = ("–" if np.isnan(bound) else f"{bound:.3g}" for bound in (min(values), max(values)))
    return low if low == high else f"{low} … {high}"
