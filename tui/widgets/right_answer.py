"""The right answer as a page shows it: to the digits that are accepted, arrays drawn, equations in readable letters."""

from contextlib import suppress

import msgspec
from textual.content import Content

from engine.question.variant import Variant
from tui.lines import answer_text
from tui.widgets.value import drawn


def right_answer(variant: Variant) -> Content:
    """The key of a variant; arrays in brackets as tall as they are."""
    text = variant.question.key_text(variant)
    if variant.question.computed and text.startswith("["):
        with suppress(msgspec.DecodeError):  # infinity and "not a number" are no JSON
            return drawn(msgspec.json.decode(text))
    return Content(answer_text(variant))
