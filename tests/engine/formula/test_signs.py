"""Every character and command is read as the sign or the letter that it stands for; the spellings are restated here."""

import pytest

from engine.formula.tokens import tokens

CHARACTERS = {
    "-": "-−–—‐‑﹣－",
    "+": "+＋",
    "*": "*∗⁎＊✱×✕⨯⋆★",
    "⊙": "⊙∘⊗⨀⨂◦○◯⊛☉ʘ",
    "·": "·⋅•∙・",
    "⊕": "⊕⨁",
    "/": "/÷∕⁄",
    "=": "=≔≜≡＝≐",
    "←": "←⟵⇐",
    "‖": "‖∥",
    "|": "|∣",
    "⟨": "⟨〈‹<",
    "⟩": "⟩〉›>",
    "<": "≤≦⩽",
    ">": "≥≧⩾",
    "⌊": "⌊",
    "⌋": "⌋",
    "⌈": "⌈",
    "⌉": "⌉",
    "∑": "∑Σ",
    "√": "√",
    "∞": "∞",
    "⊤": "⊤⊺ᵀ",
    "→": "→⟶",
    "(": "(（",
    ")": ")）",
    "[": "[［【",
    "]": "]］】",
    "{": "{〖",
    "}": "}〗",
    ",": ",，",
    ":": ":：",
}
COMMANDS = {
    "⊙": "odot circ otimes bigodot bigotimes circledast bigcirc oast ocircle",
    "·": "cdot bullet cdotp",
    "*": "times ast star",
    "⊕": "oplus bigoplus",
    "/": "div slash",
    "=": "coloneqq triangleq equiv doteq",
    "←": "gets leftarrow",
    "‖": "Vert lVert rVert | parallel",
    "|": "vert lvert rvert mid",
    "⟨": "langle lt",
    "⟩": "rangle gt",
    "<": "le leq leqslant leqq",
    ">": "ge geq geqslant geqq",
    "⌊": "lfloor",
    "⌋": "rfloor",
    "⌈": "lceil",
    "⌉": "rceil",
    "[": "lbrack",
    "]": "rbrack",
    "(": "lbrace { lparen",
    ")": "rbrace } rparen",
    "∑": "sum",
    "√": "sqrt",
    "frac": "frac dfrac tfrac cfrac",
    "⊤": "top intercal intercalary",
    "→": "to rightarrow",
    "∞": "infty",
    "'": "prime",
    ":": "colon",
    "_": "_",
    "%": "%",
    "&": "&",
}
GREEK = {
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "ε": "epsilon varepsilon eps",
    "ζ": "zeta",
    "η": "eta",
    "θ": "theta vartheta",
    "ι": "iota",
    "κ": "kappa",
    "λ": "lambda",
    "μ": "mu",
    "ν": "nu",
    "ξ": "xi",
    "π": "pi",
    "ρ": "rho varrho",
    "σ": "sigma varsigma",
    "τ": "tau",
    "υ": "upsilon",
    "φ": "phi varphi",
    "χ": "chi",
    "ψ": "psi",
    "ω": "omega",
    "Γ": "Gamma",
    "Δ": "Delta",
    "Θ": "Theta",
    "Λ": "Lambda",
    "Ξ": "Xi",
    "Π": "Pi",
    "Σ": "Sigma",
    "Υ": "Upsilon",
    "Φ": "Phi",
    "Ψ": "Psi",
    "Ω": "Omega",
    "l": "ell",
    "i": "imath",
    "j": "jmath",
    "h": "hbar",
}
ACCENTS = {
    "~": "tilde widetilde",
    "^": "hat widehat",
    "¯": "bar overline widebar",
    "˙": "dot",
    "¨": "ddot",
    "ˇ": "check",
    "´": "acute",
    "`": "grave",
    "˘": "breve",
}
COMBINING = {
    "~": "\u0303\u0330",
    "^": "\u0302",
    "¯": "\u0304\u0305",
    "˙": "\u0307",
    "¨": "\u0308",
    "ˇ": "\u030c",
    "´": "\u0301",
    "`": "\u0300",
}
TWINS = {
    "φ": "ϕɸ",
    "σ": "ς𝛔",
    "ε": "ϵ",
    "θ": "ϑ",
    "ρ": "ϱ",
    "μ": "µ",
    "l": "ℓ",
    "i": "ı",
    "j": "ȷ",
    "Δ": "∆",
    "Ω": "Ω",
    "Θ": "ϴ",
}
FONTS = (
    "Bbb bbold bf bm bold boldmath boldsymbol boxed cal displaystyle emph ensuremath hbox it limits mathbb mathbf mathbfit "
    "mathbin mathcal mathclose mathds mathfrak mathit mathnormal mathop mathopen mathord mathrel mathrm mathscr mathsf "
    "mathstrut mathtt mbox nolimits operatorname operatornamewithlimits overbrace overrightarrow pmb rm scriptstyle sf "
    "strut symbf symbfit text textbf textcal textit textnormal textrm textsf textstyle texttt tt underbrace underline vec vv"
)
LAYOUT = (
    "! , : ; > Big Bigg Biggl Biggr Bigl Bigm Bigr Large allowbreak big bigg biggl biggr bigl bigm bigr centering "
    "displaylimits enspace hfill hline left medspace middle negthinspace nobreak noindent nonumber normalsize notag "
    "qquad quad relax right small smash space thickspace thinspace tiny"
)
IGNORED = "cite color eqref hphantom hskip hspace kern label mkern mspace phantom ref tag vphantom vspace"


