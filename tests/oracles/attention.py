"""Attention in plain loops, from the papers' formulas; sharing nothing with `solvers`."""

import math

Vector = list[float]
Matrix = list[Vector]


def dot(a: Vector, b: Vector) -> float:
    """Products, added."""
    return sum(x * y for x, y in zip(a, b, strict=True))


def score(q: Vector, k: Vector, kind: str, W: Matrix, U: Matrix, v: Vector) -> float:
    """One score: Luong's dot and general, Vaswani's scaled dot, Bahdanau's additive."""
    if kind == "dot":
        return dot(q, k)
    if kind == "scaled":
        return dot(q, k) / math.sqrt(len(k))
    if kind == "general":
        return dot(k, [dot(row, q) for row in W])
    return sum(weight * math.tanh(dot(w, q) + dot(u, k)) for weight, w, u in zip(v, W, U, strict=True))


def attend(
    q: Vector, K: Matrix, V: Matrix, kind: str, W: Matrix, U: Matrix, v: Vector, mask: list[int]
) -> tuple[Vector, Vector, Vector]:
    """Scores, weights and context; masked positions have no weight."""
    scores = [score(q, k, kind, W, U, v) for k in K]
    powers = [math.exp(s) if counts else 0.0 for s, counts in zip(scores, mask, strict=True)]
    weights = [power / sum(powers) for power in powers]
    context = [sum(weight * value[at] for weight, value in zip(weights, V, strict=True)) for at in range(len(V[0]))]
    return scores, weights, context
