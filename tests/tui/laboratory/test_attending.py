"""Attention on its bench, against loops."""

import math

import msgspec
import numpy as np
import pytest

from engine.errors import UnrolledError
from tui.laboratory.attending import attended, label
from tui.laboratory.scene import AttentionScene
from tui.laboratory.starts import first_attention


@pytest.mark.parametrize("kind", ["dot", "scaled"])
@pytest.mark.parametrize("causal", [False, True])
def test_weights_and_contexts(kind: str, causal: bool) -> None:
    scene = msgspec.structs.replace(first_attention(), kind=kind, causal=causal, query=3)
    found = attended(scene)
    for place, q in enumerate(scene.Q):
        seen = scene.K[: place + 1] if causal else scene.K
        scores = [
            sum(a * b for a, b in zip(q, k, strict=True)) / (math.sqrt(len(q)) if kind == "scaled" else 1) for k in seen
        ]
        powers = [math.exp(score) for score in scores]
        weights = [power / sum(powers) for power in powers] + [0.0] * (len(scene.K) - len(seen))
        np.testing.assert_allclose(found.weights[place], weights, atol=1e-12)
        context = [
            sum(w * v[column] for w, v in zip(weights, scene.V, strict=True)) for column in range(len(scene.V[0]))
        ]
        np.testing.assert_allclose(found.contexts[place], context, atol=1e-12)
    np.testing.assert_allclose(found.steps[-1].value, found.contexts[3])


def test_labels() -> None:
    scene = first_attention()
    assert label(scene, 1) == "cat"
    assert label(msgspec.structs.replace(scene, words=()), 1) == "2"
    assert label(msgspec.structs.replace(scene, words=("\x1b[31m",)), 0) == "␛[31m"


def test_sizes_that_do_not_fit_are_told() -> None:
    with pytest.raises(UnrolledError, match=r"K has shape \(1, 2\)"):
        attended(AttentionScene(Q=((1.0,),), K=((1.0, 2.0),), V=((1.0,),), kind="dot"))
