"""Vocabulary: the words of a text and their ids, and a text as the bag of its words.

A text is a list of words, or one string with blanks between them.
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from solvers.arguments import whole
from solvers.encodings import in_order
from solvers.registry import solver
from solvers.steps import Step, show

Text: TypeAlias = Sequence[str] | str


def words_of(text: Text, name: str = "tokens") -> list[str]:
    """The words of a text. Raises `ValueError` for what is none."""
    words = text.split() if isinstance(text, str) else list(text)
    if not all(isinstance(word, str) for word in words):
        raise ValueError(f"{name} must be words, not {text!r}")
    return words


@solver("encode.vocabulary")
def vocabulary(tokens: Text, *, order: str | None = None) -> list[str]:
    """Every different word, in the `order="seen"` or `"alphabetical"`. Raises `ValueError` for an unsaid order."""
    return in_order(words_of(tokens), order)


class TokenIds(NamedTuple):
    """A text as ids."""

    tokens: list[str]
    """The text, one word an element."""
    ids: dict[str, int]
    """The id of each word of the vocabulary."""
    value: NDArray[np.int64]
    """(T,)."""


def token_ids_trace(
    tokens: Text, vocabulary: Text | None = None, *, first: ArrayLike, unknown: ArrayLike | None = None
) -> TokenIds:
    """`token_ids` with the vocabulary's ids."""
    words = words_of(tokens)
    known = in_order(words if vocabulary is None else words_of(vocabulary, "vocabulary"), "seen")
    ids = {word: place for place, word in enumerate(known, start=whole(first, "first"))}
    missing = [word for word in words if word not in ids]
    if missing and unknown is None:
        raise ValueError(f"the vocabulary has no {missing[0]!r}; say unknown=, the id of unknown words")
    other = whole(0 if unknown is None else unknown, "unknown")
    return TokenIds(words, ids, np.array([ids.get(word, other) for word in words], dtype=np.int64))


def token_ids_steps(trace: TokenIds) -> list[Step]:
    """Each word of the text and its id, then all."""
    first = dict(zip(reversed(trace.tokens), range(len(trace.tokens) - 1, -1, -1), strict=True))
    steps = []
    for place, (word, code) in enumerate(zip(trace.tokens, trace.value.tolist(), strict=True)):
        known = "seen before" if first[word] < place else "its place in the vocabulary"
        steps.append(Step(f"id of {word}", known if word in trace.ids else "unknown", str(code), code))
    return [*steps, Step("ids", "one after the other", show(trace.value), trace.value.astype(float))]


@solver("encode.token_ids", trace=token_ids_trace, steps=token_ids_steps)
def token_ids(
    tokens: Text, vocabulary: Text | None = None, *, first: ArrayLike, unknown: ArrayLike | None = None
) -> NDArray[np.int64]:
    """The id of each word (T,): its place in the vocabulary, counted from `first`; without one, in the order first seen.

    `unknown`: the id of words the vocabulary lacks. Raises `ValueError` for such a word when there is none.
    """
    return token_ids_trace(tokens, vocabulary, first=first, unknown=unknown).value


class Bag(NamedTuple):
    """A text as counts."""

    vocabulary: list[str]
    value: NDArray[np.int64]
    """How often each word of the vocabulary occurs, (V,)."""


def bag_of_words_trace(tokens: Text, vocabulary: Text) -> Bag:
    """`bag_of_words` with its vocabulary."""
    counts, known = Counter(words_of(tokens)), words_of(vocabulary, "vocabulary")
    return Bag(known, np.array([counts[word] for word in known], dtype=np.int64))


def bag_of_words_steps(trace: Bag) -> list[Step]:
    """Each word's count, then all."""
    counted = zip(trace.vocabulary, trace.value.tolist(), strict=True)
    counts = [Step(f"count of {word}", "how often it occurs", str(count), count) for word, count in counted]
    return [*counts, Step("counts", "in the vocabulary's order", show(trace.value), trace.value.astype(float))]


@solver("encode.bag_of_words", trace=bag_of_words_trace, steps=bag_of_words_steps)
def bag_of_words(tokens: Text, vocabulary: Text) -> NDArray[np.int64]:
    """How often each word of the vocabulary occurs in the text (V,); other words are not counted."""
    return bag_of_words_trace(tokens, vocabulary).value


@solver("encode.same_bag")
def same_bag(first: Text, second: Text) -> bool:
    """Whether two texts hold the same words equally often, in whatever order."""
    return Counter(words_of(first)) == Counter(words_of(second))
