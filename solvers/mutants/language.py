"""Wrong versions of what texts are counted into: ids, bags, windows, probabilities, perplexity, padding."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from solvers import contexts, language_model, vocabulary
from solvers.arguments import whole
from solvers.losses import sequence
from solvers.registry import solver
from solvers.shapes import Array, floats
from solvers.vocabulary import Text, words_of


@solver("mutants.encode.new_id_each_time")
def new_id_each_time(tokens: Text, *, first: ArrayLike) -> NDArray[np.int64]:
    """A repeated word gets a new id."""
    return np.arange(len(words_of(tokens))) + whole(first, "first")


@solver("mutants.encode.alphabetical_ids")
def alphabetical_ids(tokens: Text, *, first: ArrayLike) -> NDArray[np.int64]:
    """Ids go by the alphabet, not by first appearance."""
    return vocabulary.token_ids(tokens, sorted(words_of(tokens)), first=first)


@solver("mutants.encode.nothing_reserved")
def nothing_reserved(tokens: Text, *, first: ArrayLike) -> NDArray[np.int64]:
    """Ids start at 0, and none is left for padding or unknown words."""
    return vocabulary.token_ids(tokens, first=0)


@solver("mutants.encode.presence")
def presence(tokens: Text, known: Text) -> NDArray[np.int64]:
    """A bag that says whether a word occurs, not how often."""
    return np.minimum(vocabulary.bag_of_words(tokens, known), 1)


@solver("mutants.encode.ids_for_counts")
def ids_for_counts(tokens: Text, known: Text) -> NDArray[np.int64]:
    """The text as ids in order, not as a bag."""
    return vocabulary.token_ids(tokens, known, first=0)


@solver("mutants.encode.shares")
def shares(tokens: Text, known: Text) -> NDArray[np.float64]:
    """A bag of shares instead of counts."""
    return vocabulary.bag_of_words(tokens, known) / max(len(words_of(tokens)), 1)


@solver("mutants.encode.same_set")
def same_set(first: Text, second: Text) -> bool:
    """Bags compared as sets: how often a word occurs is ignored."""
    return set(words_of(first)) == set(words_of(second))


@solver("mutants.encode.windows_with_last")
def windows_with_last(tokens: Text, k: ArrayLike) -> int:
    """The last window is counted although no word follows it: T - k + 1."""
    return contexts.windows(tokens, k) + 1


@solver("mutants.encode.windows_at_every_word")
def windows_at_every_word(tokens: Text, k: ArrayLike) -> int:
    """A pair for every word, although the first k have no full context."""
    return len(words_of(tokens))


@solver("mutants.encode.windows_as_blocks")
def windows_as_blocks(tokens: Text, k: ArrayLike) -> int:
    """Windows side by side instead of one word apart."""
    return len(words_of(tokens)) // whole(k, "k", 1)


@solver("mutants.lm.unconditional")
def unconditional(tokens: Text, word: str, *, previous: str) -> float:
    """The word's share of the text: the word before is ignored."""
    return language_model.unigram(tokens, word)


@solver("mutants.lm.reversed")
def reversed_condition(tokens: Text, word: str, *, previous: str) -> float:
    """P(previous | word): how often the word comes after the previous one, over how often it occurs."""
    words = words_of(tokens)
    return language_model.bigram_trace(tokens, word, previous=previous).pairs / max(words.count(word), 1)


@solver("mutants.lm.joint")
def joint(tokens: Text, word: str, *, previous: str) -> float:
    """The pair's share of all pairs."""
    pairs = language_model.bigram_trace(tokens, word, previous=previous).pairs
    return pairs / (len(words_of(tokens)) - 1)


@solver("mutants.lm.average")
def average(p: ArrayLike) -> Array:
    """The mean of the factors instead of their product."""
    return np.asarray(language_model.chain_trace(p).p.mean())


@solver("mutants.lm.added")
def added(p: ArrayLike) -> Array:
    """The sum of the factors instead of their product."""
    return np.asarray(language_model.chain_trace(p).p.sum())


@solver("mutants.lm.last_only")
def last_only(p: ArrayLike) -> Array:
    """The last factor alone."""
    return np.asarray(language_model.chain_trace(p).p[-1])


@solver("mutants.lm.perplexity_of_sum")
def perplexity_of_sum(p: ArrayLike) -> Array:
    """exp of the summed losses, not of their mean."""
    return np.asarray(np.exp(language_model.perplexity_trace(p).losses.sum()))


@solver("mutants.lm.mean_inverse")
def mean_inverse(p: ArrayLike) -> Array:
    """The arithmetic mean of 1 / p."""
    return np.asarray((1 / language_model.perplexity_trace(p).p).mean())


@solver("mutants.lm.bits_and_e")
def bits_and_e(p: ArrayLike) -> Array:
    """e to the mean loss in bits: base and logarithm do not match."""
    return np.asarray(np.exp(language_model.perplexity_trace(p).mean / np.log(2)))


@solver("mutants.loss.unmasked")
def unmasked(losses: ArrayLike, *, mask: ArrayLike, reduction: str = "mean") -> Array:
    """Losses of padding count."""
    return sequence(losses, reduction=reduction)


@solver("mutants.loss.divided_by_all")
def divided_by_all(losses: ArrayLike, *, mask: ArrayLike, reduction: str = "mean") -> Array:
    """The losses that count, divided by all cells, padding too."""
    losses, counted = floats(losses=losses, mask=mask)
    return sequence(losses * counted, reduction=reduction)


@solver("mutants.count.cut_to_shortest")
def cut_to_shortest(lengths: ArrayLike) -> int:
    """Sequences are cut to the shortest instead of padded to the longest: no pads."""
    return contexts.pads(lengths) * 0
