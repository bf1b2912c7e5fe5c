"""Signs between operands: how strongly each binds, told by the trees that they make."""

import pytest

from engine.errors import UnreadableAnswerError
from engine.formula.math_syntax import read_equation_alone
from engine.formula.symbols import Symbol
from engine.formula.tree import Binary, Call, Concatenation, Negative, Node, Number, Transpose


def _shown(node: Node) -> str:
    match node:
        case Symbol():
            return node.key
        case Number():
            return f"{node.value:g}"
        case Negative():
            return f"(-{_shown(node.operand)})"
        case Transpose():
            return f"{_shown(node.operand)}ᵀ"
        case Binary():
            return f"({_shown(node.left)} {node.operator} {_shown(node.right)})"
        case Call():
            return f"{node.function}({', '.join(map(_shown, node.arguments))})"
        case Concatenation():
            return f"[{', '.join(map(_shown, node.items))}]"
        case _:
            raise AssertionError(node)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a + b - c", "((a + b) - c)"),
        ("a + b * c", "(a + (b product c))"),
        ("a ⊕ b + c", "(oplus(a, b) + c)"),
        ("a + b ⊕ c", "(a + oplus(b, c))"),
        ("a ⊕ b ⊙ c", "oplus(a, (b * c))"),
        ("a ⨷ b · c", "outer(a, (b product c))"),
        ("a ⊙ b * c", "(a * (b product c))"),
        ("a * b ⊙ c", "((a product b) * c)"),
        ("a * b · c", "(a product (b product c))"),
        ("a · b * c", "((a product b) product c)"),
        ("a · b @ c", "((a product b) @ c)"),
        ("a @ b / c", "(a @ (b / c))"),
        ("a / b @ c", "((a / b) @ c)"),
        ("a b / c", "((a product b) / c)"),
        ("a / b c", "((a / b) product c)"),
        ("a // b", "floor((a / b))"),
        ("a // b + c", "(floor((a / b)) + c)"),
        ("[a ‖ b]", "[[a, b]]"),
        ("[a ‖ b ‖ c]", "[[a, b, c]]"),
        ("[a | b + c]", "[[a, (b + c)]]"),
        ("-a b + c", "((-(a product b)) + c)"),
        ("-a ⊙ b", "(-(a * b))"),
        ("+a ⊙ b", "(a * b)"),
        ("a - -b", "(a - (-b))"),
        ("dot(a, b)", "(a @ b)"),
        ("dot(a)", "dot(a)"),
        ("dot(a, b, c)", "dot(a, b, c)"),
        ("mul(a, b)", "(a * b)"),
        ("add(a, b)", "(a + b)"),
        ("concat(a, b)", "[a, b]"),
        ("concat([a, b])", "[a, b]"),
        ("transpose(a)", "aᵀ"),
        ("sigmoid(a, b)", "sigmoid([a, b])"),
        ("tanh(a, b)", "tanh([a, b])"),
        ("relu(a, b)", "relu([a, b])"),
        ("softmax(a, b)", "softmax(a, b)"),
        ("max(a, b)", "max(a, b)"),
        ("a.dot(b)", "(a @ b)"),
        ("a.matmul(b)", "(a @ b)"),
        ("a.mm(b)", "(a @ b)"),
        ("a.mv(b)", "(a @ b)"),
        ("a.mul(b)", "(a * b)"),
        ("a.multiply(b)", "(a * b)"),
        ("a . b", "(a product b)"),
        ("a.T", "aᵀ"),
        ("(a b).T c", "((a product b)ᵀ product c)"),
        ("a.t() b", "(aᵀ product b)"),
        ("(a + b).tanh()", "tanh((a + b))"),
        ("a' b", "(a' product b)"),
        ("(a b)'", "(a product b)ᵀ"),
        ("(a b)⊤", "(a product b)ᵀ"),
        ("(a + b)^T", "(a + b)ᵀ"),
        ("(a + b)^⊤", "(a + b)ᵀ"),
        ("(a + b)^2", "((a + b) ** 2)"),
        ("(a + b)^{-1}", "((a + b) ** (-1))"),
        ("(a + b)^-1", "((a + b) ** (-1))"),
        ("(a + b)_i", "(a + b)"),
        ("(a + b)^j", "(a + b)"),
        ("(a + b)^{(t)}", "(a + b)"),
        ("‖a + b‖", "norm((a + b))"),
        ("‖a‖_2", "norm(a)"),
        ("‖a‖^2", "(norm(a) ** 2)"),
        ("|a| b", "(bars(a) product b)"),
        (r"\frac12 a", "((1 / 2) product a)"),
        (r"\frac1{a}", "(1 / a)"),
        (r"\frac a2 b", "((a / 2) product b)"),
        (r"\frac ab c", "((a / b) product c)"),
        (r"\frac{12}{34}", "(12 / 34)"),
        (r"\frac0.5 2", "(0.5 / 2)"),
        ("tanh^2 a", "(tanh(a) ** 2)"),
        ("tanh^{-1}(a)", "arctanh(a)"),
        ("σ^{-1}(a)", "logit(a)"),
        ("tanh^{-2}(a)", "(tanh(a) ** (-2))"),
        ("exp^{-1}(a)", "(exp(a) ** (-1))"),
        ("tanh^{l}(a)", "tanh(a)"),
        ("√{a + b}", "sqrt((a + b))"),
        ("√a", "sqrt(a)"),
        ("⌊a / b⌋ + 1", "(floor((a / b)) + 1)"),
        ("⌈a⌉", "ceil(a)"),
        ("⟨a, b⟩", "dot(a, b)"),
    ],
)
def test_trees(text: str, tree: str) -> None:
    assert _shown(read_equation_alone(f"y = {text}").right) == tree


@pytest.mark.parametrize(
    ("text", "message", "at"),
    [
        ("y = a +", "^the end was not expected here$", None),
        ("y = * a", "was not expected here", (4, 5)),
        ("y = ‖a", "this bar is never closed", (4, 5)),
        ("y = ()", "nothing stands between these brackets", (4, 6)),
        ("y = tanh + 1", "has no argument|was not expected", None),
        ("y = a b)", "closes nothing", (7, 8)),
        ("y = \\sum_{jk} a", "name one letter under the sum", (4, 8)),
        ("y = \\tilde{a b}", "an accent belongs over one letter", None),
        ("y = " + "(" * 60 + "a" + ")" * 60, "nests more than 48 levels", None),
        ("y = " + " + ".join("a" * 200), "at most 128 operations", None),
        ("y = a^{b", "never closed", None),
    ],
)
def test_refusals(text: str, message: str, at: tuple[int, int] | None) -> None:
    with pytest.raises(UnreadableAnswerError, match=message) as refused:
        read_equation_alone(text)
    assert at is None or refused.value.at == at
