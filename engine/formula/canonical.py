"""What an equation was read as, written back in the house notation."""

from collections.abc import Mapping

from engine.formula.terms import Term

_CASES, _SUM, _TIMES, _WEIGHT, _ATOM = 0, 1, 2, 3, 4
_SIGNS = {"sigmoid": "σ"}


def written(term: Term, names: Mapping[str, str] | None = None) -> str:
    """Write a term; `names` maps the learner's parameters to ours."""
    return _Writer(names or {}).write(term, 0)


def equation_text(left: str, right: Term, names: Mapping[str, str] | None = None) -> str:
    """Write a whole equation: `f_t = σ(W x_t + U h_{t-1} + b)`."""
    return f"{left} = {written(right, names)}"


def parameter_name(name: str) -> str:
    """A parameter as it is shown: `W_f[2]` for the second block of `W_f`, `b_i + b_h` for two biases in one sum."""
    letter, _, block = name.partition("#")
    return f"{letter}[{int(block) + 1}]" if block.isdigit() else name.replace("+", " + ")


class _Writer:
    def __init__(self, names: Mapping[str, str]):
        self.names = names

    def parameter(self, name: str) -> str:
        return self.names[name] if name in self.names else parameter_name(name)

    def write(self, term: Term, least: int) -> str:
        """Write a term, in brackets when it binds more loosely than its surroundings ask."""
        text, strength = self.plain(term)
        return f"({text})" if strength < least else text

    def plain(self, term: Term) -> tuple[str, int]:
        match term.operation:
            case "number":
                return f"{term.value:g}", _ATOM if term.value >= 0 else _SUM
            case "given" | "foreign":
                return term.name, _ATOM
            case "item":
                return f"{term.name.partition('_')[0]}_{term.kind}", _ATOM
            case "parameter":
                name = self.parameter(term.name)
                return name, _SUM if " + " in name else _ATOM
            case "linear":
                sign = " ⊙ " if term.kind == "diagonal" else " "
                return (
                    f"{self.parameter(term.name)}{sign}{self.write(term.arguments[0], _ATOM)}",
                    _WEIGHT if sign == " " else _TIMES,
                )
            case "bilinear":
                left, right = (self.write(argument, _ATOM) for argument in term.arguments)
                return f"{left}^T {self.parameter(term.name)} {right}", _WEIGHT
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
            case _:
                return self.other(term), _ATOM

    def sum(self, term: Term) -> str:
        text = ""
        for argument, sign in zip(term.arguments, term.signs, strict=True):
            part = self.write(argument, _SUM if sign > 0 else _TIMES)
            text += (f" {'+' if sign > 0 else '-'} " if text else "" if sign > 0 else "-") + part
        return text

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
        parts = [self.write(argument, 0) for argument in term.arguments]
        match term.operation:
            case "concat":
                return f"[{', '.join(parts)}]"
            case "inner":
                return f"dot({', '.join(parts)})"
            case "outer" | "matrix" | "blocks":
                return f"({' @ '.join(self.write(argument, _WEIGHT) for argument in term.arguments)})"
            case "transpose":
                return f"{self.write(term.arguments[0], _ATOM)}^T"
            case "total":
                return f"(∑_{term.name} {parts[0]})"
            case _:
                return {"norm": f"‖{parts[0]}‖", "floor": f"⌊{parts[0]}⌋", "ceil": f"⌈{parts[0]}⌉"}.get(
                    term.name, f"{_SIGNS.get(term.name, term.name)}({', '.join(parts)})"
                )
