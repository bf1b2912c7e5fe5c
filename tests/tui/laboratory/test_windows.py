"""Windows on their bench, against cells counted one at a time."""

import msgspec
import numpy as np
import pytest

from engine.errors import UnrolledError
from tests.oracles import pooling as oracle
from tui.laboratory.scene import WindowScene
from tui.laboratory.starts import first_windows
from tui.laboratory.windows import windowed

REDUCE = {"average": lambda cells: sum(cells) / len(cells), "maximum": max, "minimum": min, "sum": sum}


@pytest.mark.parametrize("operation", REDUCE)
@pytest.mark.parametrize(("size", "stride", "padding"), [(2, 2, 0), (2, 1, 0), (3, 1, 1), (2, 2, 1)])
def test_pooling(operation: str, size: int, stride: int, padding: int) -> None:
    scene = msgspec.structs.replace(
        first_windows(), operation=operation, size=size, stride=stride, padding=padding, count_include_pad=False
    )
    expected = oracle.pool([list(row) for row in scene.X], REDUCE[operation], size, stride, padding)
    np.testing.assert_allclose(windowed(scene).Y, expected)


def test_a_convolution_by_hand() -> None:
    scene = WindowScene(X=((1, 2, 3), (4, 5, 6), (7, 8, 9)), operation="convolution", K=((1, 0), (0, -1)), window=3)
    found = windowed(scene)
    assert found.Y.tolist() == [[-4, -4], [-4, -4]]
    assert found.place == (1, 1)
    assert found.step.value == 1 * 5 + 0 * 6 + 0 * 8 - 1 * 9
    turned = windowed(msgspec.structs.replace(scene, flip=True))
    assert turned.Y.tolist() == [[4, 4], [4, 4]]
    assert turned.kernel is not None
    assert turned.kernel.tolist() == [[-1, 0], [0, 1]]


def test_a_bias_is_added() -> None:
    scene = WindowScene(X=((1, 2), (3, 4)), operation="convolution", K=((2,),), b=-1.5)
    assert windowed(scene).Y.tolist() == [[0.5, 2.5], [4.5, 6.5]]
    assert windowed(scene).step.value == 0.5


def test_the_window_at_hand_and_the_padding() -> None:
    found = windowed(msgspec.structs.replace(first_windows(), padding=1, window=1))
    assert found.padded.shape == (6, 6)
    assert np.argwhere(found.covered).tolist() == [[0, 2], [0, 3], [1, 2], [1, 3]]
    assert (~found.on_map).sum() == 36 - 16
    assert found.padded[found.covered].sum() / 4 == found.Y[found.place] == found.step.value


def test_windows_that_do_not_fit_are_told() -> None:
    with pytest.raises(UnrolledError, match="does not fit"):
        windowed(msgspec.structs.replace(first_windows(), size=5))
