"""LaTeX that is more than a sign or a letter: environments, remarks, words in fonts."""

import pytest

from engine.errors import UnreadableAnswerError
from engine.formula.tokens import tokens


def _texts(text: str) -> list[str]:
    return [token.text for token in tokens(text)[:-1]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"a \text{forget gate} b", ["a", "\\\\", "b"]),
        (r"a \text{(candidate)} b", ["a", "\\\\", "b"]),
        (r"a \text{where} b", ["a", "where", "b"]),
        (r"a \text{if and only if} b", ["a", "if", "and", "only", "if", "b"]),
        (r"a \text{hard sigmoid} b", ["a", "hardsigmoid", "b"]),
        (r"\mathrm{hard-sigmoid}(a)", ["hardsigmoid", "(", "a", ")"]),
        (r"\begin{array}{c} a \\ b \end{array} = c", ["[", "a", "\\\\", "b", "]", "=", "c"]),
        (r"\mathbf{W1} a", ["W1", "a"]),
        (r"\mathbf{1} a", ["{", "1", "}", "a"]),
        (r"\mathbf{} a", ["{", "}", "a"]),
        (r"\mathbf{W} a", ["W", "a"]),
        (r"\mathbf W a", ["W", "a"]),
        (r"\mathbf{W a}", ["W", "a"]),
        (r"\mathbf{\sigma} a", ["σ", "a"]),
        (r"\operatorname{ \Gamma }_f", ["Γ", "_", "f"]),
        (r"\mathbf{\sigma a}", ["{", "σ", "a", "}"]),
        (r"\mathrm{otherwise.}", ["otherwise"]),
        (r"\text{, }", ["{", ",", "}"]),
        (r"\operatorname*{tanh}(a)", ["*", "{", "tanh", "}", "(", "a", ")"]),
        (r"\begin{align*} a &= b \\ c &= d \end{align*}", ["a", "&", "=", "b", "\\\\", "c", "&", "=", "d"]),
        (r"\begin{bmatrix} a \\ b \end{bmatrix}", ["[", "a", "\\\\", "b", "]"]),
        (r"\begin{array}{ll} a \\ b \end{array}", ["[", "a", "\\\\", "b", "]"]),
        (r"\begin{array}{ll} a = c \\ b = d \end{array}", ["a", "=", "c", "\\\\", "b", "=", "d"]),
        (r"\begin{cases} a & b \\ c & d \end{cases} & e", ["a", "if", "b", ",", "c", "if", "d", "&", "e"]),
        (r"\left. a \right|", ["a", "|"]),
        (r"a \hspace{1em} b \tag{3}", ["a", "b"]),
        (r"a \hspace*{1em} b", ["a", "b"]),
        ("W_ah_i", ["W", "_", "ah", "_", "i"]),
        (r"h^{\text{(t)}}", ["h", "^", "{", "{", "(", "t", ")", "}", "}"]),
        (r"\sigma W_ah_i", ["σ", "W", "_", "a", "h", "_", "i"]),
        (r"\sigma W_fx x", ["σ", "W", "_", "fx", "x"]),
        (r"\sigma W_fx^T", ["σ", "W", "_", "fx", "^", "T"]),
        (r"a \in b", ["a", "∈", "b"]),
        ("\\", []),
    ],
)
def test_pieces(text: str, expected: list[str]) -> None:
    assert _texts(text) == expected


@pytest.mark.parametrize(
    ("text", "message", "at"),
    [
        (r"a \foo b", r"the command \foo is not known here", (2, 6)),
        (r"\tag{1", "this brace is never closed", (4, 5)),
        (r"\begin{cases a", "this brace is never closed", (6, 7)),
    ],
)
def test_refusals(text: str, message: str, at: tuple[int, int]) -> None:
    with pytest.raises(UnreadableAnswerError) as refused:
        tokens(text)
    assert (refused.value.message, refused.value.at) == (message, at)


def test_tokens_know_their_place() -> None:
    text = r"\tilde{c}_t = \mathrm{tanh}(\mathbf{W} x_t)"
    for token in tokens(text)[:-1]:
        if token.kind == "word":
            assert text[token.start : token.end] == token.text or token.text in text[token.start : token.end]