def _texts(text: str) -> list[str]:
    return [token.text for token in tokens(text)[:-1]]


@pytest.mark.parametrize(("sign", "spelling"), [(sign, one) for sign, all_of in CHARACTERS.items() for one in all_of])
def test_characters(sign: str, spelling: str) -> None:
    found = tokens(f"a {spelling} b")
    assert [(token.kind, token.text) for token in found[:-1]] == [("word", "a"), ("sign", sign), ("word", "b")]


@pytest.mark.parametrize(("sign", "name"), [(sign, one) for sign, names in COMMANDS.items() for one in names.split()])
def test_commands(sign: str, name: str) -> None:
    assert [(token.kind, token.text) for token in tokens(f"a \\{name} b")[1:2]] == [("sign", sign)]
    assert _texts(f"a \\{name} b") == ["a", sign, "b"]


@pytest.mark.parametrize("character", ["；", ";"])
def test_a_semicolon_begins_a_row(character: str) -> None:
    assert [token.kind for token in tokens(f"a {character} b")] == ["word", "row", "word", "end"]


@pytest.mark.parametrize(("letter", "name"), [(one, name) for one, names in GREEK.items() for name in names.split()])
def test_greek(letter: str, name: str) -> None:
    assert _texts(f"\\{name} a") == [letter, "a"]
    if len(name) > 2:
        assert _texts(f"{name} a") == [letter, "a"]


@pytest.mark.parametrize(("mark", "name"), [(mark, one) for mark, names in ACCENTS.items() for one in names.split()])
def test_accent_commands(mark: str, name: str) -> None:
    assert [(token.kind, token.text) for token in tokens(f"\\{name} c")[:-1]] == [("accent", mark), ("word", "c")]


@pytest.mark.parametrize(("mark", "character"), [(mark, one) for mark, all_of in COMBINING.items() for one in all_of])
def test_combining_marks(mark: str, character: str) -> None:
    assert [(token.kind, token.text) for token in tokens(f"c{character}")[:-1]] == [("accent", mark), ("word", "c")]


@pytest.mark.parametrize(("letter", "twin"), [(letter, one) for letter, all_of in TWINS.items() for one in all_of])
def test_twins(letter: str, twin: str) -> None:
    assert _texts(f"{twin}") == [letter]


@pytest.mark.parametrize("name", FONTS.split())
def test_fonts_leave_their_argument(name: str) -> None:
    assert _texts(f"\\{name}{{W}} x") == ["W", "x"]


@pytest.mark.parametrize("name", LAYOUT.split())
def test_layout_leaves_no_trace(name: str) -> None:
    assert _texts(f"a \\{name} b") == ["a", "b"]


@pytest.mark.parametrize("name", IGNORED.split())
def test_arguments_that_say_nothing(name: str) -> None:
    assert _texts(f"a \\{name}{{1em}} b") == ["a", "b"]


@pytest.mark.parametrize(
    ("sign", "spellings"), [("⊙", "odot circ otimes hadamard"), ("·", "cdot"), ("*", "times"), ("⊕", "oplus")]
)
def test_commands_that_lost_their_backslash(sign: str, spellings: str) -> None:
    for spelling in spellings.split():
        assert _texts(f"a {spelling} b") == ["a", sign, "b"]


@pytest.mark.parametrize("name", ["matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "smallmatrix", "array"])
def test_matrices_are_brackets(name: str) -> None:
    argument = "{cc}" if name == "array" else ""
    assert _texts(f"\\begin{{{name}}}{argument} a & b \\end{{{name}}}") == ["[", "a", "&", "b", "]"]
    assert _texts(f"\\begin{{{name}}}{argument} a &= b \\end{{{name}}}") == ["a", "&", "=", "b"]


@pytest.mark.parametrize("name", ["m", "v", "b", "bf", "bs", "rv", "rm", "mat", "vec", "mb", "bo"])
def test_private_commands_for_bold_letters(name: str) -> None:
    assert _texts(f"\\{name}W x") == ["W", "x"]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("//", "//"),
        ("->", "→"),
        (":=", "="),
        ("==", "="),
        ("||", "‖"),
        ("**", "^"),
        (".*", "⊙"),
        (".+", "+"),
        (".-", "-"),
        ("./", "/"),
        ("(.)", "⊙"),
        ("(*)", "⊙"),
        ("(·)", "⊙"),
        ("(⋅)", "⊙"),
        ("<*>", "⊙"),
        ("<-", "←"),
        (".^", "^"),
    ],
)
def test_signs_of_several_characters(typed: str, read: str) -> None:
    found = tokens(f"a {typed} b")
    assert [token.text for token in found] == ["a", read, "b", ""]
    assert (found[1].start, found[1].end) == (2, 2 + len(typed))
