"""Label codes and one-hot rows by least squares: the figures are exact."""

import pytest

from solvers.demos import label_codes
from tests.solvers.demos.running import finished


@pytest.mark.parametrize(("codes", "error"), [((1, 2, 3), 5582.7), ((1, 3, 2), 2837.6), ((2, 1, 3), 460.1)])
def test_the_error_depends_on_the_numbering(codes: tuple[int, ...], error: float):
    assert label_codes.fitted(label_codes.by_code(codes))[1] == pytest.approx(error, abs=0.06)


def test_the_forecasts_of_the_first_numbering():
    assert label_codes.fitted(label_codes.by_code((1, 2, 3)))[0] == pytest.approx([147.83, 125.33, 102.83], abs=0.01)


def test_one_hot_fits_exactly():
    frame = finished(label_codes.DEMONSTRATION, 0, 1)
    assert frame.table.rows[-1] == ["one-hot", "95.0", "231.0", "50.0", "0.0"]
    assert frame.right == 2
