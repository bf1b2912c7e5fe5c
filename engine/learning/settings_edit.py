"""The edit of a settings file: one value is changed, every other line and comment is kept."""

import json
import re
from pathlib import Path

from engine.bank.cache import write_whole
from engine.errors import UnrolledError
from engine.learning.settings import Settings, make, parse, read

KEYS = "keys"
"""The table of the learner's own keys."""


def change(folder: Path, name: str, value: object) -> Settings:
    """Change one setting in the file of a folder, which is made if need be; all settings after it.

    `name`: of a field of `Settings`, or `keys.question.hint` for a key; `value`: a number, a truth, a text, or `None` to take a key's line
    out. Raises `UnrolledError` when the file cannot be read or written, or the setting cannot have this value.
    """
    path = make(folder)
    try:
        text = changed(path.read_text("utf-8"), name, value)
        write_whole(path, text.encode("utf-8"))
    except (OSError, UnicodeError) as error:
        raise UnrolledError(f"{path}: cannot be changed ({error}); free the place or its rights") from None
    return read(folder)


def changed(written: str, name: str, value: object) -> str:
    """The text of a settings file after a change, as in `change`. Raises `UnrolledError`."""
    table, _, key = name.partition(".")
    before, part, after = _parted(written, table) if key else _parted(written, "")
    line = "" if value is None else f"{key or name} = {toml(value)}"
    text = before + _with_line(part, key or name, line) + after
    parse(text, "the changed settings")
    return text


def _parted(written: str, table: str) -> tuple[str, str, str]:
    """What comes before the lines of a table, the lines, and what follows; an empty name means those before all tables."""
    begin = 0
    if table:
        head = re.search(rf"^[ \t]*\[{table}\][^\n]*(?:\n|$)", written, re.MULTILINE)
        if head is None:
            return f"{written.rstrip()}\n\n[{table}]\n", "", ""
        begin = head.end()
    # The comment right over the next table belongs to that table.
    following = re.compile(r"^(?:[ \t]*#[^\n]*\n)*[ \t]*\[", re.MULTILINE).search(written, begin)
    end = following.start() if following else len(written)
    before = written[:begin] if written[:begin].endswith("\n") or not begin else written[:begin] + "\n"
    return before, written[begin:end], written[end:]


def _with_line(part: str, name: str, line: str) -> str:
    pattern = re.compile(rf"^{re.escape(name)}[ \t]*=[^\n#]*?(?P<comment>[ \t]*#[^\n]*)?(?P<end>\n|$)", re.MULTILINE)
    found = pattern.search(part)
    if found:
        whole = line + (found["comment"] or "") + found["end"] if line else ""
        return part[: found.start()] + whole + part[found.end() :]
    if not line:
        return part
    kept = part.rstrip()
    tail = part[len(kept) :] or "\n"
    return f"{kept}\n{line}{tail}" if kept else f"{line}\n"


def toml(value: object) -> str:
    """A value as TOML writes it: its strings take the escapes of JSON's."""
    if isinstance(value, bool):
        return str(value).lower()
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)
