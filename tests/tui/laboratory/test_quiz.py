"""Quiz me on this: every question that a bench makes passes the check of a bank, and asks for what the bench shows."""

import msgspec
import numpy as np
import pytest

from engine.bank.load import load
from engine.question.grade import grade
from engine.question.variant import deal
from tests.tui.laboratory.scenes import CONVENTIONS, random_cell
from tui.laboratory.attending import attended
from tui.laboratory.cells import MEANINGS, run
from tui.laboratory.quiz import dealt, offers
from tui.laboratory.scene import AnyScene, CellScene, FlowScene
from tui.laboratory.starts import first_attention, first_windows
from tui.laboratory.windows import OPERATIONS, windowed

CELLS = [
    random_cell(cell, seed, H=H, second=cell == "gru" and seed % 2 == 1, **said)
    for cell, said in CONVENTIONS
    for seed, H in ((0, 1), (1, 3), (2, 9))
]
WINDOWS = [
    msgspec.structs.replace(first_windows(), operation=operation, padding=padding, window=3, flip=flip)
    for operation in OPERATIONS
    for padding, flip in ((0, False), (1, True))
]
WINDOWS.append(msgspec.structs.replace(WINDOWS[-1], operation="convolution", b=-0.5))
ATTENTIONS = [
    msgspec.structs.replace(first_attention(), kind=kind, causal=causal, query=2)
    for kind in ("dot", "scaled")
    for causal in (False, True)
]
FLOWS = [FlowScene(gain=1.3), FlowScene(gain=0.5), FlowScene(forget_bias=4.0, gain=0.8)]


def asked(scene: AnyScene) -> list:
    """Every question that a scene leads to."""
    names = MEANINGS[scene.cell] if isinstance(scene, CellScene) else ["h"]
    return [offer.question for name in names for offer in offers(scene, name, 1)]


@pytest.mark.parametrize("scene", [*CELLS, *WINDOWS, *ATTENTIONS, *FLOWS], ids=lambda scene: type(scene).__name__)
def test_every_question_proves_itself(scene: AnyScene) -> None:
    questions = asked(scene)
    assert questions
    for question in questions:
        variant = deal(question)
        assert list(question.faults()) == []
        assert grade(variant, question.key_text(variant)).outcome == "correct"
        outcomes = {sample.outcome for sample in question.samples(variant)}
        assert {"correct", "invalid"} <= outcomes
        for sample in question.samples(variant):
            verdict = grade(variant, sample.raw)
            assert (verdict.outcome, verdict.mistake) == (sample.outcome, sample.mistake), sample
        assert variant.question.answer_rule(variant)
        if question.computed:
            assert question.worked(variant)


@pytest.mark.parametrize("scene", CELLS, ids=lambda scene: f"{scene.cell}-{scene.units}")
def test_the_keys_are_what_the_bench_shows(scene: CellScene) -> None:
    """Up to the rounding of what is given."""
    fields, unit = run(scene)._asdict(), min(1, scene.units - 1)
    for name in MEANINGS[scene.cell]:
        entry, state, *chain = (offer.question for offer in offers(scene, name, unit))
        assert deal(entry).key.value == pytest.approx(fields[name][scene.step][unit], abs=0.02)
        np.testing.assert_allclose(deal(state).key.value, fields["h"][scene.step], atol=0.02)
        for question in chain:
            last = list(deal(question).key.values.values())[-1]
            shown = fields["h"][scene.step]
            np.testing.assert_allclose(last, shown if np.ndim(last) else shown[unit], atol=0.02)


def test_a_wrong_answer_is_called_by_its_name() -> None:
    scene = random_cell("lstm", 3)
    (question, *_) = (offer.question for offer in offers(scene, "c", 0))
    variant = deal(question)
    given = variant.given
    swapped = given["i"] * given["c_prev"] + given["f"] * given["g"]
    verdict = grade(variant, f"{swapped:.4f}")
    assert (verdict.outcome, verdict.mistake) == ("wrong", "gates-swapped")
    assert grade(variant, f"{given['f'] * given['c_prev'] + given['i'] * given['g']:.4f}").outcome == "correct"


@pytest.mark.parametrize("scene", WINDOWS, ids=lambda scene: f"{scene.operation}-{scene.padding}")
def test_the_keys_of_windows(scene) -> None:
    here, whole = (offer.question for offer in offers(scene))
    found = windowed(scene)
    assert deal(here).key.value == pytest.approx(found.Y[found.place])
    np.testing.assert_allclose(deal(whole).key.value, found.Y)


@pytest.mark.parametrize("scene", ATTENTIONS, ids=lambda scene: f"{scene.kind}-{scene.causal}")
def test_the_keys_of_attention(scene) -> None:
    weights, context = (offer.question for offer in offers(scene))
    found = attended(scene)
    np.testing.assert_allclose(deal(weights).key.value, found.weights[2], atol=1e-3)
    np.testing.assert_allclose(deal(context).key.value, found.contexts[2], atol=1e-2)


def test_gradient_flow_asks_only_where_one_cell_stands_out() -> None:
    (offer,) = offers(FlowScene(gain=1.3))
    variant = deal(offer.question)
    assert grade(variant, "ReLU RNN, identity start").outcome == "correct"
    assert "arrives there" in grade(variant, "LSTM").message
    assert offers(FlowScene(steps=1, limit=0.01)) == []


def test_numbers_are_dealt_as_they_are_printed() -> None:
    assert dealt(np.array([[0.12345, 2.0], [-0.0001, 1e-9]])) == [[0.123, 2], [0, 0]]
    assert dealt(0.5) == 0.5


def test_skills_are_those_of_the_banks() -> None:
    known = load([]).sound().skills
    for scene in (*CELLS, *WINDOWS, *ATTENTIONS, FlowScene(gain=1.3)):
        for question in asked(scene):
            assert question.skill in known
