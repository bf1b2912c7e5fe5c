"""Bank text as plain lines."""

import pytest

from engine.bank.load import Bank
from engine.kinds.steps import StepsQuestion
from engine.question.grade import grade
from engine.question.variant import deal
from tui.lines import EXCERPT, answer_text, pointed, prose, verdict_lines


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("stride **1** and **no padding**", "stride 1 and no padding"),
        ("`2**3**2` and 2 ** 3 ** 2", "`2**3**2` and 2 ** 3 ** 2"),
        ("**bold** $a**b**c$", "bold a**b**c"),
        ("the state $h_{t-1}$\x1b[31m", "the state hₜ₋₁␛[31m"),
        ("a * b * c", "a * b * c"),
    ],
)
def test_bold_words_lose_their_stars_and_nothing_else_does(text: str, plain: str) -> None:
    assert prose(text) == plain


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("forget", "fₜ = sigmoid(W xₜ + U hₜ₋₁ + b)"),
        ("pool", "[[3.5, 5.5], [3.75, 5.25]]"),
        ("sizes", "2×4"),
        ("chain", "a = 6\nh = 7"),
        ("capital", "The previous one"),
    ],
)
def test_the_right_answer(bank: Bank, name: str, told: str) -> None:
    assert answer_text(deal(bank.questions[name])) == told


@pytest.mark.parametrize(
    ("steps", "told"),
    [(("h_1", "h_2"), "◐ Partly right: The first wrong step is h₁."), (("p_new", "q"), "step is p_new.")],
)
def test_the_steps_of_a_chain_are_named_as_mathematics(steps: tuple[str, str], told: str) -> None:
    chain = StepsQuestion(
        id="chain", prompt="", skill="rnn", level=1, source="made for the test", answer=dict.fromkeys(steps, "2")
    )
    verdict = grade(deal(chain), "\n".join(f"{name} = {value}" for name, value in zip(steps, (1, 2), strict=True)))
    assert told in next(verdict_lines(verdict))


def test_options_are_told_by_their_texts_which_are_right_and_which_were_ticked(bank: Bank) -> None:
    variant = deal(bank.questions["several"])
    raw = " ".join(str(variant.options.index(text) + 1) for text in ("forget", "cell"))
    told = list(verdict_lines(grade(variant, raw), raw, variant))
    assert {line[:23].strip(): line.split(") ")[1].split(":")[0] for line in told[2:]} == {
        "✓ ticked, right": "forget",
        "◂ not ticked, right": "input",
        "✗ ticked, wrong": "cell",
        "not ticked, wrong": "candidate",
    }


@pytest.mark.parametrize(("before", "after"), [(0, 0), (10, 10), (300, 0), (0, 300), (300, 300)])
def test_carets_stand_under_the_culprit_however_long_the_line(before: int, after: int) -> None:
    line, carets = pointed("a" * before + "zzz" + "b" * after, (before, before + 3))
    assert line[carets.index("^") : carets.index("^") + 3] == "zzz"
    assert carets.count("^") == 3
    assert max(len(line), len(carets)) <= EXCERPT + 2
