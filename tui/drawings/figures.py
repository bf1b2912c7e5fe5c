"""Figures by name, and which one belongs to a question: the part that is asked for is lit."""

import re
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from engine.kinds.equation import EquationQuestion
from engine.question.question import Question
from tui.drawings import cells, networks
from tui.drawings.canvas import Canvas


class Figure(NamedTuple):
    """A drawing and what is lit in it."""

    canvas: Canvas
    lit: frozenset[str]
    """Parts; empty when nothing is."""


FIGURES: Final[Mapping[str, Callable[[], Canvas]]] = {
    "rnn": lambda: cells.rnn("tanh"),
    "lstm": cells.lstm,
    "gru": lambda: cells.gru("before", "keeps"),
    "unrolled": networks.unrolled,
    "stacked": networks.stacked,
    "bidirectional": networks.bidirectional,
    "encoder-decoder": networks.encoder_decoder,
}

SKILLS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "rnn.cell": ("rnn", ("h",)),
    "rnn.activation": ("rnn", ("h",)),
    "rnn.recurrence": ("rnn", ("h_prev", "U")),
    "rnn.hidden-state": ("rnn", ("h",)),
    "rnn.recurrent-edge": ("rnn", ("h_prev", "U")),
    "rnn.init-state": ("rnn", ("h_prev",)),
    "rnn.unroll": ("unrolled", ()),
    "rnn.share": ("unrolled", ("W",)),
    "rnn.deep": ("stacked", ("layer2",)),
    "rnn.bidirectional": ("bidirectional", ("back",)),
    "rnn.types.many-to-many.seq2seq": ("encoder-decoder", ("context",)),
    "lstm.two-states": ("lstm", ("c_prev", "h_prev", "c", "h")),
    "lstm.parts": ("lstm", ("f", "i", "g", "o")),
    "lstm.forget": ("lstm", ("f",)),
    "lstm.forget-bias": ("lstm", ("f",)),
    "lstm.input": ("lstm", ("i",)),
    "lstm.candidate": ("lstm", ("g",)),
    "lstm.cell": ("lstm", ("c", "c_prev")),
    "lstm.output": ("lstm", ("o",)),
    "lstm.steps": ("lstm", ()),
    "lstm.gradient-path": ("lstm", ("c_prev", "f", "c")),
    "gru.gates": ("gru", ("r", "z")),
    "gru.update": ("gru", ("z",)),
    "gru.reset": ("gru", ("r",)),
    "gru.candidate": ("gru", ("n",)),
    "gru.state": ("gru", ("h",)),
    "gru.limits": ("gru", ("z",)),
}
"""Skill -> the figure that shows what it is about, and the parts that are lit in it."""

PARTS: Final[Mapping[str, Mapping[str, str]]] = {
    "rnn": {"h": "h", "a": "a", "z": "a"},
    "lstm": {"f": "f", "i": "i", "g": "g", "o": "o", "c": "c", "h": "h", "\\tilde{c}": "g", "\\tilde{C}": "g", "C": "c"},
    "gru": {"r": "r", "z": "z", "n": "n", "h": "h", "\\tilde{h}": "n"},
}  # fmt: skip
"""Letter on the left side of an equation -> the part that it computes."""
LETTER: Final = re.compile(r"\s*(\\tilde\{\w\}|[A-Za-z])(?=[_\s=^])")


def figure_for(question: Question) -> Figure | None:
    """The figure of what a question asks for; `None` when there is none."""
    found = SKILLS.get(question.skill)
    if found is None:
        return None
    name, lit = found
    if isinstance(question, EquationQuestion) and (letter := LETTER.match(question.answer)):
        part = PARTS.get(name, {}).get(letter[1])
        lit = lit if part is None else (part,)
    return Figure(FIGURES[name](), frozenset(lit))
