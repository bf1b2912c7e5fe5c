"""Names in other people's equations, and what they stand for in ours."""

import pytest

from engine.formula.setting import Setting
from tests.engine.formula.equation_reading import ATTENTION, CELL, GRU, LSTM, RNN, STATE, naming, setting

OUTPUT = setting("y_t", {"x_{t-1}": ["D"], "h_{t-1}": ["H"]})
INPUT = setting("i_t", {"x_t": ["D"], "h_{t-1}": ["H"]})


def test_families() -> None:
    families = [one.family for one in (LSTM, CELL, GRU, STATE, RNN, ATTENTION)]
    assert families == ["lstm", "lstm", "gru", "gru", "rnn", "plain"]
    assert setting("h_t", {"o_t": ["H"], "c_t": ["H"]}).family == "lstm"
    assert setting("o_t", {"x_t": ["D"], "h_{t-1}": ["H"]}).family == "lstm"
    assert setting("z_t", {"x_t": ["D"], "h_{t-1}": ["H"]}).family == "gru"
    assert setting("m", {"n": [], "k": []}).family == "plain"
    assert setting("g_{new}", {"g": ["N"], "c": []}).family == "plain"


@pytest.mark.parametrize(
    ("around", "text", "meanings"),
    [
        (LSTM, "f_t = W x_t + U h_{t-1} + b", ["W", "x_t", "U", "h_{t-1}", "b"]),
        (LSTM, "F_t = X_t W + H_{t-1} U", ["x_t", "W", "h_{t-1}", "U"]),
        (LSTM, "f = W x + U h", ["W", "x_t", "U", "h_{t-1}"]),
        (LSTM, "f_t = W a^{<t-1>} + U s_{t-1}", ["W", "h_{t-1}", "U", "h_{t-1}"]),
        (LSTM, "f_t = W h_t + U c_{t-1}", ["W", "h_t", "U", "c_{t-1}"]),
        (LSTM, "f = W e + U h", ["W", "e", "U", "h_{t-1}"]),
        (LSTM, "f = W u + U h", ["W", "u", "U", "h_{t-1}"]),
        (LSTM, "f_t = W x_{t-2} + U h_{t-2}", ["W", "x_{t-2}", "U", "h_{t-2}"]),
        (LSTM, "f_t = W h_t^{(l-1)} + U h_{t-1}^{l}", ["W", "x_t", "U", "h_{t-1}"]),
        (LSTM, "F_t = H_t^{(l-1)} W + H_{t-1}^{(l)} U", ["x_t", "W", "h_{t-1}", "U"]),
        (LSTM, "f_t = W h^{[l-1]}_t + U h_{t-1}^{[l]}", ["W", "x_t", "U", "h_{t-1}"]),
        (LSTM, "f_t = W h^{ℓ-1}_t + U h^ℓ_{t-1}", ["W", "x_t", "U", "h_{t-1}"]),
        (LSTM, "F_t = X W + H U", ["x_t", "W", "h_{t-1}", "U"]),
        (LSTM, "f_t = X x_t + H h_{t-1}", ["x_t", "x_t", "h_{t-1}", "h_{t-1}"]),
        (LSTM, "f_t = S x_t + A h_{t-1}", ["S", "x_t", "A", "h_{t-1}"]),
        (LSTM, "f_t = W h_t^{l-1} + U x_t", ["W", "h_t", "U", "x_t"]),
        (LSTM, "f_t = W h_prev + C", ["W", "h_{t-1}", "C"]),
        (CELL, r"c_t = \Gamma_f * c_{t-1} + \Gamma_u * \tilde{c}", ["f_t", "c_{t-1}", "i_t", "g_t"]),
        (CELL, "Ct = ft (.) Ct-1 + it (.) ct", ["f_t", "c_{t-1}", "i_t", "g_t"]),
        (CELL, "c^t = z^t ⊙ i^t + c^{t-1} ⊙ f^t", ["g_t", "i_t", "c_{t-1}", "f_t"]),
        (CELL, "c_t = f ⊙ c + i ⊙ k_t", ["f_t", "c_{t-1}", "i_t", "g_t"]),
        (CELL, "s_t = f_t s_{t-1} + o_t", ["f_t", "c_{t-1}", "o_t"]),
        (STATE, "Ht = (1 - zt) (.) ht + zt (.) Ht-1", ["z_t", "n_t", "z_t", "h_{t-1}"]),
        (STATE, "s_t = (1 - z) ∘ h + z ∘ s_{t-1}", ["z_t", "n_t", "z_t", "h_{t-1}"]),
        (STATE, "h = (1-u) ∘ c + u ∘ h_prev", ["z_t", "n_t", "z_t", "h_{t-1}"]),
        (STATE, r"c^{<t>} = \Gamma_u \tilde{c}^{<t>} + c^{<t-1>}", ["z_t", "n_t", "h_{t-1}"]),
        (STATE, "h_{t+1} = z_t h_t + n_t", ["z_t", "h_{t-1}", "n_t"]),
        (STATE, "h' = (1 - z) * n + z * h", ["z_t", "n_t", "z_t", "h_{t-1}"]),
        (GRU, "h~_t = W x_t + r_t h_{t-1}", ["W", "x_t", "r_t", "h_{t-1}"]),
        (RNN, "y_t = W x_t + V y_{t-1}", ["W", "x_t", "V", "h_{t-1}"]),
        (OUTPUT, "y_t = W y_{t-1} + x_{t-1}", ["W", "h_{t-1}", "x_{t-1}"]),
        (RNN, "h_t = W x_t + V y_{t-1}", ["W", "x_t", "V", "y_{t-1}"]),
        (RNN, "h_t = W u_t + V h_{t-1}", ["W", "x_t", "V", "h_{t-1}"]),
        (ATTENTION, r"e = h_t^T W \bar h_s", ["h_k", "W", "s_t"]),
    ],
)
def test_meanings(around: Setting, text: str, meanings: list[str]) -> None:
    names = naming(text, around)
    assert [names.quantity(name).key for name in names.names] == meanings


