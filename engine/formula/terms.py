"""The terms that an equation means: every product decided, every name settled, no layout left."""

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple, TypeAlias

from engine.formula.setting import Shape

Operation: TypeAlias = Literal[
    "number", "given", "foreign", "item", "parameter", "blocks", "linear", "bilinear", "sum", "product", "divide",
    "power", "inner", "outer", "matrix", "apply", "total", "concat", "transpose",
]  # fmt: skip
"""`parameter` stands bare, as a bias does; `linear` is a parameter applied to its argument; `blocks` are weights written side by side."""

ELEMENTWISE = frozenset(
    {"tanh", "sigmoid", "relu", "exp", "log", "sqrt", "abs", "floor", "ceil", "softplus", "sin", "cos", "sign"}
    | {"hard_sigmoid", "softsign", "arctanh", "logit"}
)
"""Functions of each element."""
REDUCING = frozenset({"norm", "sum", "mean", "logsumexp"})
"""Functions that make one number of a vector."""


class Term(NamedTuple):
    """One operation on further terms."""

    operation: Operation
    name: str = ""
    """Of the given, the parameter, the function or the index."""
    arguments: "tuple[Term, ...]" = ()
    signs: tuple[int, ...] = ()
    """Of a sum: +1 or -1 for each argument."""
    value: float = 0.0
    shape: Shape | None = ()
    """`None` where only the learner's free parameters decide it."""
    kind: str = ""
    """How a parameter applies: `matrix`, `diagonal` (one weight an element), `dot`, `scale`; `any` when the text leaves it open."""


def number(value: float) -> Term:
    """A literal."""
    return Term("number", value=value)


def walk(term: Term) -> Iterator[Term]:
    """A term and all below it, arguments first."""
    for argument in term.arguments:
        yield from walk(argument)
    yield term


def uses(term: Term) -> list[Term]:
    """Each place where a parameter is used, innermost first, without repetition."""
    return list(dict.fromkeys(one for one in walk(term) if one.operation in {"parameter", "linear", "bilinear"}))


def names(term: Term) -> set[str]:
    """The givens and foreign states in a term."""
    return {one.name for one in walk(term) if one.operation in {"given", "foreign", "item"}}


def summed(terms: Sequence[Term], signs: Sequence[int], shape: Shape | None) -> Term:
    """A flat sum; the biases that are added in it are one bias, as the sum of two free vectors is one free vector."""
    flat: list[tuple[Term, int]] = []
    for term, sign in zip(terms, signs, strict=True):
        if term.operation == "sum":
            flat += [(inner, sign * own) for inner, own in zip(term.arguments, term.signs, strict=True)]
        else:
            flat.append((term, sign))
    biases = [term for term, sign in flat if term.operation == "parameter" and sign > 0]
    others = [(term, sign) for term, sign in flat if not (term.operation == "parameter" and sign > 0)]
    if biases:
        bias = (
            biases[0]
            if len(biases) == 1
            else Term("parameter", "+".join(dict.fromkeys(one.name for one in biases)), shape=biases[0].shape)
        )
        if not others:
            return bias
        others.append((bias, 1))
    return Term(
        "sum", arguments=tuple(term for term, _ in others), signs=tuple(sign for _, sign in others), shape=shape
    )


def multiplied(terms: Sequence[Term], shape: Shape | None) -> Term:
    """A flat product, element by element."""
    flat: list[Term] = []
    for term in terms:
        flat += term.arguments if term.operation == "product" else [term]
    return Term("product", arguments=tuple(flat), shape=shape)


def replaced(term: Term, change: Callable[[Term], Term | None]) -> Term:
    """Rebuild a term with every part that `change` has an answer for exchanged."""
    new = change(term)
    if new is not None:
        return new
    if not term.arguments:
        return term
    arguments = tuple(replaced(argument, change) for argument in term.arguments)
    if arguments == term.arguments:
        return term
    if term.operation == "sum":
        return summed(arguments, term.signs, term.shape)
    return multiplied(arguments, term.shape) if term.operation == "product" else term._replace(arguments=arguments)


def without_biases(term: Term) -> Term:
    """A term with every bias left out of its sums; one that stands alone stays."""
    return without_parts(term, frozenset(one for one in walk(term) if one.operation == "parameter"))


def without_parts(term: Term, parts: frozenset[Term]) -> Term:
    """A term with these summands left out of its sums; a sum of nothing else stays."""

    def change(one: Term) -> Term | None:
        if one.operation != "sum":
            return None
        kept = [pair for pair in zip(one.arguments, one.signs, strict=True) if pair[0] not in parts]
        if not kept or len(kept) == len(one.arguments):
            return None
        inner = [without_parts(part, parts) for part, _ in kept]
        if len(kept) == 1 and kept[0][1] > 0:
            return inner[0]
        return summed(inner, [sign for _, sign in kept], one.shape)

    return replaced(term, change)
