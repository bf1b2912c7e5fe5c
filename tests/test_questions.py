"""The shipped banks: what they must hold, the figures they must give, and the examples of their guide.

Run as a program it writes the table of what is covered into the guide.
"""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from engine.bank.load import Bank, load
from engine.kinds import kinds
from engine.question.grade import grade
from engine.question.variant import deal

FOLDER = Path(__file__).parents[1] / "questions"
GUIDE = FOLDER / "README.md"
COVERAGE = re.compile(r"(?s)(<!-- coverage: [^\n]*-->\n).*?(<!-- end of coverage -->)")

FIXED = [
    "pool-average-2x2",
    "rnn-hidden-state",
    "rnn-output",
    "rnn-output-linear",
    "lstm-input-gate",
    "lstm-forget-gate",
    "lstm-output-gate",
    "lstm-candidate",
    "lstm-cell-state",
    "lstm-hidden-state",
    "gru-reset-gate",
    "gru-update-gate",
    "gru-candidate-reset-before",
    "gru-candidate-reset-after",
    "gru-hidden-state-z-keeps",
    "gru-hidden-state-z-takes",
    "sigmoid-definition",
    "softmax-definition",
    "cross-entropy-definition",
    "clip-by-norm",
    "conv-output-size",
    "attention-score-dot",
    "attention-score-general",
    "attention-score-additive",
    "attention-weights",
    "attention-context",
]
"""Ids that history, exports and other programs rely on."""


@cache
def bank() -> Bank:
    return load([FOLDER]).sound()


@pytest.mark.parametrize("name", FIXED)
def test_fixed_id_exists(name: str) -> None:
    assert name in bank().questions


def test_every_skill_has_a_question() -> None:
    skills = {question.skill for question in bank().questions.values()}
    practised = skills | {skill.partition(".")[0] for skill in skills}
    assert sorted(set(bank().skills) - practised) == []


def test_a_skill_comes_after_what_it_requires() -> None:
    concepts = bank().skills
    place = {name: number for number, name in enumerate(concepts)}
    late = {
        name: [need for need in concept.requires if place[need] > place[name]] for name, concept in concepts.items()
    }
    assert {name: needs for name, needs in late.items() if needs} == {}


def test_size() -> None:
    questions = bank().questions.values()
    formal = ("number", "array", "shape", "equation", "steps")
    assert len(questions) >= 300
    assert sum(question.kind in formal for question in questions) >= 120
    assert {question.level for question in questions} == {1, 2, 3, 4, 5}
    assert {question.kind for question in questions} == set(kinds())


def test_nothing_a_learner_needs_is_missing() -> None:
    poor = [q.id for q in bank().questions.values() if not (q.title and q.hints and q.solution)]
    assert poor == []


def test_the_right_option_is_not_told_by_its_length() -> None:
    telling = []
    for question in bank().questions.values():
        if question.kind == "choice":
            wrong = [len(mistake.answer) for mistake in question.mistakes]
            if len(question.answer) > max(wrong):
                telling.append(question.id)
    assert telling == []


def test_model_answers_earn_every_point() -> None:
    short = {}
    for question in bank().questions.values():
        if question.kind == "open":
            verdict = grade(deal(question), question.answer)
            if verdict.score < 1 or verdict.mistake:
                short[question.id] = verdict.mistake or [p.name for p in verdict.parts if p.outcome != "correct"]
    assert short == {}


def test_follow_ups_exist() -> None:
    questions = bank().questions
    lost = {q.id: [n for n in q.follow_ups if n not in questions] for q in questions.values() if q.kind == "open"}
    assert {name: missing for name, missing in lost.items() if missing} == {}


