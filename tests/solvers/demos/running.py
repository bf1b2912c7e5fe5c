"""Running a demonstration to its end, with what must hold of every one."""

from solvers.experiment import Demonstration, Frame


def finished(demonstration: Demonstration, seed: int, seeds: int) -> Frame:
    """The last frame; on the way, progress only grows and every frame can be drawn."""
    done, last = 0.0, None
    for frame in demonstration.run(seed, seeds):
        assert done <= frame.done <= 1
        done, last = frame.done, frame
        assert frame.said
        assert all(len(row) == len(frame.table.columns) for row in frame.table.rows)
        assert all(len(curve.x) == len(curve.y) > 0 for curve in frame.curves)
    assert last is not None
    assert last.done == 1
    assert last.right in range(len(demonstration.prediction.choices))
    return last


def figures(frame: Frame, row: str) -> list[tuple[float, float]]:
    """The lowest and the highest figure in each column of a row."""
    (cells,) = (cells for name, *cells in frame.table.rows if name == row)
    bounds = [str(cell).replace("–", "nan").partition(" … ") for cell in cells]
    return [(float(low), float(high or low)) for low, _, high in bounds]
