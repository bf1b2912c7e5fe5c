"""LaTeX commands in an equation: signs, letters, fonts that say nothing, matrices and layout."""

import re

from engine.errors import UnreadableAnswerError
from engine.formula import signs, words
from engine.formula.scanner import Scanner

_MATRICES = frozenset(["matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "smallmatrix", "array"])
_CASES = frozenset({"cases", "dcases", "rcases"})
_SHORTHAND = re.compile("(?:m|v|b|bf|bs|rv|rm|mat|vec|mb|bo)([A-Za-z])")
"""Private commands for bold letters that many texts define: `\\vh`, `\\mW`."""


_OF_WHAT = r"(?:\\?[A-Za-z]{1,12}(?: ?\{[A-Za-z]\})?(?:_\{?[A-Za-z]{1,6}\}?)?(?:\([^()]{0,30}\))?)"
DERIVATIVE = re.compile(
    r"(?:\\nabla|∇) ?(?:_(?:\{[^{}]{1,20}\}|\\?[A-Za-z]{1,8}))? ?" + _OF_WHAT + "?"
    r"|\\frac ?\{ ?\\partial[^{}]{1,20}\} ?\{ ?\\partial[^{}]{1,20}\}"
    r"|∂ ?" + _OF_WHAT + " ?/ ?∂ ?" + _OF_WHAT
)
"""A gradient as calculus writes it: `\\nabla_w L`, `∂L/∂w`."""


class LatexScanner(Scanner):
    """Cuts what begins with a backslash."""

    def command(self) -> None:
        """Read the command that begins here."""
        start = self.at
        self.at += 1
        while self.is_letter():
            self.at += 1
        if self.at == start + 1:
            self.at = min(self.at + 1, len(self.text))
        name = self.text[start + 1 : self.at]
        self.named(name, start)

    def named(self, name: str, start: int) -> None:
        """Add what a command stands for."""
        if name == "\\" and self.cases > 0:
            self.put("sign", ",", start)
        elif name in {"\\", "in"}:
            self.put("row", "\\\\" if name == "\\" else "∈", start)
        elif name in signs.GREEK:
            self.put("word", signs.GREEK[name], start)
        elif name in signs.ACCENTS:
            self.put("accent", signs.ACCENTS[name], start)
        elif name == "nabla" or (name == "frac" and DERIVATIVE.match(self.text, start)):
            self.derivative(start)
        elif name in signs.SIGN_OF_COMMAND:
            self.sign(signs.SIGN_OF_COMMAND[name], start)
        elif name in {"begin", "end"}:
            self.environment(name, start)
        elif name in signs.WITH_IGNORED_ARGUMENT:
            self.argument()
        elif name.lower() in words.FUNCTIONS and (name in words.FUNCTIONS or not _SHORTHAND.fullmatch(name)):
            self.put("function", words.FUNCTIONS[name.lower()], start)
        elif name in signs.FONTS:
            self.font()
        elif name in signs.SIZES or name in "()[] \n\t,;:!":
            self.gap = True
            if name in {"left", "right"} and self.peek() == ".":
                self.at += 1
        elif shorthand := _SHORTHAND.fullmatch(name):
            self.put("word", shorthand[1], start)
        else:
            raise UnreadableAnswerError(f"the command \\{name} is not known here", (start, self.at))

    def derivative(self, start: int) -> None:
        """The gradient of whatever it is; a derivative by itself is no quantity."""
        found = DERIVATIVE.match(self.text, start)
        if not found:
            raise UnreadableAnswerError("write the derivative out, or name it as the question does", (start, self.at))
        self.at = found.end()
        self.put("word", "gradient", start)

    def environment(self, name: str, start: int) -> None:
        """Open or close a matrix; other environments are layout."""
        kind = self.argument().rstrip("*")
        is_matrix = kind in _MATRICES and not self.holds_equations(kind)
        if kind == "array" and name == "begin" and self.peek() == "{":
            self.argument()
        self.cases += (kind in _CASES) * (1 if name == "begin" else -1)
        if name == "begin":
            self.matrices.append(is_matrix)
        elif self.matrices:
            is_matrix = self.matrices.pop()
        if is_matrix:
            self.put("sign", "[" if name == "begin" else "]", start)

    def holds_equations(self, kind: str) -> bool:
        """An array of whole equations is layout, not a matrix."""
        end = self.text.find(f"\\end{{{kind}}}", self.at)
        return "=" in self.text[self.at : end if end > 0 else len(self.text)]

    def font(self) -> None:
        """`\\mathrm{tanh}` and `\\mathbf{W}` are words; anything else in a font's braces stays a group."""
        end = self.text.find("}", self.at)
        inside = self.text[self.at + 1 : end] if self.peek() == "{" and end > 0 else ""
        if letter := signs.GREEK.get(inside.strip().removeprefix("\\") if "\\" in inside else ""):
            start, self.at = self.at + 1, end + 1
            self.put("word", letter, start)
            return
        inside = inside.strip(" .,:")
        plain = inside.replace("-", "").replace(" ", "").replace("\\", "")
        if _is_remark(inside):
            self.at = end + 1
            self.put("row", "\\\\", end)
        elif plain.isalnum() and plain[0].isalpha() and plain.isascii() and "\\" not in inside:
            start = self.at + 1
            self.at = end + 1
            for word in [plain] if plain.lower() in words.FUNCTIONS else inside.replace("-", " ").split():
                self.put("word", word, start)
        else:
            self.gap = self.gap or self.peek().isspace()


def _is_remark(text: str) -> bool:
    """Is a text prose about the equation or in brackets, and neither a word between two equations nor a function's name?"""
    said = text.strip().strip("()").lower().replace("-", " ").split()
    is_long = len(said) > 1 or text.strip()[:1] == "("
    is_prose = is_long and len(max(said, key=len)) > 2 and all(word.isalpha() and word.isascii() for word in said)
    return is_prose and not any(word in words.CLAUSE_WORDS for word in said) and "".join(said) not in words.FUNCTIONS