FIGURES = {
    "pool-average-2x2": "[[3.5, 5.5], [3.75, 5.25]]",
    "pool-max-2x2": "6 8; 7 8",
    "pool-average-overlap": "4 3.5; 4.5 5",
    "pool-average-padded": "0.5 1; 1.5 5",
    "pool-average-gradient": "1 1 2 2; 1 1 2 2; 0 0 -1 -1; 0 0 -1 -1",
    "pool-max-gradient": "0 0 0 0; 0 4 0 8; 0 0 0 0; 0 0 0 -4",
    "pool-global-average": "3 2",
    "conv-2x2-kernel": "12 -4; 14 16",
    "conv-output-size-number": "7",
    "conv-parameters": "224",
    "perceptron-linear": "3",
    "average-food": "2",
    "one-hot-rows": "0 0 1; 1 0 0",
    "one-hot-distance": "1.4142",
    "label-distances": "0 1 2; 1 0 1; 2 1 0",
    "dummy-columns-full": "7",
    "vocabulary-ids": "2 3 4 5 6 7 8 9 10 11 12 6 7 5 13 14",
    "embedding-row": "0.5 -0.3",
    "embedding-parameters": "1000000",
    "bow-vector": "0 1 0 1 2 0",
    "window-parameters": "124",
    "window-or-rnn-parameters": "60",
    "window-pairs-count": "7",
    "bigram-probability": "0.6667",
    "chain-rule-product": "0.0625",
    "perplexity-of-three": "4",
    "padding-count": "8",
    "masked-mean-loss": "0.4",
    "ball-two-pictures": "5 4",
    "order-in-a-linear-cell": "1 2",
    "rnn-step-scalar": "0.7616",
    "rnn-step-vector": "0.964 0",
    "rnn-forward-scalar": "0.7616 0.3634 -0.6741",
    "rnn-forward-linear": "6.5",
    "rnn-forward-relu": "2 0 1",
    "rnn-output-softmax-numbers": "0.1554 0.4223 0.4223",
    "row-layout-product": "1 0 2; 0 -1 1",
    "rnn-concatenated-weights": "1 0 0.5; -1 1 0",
    "rnn-parameters": "32",
    "rnn-multiply-adds": "50",
    "stacked-shapes": "5×2×8",
    "deep-shapes": "4×8",
    "caption-decoder-steps": "10",
    "cross-entropy-number": "0.4076",
    "softmax-large-logits": "0.09 0.2447 0.6652",
    "sequence-loss-sum": "1",
    "squared-error-mean": "1.6667",
    "binary-cross-entropy": "0.2231",
    "activation-slope-tanh": "0.64",
    "activation-slope-sigmoid": "0.16",
    "softmax-gradient": "0.6652 -0.7553 0.09",
    "readout-weight-gradient": "0.5 1; -0.5 -1",
    "sgd-one-step": "0.3",
    "gradient-descent-steep": "-3.375",
    "bptt-linear-u": "6",
    "bptt-tanh-two-steps": "h_1=0.7616; h_2=0.3634; d_2=0.3154; d_1=0.0662; dw=0.0662; du=0.2402",
    "bptt-loss-at-each-step": "3",
    "bptt-initial-state": "0.25",
    "bptt-terms": "0.0042 0.0201 0.1797",
    "jacobian-scalar-product": "0.0576",
    "jacobian-matrix": "0.64 1.28; -1 0.5",
    "matrix-square": "0 0; 0 0",
    "spectral-radius-all-half": "1.5",
    "explode-value": "3325.26",
    "vanish-steps": "10",
    "jacobian-bound": "0.03125",
    "tbptt-value": "2.8125",
    "tbptt-updates": "5",
    "clip-value-vector": "1 -1 0.5",
    "clip-norm-vector": "0.6 -0.8",
    "clip-norm-below": "3 -4",
    "clip-global-factor": "1.5 2",
    "clip-angle": "0.9558",
    "identity-init-state": "4 2",
    "orthogonal-rotation": "-3 -4",
    "lstm-forget-scalar": "2.9242",
    "lstm-cell-scalar": "1.25",
    "lstm-hidden-scalar": "0.3808",
    "lstm-counter": "0.964",
    "lstm-step-scalar": "f=0.7311; i=0.5; g=0.4621; o=0.8808; c=1.6932; h=0.8231",
    "lstm-step-vector": "0.4673 -0.7392",
    "lstm-two-steps": "0.2311 0.224",
    "lstm-retention": "0.0436",
    "lstm-peephole-forget": "0.7311",
    "lstm-forget-bias-for-span": "3.8918",
    "lstm-gradient-direct": "0.36",
    "lstm-gradient-length": "0.00515",
    "lstm-backward-step": "c=0.875; dc=0.2523; da_o=0.176; da_f=0.0631; da_i=0.0236; da_g=0.1419",
    "lstm-parameters": "128",
    "lstm-parameters-pytorch": "144",
    "lstm-stack-parameters": "272",
    "lstm-gate-rows": "2 4",
    "gru-candidate-scalar": "0.7616",
    "gru-reset-before-vector": "-0.9051 0.4621",
    "gru-reset-after-vector": "-0.4621 0.9051",
    "gru-state-scalar": "1.625",
    "gru-step-vector": "0.75 -0.1534",
    "gru-two-steps": "0.3808 0.2845",
    "gru-convert-z": "-1 2 -0.5",
    "gru-gradient-scalar": "z=0.6225; r=0.7311; n=0.9391; p_direct=0.6225; p_update=0.0072; p_new=0.0413; d=0.6709",
    "gru-parameters": "96",
    "gru-parameters-keras": "63",
    "gru-lstm-weights-ratio": "0.75",
    "gru-as-coupled-lstm": "1.625",
    "model-parameters": "26200",
    "next-word-probability": "0.6439",
    "greedy-product": "0.24",
    "beam-of-two": "0.36",
    "temperature-softmax": "0.8668 0.1173 0.0159",
    "sentiment-two-words": "0.6818",
    "attention-weights-dot": "0.4223 0.1554 0.4223",
    "attention-scaled-score": "2.8284",
    "attention-additive-numbers": "0 0.7616",
    "attention-score-cost": "2000",
    "bottleneck-numbers": "12800",
    "stock-persistence": "1.6667",
    "stock-scaler": "1.5",
    "perplexity-of-two-texts": "5.657",
    "conv-flatten-dense-chain": "Y = 1.5 -3.5, 5.5 4.5; A = [[1.5, 0], [5.5, 4.5]]; F = [1.5, 0, 5.5, 4.5]; s = 5",
    "conv-pool-flatten-count": "1152",
    "receptive-field-of-two": "10",
    "linear-cell-limit": "10",
    "bidirectional-middle-state": "5 7",
    "seq2seq-linear-chain": "h_1=2; h_2=4; s_1=8; y_1=4; s_2=20; y_2=10",
    "adam-first-step": "0.4",
    "clip-momentum-chain": "k=[3, -4]; v=[4, -2]; n=[0.6, 1.2]",
    "bptt-tanh-three-steps": "-1.0815",
    "bptt-loss-everywhere-chain": "h_1=2; h_2=2; h_3=2; d_3=1.6; d_2=2.4; d_1=3.1; du=8",
    "bptt-vector-two-back": "2 2",
    "bptt-recurrent-matrix": "1.5 -1; -0.25 -0.25",
    "bptt-readout-chain": "h_1=0.4621; h_2=-0.6463; p=-1.2926; e=-1.7926; dv=1.1586; d_2=-2.0876; d_1=-0.8209; dw=1.6772",
    "jacobian-of-two-steps": "2 -1.5; 0.96 -0.48",
    "spectral-radius-triangular": "0.8",
    "spectral-radius-of-a-turn": "0.5",
    "nonnormal-corner-entry": "3",
    "far-share-of-the-gradient": "0.10737",
    "clip-global-chain": "a=5; b=12; n=13; s=0.2; k=[0.6, 0.8]",
    "tbptt-backward-work": "180",
    "tbptt-what-is-lost": "6",
    "teacher-forcing-gap": "p_1=3; f_2=9.5; r_2=7.5",
    "lstm-two-steps-chain": "g_1=-0.4621; c_1=0.5652; h_1=0.4094; g_2=-0.5303; c_2=0.2117; h_2=0.1669",
    "lstm-stack-bidirectional-parameters": "672",
    "lstm-second-layer-weights": "16×8",
    "lstm-bias-for-retention": "2.634",
    "lstm-input-gate-gradient": "0.24",
    "lstm-backward-two-cells": "d_2=0.672; k=0.336; m=0.3932; d_1=0.7292",
    "gru-gate-from-states": "0.75",
    "gru-reset-after-own-bias": "-0.5546",
    "gru-two-steps-chain": "n_1=0.4621; h_1=0.8655; n_2=0.9532; h_2=0.8874",
    "gru-stack-parameters-pytorch": "228",
    "gru-update-gate-gradient": "0.5625",
    "beam-length-normalised": "-1.1513 -0.7824",
    "temperature-for-odds": "4.3281",
    "seq2seq-parameters": "2272",
    "attention-keys-and-values-chain": "e=[1.4142, -0.7071, 0.7071]; a=[0.62, 0.0743, 0.3057]; c=[1.8685, 0.76]",
    "attention-masked-weights": "0.2447 0.09 0.6652 0",
    "attention-score-gradient": "0.25 -0.875 0.625",
    "conv-kernel-gradient": "0 1; 4 0",
    "pool-average-overlap-gradient": "1 3 2; 1 2 1; 0 -1 -1",
    "attention-query-gradient": "1 -1.5",
    "bigram-smoothed": "0.1",
}
"""What each question comes to at seed 0, worked out apart from this program."""


