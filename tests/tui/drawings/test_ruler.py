"""The ruler over time."""

import pytest

from tui.drawings.ruler import letters_over, numbers_over


def test_letters() -> None:
    assert letters_over("a b", 3) == " a  ␣  b "


@pytest.mark.parametrize(
    ("first", "last", "width", "text"),
    [
        (0, 12, 1, "1   5   10  "),
        (0, 3, 5, "  1    2    3  "),
        (7, 22, 1, " 10   15   20  "),
    ],
)
def test_numbers(first: int, last: int, width: int, text: str) -> None:
    assert numbers_over(first, last, width) == text


@pytest.mark.parametrize("width", [1, 2, 3, 5])
@pytest.mark.parametrize("last", [1, 9, 50, 256])
def test_numbers_stand_apart_at_the_end_of_their_step(last: int, width: int) -> None:
    text = numbers_over(0, last, width)
    assert len(text) == last * width
    numbers = text.split()
    assert len(set(numbers)) == len(numbers)
    for number in numbers[1:]:
        end = (int(number) - 1) * width + (width + 1) // 2
        assert text[end - len(number) : end] == number
