"""Drawings of cells: each as it is, what is lit, where values stand."""

from collections.abc import Collection, Mapping

import pytest

from tui.drawings import cells
from tui.drawings.canvas import HEAVY, Canvas

LSTM = """
     cₜ₋₁ ───────▸(×)──────────────▸(+)───────────────────────────▸ cₜ
   1.5             ▴                 ▴                      tanh    0.7
                   │                 │                        │
                   │           ╭───▸(×)◂───╮                  ▾
                   │           │           │                 (×)────▸ hₜ
               ┌───────┐   ┌───────┐   ┌───────┐   ┌───────┐  ▴       0.1
               │  f σ  │   │  i σ  │   │ g tanh│   │  o σ  │──╯
               │  0.2  │   │  0.3  │   │  -0.4 │   │  0.5  │
               └───────┘   └───────┘   └───────┘   └───────┘
                   ▴           ▴           ▴           ▴
     hₜ₋₁ ──┬──────┴───────────┴───────────┴───────────╯
   -0.2     │
       xₜ ──╯
   “l”
"""
GRU = """
     hₜ₋₁ ───────┬─────────────▸(×)────────────▸(+)────▸ hₜ
                 │               ▴               ▴
                 ▾               ├────(1−)─────▸(×)
                (×)──────────────│───────╮       ▴
                 ▴               │       │       │
             ┌───────┐       ┌───────┐   │   ┌───────┐
             │  r σ  │       │  z σ  │   ╰──▸│ n tanh│
             │       │       │       │       │       │
             └───────┘       └───────┘       └───────┘
                 ▴               ▴               ▴
     hₜ₋₁ ──┬────┴───────────────╯               │
            │                                    │
       xₜ ──┴────────────────────────────────────╯
"""
RNN = """
                ┌───────┐
     hₜ₋₁ ─────▸│ U · h │──────╮
                └───────┘      ▾       ┌────────┐
                       b ────▸(+)─────▸│  tanh  │────▸ hₜ
                               ▴       └────────┘
                ┌───────┐      │
       xₜ ─────▸│ W · x │──────╯
                └───────┘
"""


def text(canvas: Canvas, values: Mapping[str, str] | None = None, lit: Collection[str] = ()) -> str:
    lines = ["".join(run.text for run in line).rstrip() for line in canvas.lines(values or {}, lit)]
    return "\n".join(lines).rstrip()


def test_lstm_with_its_values() -> None:
    values = {
        "f": "0.2",
        "i": "0.3",
        "g": "-0.4",
        "o": "0.5",
        "c_prev": "1.5",
        "c": "0.7",
        "h": "0.1",
        "h_prev": "-0.2",
        "x": "“l”",
    }
    assert text(cells.lstm(), values) == LSTM.strip("\n")


def test_gru() -> None:
    assert text(cells.gru("before", "keeps")) == GRU.strip("\n")


def test_rnn() -> None:
    assert text(cells.rnn("tanh")) == RNN.strip("\n")


def test_conventions_of_a_gru_are_drawn() -> None:
    drawn = {(reset, z): text(cells.gru(reset, z)) for reset in ("before", "after") for z in ("keeps", "takes")}
    assert len(set(drawn.values())) == 4
    assert "U · h" in drawn["after", "keeps"]
    assert "U · h" not in drawn["before", "keeps"]
    # What is multiplied by 1 - z is the candidate, or the old state.
    assert "(1−)" in drawn["before", "keeps"].splitlines()[2]
    assert "1−" in drawn["before", "takes"].splitlines()[1]


@pytest.mark.parametrize(
    ("canvas", "parts"),
    [
        (cells.lstm(), ("f", "i", "g", "o", "c", "h", "c_prev", "h_prev", "x", "tanh_c")),
        (cells.gru("before", "keeps"), ("r", "z", "n", "h", "h_prev", "x")),
        (cells.rnn("relu"), ("h", "a", "U", "W", "h_prev", "x")),
    ],
    ids=["lstm", "gru", "rnn"],
)
def test_every_part_can_be_lit_alone(canvas: Canvas, parts: tuple[str, ...]) -> None:
    heavy = set(HEAVY) - {" "}
    assert not heavy & set(text(canvas))
    drawn = [text(canvas, lit=(part,)) for part in parts]
    assert all(heavy & set(one) for one in drawn)
    assert len(set(drawn)) == len(parts)


@pytest.mark.parametrize("canvas", [cells.lstm(), cells.gru("after", "takes"), cells.rnn("tanh")])
def test_a_drawing_fits_a_small_window(canvas: Canvas) -> None:
    lines = canvas.lines({}, ())
    assert len(lines) <= 14
    assert sum(len(run.text) for run in lines[0]) <= 78
