"""Curves in braille."""

from tui.drawings.dots import Dots


def drawn(dots: Dots) -> list[str]:
    return ["".join(stroke.text for stroke in line) for line in dots.lines()]


def test_a_line_from_corner_to_corner() -> None:
    dots = Dots(2, 1)
    dots.draw(0, [0, 1])
    # Four columns and four rows of dots: one in each, rising.
    assert drawn(dots) == [chr(0x2800 + 0x40 + 0x20) + chr(0x2800 + 0x02 + 0x08)]


def test_a_flat_line_at_the_top_and_at_the_bottom() -> None:
    for height, sign in ((1.0, 0x01 + 0x08), (0.0, 0x40 + 0x80)):
        dots = Dots(3, 1)
        dots.draw(0, [height] * 4)
        assert drawn(dots) == [chr(0x2800 + sign) * 3]


def test_a_later_curve_takes_a_character_over() -> None:
    dots = Dots(2, 1)
    dots.draw(0, [1, 1])
    dots.draw(1, [0, 0])
    (line,) = dots.lines()
    assert [(stroke.curve, stroke.text) for stroke in line] == [(1, "⣀⣀")]


def test_what_is_outside_is_cut_off() -> None:
    dots = Dots(2, 1)
    dots.draw(0, [5, 5])
    assert drawn(dots) == ["  "]


def test_a_single_value_is_a_dot() -> None:
    dots = Dots(1, 1)
    dots.draw(0, [1])
    assert drawn(dots) == ["⠁"]
