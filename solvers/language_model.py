"""Language models by counting: the next word given the last, the probability of a sentence, perplexity."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from solvers.registry import solver
from solvers.shapes import Array, floats
from solvers.steps import Step, show
from solvers.terms import line
from solvers.vocabulary import Text, words_of


class Bigram(NamedTuple):
    """The probability of a word after another, by counting."""

    pairs: int
    """How often the previous word is followed by the word."""
    starts: int
    """How often the previous word is followed by any word."""
    alpha: float
    """Added to every count."""
    size: int
    """How many different words the text has."""
    value: float
    """(pairs + alpha) / (starts + alpha * size)."""


def bigram_trace(tokens: Text, word: str, *, previous: str, alpha: float = 0.0) -> Bigram:
    """`bigram` with its counts."""
    words = words_of(tokens)
    following = list(pairwise(words))
    pairs, starts = following.count((previous, word)), sum(start == previous for start, _ in following)
    size = len(set(words))
    if alpha < 0:
        raise ValueError("alpha is added to counts and cannot be negative")
    if not starts + alpha * size:
        raise ValueError(f"no word follows {previous!r} in this text")
    return Bigram(pairs, starts, float(alpha), size, float((pairs + alpha) / (starts + alpha * size)))


def bigram_steps(trace: Bigram) -> list[Step]:
    """The quotient of counts."""
    rule = "(pairs + alpha) / (starts + alpha * V)" if trace.alpha else "pairs / starts"
    return [line("P", rule, trace.value, pairs=trace.pairs, starts=trace.starts, alpha=trace.alpha, V=trace.size)]


@solver("lm.bigram", trace=bigram_trace, steps=bigram_steps)
def bigram(tokens: Text, word: str, *, previous: str, alpha: float = 0.0) -> float:
    """P(word | previous) by counting pairs in a text; `alpha` is added to every count (Lidstone's rule).

    Raises `ValueError` when nothing follows `previous` in the text.
    """
    return bigram_trace(tokens, word, previous=previous, alpha=alpha).value


class Unigram(NamedTuple):
    """The probability of a word on its own, by counting."""

    occurrences: int
    length: int
    value: float


def unigram_trace(tokens: Text, word: str) -> Unigram:
    """`unigram` with its counts."""
    words = words_of(tokens)
    if not words:
        raise ValueError("a text without words gives no probabilities")
    return Unigram(words.count(word), len(words), words.count(word) / len(words))


def unigram_steps(trace: Unigram) -> list[Step]:
    """The quotient of counts."""
    return [line("P", "count / T", trace.value, count=trace.occurrences, T=trace.length)]


@solver("lm.unigram", trace=unigram_trace, steps=unigram_steps)
def unigram(tokens: Text, word: str) -> float:
    """P(word): its share of a text. Raises `ValueError` for a text without words."""
    return unigram_trace(tokens, word).value


class Chain(NamedTuple):
    """Conditional probabilities of a sentence, word by word."""

    p: Array
    """P(w_t | w_1 … w_t-1), (T,)."""
    value: Array


def chain_trace(p: ArrayLike) -> Chain:
    """`chain` with its factors."""
    p = _probabilities(p)
    return Chain(p, p.prod())


def chain_steps(trace: Chain) -> list[Step]:
    """The product."""
    return [Step("P", "the product of all factors", " * ".join(map(show, trace.p)), trace.value)]


@solver("lm.chain", trace=chain_trace, steps=chain_steps)
def chain(p: ArrayLike) -> Array:
    """The probability of a sentence, the product of its words' conditional probabilities p (T,).

    Raises `ValueError` unless all are above 0 and at most 1.
    """
    return chain_trace(p).value


class LogChain(NamedTuple):
    """The logarithm of a sentence's probability."""

    p: Array
    log_p: Array
    value: Array


def log_chain_trace(p: ArrayLike) -> LogChain:
    """`log_chain` with its terms."""
    p = _probabilities(p)
    return LogChain(p, np.log(p), np.log(p).sum())


def log_chain_steps(trace: LogChain) -> list[Step]:
    """Logarithms, and their sum."""
    return [
        line("log_p", "log(p)", trace.log_p, p=trace.p),
        line("log P", "sum(log_p)", trace.value, log_p=trace.log_p),
    ]


@solver("lm.log_chain", trace=log_chain_trace, steps=log_chain_steps)
def log_chain(p: ArrayLike) -> Array:
    """ln of a sentence's probability, the sum of ln p (T,). Raises as `chain` does."""
    return log_chain_trace(p).value


class Perplexity(NamedTuple):
    """How many words a model is torn between, on average."""

    p: Array
    """What it gave to each true word, (T,)."""
    losses: Array
    """-ln p."""
    mean: Array
    """Their mean, in nats."""
    value: Array
    """exp of the mean."""


def perplexity_trace(p: ArrayLike) -> Perplexity:
    """`perplexity` with every intermediate."""
    p = _probabilities(p)
    losses = -np.log(p)
    return Perplexity(p, losses, losses.mean(), np.exp(losses.mean()))


def perplexity_steps(trace: Perplexity) -> list[Step]:
    """Losses, their mean, and its exponential."""
    return [
        line("losses", "-log(p)", trace.losses, p=trace.p),
        line("mean", "sum(losses) / T", trace.mean, losses=trace.losses, T=len(trace.losses)),
        line("perplexity", "exp(mean)", trace.value, mean=trace.mean),
    ]


@solver("lm.perplexity", trace=perplexity_trace, steps=perplexity_steps)
def perplexity(p: ArrayLike) -> Array:
    """exp of the mean -ln p over the true words' probabilities p (T,); V for a uniform model over V words.

    Raises as `chain` does.
    """
    return perplexity_trace(p).value


def _probabilities(p: ArrayLike) -> Array:
    (p,) = floats(p=p)
    if p.ndim != 1 or not p.size or not ((p > 0) & (p <= 1)).all():
        raise ValueError("p must be a list of probabilities, each above 0 and at most 1")
    return p
