"""Names in sentences: the one that was meant, and several to choose from."""

from collections.abc import Iterable


def nearest(name: object, names: Iterable[str], cutoff: float = 0.6) -> str:
    """The name most like a misspelt one; empty when none is like it. `cutoff`: how like, from 0 to 1."""
    # Spares every start without a misspelling its import.
    from difflib import get_close_matches

    return next(iter(get_close_matches(str(name)[:100].lower(), list(names), 1, cutoff)), "")


def one_of(names: Iterable[str]) -> str:
    """Names as a choice: `a, b or c`."""
    *most, last = names
    return f"{', '.join(most)} or {last}" if most else last
