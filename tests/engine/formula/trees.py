"""Random formulas for property tests."""

from typing import Any

import msgspec
from hypothesis import strategies as st

from engine.formula.tree import Array, Binary, Call, Field, Flag, Index, Name, Negative, Node, Number, Text

NOWHERE = (0, 0)

numbers = st.builds(Number, st.floats(0, 1e15).map(abs), st.just(NOWHERE))
names = st.builds(Name, st.sampled_from(["x", "h_prev", "W_hx", "e", "T2"]), st.just(NOWHERE))
words = st.builds(Text, st.sampled_from(["tanh", "a b", "don't", ""]), st.just(NOWHERE))
flags = st.builds(Flag, st.booleans(), st.just(NOWHERE))


def _larger(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    some = st.lists(parts, min_size=1, max_size=3).map(tuple)
    operator = st.sampled_from(["+", "-", "*", "/", "**", "@"])
    keys = st.sampled_from(["size", "stride", "axis"])
    named = st.dictionaries(keys, parts, max_size=2).map(lambda given: tuple(given.items()))
    return st.one_of(
        st.builds(Negative, parts, st.just(NOWHERE)),
        st.builds(Binary, operator, parts, parts, st.just(NOWHERE)),
        st.builds(Array, some, st.just(NOWHERE)),
        st.builds(Call, st.sampled_from(["tanh", "pool.average"]), some, named, st.just(NOWHERE)),
        st.builds(Field, parts, st.sampled_from(["h", "T"]), st.just(NOWHERE)),
        st.builds(Index, parts, some, st.just(NOWHERE)),
    )


formulas: st.SearchStrategy[Node] = st.recursive(st.one_of(numbers, names, words, flags), _larger, max_leaves=12)
"""Trees of every node that the Python-like syntax knows."""


def placeless(node: Any) -> Any:
    """A tree as nested tuples without its places in the text, for comparing."""
    if isinstance(node, msgspec.Struct):
        return type(node).__name__, *(placeless(getattr(node, name)) for name in node.__struct_fields__ if name != "at")
    return tuple(map(placeless, node)) if isinstance(node, tuple) else node
