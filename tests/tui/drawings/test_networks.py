"""Drawings of networks: each as it is, and that it fits."""

import pytest

from tests.tui.drawings.test_cells import text
from tui.drawings import networks
from tui.drawings.canvas import Canvas

UNROLLED = """
          hₜ₋₁            hₜ            hₜ₊₁
            ▴              ▴              ▴
        ┌───────┐      ┏━━━━━━━┓      ┌───────┐
        │  cell │─────▸┃  cell ┃─────▸│  cell │
        └───────┘      ┗━━━━━━━┛      └───────┘
            ▴              ▴              ▴
          xₜ₋₁            xₜ            xₜ₊₁

        the same W, U and b at every step
"""
STACKED = """
           h₁             h₂             h₃
            ▴              ▴              ▴
        ┏━━━━━━━┓      ┏━━━━━━━┓      ┏━━━━━━━┓
        ┃layer 2┃━━━━━▸┃layer 2┃━━━━━▸┃layer 2┃
        ┗━━━━━━━┛      ┗━━━━━━━┛      ┗━━━━━━━┛
            ▴              ▴              ▴
            │              │              │
        ┌───────┐      ┌───────┐      ┌───────┐
        │layer 1│─────▸│layer 1│─────▸│layer 1│
        └───────┘      └───────┘      └───────┘
            ▴              ▴              ▴
           x₁             x₂             x₃
"""
BIDIRECTIONAL = """
   [→h ←h]₁       [→h ←h]₂       [→h ←h]₃
   ▴        ▴     ▴        ▴     ▴        ▴
   │        ┃     │        ┃     │        ┃
   │    ┏━━━━━━━┓ │    ┏━━━━━━━┓ │    ┏━━━━━━━┓
   │    ┃ ← cell┃◂│━━━━┃ ← cell┃◂│━━━━┃ ← cell┃
   │    ┗━━━━━━━┛ │    ┗━━━━━━━┛ │    ┗━━━━━━━┛
   │        ▴     │        ▴     │        ▴
  ┌───────┐ │    ┌───────┐ │    ┌───────┐ │
  │ cell →│─│───▸│ cell →│─│───▸│ cell →│ │
  └───────┘ │    └───────┘ │    └───────┘ │
      ▴     │        ▴     │        ▴     │
      │     │        │     │        │     │
     x₁ ────╯       x₂ ────╯       x₃ ────╯
"""
ENCODER_DECODER = """
                                                  y₁             y₂
                                                   ▴              ▴
        ┌─────────┐    ┌─────────┐  context   ┌─────────┐    ┌─────────┐
        │ encoder │───▸│ encoder │━━━━━━━━━━━▸│ decoder │───▸│ decoder │
        └─────────┘    └─────────┘            └─────────┘    └─────────┘
             ▴              ▴                      ▴              ▴
            x₁             x₂                    start           y₁
"""


@pytest.mark.parametrize(
    ("canvas", "lit", "drawn"),
    [
        (networks.unrolled(), "cell1", UNROLLED),
        (networks.stacked(), "layer2", STACKED),
        (networks.bidirectional(), "back", BIDIRECTIONAL),
        (networks.encoder_decoder(), "context", ENCODER_DECODER),
    ],
    ids=["unrolled", "stacked", "bidirectional", "encoder-decoder"],
)
def test_networks(canvas: Canvas, lit: str, drawn: str) -> None:
    lines = canvas.lines({}, ())
    assert text(canvas, lit=(lit,)).strip("\n") == drawn.strip("\n")
    assert len(lines) <= 20
    assert sum(len(run.text) for run in lines[0]) <= 78


def test_more_layers_and_more_steps() -> None:
    drawn = text(networks.stacked(3, 2))
    assert drawn.count("layer 3") == drawn.count("layer 1") == 2
    assert [drawn.index(f"layer {layer}") for layer in (3, 2, 1)] == sorted(
        drawn.index(f"layer {layer}") for layer in (1, 2, 3)
    )
    assert "x₅" in text(networks.bidirectional(5))


def test_subscripts() -> None:
    assert networks.subscript(120) == "₁₂₀"
