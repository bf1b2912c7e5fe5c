"""LaTeX's commands read into letters, signs and words, by pylatexenc with the few rules that it lacks."""

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from tui.typeset import AFTER, BAR, CLOSE, GLUE, JOINT, OPEN, OVER, SUPERSCRIPTS, UNDER

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text

SYMBOLS: Final = {
    "{": OPEN, "}": CLOSE, "|": "‖", "Vert": "‖", "lVert": "‖" + GLUE, "rVert": "‖", "vert": "|",
    "lvert": "|" + GLUE, "rvert": "|", "mid": BAR, "langle": "⟨" + GLUE, "rangle": "⟩",
    "ne": "≠", "neq": "≠", "colon": ":", "prime": "′", "cdots": "⋯", "dots": "…", "iff": "⇔", "implies": "⇒",
    "displaystyle": "", "limits": "", "left": "", "right": "", "middle": "", "\\": "\n", "input": "", "include": "",
} | {size + side: "" for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r", "m")}  # fmt: skip
"""Macros that pylatexenc lacks or shows in a form that cannot be read back."""
FUNCTIONS: Final = (
    "arccos", "arcsin", "arctan", "arg", "argmax", "argmin", "cos", "cosh", "cot", "coth", "det", "diag", "dim",
    "exp", "gcd", "inf", "ker", "lim", "liminf", "limsup", "ln", "log", "max", "min", "Pr", "rank",
    "relu", "sgn", "sigmoid", "sign", "sin", "sinh", "softmax", "sup", "tan", "tanh", "tr",
)  # fmt: skip
"""Names that stay words."""
FRACTIONS: Final = ("frac", "dfrac", "tfrac", "cfrac")
MATRICES: Final = {
    "matrix": ("[", "]"),
    "pmatrix": ("(", ")"),
    "bmatrix": ("[", "]"),
    "Bmatrix": (OPEN, CLOSE),
    "vmatrix": ("|", "|"),
    "Vmatrix": ("‖", "‖"),
}
ROWS: Final = ("aligned", "align", "split", "gathered", "cases", "array")
LETTERS: Final = ("mathbf", "mathit", "mathsf", "mathcal", "boldsymbol", "bm")
"""Macros that only change how letters look: letters a learner can type are kept."""
WORDS: Final = ("mathrm", "mbox", "text", "textrm", "textbf", "textit")
NAMES: Final = ("operatorname", "operatorname*")
ACCENTS: Final = {"overline": "\u0305", "widehat": "\u0302", "widetilde": "\u0303"}

_ATOM: Final = re.compile(r"[∂∇Δ]? ?[\w\u0300-\u036f]+(?:[_^](?:\w|\{[^{}]*\}))*\Z")
_COMMENT: Final = re.compile(r"(?<!\\)%")


def unread(latex: str) -> str:
    """A formula without commands, its scripts and grouping braces as they were; what cannot be read is kept as it was written."""
    from pylatexenc.latexwalker import LatexWalkerError

    # pylatexenc indexes into what it expects to find, and half a formula is not what it expects.
    try:
        return str(_reader().latex_to_text(_COMMENT.sub(r"\\%", latex), latex_context=_syntax()))
    except (LatexWalkerError, ValueError, IndexError, KeyError, TypeError, AttributeError):
        return latex


def _fraction(node: Any, l2tobj: Any) -> str:
    upper, lower = (_bracketed(_argument(node, l2tobj, index)) for index in (0, 1))
    return f"{OVER}{upper}/{lower}{UNDER}"


def _bracketed(text: str) -> str:
    return text if _ATOM.match(text) else f"({text})"


def _root(node: Any, l2tobj: Any) -> str:
    degree, text = _argument(node, l2tobj, 0), _argument(node, l2tobj, -1)
    return degree.translate(SUPERSCRIPTS) + "√" + _bracketed(text)


def _choose(node: Any, l2tobj: Any) -> str:
    return f"({_argument(node, l2tobj, 0)} choose {_argument(node, l2tobj, 1)})"


def _bare(node: Any, l2tobj: Any) -> str:
    return _argument(node, l2tobj, -1)


def _word(node: Any, l2tobj: Any) -> str:
    return JOINT + _argument(node, l2tobj, -1) + JOINT


def _name(node: Any, l2tobj: Any) -> str:
    return JOINT + _argument(node, l2tobj, -1) + AFTER


def _accented(node: Any, l2tobj: Any) -> str:
    return "".join(letter + ACCENTS[node.macroname] for letter in _argument(node, l2tobj, -1))


def _unknown(node: Any, l2tobj: Any) -> str:
    return f"{JOINT}\\{node.macroname}{AFTER}"


def _argument(node: Any, l2tobj: Any, index: int) -> str:
    argument = node.nodeargd.argnlist[index]
    if argument is None:
        return ""
    return str(l2tobj.nodelist_to_text(getattr(argument, "nodelist", [argument]))).strip()


def _matrix(node: Any, l2tobj: Any) -> str:
    opening, closing = MATRICES[node.environmentname]
    rows = str(l2tobj.nodelist_to_text(node.nodelist)).split("\n")
    return opening + "; ".join(" ".join(row.split()) for row in rows if row.strip()) + closing


def _rows(node: Any, l2tobj: Any) -> str:
    return str(l2tobj.nodelist_to_text(node.nodelist))


@cache
def _reader() -> "LatexNodes2Text":
    """The LaTeX reader with our rules on top of pylatexenc's."""
    from pylatexenc.latex2text import (
        EnvironmentTextSpec,
        LatexNodes2Text,
        MacroTextSpec,
        SpecialsTextSpec,
        get_default_latex_context_db,
    )

    rules = {
        _fraction: FRACTIONS, _bare: LETTERS, _word: WORDS, _name: NAMES, _accented: ACCENTS, _root: ["sqrt"], _choose: ["binom"],
    }  # fmt: skip
    texts = SYMBOLS | {name: f"{JOINT}{name}{AFTER}" for name in FUNCTIONS}
    words = get_default_latex_context_db()
    words.add_context_category(
        "house",
        prepend=True,
        macros=[
            *(MacroTextSpec(name, simplify_repl=text) for name, text in texts.items()),
            *(MacroTextSpec(name, simplify_repl=rule) for rule, names in rules.items() for name in names),
        ],
        environments=[
            *(EnvironmentTextSpec(name, simplify_repl=_matrix) for name in MATRICES),
            *(EnvironmentTextSpec(name, simplify_repl=_rows) for name in ROWS),
        ],
        specials=[SpecialsTextSpec("&", simplify_repl=" ")],
    )
    words.set_unknown_macro_spec(MacroTextSpec("", simplify_repl=_unknown))
    return LatexNodes2Text(
        latex_context=words,
        math_mode="text",
        keep_braced_groups=True,
        keep_braced_groups_minlen=2,
        strict_latex_spaces={"between-latex-constructs": True},
    )


@cache
def _syntax() -> Any:
    """Which macros take arguments: pylatexenc's table with the few that it lacks."""
    from pylatexenc.latexwalker import get_default_latex_context_db
    from pylatexenc.macrospec import std_macro

    syntax = get_default_latex_context_db()
    macros = [std_macro(name, False, 2) for name in (*FRACTIONS, "binom")]
    macros += [std_macro(name, False, 1) for name in (*LETTERS, *WORDS, *NAMES, *ACCENTS)]
    syntax.add_context_category("house", prepend=True, macros=macros)
    return syntax
