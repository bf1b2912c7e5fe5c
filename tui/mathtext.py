"""LaTeX between dollar signs, read into Unicode: `$h_{t-1}$` becomes hₜ₋₁.

pylatexenc reads the LaTeX, loaded when the first dollar sign is met; the last step is ours. What has no faithful
Unicode form stays as it was written: a subscript is lowered only when every character of it can be.
"""

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text

MATHEMATICS: Final = re.compile(
    r"(?P<code>(?P<ticks>`+)[^`](?s:.*?)(?P=ticks)(?!`))"
    r"|\$\$(?P<block>[^$]+)\$\$"
    r"|(?<![\\$\d])\$(?![\s$])(?P<inline>[^$`]*[^$`\s\\])\$(?![\d$])"
)
"""Code (left alone), displayed and inline mathematics; `$5 and $6` stays money."""

LATEX: Final = re.compile(r"[\\%&~#$]|''|``|--")
"""What only a LaTeX reader understands; without it, letters and their subscripts need none."""

NESTING: Final = 40
"""Deeper braces are shown as they were written."""

_PLAIN: Final = "0123456789+-−=()aehijklmnoprstuvxβγρφχ"
SUBSCRIPTS: Final = str.maketrans(_PLAIN, "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ")
_RAISED: Final = "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ⊤′"
SUPERSCRIPTS: Final = str.maketrans(_RAISED, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡᵀ′")

_OPEN, _CLOSE, _GLUE = "\ufdd0", "\ufdd1", "\ufdd2"
"""Stand for braces that are meant as braces, while the grouping ones are removed, and for a space that must not be."""
_SCRIPT: Final = re.compile(r"([_^])(?:\{([^{}]*)\}|([^\s{}]))")
_GROUP: Final = re.compile(r"(?<![_^])\{([^{}]*)\}")
_RELATION: Final = re.compile(r" *([=≠≤≥≈∝∈←→⇒↦⊙×·≪≫∼]) *")
_SMALL: Final = "".join(map(chr, {*SUBSCRIPTS.values(), *SUPERSCRIPTS.values()}))
_LARGE_OPERATOR: Final = re.compile(rf" *([∑∏∫][{_SMALL}]*) *(?=[^{_SMALL}])")
_ATOM: Final = re.compile(r"[∂∇Δ]? ?\w+(?:[_^](?:\w|\{[^{}]*\}))*\Z")
_NEEDLESS: Final = re.compile(r"(?<=[(\[⌊⌈∂∇]) +| +(?=[)\]⌋⌉,;])|\ufdd2 *")


def readable(text: str) -> str:
    """Text, Markdown or plain, with the mathematics between dollar signs in Unicode; code is kept. Never raises."""
    if "$" not in text:
        return text
    return MATHEMATICS.sub(_replaced, text)


@lru_cache(maxsize=4096)
def formula(latex: str) -> str:
    """One formula, without its dollar signs, in Unicode; rows of an aligned display on lines. Never raises."""
    source = " ".join(latex.split())
    if _too_deep(source):
        return source
    if not LATEX.search(source):
        return _tidied(source) or source
    from pylatexenc.latexwalker import LatexWalkerError

    # pylatexenc indexes into what it expects to find, and half a formula is not what it expects.
    try:
        text = str(_reader().latex_to_text(source, latex_context=_syntax()))
    except (LatexWalkerError, ValueError, IndexError, KeyError, TypeError, AttributeError):
        return source
    return _tidied(text) or source


def _replaced(found: re.Match[str]) -> str:
    if found["code"]:
        return found[0]
    if found["block"]:
        return "\n".join("  " + line for line in formula(found["block"]).splitlines())
    return formula(found["inline"]).replace("\n", " ")


def _too_deep(latex: str) -> bool:
    depth = deepest = 0
    for character in latex:
        depth += (character == "{") - (character == "}")
        deepest = max(deepest, depth)
    return deepest > NESTING or latex.count("\\begin") + latex.count("\\left") > NESTING


def _tidied(text: str) -> str:
    """Lower and raise what can be, remove grouping braces, and space relations evenly."""
    previous = ""
    while text != previous:
        previous, text = text, _GROUP.sub(r"\1", _SCRIPT.sub(_script, text))
    lines = (_spaced(line) for line in text.splitlines())
    return "\n".join(line for line in lines if line).replace(_OPEN, "{").replace(_CLOSE, "}")


def _spaced(line: str) -> str:
    wide = _LARGE_OPERATOR.sub(r" \1 ", _RELATION.sub(r" \1 ", line))
    return _NEEDLESS.sub("", " ".join(wide.split())).strip()


def _script(found: re.Match[str]) -> str:
    mark, text = found[1], (found[2] if found[3] is None else found[3]).strip()
    plain, table = (_PLAIN, SUBSCRIPTS) if mark == "_" else (_RAISED, SUPERSCRIPTS)
    packed = text.replace(" ", "")
    if packed and all(character in plain for character in packed):
        return packed.translate(table)
    return f"{mark}{text}" if len(text) == 1 else f"{mark}{_OPEN}{text}{_CLOSE}"


def _fraction(node: Any, l2tobj: Any) -> str:
    upper, lower = (_bracketed(_argument(node, l2tobj, index)) for index in (0, 1))
    return f"{upper}/{lower}"


def _bracketed(text: str) -> str:
    return text if _ATOM.match(text) else f"({text})"


def _root(node: Any, l2tobj: Any) -> str:
    text = _argument(node, l2tobj, -1)
    return f"√{text}" if _ATOM.match(text) else f"√({text})"


def _bare(node: Any, l2tobj: Any) -> str:
    return _argument(node, l2tobj, -1)


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


SYMBOLS: Final = {
    "{": _OPEN, "}": _CLOSE, "|": "‖", "Vert": "‖", "lVert": "‖" + _GLUE, "rVert": "‖", "vert": "|",
    "lvert": "|" + _GLUE, "rvert": "|", "langle": "⟨" + _GLUE, "rangle": "⟩",
    "ne": "≠", "neq": "≠", "colon": ":", "prime": "′", "cdots": "⋯", "dots": "…", "left": "", "right": "",
    "sigmoid": "σ", "softmax": "softmax", "argmax": "arg max", "argmin": "arg min", "displaystyle": "", "limits": "",
    "\\": "\n", "input": "", "include": "",
}  # fmt: skip
"""Macros that pylatexenc lacks or shows in a form that cannot be read back."""
FRACTIONS: Final = ("frac", "dfrac", "tfrac")
MATRICES: Final = {
    "matrix": ("[", "]"),
    "pmatrix": ("(", ")"),
    "bmatrix": ("[", "]"),
    "Bmatrix": (_OPEN, _CLOSE),
    "vmatrix": ("|", "|"),
    "Vmatrix": ("‖", "‖"),
}
LETTERS: Final = ("mathbf", "mathrm", "mathit", "mathsf", "mathcal", "boldsymbol", "bm", "mbox")
WORDS: Final = ("text", "textrm", "textbf", "textit", "operatorname", "operatorname*")
BARE: Final = LETTERS + WORDS
"""Macros that only change how letters look: letters a learner can type are kept."""


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

    words = get_default_latex_context_db()
    words.add_context_category(
        "house",
        prepend=True,
        macros=[
            *(MacroTextSpec(name, simplify_repl=text) for name, text in SYMBOLS.items()),
            *(MacroTextSpec(name, simplify_repl=_fraction) for name in FRACTIONS),
            *(MacroTextSpec(name, simplify_repl=_bare) for name in BARE),
            MacroTextSpec("sqrt", simplify_repl=_root),
        ],
        environments=[
            *(EnvironmentTextSpec(name, simplify_repl=_matrix) for name in MATRICES),
            *(EnvironmentTextSpec(name, simplify_repl=_rows) for name in ("aligned", "align", "cases", "array")),
        ],
        specials=[SpecialsTextSpec("&", simplify_repl=" ")],
    )
    return LatexNodes2Text(
        latex_context=words,
        math_mode="text",
        keep_braced_groups=True,
        keep_braced_groups_minlen=2,
        strict_latex_spaces="based-on-source",
    )


@cache
def _syntax() -> Any:
    """Which macros take arguments: pylatexenc's table with the few that it lacks."""
    from pylatexenc.latexwalker import get_default_latex_context_db
    from pylatexenc.macrospec import std_macro

    syntax = get_default_latex_context_db()
    macros = [std_macro(name, False, 2) for name in FRACTIONS] + [std_macro(name, False, 1) for name in BARE]
    syntax.add_context_category("house", prepend=True, macros=macros)
    return syntax
