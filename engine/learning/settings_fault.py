"""The fault of a settings file: what cannot be read in it, in the reader's words."""

import re
from collections.abc import Sequence
from typing import Final

from engine.bank.names import nearest

EXPECTED: Final = {
    "new_per_day": "a whole number from 0 to 1000",
    "due_per_day": "a whole number from 0 to 10000",
    "retention": "a share from 0.7 to 0.97",
    "minutes": "a whole number from 1 to 600",
    "order": '"oldest" or "weakest"',
    "day_begins": "a whole number from 0 to 23",
    "confidence": "true or false",
    "theme": "a name in quotation marks",
    "keys": 'below [keys] lines such as question.hint = "f2,h"',
}
"""What may stand after the name of each setting."""
LINE: Final = 'a line such as minutes = 20 or theme = "nord"'
WIDTH: Final = 60
"""Characters of a line that are repeated."""


def told(written: str, error: Exception) -> str:
    """Where a file's text cannot be read, what was found there and what is expected; `error`: of the reader of TOML, or of the form."""
    lines, said = written.splitlines() or [""], str(error)
    if "unknown field" in said:
        return _unknown(lines, re.findall(r"`([^`]*)`", said)[0])
    if place := re.search(r"`\$\.(\w+)", said):
        name = place[1]
        return _told(lines, _line_of(lines, rf"\[?[ \t]*{name}\b"), EXPECTED[name])
    found = re.search(r"at line (\d+)", said)
    number = min(int(found[1]), len(lines)) if found else len(lines)
    if "overwrite" in said:
        return _told(lines, number, "each name once")
    name = re.split(r"[ \t=]", lines[number - 1].strip(), maxsplit=1)[0]
    return _told(lines, number, EXPECTED.get(name, LINE))


def _unknown(lines: Sequence[str], name: str) -> str:
    near = nearest(name, EXPECTED, cutoff=0.5)
    expected = f"the name of a setting, perhaps {near}" if near else f"one of the settings {', '.join(EXPECTED)}"
    return _told(lines, _line_of(lines, rf"\[?[ \t]*[\"']?{re.escape(name)}\b"), expected)


def _line_of(lines: Sequence[str], pattern: str) -> int:
    """The number of the first line that begins so, from 1."""
    return next((at for at, line in enumerate(lines, start=1) if re.match(rf"[ \t]*{pattern}", line)), 1)


def _told(lines: Sequence[str], number: int, expected: str) -> str:
    return f"line {number}: found {lines[number - 1].strip()[:WIDTH] or 'nothing'}, expected {expected}"
