"""Texts that nobody writes in good faith: each gets an outcome; `make bench` times them."""

import pytest

from engine.errors import UnreadableAnswerError
from tests.engine.marking.equations import KEYS, judged

HOSTILE = [
    "(" * 1000 + "x" + ")" * 1000,
    "f_t = " + "σ(" * 1000,
    "x" * 10_000,
    "x_t + " * 1600 + "x_t",
    "W x_t " * 1500,
    "\\tilde{" * 1000,
    "{" * 9000,
    "h_" * 4000,
    "1" * 10_000,
    "√" * 9000,
    "\\frac{" * 1400,
    "-" * 10_000 + "x",
    "\\sum_j " * 1300 + "x_j",
    "[x_t, " * 1500,
    "f_t = σ(W x_t + U h_{t-1} + b)\n" * 300,
    "a=b+b,b=c+c,c=d+d,d=e+e,e=f+f,f=g+g,g=k+k,k=l+l,l=m+m, f_t=a+a",
    "f_t = " + "+".join(f"σ(W_{number} x_t)" for number in range(40)),
    "f_t = " + "*".join(f"tanh(c_{number} + W_{number} x_t)" for number in range(30)),
    "f_t = " + " + ".join(f"b_{number}" for number in range(100)),
    "x^{" * 40 + "2" + "}" * 40,
    "f_t = x_t^{99}^{99}",
    "f_t = e^{e^{e^{e^{x_t}}}}",
    "f_t = 1 / 0 x_t",
    "\x00" * 10_000,
    "😀" * 5000,
    "".join(chr(0x4E00 + number % 1000) for number in range(10_000)),
    "if " * 3000 + "x > 1",
    "f_t = x_t if x_t > 1 else " * 400 + "x_t",
    "if " + "<" * 5000 + ": f_t = x_t",
    "\\begin{cases}" * 600,
    "f_t = \\begin{cases} x_t & x_t > " + "(" * 900 + "1 \\end{cases}",
    "f_t = p[" * 900,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:20]))
@pytest.mark.parametrize("question", ["lstm-forget-gate", "gru-candidate-reset-after", "softmax-definition"])
def test_hostile_texts_get_an_outcome(question: str, text: str) -> None:
    judged(question, KEYS[question].answer)
    try:
        outcome = judged(question, text).outcome
    except UnreadableAnswerError:
        outcome = "invalid"
    assert outcome in {"invalid", "wrong", "partial", "correct"}
