"""Conventions on which the field disagrees, and the words by which a prompt tells which one it follows."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from engine.bank.computed_answer import formulas_of
from engine.bank.variant_proof import Finding
from engine.question.variant import Variant


class _Rule(NamedTuple):
    """One convention that can be chosen in a formula."""

    about: str
    """What has to be said, as an author reads it."""
    chosen: re.Pattern[str]
    """What a formula that chooses it contains."""
    said: re.Pattern[str]
    """What a prompt that says so contains."""
    skill: str = ""
    """The skills on which the formula's letters mean this; empty: all."""


def _rule(about: str, chosen: str, said: str, skill: str = "") -> _Rule:
    return _Rule(about, re.compile(chosen), re.compile(said, re.IGNORECASE | re.DOTALL), skill)


_FRAMEWORKS = r"pytorch|keras|onnx|tensorflow|cudnn|nn\.(?:rnn|lstm|gru)"
_RULES = (
    _rule(
        "which state z keeps",
        r'\bz="|\(1 - z(?:_t)?\)',
        rf"\bz(?:_t)?\b.{{0,12}} (?:keeps|takes)|(?:share|weight) of the \**(?:old|new|candidate)|1\s*[-−]\s*z|{_FRAMEWORKS}|cho et|chung",
        "gru",
    ),
    _rule(
        "whether the reset gate acts before or after the product",
        r'\breset="|\br(?:_t)? (?:\*|⊙) \(?(?:h|U)',
        r"reset.{0,40}\b(?:before|after)\b|\b(?:before|after)\b.{0,20}product|reset_after|U ?\(r|"
        rf"\br(?:_t)?\s*(?:⊙|\\odot|\*)?\s*\(?\s*(?:h_|h\b|U\b)|{_FRAMEWORKS}",
        "gru",
    ),
    _rule(
        "clipping by value", r"\bclip\.by_value\b", r"by value|each (?:component|element|entry)|component by component"
    ),
    _rule("clipping by norm", r"\bclip\.by_norm\b", r"\bnorm\b"),
    _rule(
        "clipping by the global norm",
        r"\bclip\.(?:by_global_norm|global_factor)\b",
        r"\bglobal|together|\bjoint|all (?:of them|tensors)",
    ),
    _rule("losses being added", r'\breduction="sum"', r"\bsum|\btotal|\badd|\\sum|Σ"),
    _rule("losses being averaged", r'\breduction="mean"', r"\bmean|averag"),
    _rule("whether squared errors have a factor ½", r"\bhalf=(?:True|False)", r"½|1/2|\bhalf\b|\\frac|0\.5|\bfactor\b"),
    _rule(
        "how many bias vectors there are",
        r"\bbiases=[12]\b|\bcount\.(?:cell|rnn|lstm|gru|model)\(",
        rf"\b(?:one|two|a|no|both|single|separate)\b\W*(?:\w+\W+)?bias|\bbias(?:es)? (?:each|a|per|for each)|without bias|{_FRAMEWORKS}",
    ),
    _rule(
        "in which order the gates' blocks stand",
        r"\blayout\.(?:reorder|rows)\(|(?<!\w)W=W\w*\b[^)]*\border=",
        rf"\border|\bblocks?\b|\bstacked\b|{_FRAMEWORKS}",
    ),
    _rule(
        "whether the state or the input comes first",
        r"\[h_\{t-1\}, x_t\]|\[x_t, h_\{t-1\}\]|concatenate\((?:x\w*, h|h\w*, x)",
        r"\[\s*(?:h|x)|concatenat|\bbefore\b|\bbehind\b|\babove\b|\bbelow\b|\bfirst\b|\border\b",
    ),
    _rule("whether the kernel is flipped", r"\bflip=", r"flip|cross-correlation|as it is|\bturn"),
    _rule("whether padded zeros count in the mean", r"\bcount_include_pad=", r"\bcount|divid|includ|\bring of zero"),
    _rule(
        "from which number codes count",
        r"\bfirst=",
        r"\b(?:numbered|counted|starting|starts?|begins?|from|codes?|ids?)\b.*[0-9]",
    ),
    _rule(
        "categories being counted from 0",
        r"\bloss\.cross_entropy(?:_gradient)?\(",
        r"\bfrom (?:0|zero)\b|one-hot|\bindex\b",
    ),
    _rule("which losses count", r'\bloss="', r"\bloss"),
    _rule("how far back the gradient goes", r"\btruncate=", r"truncat|\blast\b|\bgo(?:es)? back\b|\bcut\b|\bonly\b"),
    _rule(
        "which logarithm is meant",
        r"\bloss\.(?:binary_)?cross_entropy\(|\blm\.(?:log_chain|perplexity)\(",
        r"\bnatural\b|\\ln\b|\bln\b|\bnats?\b|\bbits?\b|\bbase\b|perplexity",
    ),
    _rule(
        "the layout of the Jacobian",
        r"\brnn\.jacobian\(|\bdiag\([^)]*\) @",
        r"entry|\brows?\b|\bcolumns?\b|layout|\(i, ?j\)",
    ),
    _rule("the activation tanh", r'\bactivation="tanh"', r"tanh"),
    _rule("the activation ReLU", r'\bactivation="relu"', r"relu|\\max\(0|max\(0"),
    _rule("the cell being linear", r'\bactivation="linear"', r"linear|without activation"),
    _rule("the activation softmax", r'\bactivation="softmax"', r"softmax"),
    _rule("the activation sigmoid", r'\bactivation="sigmoid"', r"sigmoid|\\sigma|σ"),
    _rule("which score attention uses", r'\bkind="scaled"', r"scaled|√|\\sqrt|\broot\b"),
    _rule("whether one dummy column is dropped", r"\bdrop_first=", r"\bdrop|intercept|\bconstant\b|\bleft out\b"),
    _rule("whether the end of the sentence is a step", r"\bend_token=", r"\bend\b|<eos>|\bend-"),
)


def unstated_conventions(variant: Variant) -> Iterator[Finding]:
    """Conventions that the answer follows and the prompt does not tell."""
    question = variant.question
    formulas = formulas_of(question)
    if question.kind == "equation":
        formulas = {"answer": str(getattr(question, "answer", ""))}
    # What stands under the prompt is read with it.
    said = f"{question.prompt} {variant.prompt} {' '.join(variant.shown)}".replace("*", "")
    for formula in formulas.values():
        for rule in _RULES:
            on_topic = not rule.skill or question.skill.partition(".")[0] == rule.skill
            if on_topic and rule.chosen.search(formula) and not rule.said.search(said):
                yield Finding("prompt", 0, f"no word on {rule.about}", "the convention said in the prompt")
