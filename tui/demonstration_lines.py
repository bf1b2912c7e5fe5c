"""Demonstrations as plain lines: the prediction, the figures, the claim."""

from collections.abc import Iterator, Sequence

from solvers.experiment import Demonstration, Prediction, Table


def prediction_lines(prediction: Prediction) -> Iterator[str]:
    """The question and its numbered choices."""
    yield prediction.question
    for place, choice in enumerate(prediction.choices, start=1):
        yield f"  {place}) {choice}"


def table_lines(table: Table) -> Iterator[str]:
    """The figures in aligned columns, names to the left."""
    rows = [[str(cell) for cell in row] for row in (table.columns, *table.rows)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(table.columns))]
    for row in rows:
        first, *others = row
        cells = (cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))
        yield "  ".join([first.ljust(widths[0]), *cells]).rstrip()


def ending_lines(demonstration: Demonstration, right: int | None, guess: int | None) -> Iterator[str]:
    """Whether the guess was right, what the figures show, and what they do not."""
    choices: Sequence[str] = demonstration.prediction.choices
    if guess is not None:
        yield f"{'✓ Right' if guess == right else '✗ You said'}: {choices[guess]}"
    if right is not None and guess != right:
        yield f"It is: {choices[right]}"
    yield ""
    yield demonstration.claim
    yield f"Limits: {demonstration.limits}"
