"""The signs, commands and words of published equations, each with the one form that the reader knows it by."""

SIGN_OF_CHARACTER = {
    "−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "﹣": "-", "－": "-",
    "＋": "+", "∗": "*", "⁎": "*", "＊": "*", "✱": "*",
    "⊙": "⊙", "∘": "⊙", "⊗": "⊙", "⨀": "⊙", "⨂": "⊙", "◦": "⊙", "○": "⊙", "◯": "⊙", "⊛": "⊙", "☉": "⊙", "ʘ": "⊙",
    "·": "·", "⋅": "·", "•": "·", "∙": "·", "・": "·", "×": "*", "✕": "*", "⨯": "*", "⋆": "*", "★": "*",
    "⊕": "⊕", "⨁": "⊕", "÷": "/", "∕": "/", "⁄": "/",
    "≔": "=", "←": "=", "⟵": "=", "≜": "=", "≡": "=", "＝": "=", "≐": "=", "⇐": "=",
    "‖": "‖", "∥": "‖", "|": "|", "∣": "|", "⟨": "⟨", "⟩": "⟩", "〈": "⟨", "〉": "⟩", "‹": "⟨", "›": "⟩", "<": "⟨", ">": "⟩",
    "⌊": "⌊", "⌋": "⌋", "⌈": "⌈", "⌉": "⌉", "∑": "∑", "Σ": "∑", "√": "√", "∞": "∞", "⊤": "⊤", "⊺": "⊤", "ᵀ": "⊤",
    "→": "→", "⟶": "→", "（": "(", "）": ")", "［": "[", "］": "]", "，": ",", "；": ";", "：": ":", "【": "[", "】": "]",
}  # fmt: skip
"""What a character stands for where the equation's own character is another."""

SIGN_OF_COMMAND = {
    "odot": "⊙", "circ": "⊙", "otimes": "⊙", "bigodot": "⊙", "bigotimes": "⊙", "circledast": "⊙", "bigcirc": "⊙", "oast": "⊙", "ocircle": "⊙",
    "cdot": "·", "bullet": "·", "cdotp": "·", "times": "*", "ast": "*", "star": "*",
    "oplus": "⊕", "bigoplus": "⊕", "div": "/", "slash": "/", "gets": "=", "leftarrow": "=", "coloneqq": "=", "triangleq": "=", "equiv": "=",
    "doteq": "=", "Vert": "‖", "lVert": "‖", "rVert": "‖", "|": "‖", "parallel": "‖", "Vmatrix": "‖",
    "vert": "|", "lvert": "|", "rvert": "|", "mid": "|", "langle": "⟨", "rangle": "⟩", "lt": "⟨", "gt": "⟩",
    "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉", "lbrack": "[", "rbrack": "]", "lbrace": "(", "rbrace": ")", "{": "(", "}": ")",
    "lparen": "(", "rparen": ")", "sum": "∑", "sqrt": "√", "frac": "frac", "dfrac": "frac", "tfrac": "frac", "cfrac": "frac",
    "top": "⊤", "intercal": "⊤", "intercalary": "⊤", "to": "→", "rightarrow": "→", "infty": "∞", "prime": "'", "colon": ":", "_": "_", "%": "%", "&": "&",
}  # fmt: skip

FONTS = frozenset(
    (
        "mathbf boldsymbol bm pmb mathrm mathit mathsf mathtt mathcal mathbb mathfrak mathscr mathnormal text textbf "
        "textit textrm textsf texttt textnormal operatorname mbox hbox rm bf it sf tt cal displaystyle textstyle "
        "scriptstyle vec underline mathop mathbin mathrel mathord symbf symbfit bold boldmath emph Bbb mathbfit textcal "
        "ensuremath limits nolimits underbrace overbrace boxed mathstrut strut operatornamewithlimits vv overrightarrow "
        "mathopen mathclose bbold mathds "
    ).split()
)
"""Commands that change the look and not the meaning; their argument stays."""

