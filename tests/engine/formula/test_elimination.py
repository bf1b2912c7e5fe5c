"""Names that no table knows, in plain questions and in cells."""

import msgspec
import pytest

from engine.formula.setting import Setting
from tests.engine.formula.equation_reading import CELL, LSTM, STATE, naming, setting

NUMBERS = setting("m", {"n": [], "k": [], "s": [], "p": []})
LOSS = setting("L", {"p": ["K"], "y": ["K"]})
SCORE = setting("e", {"s_t": ["H"], "h_k": ["E"]})
DOT = msgspec.structs.replace(SCORE, has_parameters=False)
CLIP = msgspec.structs.replace(setting("q", {"g": ["N"], "c": []}), has_parameters=False)
UPDATE = setting("q", {"w": ["N"], "g": ["N"], "η": []})


def _meant(text: str, around: Setting) -> dict[str, str]:
    return {key: quantity.key for key, quantity in naming(text, around).found.items() if quantity.kind == "given"}


@pytest.mark.parametrize(
    ("text", "around", "expected"),
    [
        ("m = (W - F + 2 P)/S + 1", NUMBERS, {"W": "n", "F": "k", "P": "p", "S": "s"}),
        ("m = (i + 2 p - k)/s + 1", NUMBERS, {"i": "n", "p": "p", "k": "k", "s": "s"}),
        ("m = (i + 2 p - k)/s + j", NUMBERS, {"p": "p", "k": "k", "s": "s"}),
        ("L = -∑_i t_i log(p_i)", LOSS, {"t_i": "y", "p_i": "p"}),
        ("L = -∑_i t_i log(y_i)", LOSS, {"t_i": "y", "y_i": "p"}),
        ("L = -∑_i d_i log(y_i)", LOSS, {"d_i": "y", "y_i": "p"}),
        ("L = -∑_i log(y_i) t_i", LOSS, {"t_i": "y", "y_i": "p"}),
        ("L = -∑_i p_i log(q_i)", LOSS, {"p_i": "y", "q_i": "p"}),
        ("L = -∑_i q_i log(p_i)", LOSS, {"q_i": "y", "p_i": "p"}),
        ("L = -∑_i y_i log(ŷ_i)", LOSS, {"y_i": "y", "y^_i": "p"}),
        ("L = -∑_i y_i log(p_i)", LOSS, {"y_i": "y", "p_i": "p"}),
        ("L = -∑_i t_i log(ŷ_i)", LOSS, {"t_i": "y", "y^_i": "p"}),
        ("L = -log(ŷ_c)", LOSS, {"y^_c": "p"}),
        ("e = q^T W k", SCORE, {"q": "s_t", "k": "h_k"}),
        ("e = a^T W b", SCORE, {}),
        ("e = a^T b", DOT, {"a": "s_t", "b": "h_k"}),
        ("e = a^T b W", DOT, {}),
        ("q = min(1, v / ‖g‖) g", CLIP, {"g": "g", "v": "c"}),
        ("q = min(1, v / ‖w‖) w", CLIP, {"v": "g", "w": "c"}),
        ("e = q_i^T k_j", SCORE, {"q_i": "s_t", "k_j": "h_k"}),
        ("e = s_t^T W h_j", SCORE, {"s_t": "s_t", "h_j": "h_k"}),
        ("q = θ_t - η g_t", UPDATE, {"θ_t": "w", "η": "η", "g_t": "g"}),
        ("f_t = σ(W e_t + U h_{t-1})", LSTM, {"e_t": "x_t", "h_{t-1}": "h_{t-1}"}),
        ("f_t = σ(W d_t + U h_{t-1})", LSTM, {"d_t": "x_t", "h_{t-1}": "h_{t-1}"}),
        ("f_t = σ(W_t x_t + U h_{t-1})", LSTM, {"x_t": "x_t", "h_{t-1}": "h_{t-1}"}),
        ("c_t = f_t c_{t-1} + i_t k_t", CELL, {"f_t": "f_t", "i_t": "i_t", "c_{t-1}": "c_{t-1}", "k_t": "g_t"}),
        ("c_t = f_t c_{t-1} + i_t k_t + l_t", CELL, {"f_t": "f_t", "i_t": "i_t", "c_{t-1}": "c_{t-1}", "k_t": "g_t"}),
        ("h_t = z_t h_{t-1} + (1 - z_t) d_t", STATE, {"z_t": "z_t", "h_{t-1}": "h_{t-1}", "d_t": "n_t"}),
        ("h_t = d_t h_{t-1} + (1 - d_t) l_t", STATE, {"h_{t-1}": "h_{t-1}"}),
    ],
)
def test_what_is_left_over(text: str, around: Setting, expected: dict[str, str]) -> None:
    assert _meant(text, around) == expected