@pytest.mark.parametrize(("name", "figure"), FIGURES.items())
def test_figure(name: str, figure: str) -> None:
    verdict = grade(deal(bank().questions[name]), figure)
    assert verdict.outcome == "correct", verdict.expected


TRAPS = {
    ("pool-average-2x2", "6 8; 7 8"): "took-the-maximum",
    ("pool-average-2x2", "3.5 4.5 5.5; 3.5 4.5 5.5; 3.75 4.5 5.25"): "stride-1",
    ("pool-average-2x2", "14 22; 15 21"): "forgot-to-divide",
    ("pool-average-2x2", "1 3; 1 3"): "took-the-minimum",
    ("pool-average-2x2", "3.5 5.5; 3.5 5.5"): "repeated-the-upper-half",
    ("conv-parameters", "216"): "no-bias",
    ("conv-parameters", "80"): "one-channel",
    ("conv-parameters", "14336"): "times-pixels",
    ("rnn-step-scalar", "0.7163"): "no-bias",
    ("rnn-step-scalar", "0.7311"): "sigmoid",
    ("rnn-step-scalar", "0.8178"): "swapped-weights",
    ("rnn-step-scalar", "0.8854"): "x-for-h",
    ("rnn-step-scalar", "0.6351"): "h-for-x",
    ("rnn-step-vector", "0.7616 -0.7616"): "elementwise-recurrence",
    ("rnn-step-vector", "0 -0.964"): "transposed",
    ("rnn-step-vector", "0.4621 -0.4621"): "no-recurrence",
    ("rnn-forward-scalar", "0.7616 0 -0.7616"): "reset-at-each-step",
    ("rnn-forward-linear", "8"): "no-decay",
    ("rnn-forward-linear", "3.5"): "reversed-powers",
    ("cross-entropy-number", "0.177"): "log-10",
    ("cross-entropy-number", "0.3348"): "error-rate",
    ("bptt-linear-u", "4"): "last-term-only",
    ("bptt-linear-u", "14"): "no-powers",
    ("bptt-linear-u", "8"): "total-inside",
    ("bptt-linear-u", "3"): "no-error",
    ("jacobian-matrix", "0.64 2; -0.64 0.5"): "scaled-columns",
    ("tbptt-value", "3.515625"): "not-truncated",
    ("tbptt-value", "2.25"): "forward-truncated",
    ("clip-value-vector", "1 -4 0.5"): "upper-only",
    ("clip-norm-vector", "0.4286 -0.5714"): "sum-norm",
    ("lstm-forget-scalar", "3.5232"): "no-bias",
    ("lstm-forget-scalar", "1.0758"): "one-minus-forget",
    ("lstm-forget-scalar", "3.0464"): "tanh",
    ("lstm-cell-scalar", "2.125"): "gates-swapped",
    ("lstm-cell-scalar", "4.25"): "no-forget-gate",
    ("lstm-hidden-scalar", "0.3655"): "sigmoid",
    ("lstm-gradient-direct", "2.2"): "factors-added",
    ("gru-candidate-scalar", "0.9866"): "no-reset",
    ("gru-candidate-scalar", "0.9719"): "reset-on-the-input",
    ("gru-convert-z", "0 3 0.5"): "one-minus",
    ("gru-parameters", "64"): "two-blocks",
    ("model-parameters", "25200"): "head-without-bias",
    ("stock-scaler", "1"): "fitted-on-all",
    ("perplexity-of-two-texts", "10"): "averaged-perplexities",
    ("conv-pool-flatten-count", "5000"): "pooling-forgotten",
    ("receptive-field-of-two", "12"): "widths-multiplied",
    ("linear-cell-limit", "3.6"): "second-step-only",
    ("bidirectional-middle-state", "7 5"): "right-side-first",
    ("adam-first-step", "0.1"): "plain-descent",
    ("bptt-vector-two-back", "-4 -1"): "not-transposed",
    ("bptt-recurrent-matrix", "1 -1; 0.25 -0.25"): "last-use-only",
    ("spectral-radius-triangular", "3"): "largest-entry",
    ("nonnormal-corner-entry", "64"): "entry-to-the-power",
    ("tbptt-backward-work", "200"): "start-ignored",
    ("tbptt-what-is-lost", "66"): "full-gradient",
    ("lstm-stack-bidirectional-parameters", "336"): "directions-shared",
    ("lstm-second-layer-weights", "16×3"): "inputs-of-the-first-layer",
    ("lstm-bias-for-retention", "2.197"): "chrono-rule",
    ("lstm-input-gate-gradient", "1"): "slope-left-out",
    ("gru-gate-from-states", "0.625"): "ratio-of-states",
    ("gru-update-gate-gradient", "0.75"): "candidate-left-out",
    ("gru-stack-parameters-pytorch", "304"): "counted-as-lstm",
    ("temperature-for-odds", "0.231"): "upside-down",
    ("attention-masked-weights", "0.0871 0.0321 0.2369 0.6439"): "mask-ignored",
    ("attention-score-gradient", "1 -0.5 1"): "weights-taken-as-free",
    ("pool-average-overlap-gradient", "4 12 8; 4 8 4; 0 -4 -4"): "not-divided",
    ("bigram-smoothed", "0.2222"): "not-smoothed",
    ("tbptt-what-is-lost", "24"): "powers-forgotten",
    ("seq2seq-parameters", "2192"): "output-without-bias",
}
"""What a known slip comes to at seed 0, and the mistake that must be named."""


