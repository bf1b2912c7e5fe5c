"""The recurrent cells beside PyTorch on one thread of the same processor, in the same run.

Ours and theirs take turns and the best of each counts, so that a busy moment meets both. Float64 and float32; the ratio is
their time over ours.
"""

import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from solvers import gru, lstm, rnn
from solvers.fused import gru as fused_gru
from solvers.fused import hand_sized, variants
from solvers.fused import lstm as fused_lstm
from solvers.fused import rnn as fused_rnn

torch = pytest.importorskip("torch", reason="the comparison needs PyTorch: pip install torch==2.13.0")

ROUNDS = 3
QUIZ = (5, 1, 3, 4)
LARGE = [(100, 32, 64, 128), (100, 32, 256, 256), (200, 64, 256, 512)]
GATES = {"rnn": 1, "lstm": 4, "gru": 3}
LAYERS = {"rnn": "RNN", "lstm": "LSTM", "gru": "GRU"}
Run = Callable[[], Any]


@pytest.fixture(autouse=True)
def one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def best(*runs: Run) -> list[float]:
    """The shortest time of each, in seconds, taking turns."""
    counts = []
    for run in runs:
        run()
        start = time.perf_counter()
        run()
        counts.append(max(1, int(0.05 / (time.perf_counter() - start))))
    found = [float("inf")] * len(runs)
    for _ in range(ROUNDS):
        for place, (run, count) in enumerate(zip(runs, counts, strict=True)):
            start = time.perf_counter()
            for _ in range(count):
                run()
            found[place] = min(found[place], (time.perf_counter() - start) / count)
    return found


def told(benchmark: Any, title: str, theirs: float, ours: float, target: float) -> None:
    """Print one line of the table and keep its figures."""
    ratio = theirs / ours
    benchmark.extra_info |= {"ratio": round(ratio, 2), "target": target}
    print(
        f"\n{title:60} theirs {1e6 * theirs:10.0f} us  ours {1e6 * ours:10.0f} us  {ratio:6.2f}x (goal {target}x)",
        end="",
    )


def weights(cell: str, D: int, H: int, dtype: type, *leading: int) -> list[Any]:
    """W, U and both biases, uniform within 1/sqrt(H)."""
    draw, rows = np.random.default_rng(0), GATES[cell] * H
    shapes = [(rows, D), (rows, H), (rows,), (rows,)]
    return [draw.uniform(-(H**-0.5), H**-0.5, (*leading, *shape)).astype(dtype) for shape in shapes]


def layer(cell: str, D: int, H: int, arrays: list[Any]) -> Any:
    """PyTorch's layer with these weights."""
    names = ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")
    built = getattr(torch.nn, LAYERS[cell])(D, H, dtype=torch.from_numpy(arrays[0]).dtype)
    built.load_state_dict(dict(zip(names, map(torch.from_numpy, arrays), strict=True)))
    return built


def last_state(cell: str, x: Any, W: Any, U: Any, b: Any, b_hidden: Any) -> Any:
    """From raw arrays to the last state of a hand-sized run."""
    if cell == "gru":
        return hand_sized.gru(x, W, U, b, b_hidden, order="rzn", z="keeps")
    if cell == "lstm":
        return hand_sized.lstm(x, W, U, b + b_hidden, order="ifgo")[0]
    return hand_sized.rnn(x, W, U, b + b_hidden)


def fused(cell: str, x: Any, W: Any, U: Any, b: Any, b_hidden: Any, keep: bool) -> tuple[Any, Any]:
    """A run of a whole batch, and the module that knows its gradient."""
    if cell == "gru":
        return fused_gru.forward(x, W, U, b, b_hidden, order="rzn", z="keeps", keep=keep), fused_gru
    if cell == "lstm":
        return fused_lstm.forward(x, W, U, b + b_hidden, order="ifgo", keep=keep), fused_lstm
    return fused_rnn.forward(x, W, U, b + b_hidden, activation="tanh"), fused_rnn


def theirs(built: Any, x: Any) -> tuple[Run, Run]:
    """PyTorch's forward run, and the same with the gradient of the summed states."""

    def forward() -> Any:
        with torch.no_grad():
            return built(x)[0]

    def both() -> Any:
        built.zero_grad()
        read = x.clone().requires_grad_()
        built(read)[0].sum().backward()
        return read.grad

    return forward, both


@pytest.mark.benchmark(group="cells")
@pytest.mark.parametrize("cell", GATES)
def test_quiz_size(benchmark: Any, cell: str):
    T, B, D, H = QUIZ
    arrays, x = weights(cell, D, H, np.float64), np.random.default_rng(1).normal(size=(T, B, D))
    built, dh = layer(cell, D, H, arrays), np.ones((T, B, H))
    forward, both = theirs(built, torch.from_numpy(x))

    def build_and_run() -> Any:
        with torch.no_grad():
            return layer(cell, D, H, arrays)(torch.from_numpy(x))[0]

    def ours() -> Any:
        return last_state(cell, x, *arrays)

    def ours_both() -> Any:
        run, module = fused(cell, x, *arrays, keep=True)
        return module.backward(run, dh).x

    np.testing.assert_allclose(ours(), forward().numpy()[-1], atol=1e-12)
    np.testing.assert_allclose(ours_both(), both().numpy(), atol=1e-12)
    ready, loaded, mine, gradient, my_gradient = best(forward, build_and_run, ours, both, ours_both)
    told(benchmark, f"{cell} {QUIZ} forward, layer built and loaded", loaded, mine, 5)
    told(benchmark, f"{cell} {QUIZ} forward, layer ready", ready, mine, 1.5)
    told(benchmark, f"{cell} {QUIZ} BPTT, layer ready", gradient, my_gradient, 1.5)
    benchmark.pedantic(ours, rounds=1)


