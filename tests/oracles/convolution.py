"""Convolution by six nested loops, from its definition; sharing nothing with `solvers`."""

Planes = list[list[list[float]]]


def convolve(
    X: Planes, K: list[Planes], b: list[float], stride: int, padding: int, dilation: int, flip: bool
) -> Planes:
    """Lay each kernel on each window of all channels; cells outside the map are 0."""
    rows, columns, size = len(X[0]), len(X[0][0]), len(K[0][0])
    reach = dilation * (size - 1) + 1
    result = []
    for kernel, bias in zip(K, b, strict=True):
        plane = []
        for top in range(-padding, rows + padding - reach + 1, stride):
            line = []
            for left in range(-padding, columns + padding - reach + 1, stride):
                total = bias
                for channel, weights in enumerate(kernel):
                    for a in range(size):
                        for c in range(size):
                            row, column = top + a * dilation, left + c * dilation
                            if 0 <= row < rows and 0 <= column < columns:
                                weight = weights[size - 1 - a][size - 1 - c] if flip else weights[a][c]
                                total += weight * X[channel][row][column]
                line.append(total)
            plane.append(line)
        result.append(plane)
    return result
