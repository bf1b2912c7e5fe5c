"""The streams that a terminal reads."""

import sys
from io import TextIOWrapper


def bear_any_text() -> None:
    """From now on a terminal that knows no Unicode gets a question mark, not an end."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
