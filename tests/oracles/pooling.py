"""Pooling by counting cells one at a time, over nested lists; written from the definition, sharing nothing with `solvers`."""

from collections.abc import Callable

Grid = list[list[float]]


def outputs(extent: int, size: int, stride: int, padding: int, dilation: int, ceil_mode: bool) -> int:
    """How many windows one can place, by placing them."""
    count = start = 0
    while True:
        last_read = start + dilation * (size - 1)
        fits = last_read <= extent + 2 * padding - 1
        overhangs = ceil_mode and start < extent + padding and last_read - stride < extent + 2 * padding - 1
        if not (fits or (overhangs and count)):
            return count
        count, start = count + 1, start + stride


def pool(
    X: Grid,
    reduce: Callable[[list[float]], float],
    size: int,
    stride: int,
    padding: int = 0,
    dilation: int = 1,
    ceil_mode: bool = False,
    zeros_count: bool = False,
) -> Grid:
    """Reduce the cells of each window; `zeros_count`: the padding's cells are handed over too, as 0."""
    rows, columns = len(X), len(X[0])
    result = []
    for i in range(outputs(rows, size, stride, padding, dilation, ceil_mode)):
        line = []
        for j in range(outputs(columns, size, stride, padding, dilation, ceil_mode)):
            cells = []
            for a in range(size):
                for b in range(size):
                    row, column = i * stride - padding + a * dilation, j * stride - padding + b * dilation
                    if 0 <= row < rows and 0 <= column < columns:
                        cells.append(X[row][column])
                    elif zeros_count and -padding <= row < rows + padding and -padding <= column < columns + padding:
                        cells.append(0.0)
            line.append(reduce(cells))
        result.append(line)
    return result
