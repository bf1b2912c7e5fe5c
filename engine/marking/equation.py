"""An equation's verdict: the learner's against the right one, its known mistakes, other conventions, and the usual slips."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from engine import limits
from engine.errors import FormulaError, ShapeError, UnreadableAnswerError
from engine.formula.aliases import Dimension, Given, Naming, Setting, Shape, family_of
from engine.formula.canonical import equation_text
from engine.formula.conforming import Conforming, symbols_in, with_definitions
from engine.formula.math_syntax import Equation, read_equations
from engine.formula.symbols import Symbol
from engine.formula.terms import Term, replaced, summed, walk
from engine.formula.tree import Node
from engine.marking.slips import slips
from engine.marking.verdict import Outcome

if TYPE_CHECKING:
    from engine.formula.evaluation import Point
    from engine.formula.unify import Candidate, Match, Reference

_STATES = "hcfiogzrnxy"
_TIMES = ("t-1", "t", "t+1")


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


class EquationResponse(msgspec.Struct, frozen=True):
    """A learner's equation, read."""

    left: Symbol | None
    term: Term | None
    """`None` when its shapes do not fit; `complaint` then says where."""
    complaint: str
    left_fits: bool | None
    """Whether the left side names what was asked for; `None` when there is none or its letter means nothing here."""


class EquationJudgement(msgspec.Struct, frozen=True):
    """What is said of an equation."""

    outcome: Outcome
    score: float
    message: str
    mistake: str | None
    convention: str | None
    understood: str
    """The equation in the house notation, and which of the learner's letters is which of ours."""


class _Compiled(NamedTuple):
    setting: Setting
    points: "tuple[Point, ...]"
    right: "Reference"
    without_bias: "tuple[Reference, ...]"
    mistakes: "tuple[tuple[WrongEquation, Reference], ...]"
    conventions: "tuple[tuple[OtherConvention, Reference], ...]"


def equation_key(
    answer: str,
    given: Mapping[str, Sequence[Dimension]],
    parameters: Mapping[str, Sequence[Dimension]],
    mistakes: Sequence[tuple[str, str, str]] = (),
    conventions: Sequence[tuple[str, str]] = (),
    bias_required: bool = False,
    activations: Mapping[str, str] | None = None,
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
    )
    setting = _setting(key)
    for equation in (answer, *(one.equation for one in key.mistakes), *(one.equation for one in key.conventions)):
        _author_term(equation, key, setting)
    return key


def read_equation(text: str, key: EquationKey) -> EquationResponse:
    """Read a learner's text as an equation about the key's quantities.

    Raises `UnreadableAnswerError` for anything that is no equation.
    """
    setting = _setting(key)
    equations = read_equations(text, dict(key.activations))
    refused: UnreadableAnswerError | None = None
    for equation in _asked_for(equations, setting) or equations[-1:]:
        try:
            return _read(equation, equations, setting, key)
        except UnreadableAnswerError as error:
            refused = refused or error
    raise refused or UnreadableAnswerError(f"write the equation for {setting.target.key}")


def _asked_for(equations: Sequence[Equation], setting: Setting) -> list[Equation]:
    """Those that define the quantity asked for, the likeliest first: its own letter, and not merely a step on the way to another."""
    around = [name for equation in equations for name in symbols_in(equation.right)]
    asked = [equation for equation in equations if _is_asked_for(equation, setting, around)]
    on_the_way = {name.key for equation in asked for name in symbols_in(equation.right)}

    def doubt(equation: Equation) -> tuple[bool, bool]:
        left = equation.left
        is_own = left is not None and (left.base.lower(), left.accent) == (setting.target.base, setting.target.accent)
        return (not is_own, left is None or left.key in on_the_way)

    return sorted(asked, key=doubt)


def _is_asked_for(equation: Equation, setting: Setting, around: Sequence[Symbol]) -> bool:
    naming = Naming(setting, equation.left, symbols_in(equation.right), around=around)
    return equation.left is not None and bool(naming.is_target(equation.left))


def _read(equation: Equation, equations: Sequence[Equation], setting: Setting, key: EquationKey) -> EquationResponse:
    definitions = {other.left.key: other.right for other in equations if other.left and other is not equation}
    right = _substituted(equation, definitions, setting)
    found = list(symbols_in(right))
    if not found:
        raise UnreadableAnswerError(f"an equation for {setting.target.key} names the quantities that it is made of")
    naming = Naming(
        setting, equation.left, found, around=[name for other in equations for name in symbols_in(other.right)]
    )
    left_fits = naming.is_target(equation.left) if equation.left else None
    try:
        term = _shaped(right, naming, key)
    except ShapeError as error:
        return EquationResponse(equation.left, None, error.message, left_fits)
    return EquationResponse(equation.left, term, "", left_fits)