@pytest.mark.benchmark(group="cells")
@pytest.mark.parametrize("size", LARGE, ids=str)
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("cell", GATES)
def test_large(benchmark: Any, cell: str, dtype: type, size: tuple[int, int, int, int]):
    T, B, D, H = size
    arrays, x = weights(cell, D, H, dtype), np.random.default_rng(1).normal(size=(T, B, D)).astype(dtype)
    forward, both = theirs(layer(cell, D, H, arrays), torch.from_numpy(x))
    dh = np.ones((T, B, H), dtype)

    def ours() -> Any:
        return fused(cell, x, *arrays, keep=False)[0].h

    def ours_both() -> Any:
        run, module = fused(cell, x, *arrays, keep=True)
        return module.backward(run, dh).x

    np.testing.assert_allclose(ours(), forward().numpy(), atol=1e-4)
    np.testing.assert_allclose(ours_both(), both().numpy(), atol=1e-3)
    ready, mine, gradient, my_gradient = best(forward, ours, both, ours_both)
    target = 1.3 if dtype is np.float64 else 0.8 if cell == "lstm" else 1.0
    name = np.dtype(dtype).name
    told(benchmark, f"{cell} {size} {name} forward", ready, mine, target)
    told(benchmark, f"{cell} {size} {name} BPTT", gradient, my_gradient, target)
    benchmark.pedantic(ours, rounds=1)


def batched(cell: str, x: Any, W: Any, U: Any, b: Any, b_hidden: Any) -> Any:
    """The last states of many small cells by PyTorch's batched products."""
    V, H = U.shape[0], U.shape[2]
    h, c, U = x.new_zeros(V, 1, H), x.new_zeros(V, 1, H), U.transpose(1, 2)
    from_x = torch.bmm(x.transpose(0, 1), W.transpose(1, 2)) + b[:, None]
    for t in range(len(x)):
        from_h = torch.baddbmm(b_hidden[:, None], h, U)
        a = from_x[:, t : t + 1]
        if cell == "rnn":
            h = torch.tanh(a + from_h)
        elif cell == "lstm":
            i, f, g, o = (a + from_h).chunk(4, 2)
            c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
            h = torch.sigmoid(o) * torch.tanh(c)
        else:
            r, z = torch.sigmoid(a[..., : 2 * H] + from_h[..., : 2 * H]).chunk(2, 2)
            n = torch.tanh(a[..., 2 * H :] + r * from_h[..., 2 * H :])
            h = n + z * (h - n)
    return h[:, 0]


@pytest.mark.benchmark(group="cells")
@pytest.mark.parametrize("cell", GATES)
def test_a_thousand_variants(benchmark: Any, cell: str):
    (T, _, D, H), V = QUIZ, 1000
    arrays, x = weights(cell, D, H, np.float64, V), np.random.default_rng(1).normal(size=(T, V, D))
    tensors = [torch.from_numpy(array) for array in (x, *arrays)]
    W, U, b, b_hidden = arrays

    def ours() -> Any:
        if cell == "gru":
            return variants.gru(x, W, U, b, b_hidden, order="rzn", z="keeps")[-1]
        if cell == "lstm":
            return variants.lstm(x, W, U, b + b_hidden, order="ifgo")[0][-1]
        return variants.rnn(x, W, U, b + b_hidden)[-1]

    def loop() -> None:
        for v in range(V):
            plain(cell, x[:, v], *(array[v] for array in arrays))

    with torch.no_grad():
        np.testing.assert_allclose(ours(), batched(cell, *tensors).numpy(), atol=1e-12)
        products, mine, one_by_one = best(lambda: batched(cell, *tensors), ours, loop)
    told(benchmark, f"{cell} {V} weight sets of {QUIZ}, batched products", products, mine, 1.8)
    told(benchmark, f"{cell} {V} weight sets of {QUIZ}, our own loop", one_by_one, mine, 25)
    benchmark.pedantic(ours, rounds=1)


def plain(cell: str, x: Any, W: Any, U: Any, b: Any, b_hidden: Any) -> Any:
    """The plain form, as a question's formula calls it."""
    arrays = {"W": W, "U": U, "b": b, "b_hidden": b_hidden}
    if cell == "gru":
        return gru.forward(x, **arrays, order="rzn", reset="after", z="keeps").h_last
    if cell == "lstm":
        return lstm.forward(x, **arrays, order="ifgo").h_last
    return rnn.forward(x, **arrays, activation="tanh").h_last
