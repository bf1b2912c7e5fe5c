"""The characters and LaTeX commands of published equations, each with the one sign that the reader knows it by."""

from collections.abc import Mapping


def _by_spelling(table: Mapping[str, str]) -> dict[str, str]:
    """Turn `sign: its spellings` about."""
    return {spelling: sign for sign, spellings in table.items() for spelling in spellings.split()}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SIGN_OF_CHARACTER = _by_spelling(
    {
        "-": "− – — ‐ ‑ ﹣",
        "*": "∗ ⁎ ✱ × ✕ ⨯ ⋆ ★",
        "⊙": "⊙ ∘ ⊗ ⨀ ⨂ ◦ ○ ◯ ⊛ ☉ ʘ",
        "·": "· ⋅ • ∙ ・",
        "⊕": "⊕ ⨁",
        "⨷": "⨷",
        "/": "÷ ∕ ⁄",
        "=": "≔ ≜ ≡ ≐",
        "←": "← ⟵ ⇐",
        "‖": "‖ ∥",
        "|": "| ∣",
        "⟨": "⟨ 〈 ‹ <",
        "⟩": "⟩ 〉 › >",
        "<": "≤ ≦ ⩽",
        ">": "≥ ≧ ⩾",
        "⌊": "⌊",
        "⌋": "⌋",
        "⌈": "⌈",
        "⌉": "⌉",
        "∑": "∑ Σ",
        "√": "√",
        "∞": "∞",
        "⊤": "⊤ ⊺ ᵀ",
        "→": "→ ⟶",
        "[": "【",
        "{": "〖",
        "}": "〗",
        "]": "】",
    }
)
"""What a character stands for; a product of elements is always `⊙`."""

SIGN_OF_COMMAND = _by_spelling(
    {
        "⊙": "odot circ otimes bigodot bigotimes circledast bigcirc oast ocircle",
        "·": "cdot bullet cdotp",
        "*": "times ast star",
        "⊕": "oplus bigoplus",
        "/": "div slash",
        "=": "coloneqq triangleq equiv doteq",
        "←": "gets leftarrow",
        "‖": "Vert lVert rVert | parallel Vmatrix",
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
)
"""What a LaTeX command stands for."""

SPELLED_SIGNS = _by_spelling({"⊙": "odot circ otimes hadamard", "·": "cdot", "*": "times", "⊕": "oplus"})
"""Commands that lost their backslash on the way."""

FONTS = _words(
    "Bbb bbold bf bm bold boldmath boldsymbol boxed cal displaystyle emph ensuremath hbox it limits mathbb mathbf "
    "mathbfit mathbin mathcal mathclose mathds mathfrak mathit mathnormal mathop mathopen mathord mathrel mathrm "
    "mathscr mathsf mathstrut mathtt mbox nolimits operatorname operatornamewithlimits overbrace overrightarrow pmb "
    "rm scriptstyle sf strut symbf symbfit text textbf textcal textit textnormal textrm textsf textstyle texttt tt "
    "underbrace underline vec vv"
)
"""Commands that change the look and not the meaning; their argument stays."""

SIZES = _words(
    "! , : ; > Big Bigg Biggl Biggr Bigl Bigm Bigr Large allowbreak big bigg biggl biggr bigl bigm bigr centering cr_ "
    "displaylimits enspace hfill hline kern_ large left left. medspace middle negthinspace nobreak noindent nonumber "
    "normalsize notag qquad quad relax right right. small smash space thickspace thinspace tiny"
)
"""Commands that leave no trace."""

WITH_IGNORED_ARGUMENT = _words(
    "cite color eqref hphantom hskip hspace hspace* kern label mkern mspace phantom ref tag tag* vphantom vspace"
)
"""Commands that leave no trace, nor does their argument."""

ACCENTS = _by_spelling(
    {
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
)
"""Commands that put a mark over a letter."""

COMBINING = {
    "\u0303": "~",
    "\u0302": "^",
    "\u0304": "¯",
    "\u0305": "¯",
    "\u0307": "˙",
    "\u0308": "¨",
    "\u030c": "ˇ",
    "\u0301": "´",
    "\u0300": "`",
    "\u0330": "~",
}
"""Unicode's combining marks."""

GREEK = _by_spelling(
    {
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
)
"""Letters by their names."""

GREEK_TWINS = _by_spelling({"φ": "ɸ", "σ": "ς", "i": "ı", "j": "ȷ", "Δ": "∆"})
"""Variants of a letter that mean the same and that Unicode does not decompose to it."""