@pytest.mark.parametrize(("name", "figure", "mistake"), [(*at, mistake) for at, mistake in TRAPS.items()])
def test_trap(name: str, figure: str, mistake: str) -> None:
    verdict = grade(deal(bank().questions[name]), figure)
    assert (verdict.outcome, verdict.mistake) == ("wrong", mistake)


DERIVED = {
    "softmax-gradient-equation": ("-(y - softmax(z))", "softmax(z) (1 - y)"),
    "bptt-weight-equation": ("d h_{t-1}^T", "h_{t-1}^T d"),
    "jacobian-equation": ("U d - h_t^2 ⊙ (U d)", "U^T (1 - h_t^2) ⊙ d"),
    "lstm-forget-gate-gradient-equation": ("d ⊙ c_{t-1} ⊙ (f_t - f_t^2)", "d ⊙ f_t ⊙ c_{t-1}"),
    "lstm-hidden-gradient-equation": (
        "d_i^T U_i + d_f^T U_f + d_g^T U_g + d_o^T U_o",
        "U_i^T d_i + U_f d_f + U_g^T d_g + U_o^T d_o",
    ),
    "gru-candidate-gradient-equation": ("(d - d ⊙ z_t) ⊙ (1 - n_t^2)", "d ⊙ (1 - z_t) ⊙ (1 - n_t)"),
    "gru-reset-gate-gradient-equation": ("r_t ⊙ (1 - r_t) ⊙ h_{t-1} ⊙ (U^T d)", "U^T (d ⊙ h_{t-1} ⊙ r_t ⊙ (1 - r_t))"),
}
"""Derivations in another form than the bank's, and wrong ones that no mistake of the bank shows."""