SIZES = frozenset(
    (
        "left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr bigm Bigm large Large small "
        "tiny normalsize nonumber notag quad qquad thinspace medspace thickspace negthinspace enspace relax hfill "
        "noindent allowbreak smash hline cr_ kern_ , ; : ! > space left. right. nobreak displaylimits centering "
    ).split()
)
"""Commands that leave no trace."""

WITH_IGNORED_ARGUMENT = frozenset(
    (
        "tag label hspace vspace hskip mspace color eqref ref cite phantom hphantom vphantom tag* hspace* kern mkern "
    ).split()
)

ACCENTS = {
    "tilde": "~", "widetilde": "~", "hat": "^", "widehat": "^", "bar": "¯", "overline": "¯", "dot": "˙", "ddot": "¨", "check": "ˇ", "acute": "´",
    "grave": "`", "breve": "˘", "widebar": "¯",
}  # fmt: skip

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

GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ", "eta": "η", "theta": "θ", "vartheta": "θ",
    "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "varrho": "ρ", "sigma": "σ", "varsigma": "σ",
    "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ",
    "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "ell": "l", "imath": "i", "jmath": "j", "hbar": "h",
}  # fmt: skip

GREEK_TWINS = {
    "ϕ": "φ",
    "ɸ": "φ",
    "ς": "σ",
    "ϵ": "ε",
    "ϑ": "θ",
    "ϱ": "ρ",
    "µ": "μ",
    "ℓ": "l",
    "ı": "i",
    "ȷ": "j",
    "∆": "Δ",
    "Ω": "Ω",
    "ϴ": "Θ",
    "𝛔": "σ",
}

FUNCTIONS = {
    "tanh": "tanh", "th": "tanh", "hyperbolictangent": "tanh", "tangenthyperbolic": "tanh", "tanhyp": "tanh",
    "sigmoid": "sigmoid", "sigm": "sigmoid", "sig": "sigmoid", "logistic": "sigmoid", "logsig": "sigmoid", "expit": "sigmoid", "sgm": "sigmoid",
    "logisticsigmoid": "sigmoid", "sigmod": "sigmoid",
    "hardsigmoid": "hard_sigmoid", "hard_sigmoid": "hard_sigmoid", "relu": "relu", "rectifier": "relu", "leakyrelu": "leaky_relu", "elu": "elu", "gelu": "gelu",
    "softplus": "softplus", "softsign": "softsign", "sin": "sin", "cos": "cos", "sign": "sign", "sgn": "sign",
    "softmax": "softmax", "smax": "softmax", "argmax": "argmax", "exp": "exp", "log": "log", "ln": "log", "sqrt": "sqrt", "abs": "abs",
    "max": "max", "maximum": "max", "min": "min", "minimum": "min", "floor": "floor", "ceil": "ceil", "ceiling": "ceil", "round": "round", "int": "floor",
    "norm": "norm", "sum": "sum", "reducesum": "sum", "mean": "mean", "identity": "identity", "linear": "identity", "id": "identity",
    "transpose": "transpose", "dot": "dot", "matmul": "dot", "mm": "dot", "mv": "dot", "bmm": "dot", "inner": "dot",
    "mul": "elementwise", "multiply": "elementwise", "hadamard": "elementwise", "hadamardproduct": "elementwise", "outer": "outer",
    "add": "add", "concat": "concat", "concatenate": "concat", "cat": "concat", "hstack": "concat", "vstack": "concat", "stack": "concat",
    "diag": "diag", "clip": "clip", "arctanh": "arctanh", "tan": "tan", "sinh": "sinh", "cosh": "cosh",
}  # fmt: skip
"""Function names in lower case without separators, and the function meant."""

MODULES = frozenset(
    (
        "np numpy torch tf nn F math jnp jax keras K ops functional special scipy self backend activations linalg mx nd "
        "onnx cell params p "
    ).split()
)
"""Prefixes before a dot that say where a name lives and nothing about its meaning."""

SPELLED_SIGNS = {"odot": "⊙", "circ": "⊙", "otimes": "⊙", "cdot": "·", "times": "*", "oplus": "⊕", "hadamard": "⊙"}
"""Commands that lost their backslash on the way."""

CLAUSE_WORDS = frozenset(("where with and for if when given here let are then so we have as use using ").split())
"""Words between two equations."""
