"""What an equation was read as, written back in the house notation."""

from collections.abc import Iterator, Mapping, Sequence

from engine.formula.terms import Term

_CASES, _SUM, _TIMES, _WEIGHT, _ATOM = 0, 1, 2, 3, 4
_SIGNS = {"sigmoid": "σ"}
_WHOLE = frozenset({"softmax", "norm", "sum", "mean", "max", "min", "logsumexp"})
"""Functions of a whole vector, in which no component is meant."""


def written(term: Term, naming: Mapping[Term, Term] | None = None, index: str = "") -> str:
    """Write a term; `naming` maps the learner's uses of parameters to ours, `index` is the component that it is about."""
    return _Writer(naming or {}, index).write(term, 0)


def equation_text(left: str, right: Term, naming: Mapping[Term, Term] | None = None, index: str = "") -> str:
    """Write a whole equation: `f_t = σ(W x_t + U h_{t-1} + b)`."""
    return f"{left} = {written(right, naming, index)}"


def parameter_name(name: str) -> str:
    """A parameter as it is shown: `W_f[2]` for the second block of `W_f`, `b_i + b_h` for two biases in one sum."""
    return " + ".join(_block_name(part) for part in name.split("+"))


def _block_name(name: str) -> str:
    letter, _, block = name.partition("#")
    return f"{letter}[{int(block) + 1}]" if block.isdigit() else name


class _Writer:
    def __init__(self, naming: Mapping[Term, Term], index: str):
        self.naming = naming
        self.index = index

    def meaning(self, use: Term) -> Term:
        """Our own use of a parameter in the place of the learner's, where it is known."""
        return self.naming.get(use, use)

    def write(self, term: Term, least: int) -> str:
        """Write a term, in brackets when it binds more loosely than its surroundings ask."""
        text, strength = self.plain(term)
        return f"({text})" if strength < least else text

    def plain(self, term: Term) -> tuple[str, int]:
        match term.operation:
            case "number":
                return f"{term.value:g}", _ATOM if term.value >= 0 else _SUM
            case "given" | "foreign":
                return self.quantity(term), _ATOM
            case "item":
                return f"{term.name.partition('_')[0]}_{term.kind}", _ATOM
            case "parameter":
                name = parameter_name(self.meaning(term).name)
                return name, _SUM if " + " in name else _ATOM
            case "linear":
                return self.linear(term)
            case "bilinear":
                meaning = self.meaning(term)
                order = reversed(term.arguments) if meaning.kind == "turned" else term.arguments
                left, right = (self.write(argument, _ATOM) for argument in order)
                return f"{left}^T {meaning.name} {right}", _WEIGHT
            case "sum":
                return self.sum(term), _SUM
            case "product":
                return self.product(term), _TIMES
            case "divide":
                return " / ".join(self.write(argument, _WEIGHT) for argument in term.arguments), _TIMES
            case "power":
                return f"{self.write(term.arguments[0], _ATOM)}^{{{self.write(term.arguments[1], 0)}}}", _WEIGHT
            case "apply" if term.name == "where":
                left, right, value = (self.write(argument, _SUM) for argument in term.arguments[:3])
                return f"{value} if {left} > {right} else {self.write(term.arguments[3], _CASES)}", _CASES
            case "total":
                return f"∑_{term.name} {self.write(term.arguments[0], _TIMES)}", _TIMES
            case "inner" | "matrix" | "outer":
                return self.by_matrix(term), _WEIGHT
            case _:
                return self.other(term), _ATOM

    def quantity(self, term: Term) -> str:
        """A given; of a vector the component that the equation is about."""
        has_component = self.index and len(term.shape or ()) == 1 and "_" not in term.name
        return f"{term.name}_{self.index}" if has_component else term.name

    def linear(self, term: Term) -> tuple[str, int]:
        """A parameter applied: a matrix, a vector that makes a number, or one weight for each element."""
        meaning = self.meaning(term)
        operand = self.write(term.arguments[0], _ATOM)
        if meaning.kind == "diagonal":
            return f"{parameter_name(meaning.name)} ⊙ {operand}", _TIMES
        return f"{parameter_name(meaning.name)}{'^T' if meaning.kind == 'dot' else ''} {operand}", _WEIGHT

    def by_matrix(self, term: Term) -> str:
        """Two values multiplied as matrices are; a vector on the left lies down."""
        left, right = term.arguments
        if term.operation == "outer":
            return f"{self.write(left, _ATOM)} {self.write(right, _ATOM)}^T"
        lies = "^T" if len(left.shape or ()) == 1 and left.operation != "transpose" else ""
        return f"{self.write(left, _ATOM)}{lies} {self.write(right, _ATOM)}"

    def sum(self, term: Term) -> str:
        text = ""
        for parts, sign in self.summands(term):
            is_alone = len(parts) == 1
            part = self.write(parts[0], _SUM if sign > 0 else _TIMES) if is_alone else self.beside(parts)
            text += (f" {'+' if sign > 0 else '-'} " if text else "" if sign > 0 else "-") + part
        return text

    def summands(self, term: Term) -> Iterator[tuple[Sequence[Term], int]]:
        """The terms of a sum with their signs; the blocks of one weight that stands over all of them come together."""
        gathered: list[Term] = []
        for part, sign in zip(term.arguments, term.signs, strict=True):
            letter, _, block = part.name.partition("#")
            is_block = sign > 0 and block.isdigit() and part not in self.naming
            is_next = bool(gathered) and part.name == f"{letter}#{len(gathered)}" and gathered[0].name == f"{letter}#0"
            if gathered and not (is_block and is_next):
                yield gathered, 1
                gathered = []
            if is_block and block == str(len(gathered)):
                gathered.append(part)
            else:
                yield [part], sign
        if gathered:
            yield gathered, 1

    def beside(self, blocks: Sequence[Term]) -> str:
        """`W_f [h_{t-1}, x_t]`: one weight applied to vectors that stand one after the other."""
        operands = ", ".join(self.write(block.arguments[0], 0) if block.arguments else "1" for block in blocks)
        return f"{blocks[0].name.partition('#')[0]} [{operands}]"

    def product(self, term: Term) -> str:
        """Numbers stand beside, vectors take the elementwise sign."""
        text = ""
        before_is_number = True
        for argument in term.arguments:
            is_number = argument.shape == ()
            sign = "" if not text else " " if is_number or before_is_number else " ⊙ "
            text += sign + self.write(argument, _WEIGHT)
            before_is_number = is_number
        return text

    def other(self, term: Term) -> str:
        is_whole = term.operation == "apply" and term.name in _WHOLE and len(term.arguments) == 1
        inner = _Writer(self.naming, "") if is_whole else self
        parts = [inner.write(argument, 0) for argument in term.arguments]
        match term.operation:
            case "concat":
                return f"[{', '.join(parts)}]"
            case "blocks":
                return f"({' @ '.join(self.write(argument, _WEIGHT) for argument in term.arguments)})"
            case "transpose":
                return f"{self.write(term.arguments[0], _ATOM)}^T"
            case _:
                return self.called(term.name, ", ".join(parts))

    def called(self, function: str, inside: str) -> str:
        """A function's name and what it is applied to, or the bars that stand for it."""
        component = f"_{self.index}" if function == "softmax" and self.index else ""
        bars = {"norm": "‖‖", "floor": "⌊⌋", "ceil": "⌈⌉"}.get(function)
        return f"{bars[0]}{inside}{bars[1]}" if bars else f"{_SIGNS.get(function, function)}({inside}){component}"