@pytest.mark.parametrize(
    ("around", "text", "fits"),
    [
        (LSTM, "f_t = x_t", True),
        (LSTM, "F_t = x_t", True),
        (LSTM, r"\Gamma_f = x_t", True),
        (LSTM, "i_t = x_t", False),
        (LSTM, "h_t = x_t", False),
        (LSTM, "f_{t-1} = x_t", False),
        (LSTM, "f_{t-2} = x_t", False),
        (LSTM, "f_{t+1} = x_t", True),
        (LSTM, "f = x_t", True),
        (LSTM, "g_{i,t} = x_t", False),
        (INPUT, "g_i^{(t)} = x_t", True),
        (INPUT, "g_t = x_t", False),
        (INPUT, "g_t^{l} = x_t", False),
        (LSTM, "q_{new} = x_t", False),
        (LSTM, "k = x_t", None),
        (CELL, "C_t = c_{t-1}", True),
        (CELL, "s_t = s_{t-1}", True),
        (CELL, "c' = c", True),
        (CELL, "h_t = c_{t-1}", False),
        (GRU, "ht = Ht-1", True),
        (GRU, r"\hat h_t = h_{t-1}", True),
        (GRU, "h_t = h_{t-1}", False),
        (STATE, "s_t = s_{t-1}", True),
        (RNN, "a^{<t>} = a^{<t-1>}", True),
        (RNN, "y_t = x_t", False),
        (RNN, "y_t = y_{t-1}", True),
    ],
)
def test_left_sides(around: Setting, text: str, fits: bool | None) -> None:
    names = naming(text, around)
    assert names.left is not None
    assert names.is_target(names.left) is fits
