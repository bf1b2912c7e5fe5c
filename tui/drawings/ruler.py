"""The ruler over a drawing of time: what is read at each step, or the numbers of steps."""

from collections.abc import Sequence

SPACE = "␣"


def letters_over(letters: Sequence[str], width: int) -> str:
    """What is read at each step, in the middle of its cells."""
    return "".join((SPACE if letter == " " else letter).center(width) for letter in letters)


def numbers_over(first: int, last: int, width: int) -> str:
    """The numbers from 1 of some steps, each ending in the middle of its own, as many as stand apart.

    `first`, `last`: the first step, from 0, and the one behind the last; `width`: cells of a step.
    """
    text = " " * ((last - first) * width)
    every = next(step for step in (1, 2, 5, 10, 20, 50, 100) if step * width > len(str(last)) + 1)
    for t in range(first, last):
        number = str(t + 1)
        end = (t - first) * width + (width + 1) // 2
        if ((t + 1) % every == 0 or t == 0) and end >= len(number):
            text = text[: end - len(number)] + number + text[end:]
    return text
