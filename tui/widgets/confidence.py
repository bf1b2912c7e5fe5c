"""How sure the learner is, said before the verdict: it changes no score and need not be said."""

from itertools import pairwise
from typing import get_args

from textual.content import Content
from textual.widgets import Static

from engine.learning.attempt import Confidence

WORDS: tuple[Confidence, ...] = get_args(Confidence)


class ConfidenceLine(Static):
    """The words to choose from, with the chosen one standing out; it takes no keys of its own."""

    DEFAULT_CSS = """
    ConfidenceLine {
        height: 1;
        margin: 0 2;
        color: $text-muted;
    }
    """

    def __init__(self, chosen: Confidence | None) -> None:
        super().__init__(_line(chosen))

    def show(self, chosen: Confidence | None) -> None:
        """Let another word stand out; `None`: none."""
        self.update(_line(chosen))


def following(chosen: Confidence | None) -> Confidence | None:
    """The next of guess, unsure, sure and nothing said."""
    return WORDS[0] if chosen is None else dict(pairwise(WORDS)).get(chosen)


def _line(chosen: Confidence | None) -> Content:
    words = (Content.styled(word, "bold underline $foreground" if word == chosen else "") for word in WORDS)
    return Content.assemble("How sure?  ", Content("  ").join(words), ("   ctrl+o", "$text-accent"))
