"""The prompt: placeholders filled in with givens, and values as they are printed."""

import re
from collections.abc import Mapping
from typing import Any

PLACEHOLDER = re.compile(r"\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}\}")


def placeholders(prompt: str) -> set[str]:
    """The names that stand between double braces."""
    return set(PLACEHOLDER.findall(prompt))


def fill(prompt: str, given: Mapping[str, Any]) -> str:
    """The prompt with every placeholder replaced; a name that is not given stays as it is."""
    if "{{" not in prompt:
        return prompt
    return PLACEHOLDER.sub(lambda found: printed(given[found[1]]) if found[1] in given else found[0], prompt)


def printed(value: Any) -> str:
    """A value as a prompt prints it and a learner may type it: `3`, `0.25`, `[[1, 2], [3, 4]]`, words with spaces between."""
    if isinstance(value, (list, tuple)):
        if value and isinstance(value[0], str) and all(isinstance(item, str) for item in value):
            return " ".join(value)
        return "[" + ", ".join(map(printed, value)) + "]"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)
