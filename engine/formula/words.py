"""The words in equations: functions by all their names, modules before a dot, words between two equations."""

from collections.abc import Mapping


def _by_spelling(table: Mapping[str, str]) -> dict[str, str]:
    """Turn `function: its names` about."""
    return {spelling: function for function, spellings in table.items() for spelling in spellings.split()}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FUNCTIONS = _by_spelling(
    {
        "tanh": "tanh th hyperbolictangent tangenthyperbolic tanhyp",
        "sigmoid": "sigmoid sigm sig logistic logsig expit sgm logisticsigmoid sigmod",
        "hard_sigmoid": "hardsigmoid hard_sigmoid",
        "relu": "relu rectifier",
        "leaky_relu": "leakyrelu",
        "elu": "elu",
        "gelu": "gelu",
        "softplus": "softplus",
        "softsign": "softsign",
        "sin": "sin",
        "cos": "cos",
        "sign": "sign sgn",
        "softmax": "softmax smax",
        "argmax": "argmax",
        "exp": "exp",
        "log": "log ln",
        "sqrt": "sqrt",
        "abs": "abs",
        "max": "max maximum",
        "min": "min minimum",
        "floor": "floor int",
        "ceil": "ceil ceiling",
        "round": "round",
        "norm": "norm l2norm",
        "logsumexp": "logsumexp lse",
        "sum": "sum reducesum",
        "mean": "mean",
        "identity": "identity linear id",
        "transpose": "transpose",
        "dot": "dot matmul mm mv bmm inner",
        "elementwise": "mul multiply hadamard hadamardproduct",
        "outer": "outer",
        "add": "add",
        "concat": "concat concatenate cat hstack vstack stack",
        "diag": "diag",
        "clip": "clip",
        "arctanh": "arctanh atanh artanh",
        "logit": "logit",
        "tan": "tan",
        "sinh": "sinh",
        "cosh": "cosh",
    }
)
"""Function names in lower case without separators, and the function meant."""

MODULES = _words(
    "F K activations backend cell functional jax jnp keras linalg math mx nd nn np numpy onnx ops p params "
    "scipy self special tf torch"
)
"""Prefixes before a dot that say where a name lives and nothing about its meaning."""

CLAUSE_WORDS = _words(
    "because since thus hence and are as for given have here if let so then use using we when where with"
)
"""Words between two equations."""

QUANTITIES = _by_spelling(
    {
        "h": "hidden hiddenstate state hs",
        "h t-1": (
            "hx hprev prevh prevhidden hiddenprev prevstate previoushidden lasth hold holdstate prevhiddenstate "
            "hiddenstateprev previoushiddenstate htm1 aprev sprev"
        ),
        "h t": "newh nexth hnext hnew",
        "c t-1": "ctm1 cx cprev prevc prevcell cellprev prevcellstate cold",
        "c": "cell cellstate cs",
        "c t": "cnext cnew newc nextc",
        "x": "input inputs inp xin xs",
        "x t": "currentinput inputt",
        "f t": "forget forgetgate fgate",
        "i t": "inputgate igate",
        "o t": "outputgate ogate",
        "z t": "updategate update zgate ugate",
        "r t": "resetgate reset rgate",
        "n t": "candidate hcand newgate candidatestate hiddencandidate hh cct candidatehidden",
        "g t": "cellgate candidatecell ci",
        "Γ": "gamma",
        "y t": "out output logits",
        "y^": "yhat pred preds prediction predictions",
        "y t-1": "yprev",
        "y": "ys target targets",
        "η": "lr learningrate stepsize",
        "∇": "grad grads gradient",
        "n": "in insize inputsize",
        "k": "kernelsize ksize filtersize windowsize",
        "s": "stride strides",
        "p": "pad padding",
        "τ": "threshold clipnorm maxnorm clipvalue",
    }
)
"""What programs call a quantity, and its letter with its time step: `h t-1`."""

TIMES = _by_spelling(
    {
        "t-1": "prev previous old last tm1 tminus1 minus1 tprev past",
        "t": "cur curr now new current next",
        "t+1": "tp1",
    }
)
"""What programs call a time step."""

ACCENTS = _by_spelling(
    {
        "~": "tilde tilda cand candidate",
        "^": "hat pred predicted",
        "¯": "bar",
        "'": "prime dash",
    }
)
"""Endings of a name that stand for a mark over its letter: `c_tilde`."""

UNMARKED = _words("true target actual")
"""What programs write behind a letter to say that it is the quantity itself and not its estimate."""

CONCATENATED = _words("concat combined stacked concatenated xh")
"""What programs call the previous state and the input standing one after the other."""

PARAMETERS = CONCATENATED | _words("b bias biases kernel matrix recurrent recurrentkernel theta w weight weights wt")
"""What programs call a parameter."""

STEPS = _words("co")
"""What programs call a result on the way, which another line defines: `co = tanh(cs)`."""

NO_NAMES = _words("none nan null true false yes no nope todo maybe what help because")
"""Words that look like a letter with a label and are none."""
