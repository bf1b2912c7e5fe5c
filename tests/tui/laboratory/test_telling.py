"""Benches in words: the same numbers as on the screen, each in its sentence."""

import numpy as np
import pytest

from tests.tui.laboratory.scenes import CONVENTIONS, random_cell
from tests.tui.laboratory.test_cells import by_loops
from tui.laboratory.attending import attended
from tui.laboratory.flow import curves
from tui.laboratory.scene import FlowScene
from tui.laboratory.starts import first_attention, first_windows
from tui.laboratory.telling import data, lines


@pytest.mark.parametrize(("cell", "said"), CONVENTIONS, ids=str)
def test_a_cell_is_told_step_by_step(cell: str, said: dict[str, str]) -> None:
    scene = random_cell(cell, 2, **said)
    told = list(lines(scene))
    for t, state in enumerate(by_loops(scene)):
        (line,) = [line for line in told if line.startswith(f"step {t + 1} reads")]
        assert line.endswith(f"h [{', '.join(f'{number:.4g}' for number in state)}]")
    assert told[-1].startswith("  h_t = ")
    np.testing.assert_allclose(data(scene)["h"], by_loops(scene))


def test_windows() -> None:
    told = list(lines(first_windows()))
    assert "  window (0, 0) = mean of rows 0–1, columns 0–1 = 3.5" in told
    assert told[-1] == "result: [[3.5, 5.5], [3.75, 5.25]]"
    assert data(first_windows())["Y"] == [[3.5, 5.5], [3.75, 5.25]]


def test_attention() -> None:
    scene = first_attention()
    (line,) = [line for line in lines(scene) if line.startswith("query 2 (cat)")]
    for weight in attended(scene).weights[1]:
        assert f"{weight:.3f}" in line
    assert np.sum(data(scene)["weights"], axis=1) == pytest.approx(1)


def test_gradient_flow() -> None:
    scene = FlowScene(steps=8, units=4)
    told = list(lines(scene))
    for curve, line in zip(curves(scene), told[1:], strict=True):
        assert f"{curve.norms[-1]:.2e} at 8" in line
    assert data(scene)["lstm"]["norms"][0] == pytest.approx(1)
