"""The shortcut: command lines that lead straight to the app are read here, without click, whose import takes longer than opening the banks.

Only what is beyond doubt is read; all else, right or wrong, is left to `tui.cli`, where the same words mean the same.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from tui.count import MOST_COUNT, MOST_SEED

FLAGS: Final = {"--fresh": "fresh"}
NUMBERS: Final = {"--count": ("count", 1, MOST_COUNT), "--seed": ("seed", 0, MOST_SEED)}
"""What each is called in `tui.ways.Asked`, and its least and greatest value."""


def taken(words: Sequence[str]) -> bool:
    """Open the app if these words of a command line say nothing else, and end the program when it is left; false if they may."""
    found = read(words)
    if found is None or not _is_for_eyes():
        return False
    from engine.errors import UnrolledError
    from tui.streams import bear_any_text

    bear_any_text()
    try:
        code = _opened(*found)
    except UnrolledError as error:
        from tui.cli import told

        code = told(error)
    except KeyboardInterrupt:
        code = 1
    sys.exit(code)


def read(words: Sequence[str]) -> tuple[list[Path], dict[str, Any] | None] | None:
    """The banks that are named, and what is asked of a quiz, if it is one; `None` for words that may say something else."""
    banks: list[Path] = []
    skills: list[str] = []
    asked: dict[str, Any] | None = None
    rest = iter(words)
    for word in rest:
        if word == "--bank":
            path = next(rest, "")
            if not path or path.startswith("-"):
                return None
            banks.append(Path(path))
        elif asked is None:
            if word != "quiz":
                return None
            asked = {}
        elif word in FLAGS:
            asked[FLAGS[word]] = True
        elif word in NUMBERS:
            name, least, most = NUMBERS[word]
            text = next(rest, "")
            if not (text.isascii() and text.isdecimal() and len(text) <= len(str(most)) and least <= int(text) <= most):
                return None
            asked[name] = int(text)
        elif not word or word.startswith("-"):
            return None
        else:
            skills.append(word)
    return banks, None if asked is None else asked | {"skills": tuple(skills)}


def _is_for_eyes() -> bool:
    """Whether the app would be shown; a shell that completes words asks the same program."""
    from tui.sitting import has_screen

    return has_screen() and not any(name.startswith("_") and name.endswith("_COMPLETE") for name in os.environ)


def _opened(banks: list[Path], asked: dict[str, Any] | None) -> int:
    from engine.bank.load import load

    bank = load(banks).sound()
    if asked is None:
        from tui.sitting import open_home

        return open_home(bank)
    from tui.ways import Asked, sat

    return sat(Asked(bank, **asked), "quiz")
