"""The key of an equation question: the right equation, the known wrong ones and other conventions, as a bank writes them."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import msgspec

from engine.errors import FormulaError, UnreadableAnswerError
from engine.formula.aliases import Naming
from engine.formula.conforming import Conforming
from engine.formula.math_syntax import Equation, read_equation_alone
from engine.formula.roles import family_of
from engine.formula.setting import Dimension, Given, Setting, Shape
from engine.formula.substitution import symbols_in
from engine.formula.symbols import Symbol
from engine.formula.terms import Term


class WrongEquation(msgspec.Struct, frozen=True):
    """An equation that is not the answer, and what it shows."""

    id: str
    equation: str
    feedback: str


class OtherConvention(msgspec.Struct, frozen=True):
    """An equation that is right elsewhere."""

    name: str
    equation: str


class EquationKey(msgspec.Struct, frozen=True):
    """All that marking an equation needs."""

    answer: str
    given: tuple[tuple[str, Shape], ...]
    parameters: tuple[tuple[str, Shape], ...]
    mistakes: tuple[WrongEquation, ...]
    conventions: tuple[OtherConvention, ...]
    bias_required: bool
    """Whether an answer without its biases is only partly right; if not, it is right."""
    activations: tuple[tuple[str, str], ...]
    """Names that the prompt gives to activations: `("φ", "tanh")`."""
    without: tuple[str, ...] = ()
    """Functions that the answer has to be written without, because it defines them."""


def equation_key(
    answer: str,
    given: Mapping[str, Sequence[Dimension]],
    parameters: Mapping[str, Sequence[Dimension]],
    mistakes: Sequence[tuple[str, str, str]] = (),
    conventions: Sequence[tuple[str, str]] = (),
    bias_required: bool = False,
    activations: Mapping[str, str] | None = None,
    without: Sequence[str] = (),
) -> EquationKey:
    """Gather a question's fields into a key; `mistakes` are (id, equation, feedback), `conventions` (name, equation).

    Raises `FormulaError` when an equation cannot be read or its shapes do not fit.
    """
    key = EquationKey(
        answer,
        tuple((name, tuple(shape)) for name, shape in given.items()),
        tuple((name, tuple(shape)) for name, shape in parameters.items()),
        tuple(WrongEquation(*mistake) for mistake in mistakes),
        tuple(OtherConvention(*convention) for convention in conventions),
        bias_required,
        tuple((activations or {}).items()),
        tuple(without),
    )
    for equation in (answer, *(one.equation for one in key.mistakes), *(one.equation for one in key.conventions)):
        author_term(equation, key)
    return key


@lru_cache(maxsize=512)
def setting_of(key: EquationKey) -> Setting:
    """The names around a question.

    Raises `FormulaError` when the answer has no left side or a given is no name.
    """
    target = _author_equation(key.answer, key).left
    if target is None:
        raise FormulaError(f"{key.answer}: write the name that is asked for on the left side")
    givens = tuple(Given(name, _author_symbol(name), shape) for name, shape in key.given)
    return Setting(target, givens, family_of(target, [given.symbol for given in givens]), bool(key.parameters))


@lru_cache(maxsize=4096)
def author_term(text: str, key: EquationKey) -> Term:
    """One of the bank's own equations, whose parameters have declared shapes.

    Raises `FormulaError` when it cannot be read, `ShapeError` when its shapes do not fit.
    """
    equation = _author_equation(text, key)
    declared = {_author_symbol(name).key: shape for name, shape in key.parameters}
    naming = Naming(setting_of(key), equation.left, symbols_in(equation.right), frozenset(declared))
    try:
        term = Conforming(naming, declared).term(equation.right)
    except UnreadableAnswerError as error:
        raise FormulaError(f"{text}: {error.message}", error.at) from None
    return term.arguments[0] if term.operation == "transpose" else term


def target_text(key: EquationKey) -> str:
    """What is asked for, as the bank writes it: `g_{new}`."""
    return key.answer.partition("=")[0].strip()


def component(key: EquationKey) -> str:
    """The index of the component that is asked for, `i` in `p_i`; empty where the whole is."""
    labels = setting_of(key).target.labels
    is_component = (
        len(labels) == 1 and len(labels[0]) == 1 and labels[0].islower() and len(right_term(key).shape or ()) == 1
    )
    return labels[0] if is_component else ""


def right_term(key: EquationKey) -> Term:
    """The answer."""
    return author_term(key.answer, key)


def _author_symbol(name: str) -> Symbol:
    try:
        right = read_equation_alone(name).right
    except UnreadableAnswerError as error:
        raise FormulaError(f"{name}: {error.message}", error.at) from None
    if not isinstance(right, Symbol):
        raise FormulaError(f"{name} is no name of a quantity")
    return right


def _author_equation(text: str, key: EquationKey) -> Equation:
    try:
        return read_equation_alone(text, dict(key.activations))
    except UnreadableAnswerError as error:
        raise FormulaError(f"{text}: {error.message}", error.at) from None
