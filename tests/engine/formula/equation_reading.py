"""Equations read with declared parameters, as a bank's are."""

from collections.abc import Mapping, Sequence

from engine.formula.aliases import Naming
from engine.formula.conforming import Conforming
from engine.formula.math_syntax import read_equation_alone
from engine.formula.roles import family_of
from engine.formula.setting import Given, Setting, Shape
from engine.formula.substitution import symbols_in
from engine.formula.symbols import Symbol
from engine.formula.terms import Term


def symbol(text: str) -> Symbol:
    """One name."""
    found = read_equation_alone(text).right
    assert isinstance(found, Symbol)
    return found


def setting(target: str, given: Mapping[str, Sequence[str]]) -> Setting:
    """The names around a question."""
    givens = tuple(Given(name, symbol(name), tuple(shape)) for name, shape in given.items())
    return Setting(symbol(target), givens, family_of(symbol(target), [one.symbol for one in givens]))


def naming(text: str, around: Setting) -> Naming:
    """The names of one equation."""
    equation = read_equation_alone(text)
    return Naming(around, equation.left, symbols_in(equation.right))


def learner_term(text: str, around: Setting) -> Term:
    """An equation whose parameters are free."""
    return Conforming(naming(text, around)).term(read_equation_alone(text).right)


def bank_term(text: str, around: Setting, parameters: Mapping[str, Sequence[str]], inner: bool = False) -> Term:
    """An equation whose parameters have declared shapes."""
    equation = read_equation_alone(text)
    declared: dict[str, Shape] = {symbol(name).key: tuple(shape) for name, shape in parameters.items()}
    names = Naming(around, equation.left, symbols_in(equation.right), frozenset(declared))
    return Conforming(names, declared, products_are_inner=inner).term(equation.right)


LSTM = setting("f_t", {"x_t": ["D"], "h_{t-1}": ["H"]})
CELL = setting("c_t", {"f_t": ["H"], "i_t": ["H"], "g_t": ["H"], "c_{t-1}": ["H"]})
GRU = setting("n_t", {"x_t": ["D"], "h_{t-1}": ["H"], "r_t": ["H"]})
STATE = setting("h_t", {"z_t": ["H"], "n_t": ["H"], "h_{t-1}": ["H"]})
RNN = setting("h_t", {"x_t": ["D"], "h_{t-1}": ["H"]})
ATTENTION = setting("e_{tk}", {"s_t": ["H"], "h_k": ["E"]})