@pytest.mark.parametrize("name", DERIVED)
def test_derived_equation(name: str) -> None:
    variant = deal(bank().questions[name])
    right, wrong = DERIVED[name]
    assert [grade(variant, text).outcome for text in (right, wrong)] == ["correct", "wrong"]


def test_an_equation_in_another_convention_is_told_so() -> None:
    lost = []
    for question in bank().questions.values():
        if question.kind == "equation":
            verdicts = {other.name: grade(deal(question), other.answer) for other in question.conventions}
            lost += [(question.id, name) for name, verdict in verdicts.items() if verdict.convention != name]
    assert lost == []


EXAMPLES = re.findall(r"(?s)```yaml\n(.*?)```", GUIDE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: re.search(r"id: (\S+)", text)[1])
def test_example_of_the_guide(example: str, tmp_path: Path) -> None:
    if not example.startswith("#"):
        indented = re.sub(r"(?m)^(?=.)", "  ", example)
        skills = "skills: {demo.cell: {title: Cell, requires: []}, demo.sequence: {title: Sequence, requires: []}}"
        example = f"version: 1\n{skills}\nquestions:\n{indented}"
    file = tmp_path / "guide.yaml"
    file.write_text(example, encoding="utf-8")
    for question in load([file]).sound().questions.values():
        variant = deal(question)
        for sample in question.samples(variant):
            verdict = grade(variant, sample.raw)
            assert (verdict.outcome, verdict.mistake) == (sample.outcome, sample.mistake), sample.raw


