"""Recurrent cells one number at a time, written from the papers in plain Python, sharing nothing with `solvers`.

Weights are given gate by gate: `{"f": (W, U, b), ...}` with `W` a list of H rows of D numbers, `U` of H rows of H.
"""

import math
from collections.abc import Callable

Vector = list[float]
Gate = tuple[list[Vector], list[Vector], Vector]


def logistic(a: float) -> float:
    return 1 / (1 + math.exp(-a)) if a >= 0 else math.exp(a) / (1 + math.exp(a))


def net_input(gate: Gate, x: Vector, h: Vector) -> Vector:
    W, U, b = gate
    sums = []
    for k in range(len(b)):
        total = b[k]
        for d in range(len(x)):
            total += W[k][d] * x[d]
        for j in range(len(h)):
            total += U[k][j] * h[j]
        sums.append(total)
    return sums


def rnn(xs: list[Vector], h: Vector, gate: Gate, activation: Callable[[float], float]) -> list[Vector]:
    """Elman 1990."""
    states = []
    for x in xs:
        h = [activation(a) for a in net_input(gate, x, h)]
        states.append(h)
    return states


def lstm(
    xs: list[Vector],
    h: Vector,
    c: Vector,
    gates: dict[str, Gate],
    peepholes: dict[str, Vector] | None = None,
    coupled: str = "none",
) -> tuple[list[Vector], list[Vector]]:
    """Gers, Schraudolph & Schmidhuber 2002 (peepholes); Greff et al. 2017 (coupled gates)."""
    hs, cs, p, H = [], [], peepholes or {}, len(h)
    for x in xs:
        opened = {}
        for name in ("i", "f"):
            if name in gates:
                net = net_input(gates[name], x, h)
                opened[name] = [logistic(net[k] + (p[name][k] * c[k] if name in p else 0)) for k in range(H)]
        if coupled == "i = 1 - f":
            opened["i"] = [1 - value for value in opened["f"]]
        if coupled == "f = 1 - i":
            opened["f"] = [1 - value for value in opened["i"]]
        candidate = [math.tanh(a) for a in net_input(gates["g"], x, h)]
        c_new = [opened["f"][k] * c[k] + opened["i"][k] * candidate[k] for k in range(H)]
        net = net_input(gates["o"], x, h)
        out = [logistic(net[k] + (p["o"][k] * c_new[k] if "o" in p else 0)) for k in range(H)]
        h, c = [out[k] * math.tanh(c_new[k]) for k in range(H)], c_new
        hs.append(h)
        cs.append(c)
    return hs, cs


def gru(
    xs: list[Vector],
    h: Vector,
    gates: dict[str, Gate],
    hidden_biases: dict[str, Vector],
    reset_after: bool,
    keeps: bool,
) -> list[Vector]:
    """Cho et al. 2014 (reset before, z keeps); Chung et al. 2014 (z takes); the cuDNN guide (reset after)."""
    hs, H = [], len(h)
    for x in xs:
        r, z = (
            [logistic(net + hidden_biases[name][k]) for k, net in enumerate(net_input(gates[name], x, h))]
            for name in ("r", "z")
        )
        W, U, b = gates["n"]
        if reset_after:
            silent = [0.0] * len(x)
            recurrent = net_input((W, U, hidden_biases["n"]), silent, h)
            inputs = net_input((W, [[0.0] * H] * H, b), x, h)
            n = [math.tanh(inputs[k] + r[k] * recurrent[k]) for k in range(H)]
        else:
            through = [r[k] * h[k] for k in range(H)]
            n = [math.tanh(a + hidden_biases["n"][k]) for k, a in enumerate(net_input((W, U, b), x, through))]
        h = [z[k] * h[k] + (1 - z[k]) * n[k] if keeps else (1 - z[k]) * h[k] + z[k] * n[k] for k in range(H)]
        hs.append(h)
    return hs
