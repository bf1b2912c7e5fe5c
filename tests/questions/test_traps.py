"""The slips that the shipped questions must name."""

import pytest

from engine.question.grade import grade
from engine.question.variant import deal
from tests.questions.shipped import bank

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
