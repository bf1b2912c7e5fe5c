"""A learner's text read as an equation about a question's quantities; reading never judges."""

import contextlib
import re
from collections.abc import Mapping, Sequence

import msgspec

from engine import limits
from engine.errors import ShapeError, UnreadableAnswerError
from engine.formula.aliases import Naming
from engine.formula.conforming import Conforming
from engine.formula.math_syntax import Equation, read_text
from engine.formula.setting import Setting
from engine.formula.substitution import symbols_in, with_definitions
from engine.formula.symbols import Symbol
from engine.formula.terms import Term, walk
from engine.formula.tree import Node
from engine.marking.equation_key import EquationKey, right_term, setting_of

_SPECIFICATION = re.compile(r"\(\.\)|Xt ?\* ?\(W\w*\^T\)")
"""How those specifications write a product: nobody else does."""

_CIRCLED_TIMES = re.compile(r"⊗|⨂|\\otimes(?![A-Za-z])")
"""Elsewhere a product of elements; an outer product where one is asked for."""


class EquationResponse(msgspec.Struct, frozen=True):
    """A learner's equation, read."""

    left: Symbol | None
    term: Term | None
    """`None` when its shapes do not fit; `complaint` then says where."""
    complaint: str
    left_fits: bool | None
    """Whether the left side names what was asked for; `None` when there is none or its letter means nothing here."""
    lenient: Term | None
    """The equation with each ⊙ beside a weight read as a matrix product; `None` where there is none such."""
    other: Term | None
    """The equation as it reads when every name that the text itself defines is replaced; `None` when that changes nothing."""
    unsummed: str = ""
    """An index that factors bear and no sum counts over, where the equation was read as if one did."""
    turned: frozenset[str] = frozenset()
    """The learner's weights that are laid out the other way round than ours: `x_t W` and `W^T x_t`."""


def read_equation(text: str, key: EquationKey) -> EquationResponse:
    """Read a learner's text as an equation about the key's quantities.

    Raises `UnreadableAnswerError` for anything that is no equation.
    """
    try:
        return _read_text(text, key)
    except UnreadableAnswerError as error:
        message = error.message[:1].upper() + error.message[1:]
        raise UnreadableAnswerError(f"{message}.", error.at) from None


def _read_text(text: str, key: EquationKey) -> EquationResponse:
    setting = setting_of(key)
    if any(one.operation == "outer" for one in walk(right_term(key))):
        text = _CIRCLED_TIMES.sub(lambda found: "⨷".ljust(len(found[0])), text)
    reading = read_text(text, _house_activations(text, setting) | dict(key.activations))
    equations = _in_sequence(reading.equations)
    asked = _asked_for(equations, setting)
    refused = list(reading.refused)
    for equation in asked or ([] if refused else _unused(equations)[-1:]):
        try:
            return _read(equation, equations, setting, key)
        except UnreadableAnswerError as error:
            refused.append(error)
    if equations and equations[0].left is None and not asked:
        return _read(equations[0], equations, setting, key)
    raise refused[0] if refused else UnreadableAnswerError(f"write the equation for {setting.target.key}")


def _in_sequence(equations: Sequence[Equation]) -> list[Equation]:
    """Equations in which a name that is set anew from itself, `f = a; f = sigmoid(f)`, is set once."""
    kept: list[Equation] = []
    for equation in equations:
        key = equation.left.key if equation.left else ""
        earlier = next((one for one in kept if one.left and one.left.key == key), None)
        right = equation.right
        if earlier and any(name.key == key for name in symbols_in(right)):
            kept.remove(earlier)
            right = with_definitions(right, {key: earlier.right})
            _refuse_many(right)
        kept.append(equation._replace(right=right))
    return kept


def _refuse_many(right: Node) -> None:
    if sum(1 for _ in symbols_in(right)) > 4 * limits.EQUATION_NAMES:
        raise UnreadableAnswerError("with its parts put in, this equation is too long")


def _house_activations(text: str, setting: Setting) -> dict[str, str]:
    """What f, g and h are in the operator specifications of ONNX and OpenVINO, which name them once for all their cells."""
    if not _SPECIFICATION.search(text):
        return {}
    return {"f": "tanh" if setting.family == "rnn" else "sigmoid", "g": "tanh", "h": "tanh"}


def _asked_for(equations: Sequence[Equation], setting: Setting) -> list[Equation]:
    """Those that define the quantity asked for, the likeliest first: its own letter, and not merely a step on the way."""
    around = [name for equation in equations for name in symbols_in(equation.right)]
    asked = [equation for equation in equations if _is_asked_for(equation, setting, around)]
    on_the_way = {name.key for equation in asked for name in symbols_in(equation.right)}

    def doubt(equation: Equation) -> tuple[bool, bool]:
        left = equation.left
        is_own = left is not None and (left.base.lower(), left.accent) == (setting.target.base, setting.target.accent)
        is_step = left is None or left.key in on_the_way
        # Of several outputs the last is meant, whatever its letter: logits y and their softmax p.
        return (is_step, not is_own) if setting.target.base == "y" else (not is_own, is_step)

    return sorted(asked, key=doubt)


