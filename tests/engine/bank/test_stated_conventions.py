"""Conventions that a formula follows, with a prompt that tells them and one that does not."""

from typing import Any

import pytest

from engine.bank.stated_conventions import unstated_conventions
from engine.question.variant import deal
from tests.engine.kinds.making import question

GRU = 'gru.step(1, 2, W=[1, 1, 1], U=[1, 1, 1], b=[0, 0, 0], order="rzn", reset="before", z="keeps").h'
CASES = {
    "which state z keeps": (
        "z * h + (1 - z) * n",
        "In the convention in which $z$ is the share of the **old** state, what is $h$?",
        "What is the new state?",
    ),
    "whether the reset gate acts before or after the product": (
        "tanh(r * h)",
        "Reset acts before the product. What is $n$?",
        "What is the candidate?",
    ),
    "clipping by value": ("clip.by_value([3, 4], 1)", "Clip **by value** at 1.", "Clip at 1."),
    "clipping by norm": ("clip.by_norm([3, 4], 1)", "Clip by norm at 1.", "Clip at 1."),
    "clipping by the global norm": (
        "clip.global_factor([3, 4], limit=1)",
        "Clip by the global norm, at 1.",
        "Clip by norm at 1.",
    ),
    "losses being added": ('loss.sequence([1, 2], reduction="sum")', "The total loss?", "The loss?"),
    "losses being averaged": ('loss.sequence([1, 2], reduction="mean")', "The mean loss?", "The loss?"),
    "whether squared errors have a factor ½": (
        'loss.squared_error([1], [2], half=True, reduction="sum")',
        "The sum of ½(p − y)²?",
        "The sum of squares?",
    ),
    "how many bias vectors there are": (
        "count.gru(2, 3, biases=1)",
        "With one bias vector a block, how many parameters?",
        "How many parameters, biases included?",
    ),
    "in which order the gates' blocks stand": (
        'layout.reorder([1, 2, 3, 4], order="ifgo", to="iofc")',
        "Bring the stacked blocks from PyTorch to ONNX.",
        "Convert the weights.",
    ),
    "whether the kernel is flipped": (
        "conv.forward([[1, 2], [3, 4]], [[1]], stride=1, flip=False)",
        "Convolve, the kernel as it is.",
        "Convolve.",
    ),
    "whether padded zeros count in the mean": (
        "pool.average([[1, 2], [3, 4]], size=2, stride=2, padding=1, count_include_pad=True)",
        "Pool with one ring of zeros, which count in the mean.",
        "Pool with padding 1.",
    ),
    "from which number codes count": (
        "encode.one_hot([1], size=3, first=1)",
        "Codes are numbered from 1. Encode.",
        "Encode as one-hot.",
    ),
    "categories being counted from 0": (
        "loss.cross_entropy([1, 2], 0)",
        "The classes count from 0; the loss with the natural logarithm?",
        "The loss with the natural logarithm?",
    ),
    "which logarithm is meant": (
        "loss.binary_cross_entropy(0.5, 1)",
        "The loss, with the natural logarithm?",
        "The loss?",
    ),
    "how far back the gradient goes": (
        'rnn.bptt([1, 2, 3], 0, W=1, U=1, b=0, activation="linear", loss="last step", truncate=2).U',
        "The loss of a linear cell; the gradient is truncated after 2 steps.",
        "The loss of a linear cell; its gradient?",
    ),
    "the layout of the Jacobian": (
        "diag([1, 2]) @ [[1, 2], [3, 4]]",
        "Give the Jacobian, with entry (i, j) = …",
        "Give the Jacobian.",
    ),
    "the activation ReLU": (
        'rnn.step(1, 0, W=1, U=1, b=0, activation="relu").h',
        "A ReLU cell takes a step.",
        "A cell takes a step.",
    ),
    "the cell being linear": (
        'rnn.step(1, 0, W=1, U=1, b=0, activation="linear").h',
        "A linear cell takes a step.",
        "A cell takes a step.",
    ),
    "which score attention uses": (
        'attention.scores([1, 0], [[1, 0]], kind="scaled")',
        "Scaled dot products: the scores?",
        "Dot products: the scores?",
    ),
    "whether one dummy column is dropped": (
        "encode.columns([3], drop_first=True)",
        "With an intercept, one column is dropped. How many are left?",
        "How many columns?",
    ),
    "whether the end of the sentence is a step": (
        "count.decoder_steps(3, end_token=True)",
        "The end token is written too. How many steps?",
        "How many steps?",
    ),
}


def told(prompt: str, answer: str, kind: str = "array", **fields: Any) -> list[str]:
    made = question(kind, prompt=prompt, answer=answer, skill="gru.state", **fields)
    return [finding.found.removeprefix("no word on ") for finding in unstated_conventions(deal(made))]


NUMBERS = {"z": 0.5, "h": 1, "n": 2, "r": 0.5}


@pytest.mark.parametrize("about", CASES)
def test_said_and_not_said(about: str) -> None:
    answer, said, unsaid = CASES[about]
    assert about not in told(said, answer, given=NUMBERS)
    assert about in told(unsaid, answer, given=NUMBERS)


def test_a_gated_step_follows_two_conventions() -> None:
    assert told("A step of the GRU of PyTorch: the new state?", GRU) == []
    assert told("A step of a GRU: the new state?", GRU) == [
        "which state z keeps",
        "whether the reset gate acts before or after the product",
    ]


def test_equations_follow_conventions_too() -> None:
    fields: dict[str, Any] = {"given": {"x_t": ["D"], "h_{t-1}": ["H"]}, "parameters": {"W": ["H", "N"]}}
    answer = "f_t = sigmoid(W [h_{t-1}, x_t])"
    about = "whether the state or the input comes first"
    assert told("Write the gate, the state above the input.", answer, "equation", **fields) == []
    assert told("Write the gate.", answer, "equation", **fields) == [about]


def test_letters_of_other_skills_mean_other_things() -> None:
    made = question("number", skill="seq.order", prompt="How much is left?", answer="(1 - z) * r * h", given=NUMBERS)
    assert list(unstated_conventions(deal(made))) == []
