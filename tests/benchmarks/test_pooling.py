"""Pooling beside PyTorch on one thread: 64 maps of 512 × 512 in float32, windows of 2 × 2 side by side."""

import statistics
import time
from collections.abc import Callable

import numpy as np
import pytest

from solvers import pooling

ROUNDS = 9


def seconds(call: Callable[[], object]) -> float:
    """How long a call takes."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


@pytest.mark.benchmark(group="pooling")
@pytest.mark.parametrize(("kind", "least"), [("max", 8), ("average", 4)])
def test_two_by_two_windows(benchmark, kind, least):
    torch = pytest.importorskip("torch", reason="PyTorch, the yardstick, is not installed")
    torch.set_num_threads(1)
    maps = np.random.default_rng(0).normal(size=(64, 512, 512)).astype(np.float32)
    tensor = torch.from_numpy(maps)
    ours, theirs = {
        "max": (pooling.maximum, torch.nn.functional.max_pool2d),
        "average": (pooling.average, torch.nn.functional.avg_pool2d),
    }[kind]

    def run() -> np.ndarray:
        return ours(maps, size=2, stride=2)

    with torch.inference_mode():
        np.testing.assert_allclose(run(), theirs(tensor, 2, 2).numpy(), rtol=1e-5, atol=1e-6)
        pairs = [(seconds(lambda: theirs(tensor, 2, 2)), seconds(run)) for _ in range(ROUNDS)]
    yardstick, measured = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = yardstick / measured
    benchmark.extra_info |= {"ratio": round(ratio, 1), "torch_ms": round(1000 * yardstick, 1)}
    print(f"\n{kind} pooling {1000 * measured:.1f} ms, PyTorch {1000 * yardstick:.1f} ms: {ratio:.1f} times as fast")
    benchmark.pedantic(run, rounds=1)
    assert ratio >= least
