"""What a product, a sum or a comparison of two terms is, told by their shapes."""

from collections.abc import Sequence

from engine.errors import ShapeError
from engine.formula.setting import Shape
from engine.formula.terms import Term, multiplied
from engine.formula.tree import Span


def is_free(term: Term) -> bool:
    """Is a term made of parameters alone?"""
    return term.operation in {"parameter", "blocks"}


def upright(term: Term) -> Term:
    """A row is a vector wherever only elements count."""
    if term.operation == "parameter" and term.kind:
        return term._replace(kind="")
    return term.arguments[0] if term.operation == "transpose" and (term.shape is None or len(term.shape) < 2) else term


def inner_product(first: Term, second: Term, at: Span) -> Term:
    """Two vectors multiplied to a number; with a weight between them where there is one.

    Raises `ShapeError` when their sizes differ.
    """
    if first.shape and second.shape and first.shape != second.shape and len(first.shape) == len(second.shape) == 1:
        raise ShapeError(_clash(first, second, "multiplied"), at)
    for one, other in ((first, second), (second, first)):
        if one.operation == "linear" and one.kind in {"any", "matrix"} and other.operation != "linear":
            pair = (one.arguments[0], other) if one is first else (other, one.arguments[0])
            return Term("bilinear", one.name, pair)
    return Term("inner", arguments=(first, second))


def matrix_product(left: Term, right: Term, operator: str, at: Span) -> Term:
    """A product in which a given is a matrix.

    Raises `ShapeError` when it cannot conform.
    """
    one, two = left.shape or (), right.shape or ()
    if operator != "@" and one == two and operator == "*":
        return multiplied([left, right], one)
    if one[-1] == two[0]:
        return Term("matrix", arguments=(left, right), shape=one[:-1] + two[1:])
    raise ShapeError(_clash(left, right, "multiplied"), at)


def declared_use(weight: Term, operand: Term, operator: str, turned: bool, inner: bool, at: Span) -> tuple[str, Shape]:
    """How a bank's own parameter, whose shape is declared, applies to a value, and the shape of the result.

    `inner`: two vectors make a number, as they do where one of them lies down.

    Raises `ShapeError` when it cannot.
    """
    own, given = weight.shape or (), operand.shape or ()
    if not own:
        return "scale", given
    if len(own) == 1 and "#" not in weight.name:
        if own != given:
            raise ShapeError(f"{weight.name} has shape {_shape(own)} and its argument {_shape(given)}", at)
        return ("diagonal", given) if operator == "*" or (operator == "product" and not inner) else ("dot", ())
    out = own[1] if turned and len(own) == 2 and own[0] == given[0] else own[0]
    fits = "#" in weight.name or (given and given[0] in own)
    if not fits:
        raise ShapeError(f"{weight.name} has shape {_shape(own)} and its argument {_shape(given)}", at)
    if not turned and own[-1] != given[0] and "#" not in weight.name:
        out = own[1]
    return "matrix", (out,)


def common_shape(terms: Sequence[Term], verb: str, at: Span) -> Shape | None:
    """The shape of values combined element by element; a number goes with anything.

    Raises `ShapeError` when two differ; `verb` says what could not be done.
    """
    known: Term | None = None
    unknown = False
    for term in terms:
        if term.shape is None:
            unknown = True
        elif term.shape != ():
            if known is not None and known.shape != term.shape:
                raise ShapeError(_clash(known, term, verb), at)
            known = term
    if known is not None:
        return known.shape
    return None if unknown else ()


def _clash(first: Term, second: Term, verb: str) -> str:
    return f"{_called(first)} has shape {_shape(first.shape)} and {_called(second)} has shape {_shape(second.shape)}: they cannot be {verb}"


def _called(term: Term) -> str:
    return (
        term.name
        if term.operation in {"given", "foreign", "item"}
        else "one side"
        if term.operation != "concat"
        else "the concatenation"
    )


def _shape(shape: Shape | None) -> str:
    return "(" + ", ".join(map(str, shape or ())) + ")"