def _unused(equations: Sequence[Equation]) -> list[Equation]:
    """Equations whose left side no other takes, or all of them: where no letter is the one asked for, a whole stands for it."""
    used = {name.key for equation in equations for name in symbols_in(equation.right)}
    return [one for one in equations if one.left is None or one.left.key not in used] or list(equations)


def _is_asked_for(equation: Equation, setting: Setting, around: Sequence[Symbol]) -> bool:
    if equation.left is None:
        return False
    return bool(Naming(setting, equation.left, symbols_in(equation.right), around=around).is_target(equation.left))


def _read(equation: Equation, equations: Sequence[Equation], setting: Setting, key: EquationKey) -> EquationResponse:
    around = [name for other in equations for name in symbols_in(other.right)]
    definitions = {other.left.key: other.right for other in equations if other.left and other is not equation}
    is_shifted = any(other.left and other.left.time == "t+1" for other in equations)
    right = _substituted(equation, definitions, setting, is_bold=False)
    response = _response(equation, right, around, setting, key, is_shifted)
    bold = _substituted(equation, definitions, setting, is_bold=True) if definitions else right
    if bold == right:
        return response
    other = _response(equation, bold, around, setting, key, is_shifted)
    return msgspec.structs.replace(response, other=other.term, turned=response.turned | other.turned)


def _response(
    equation: Equation, right: Node, around: Sequence[Symbol], setting: Setting, key: EquationKey, is_shifted: bool
) -> EquationResponse:
    found = list(symbols_in(right))
    if not found or (equation.left is None and isinstance(right, Symbol)):
        raise UnreadableAnswerError(f"an equation for {setting.target.key} names the quantities that it is made of")
    if setting.family != "plain" and any(name.base == "∇" for name in found):
        raise UnreadableAnswerError(f"no derivative enters an equation for {setting.target.key}")
    naming = Naming(setting, equation.left, found, around=around, is_shifted=is_shifted)
    left_fits = naming.is_target(equation.left) if equation.left else None
    lenient = None
    try:
        term, conforming = _shaped(right, naming, key, is_lenient=False)
    except ShapeError as error:
        with contextlib.suppress(ShapeError):
            lenient, _ = _shaped(right, naming, key, is_lenient=True)
        return EquationResponse(equation.left, None, error.message, left_fits, lenient, None)
    if any(one.kind == "diagonal" for one in walk(term)):
        lenient, _ = _shaped(right, naming, key, is_lenient=True)
    turned = frozenset(conforming.turned)
    return EquationResponse(equation.left, term, "", left_fits, lenient, None, conforming.unsummed, turned)


def _substituted(equation: Equation, definitions: Mapping[str, Node], setting: Setting, is_bold: bool) -> Node:
    """Put the text's own auxiliary quantities in: `h_t = tanh(a_t)` where another line says what a_t is.

    `is_bold`: also those that might be another spelling of a given.
    """
    right = equation.right
    own = {given.symbol.key for given in setting.givens}
    for _ in range(len(definitions)):
        names = list(symbols_in(right))
        naming = Naming(setting, equation.left, names)
        wanted = {
            name.key
            for name in names
            if name.key in definitions and name.key not in own and (is_bold or naming.quantity(name).kind != "given")
        }
        if not wanted or len(names) > limits.EQUATION_NAMES:
            break
        right = with_definitions(right, {name: definitions[name] for name in wanted})
    _refuse_many(right)
    return right


def _shaped(right: Node, naming: Naming, key: EquationKey, is_lenient: bool) -> tuple[Term, Conforming]:
    """The term that a right side means, and what was noted while its products were decided."""
    bars_are_norms = any(one.name == "norm" for one in walk(right_term(key)))
    conforming = Conforming(naming, is_lenient=is_lenient, bars_are_norms=bars_are_norms)
    term = conforming.term(right)
    if right_term(key).shape == () and term.shape not in {(), None}:
        conforming = Conforming(naming, products_are_inner=True, is_lenient=is_lenient)
        term = conforming.term(right)
        term = _at_true_class(term, right, naming) or term
    return (term.arguments[0] if term.operation == "transpose" else term), conforming


def _at_true_class(term: Term, right: Node, naming: Naming) -> Term | None:
    """`-log p_c`: the component at the true class, which a one-hot target picks out; `None` for anything else."""
    found = list(symbols_in(right))
    used = {naming.quantity(name).key for name in found}
    rest = [given for given in naming.setting.givens if given.key not in used and given.shape == term.shape]
    if len(rest) != 1 or len(term.shape or ()) != 1 or not all(name.labels for name in found):
        return None
    return Term("inner", arguments=(Term("given", rest[0].key, shape=rest[0].shape), term))
