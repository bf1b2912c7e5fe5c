"""Questions of the shipped banks on the benches: what the bench shows is what the question asks for."""

import msgspec
import numpy as np
import pytest

from engine.bank.load import Bank, load
from engine.kinds.array import ArrayQuestion
from engine.kinds.number import NumberQuestion
from engine.question.question import Question
from engine.question.variant import deal
from tui.laboratory.attending import attended
from tui.laboratory.cells import run
from tui.laboratory.door import opens
from tui.laboratory.givens import scene_of
from tui.laboratory.scene import AttentionScene, CellScene, WindowScene
from tui.laboratory.windows import windowed

SHOWN = {
    "rnn-step-scalar": "h",
    "rnn-step-vector": "h",
    "rnn-forward-relu": "h",
    "rnn-first-step-zero": "h",
    "rnn-forward-scalar": "h",
    "lstm-two-steps": "c",
    "gru-two-steps": "h",
    "pool-average-2x2": "Y",
    "pool-average-overlap": "Y",
    "pool-average-padded": "Y",
    "pool-max-2x2": "Y",
    "conv-2x2-kernel": "Y",
}
"""Question -> the quantity whose values are its key."""


@pytest.fixture(scope="module")
def shipped() -> Bank:
    return load([]).sound()


@pytest.mark.parametrize("seed", [0, 1, 5])
@pytest.mark.parametrize("name", SHOWN)
def test_the_bench_shows_the_key(shipped: Bank, name: str, seed: int) -> None:
    variant = deal(shipped.questions[name], seed)
    assert opens(variant.question)
    scene = scene_of(variant)
    if isinstance(scene, CellScene):
        found = run(scene)._asdict()[SHOWN[name]]
    else:
        assert isinstance(scene, WindowScene)
        found = windowed(scene).Y
    np.testing.assert_allclose(np.ravel(found), np.ravel(variant.key.value), rtol=1e-12)


def test_every_question_with_such_a_call_can_be_set_up_or_is_let_alone(shipped: Bank) -> None:
    found = {name: scene_of(deal(question)) for name, question in shipped.questions.items() if opens(question)}
    assert sum(scene is not None for scene in found.values()) >= 15


def test_questions_without_such_a_call(shipped: Bank) -> None:
    for name in ("lstm-forget-gate", "pool-average-gradient", "lstm-origin-year", "lstm-cell-state"):
        if name in shipped.questions:
            assert not opens(shipped.questions[name])


def made(answer: str, **given: object) -> Question:
    kind = {
        "kind": "array",
        "id": "made",
        "prompt": "Compute.",
        "skill": "rnn",
        "level": 1,
        "source": "made for the tests",
    }
    return msgspec.convert(kind | {"given": given, "answer": answer}, ArrayQuestion)


def test_an_lstm_of_another_order_is_brought_into_ours() -> None:
    draw = np.random.default_rng(0).normal
    W, U, b = draw(size=(8, 3)), draw(size=(8, 2)), draw(size=8)
    answer = 'lstm.step(x, h, c, W=W, U=U, b=b, b_hidden=b, order="ofig").h'
    given = {"x": draw(size=3), "h": draw(size=2), "c": draw(size=2), "W": W, "U": U, "b": b}
    variant = deal(made(answer, **{name: array.tolist() for name, array in given.items()}))
    scene = scene_of(variant)
    assert isinstance(scene, CellScene)
    np.testing.assert_allclose(run(scene).h[0], variant.key.value)
    np.testing.assert_allclose(scene.b[:2], 2 * b[4:6])


def test_attention() -> None:
    variant = deal(
        made('attention.attend(q, K, V, kind="scaled")', q=[1, 2], K=[[0, 1], [1, 0]], V=[[1, 2, 3], [4, 5, 6]])
    )
    scene = scene_of(variant)
    assert isinstance(scene, AttentionScene)
    np.testing.assert_allclose(attended(scene).contexts[0], variant.key.value)


@pytest.mark.parametrize(
    "answer",
    [
        'rnn.forward(x, W=[[1]], U=[[1]], b=[0], activation="tanh", mask=[1, 0]).h',
        'rnn.forward(x, W=[[1]], U=[[1]], b=[0], activation="tanh", reverse=True).h',
        'rnn.step(x, [0], W=[[1]], U=[[1]], b=[0], activation="softplus").h',
        'rnn.forward([x, x], W=[[1]], U=[[1]], b=[0], activation="tanh").h',
        "pool.average(x, size=[2, 1], stride=1)",
        "pool.maximum(x, size=1, stride=1, dilation=2)",
        "conv.forward([x], [[[[1]]]], flip=False, b=[1])",
        'attention.scores([1], x, kind="general", W=[[1]])',
    ],
)
def test_what_no_bench_shows_is_none(answer: str) -> None:
    question = made(answer, x=[[1], [2]])
    assert opens(question)
    assert scene_of(deal(question)) is None


def test_a_formula_that_cannot_be_computed_is_none() -> None:
    assert scene_of(deal(made("pool.average(Y, size=1, stride=1)", x=[[1], [2]]))) is None


def test_a_mutant_is_no_cell() -> None:
    question = msgspec.convert(
        {
            "kind": "number",
            "id": "m",
            "prompt": "P",
            "skill": "rnn",
            "level": 1,
            "source": "tests",
            "answer": "mutants.rnn.step(1)",
        },
        NumberQuestion,
    )
    assert not opens(question)