def test_the_guide_shows_every_kind() -> None:
    shown = {kind for example in EXAMPLES for kind in re.findall(r"kind: (\w+)", example)}
    assert shown == set(kinds())


def test_the_guide_tells_what_is_covered() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    assert text == with_coverage(text), "run: python tests/test_questions.py"


def with_coverage(guide: str) -> str:
    """The guide with a fresh table."""
    table = "\n".join(coverage(bank()))
    return COVERAGE.sub(lambda found: f"{found[1]}{table}\n{found[2]}", guide)


def coverage(bank: Bank) -> list[str]:
    """Concepts by kinds and levels, as the lines of a Markdown table."""
    levels = range(1, 6)
    lines = [f"| concept | {' | '.join(f'level {level}' for level in levels)} |", "| --- |" + " --- |" * len(levels)]
    for skill in bank.skills:
        found = [question for question in bank.questions.values() if question.skill == skill]
        if not found and "." not in skill:
            continue
        cells = [_counted(question.kind for question in found if question.level == level) for level in levels]
        lines.append(f"| `{skill}` | {' | '.join(cells)} |")
    totals = [sum(question.level == level for question in bank.questions.values()) for level in levels]
    return [*lines, f"| **{len(bank.questions)} questions** | {' | '.join(map(str, totals))} |"]


def _counted(names: object) -> str:
    return ", ".join(f"{name} {count}" if count > 1 else name for name, count in sorted(Counter(names).items()))


if __name__ == "__main__":
    GUIDE.write_text(with_coverage(GUIDE.read_text(encoding="utf-8")), encoding="utf-8")