def _substituted(equation: Equation, definitions: Mapping[str, Node], setting: Setting) -> Node:
    """Put the text's own auxiliary quantities in: `h_t = tanh(a_t)` where another line says what a_t is."""
    right = equation.right
    for _ in range(len(definitions)):
        names = list(symbols_in(right))
        naming = Naming(setting, equation.left, names)
        wanted = {name.key for name in names if name.key in definitions and naming.quantity(name).kind != "given"}
        if not wanted or len(names) > limits.EQUATION_OPERATORS:
            break
        right = with_definitions(right, {name: definitions[name] for name in wanted})
    return right


def _shaped(right: Node, naming: Naming, key: EquationKey) -> Term:
    term = Conforming(naming).term(right)
    if _right_term(key).shape == () and term.shape not in {(), None}:
        term = Conforming(naming, products_are_inner=True).term(right)
    return term.arguments[0] if term.operation == "transpose" else term


@lru_cache(maxsize=512)
def _setting(key: EquationKey) -> Setting:
    target = _author_equation(key.answer).left
    if target is None:
        raise FormulaError(f"{key.answer}: write the name that is asked for on the left side")
    symbols = {name: _author_symbol(name) for name, _ in key.given}
    givens = tuple(Given(name, symbols[name], shape) for name, shape in key.given)
    return Setting(target, givens, family_of(target, list(symbols.values())))


def _author_symbol(name: str) -> Symbol:
    right = _author_equation(name).right
    if not isinstance(right, Symbol):
        raise FormulaError(f"{name} is no name of a quantity")
    return right


def _author_equation(text: str) -> Equation:
    try:
        return read_equations(text)[-1]
    except UnreadableAnswerError as error:
        raise FormulaError(error.message, error.at) from None


def _author_term(text: str, key: EquationKey, setting: Setting) -> Term:
    """A bank's own equation: its parameters have declared shapes."""
    equation = _author_equation(text)
    declared = {_author_symbol(name).key: shape for name, shape in key.parameters}
    naming = Naming(setting, equation.left, symbols_in(equation.right), frozenset(declared))
    try:
        return Conforming(naming, declared, products_are_inner=_is_number(key, setting)).term(equation.right)
    except UnreadableAnswerError as error:
        raise FormulaError(error.message, error.at) from None


def _is_number(key: EquationKey, setting: Setting) -> bool:
    return False


@lru_cache(maxsize=512)
def _right_term(key: EquationKey) -> Term:
    return _author_term(key.answer, key, _setting(key))


def _foreign_states(setting: Setting, right: Term) -> list[Term]:
    """States of the cell beside the givens, so that a misplaced one has a value too."""
    own = {given.key for given in setting.givens}
    inputs = next((given.shape for given in setting.givens if given.symbol.base == "x"), right.shape)
    hidden = next((given.shape for given in setting.givens if given.symbol.base != "x" and given.shape), right.shape)
    states = []
    for letter in _STATES:
        for time in _TIMES:
            name = f"{letter}_t" if time == "t" else f"{letter}_{{{time}}}"
            if name not in own and setting.family != "plain":
                states.append(Term("foreign", name, shape=inputs if letter == "x" else hidden))
    return states


@lru_cache(maxsize=256)
def _compiled(key: EquationKey) -> _Compiled:
    from engine.formula.evaluation import points
    from engine.formula.unify import reference

    setting = _setting(key)
    right = _right_term(key)
    wrong = [(one, _author_term(one.equation, key, setting)) for one in key.mistakes]
    elsewhere = [(one, _author_term(one.equation, key, setting)) for one in key.conventions]
    quantities = {given.key: given.shape for given in setting.givens}
    quantities |= {state.name: state.shape or () for state in _foreign_states(setting, right)}
    drawn = points([right, *(term for _, term in wrong), *(term for _, term in elsewhere)], quantities)
    return _Compiled(
        setting,
        drawn,
        reference(right, drawn),
        tuple(reference(term, drawn) for term in _without_biases(right)),
        tuple((one, reference(term, drawn)) for one, term in wrong),
        tuple((one, reference(term, drawn)) for one, term in elsewhere),
    )


