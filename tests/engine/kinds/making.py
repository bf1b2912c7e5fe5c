"""Questions made in a test, with the fields that do not matter filled in."""

from typing import Any

import msgspec

from engine.kinds import kinds
from engine.question.question import Question


def question(kind: str, **fields: Any) -> Question:
    """A question of a kind as a bank would define it."""
    common = {"id": "made-here", "skill": "a.b", "level": 1, "source": "test", "prompt": "Prompt.", "kind": kind}
    return msgspec.convert(common | fields, kinds()[kind])