@lru_cache(maxsize=256)
def _slips(key: EquationKey) -> "tuple[tuple[str, str, Reference], ...]":
    from engine.formula.unify import reference

    compiled = _compiled(key)
    found = slips(compiled.right.term, compiled.setting, _foreign_states(compiled.setting, compiled.right.term))
    return tuple((one.id, one.feedback, reference(one.term, compiled.points)) for one in found)


def _without_biases(term: Term) -> list[Term]:
    """The equation with one bias or all of them left out."""
    biases = list(dict.fromkeys(one for one in walk(term) if one.operation == "parameter"))
    found = [_dropped(term, {bias}) for bias in biases]
    if len(biases) > 1:
        found.append(_dropped(term, set(biases)))
    return found


def _dropped(term: Term, biases: set[Term]) -> Term:
    def change(one: Term) -> Term | None:
        if one.operation != "sum" or not biases & set(one.arguments):
            return None
        kept = [
            (_dropped(part, biases), sign)
            for part, sign in zip(one.arguments, one.signs, strict=True)
            if part not in biases
        ]
        if len(kept) == 1 and kept[0][1] > 0:
            return kept[0][0]
        return summed([part for part, _ in kept], [sign for _, sign in kept], one.shape)

    return replaced(term, change)


def mark_equation(response: EquationResponse, key: EquationKey) -> EquationJudgement:
    """Judge an equation that was read."""
    from engine.formula.unify import Candidate

    compiled = _compiled(key)
    target = compiled.setting.target
    if response.term is None:
        return _wrong(f"The shapes do not fit: {response.complaint}.", "shapes-do-not-fit", "")
    own = equation_text(target, response.term)
    candidate = Candidate(response.term, compiled.points)
    match = candidate.match(compiled.right)
    if match and match.doubled:
        return _wrong(
            f"One letter, ${match.doubled}$, stands for two different parameters; give each its own.",
            "one-letter-two-parameters",
            own,
        )
    if match and response.left_fits is False and response.left:
        return _wrong(f"The left side should be ${target.key}$, not ${response.left.key}$.", "wrong-left-side", own)
    if match:
        return EquationJudgement("correct", 1.0, "Right.", None, None, _understood(target, response.term, match))
    return (
        _known(candidate, compiled, own)
        or _incomplete(candidate, compiled, key, own)
        or _slipped(candidate, compiled, key, own)
    )


def _incomplete(candidate: "Candidate", compiled: _Compiled, key: EquationKey, own: str) -> EquationJudgement | None:
    for other in compiled.without_bias:
        match = candidate.match(other)
        if match and not match.doubled:
            understood = _understood(compiled.setting.target, candidate.term, match)
            if not key.bias_required:
                return EquationJudgement("correct", 1.0, "Right.", None, None, understood)
            return EquationJudgement(
                "partial",
                0.5,
                "Right but for the bias, which this question asks for.",
                "missing-bias",
                None,
                understood,
            )
    return None


def _known(candidate: "Candidate", compiled: _Compiled, own: str) -> EquationJudgement | None:
    for mistake, other in compiled.mistakes:
        if candidate.match(other):
            return _wrong(mistake.feedback, mistake.id, own)
    for convention, other in compiled.conventions:
        if candidate.match(other):
            message = f"Right under another convention: {convention.name}. This question asks for its own."
            return EquationJudgement("wrong", 0.0, message, None, convention.name, own)
    return None


def _slipped(candidate: "Candidate", compiled: _Compiled, key: EquationKey, own: str) -> EquationJudgement:
    for name, feedback, other in _slips(key):
        if candidate.match(other):
            return _wrong(feedback, name, own)
    return _wrong("This is not the equation asked for.", None, own)


def _wrong(message: str, mistake: str | None, understood: str) -> EquationJudgement:
    return EquationJudgement("wrong", 0.0, message, mistake, None, understood)


def _understood(target: Symbol, term: Term, match: "Match") -> str:
    """The equation with our letters, and what the learner called them."""
    names = {use.name: meaning.name for use, meaning in match.naming.items()}
    text = equation_text(target, term, names)
    renamed = [
        f"{use.name.replace('+', ' + ')} → {meaning.name}"
        for use, meaning in match.naming.items()
        if use.name != meaning.name
    ]
    return f"{text}, with {', '.join(dict.fromkeys(renamed))}" if renamed else text
