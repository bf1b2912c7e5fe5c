"""What a YAML syntax error says to an author: the parser's complaint in plain words, with the line to mend."""

import re
from typing import Any, NamedTuple

import yaml

from engine.bank.fault import FileFault

_QUOTES = "put the text in quotes"


class _Complaint(NamedTuple):
    says: str
    """What the parser's complaint contains."""
    found: str
    expected: str
    fix: str
    opened: bool = False
    """Whether the place to mend is where the construct began rather than where reading stopped."""


_COMPLAINTS = (
    _Complaint("tab character", "a tab", "spaces", "indent with spaces"),
    _Complaint("',' or ']'", "a list whose [ is not closed", "a comma or ]", f"close the bracket, or {_QUOTES}", True),
    _Complaint(
        "',' or '}'",
        "fields in { } that break off",
        "a comma or }",
        "close the brace; names and texts with brackets, braces or colons need quotes",
        True,
    ),
    _Complaint("node content", "nothing where a value belongs", "a value or the closing bracket", "close the [ or {"),
    _Complaint("unexpected end of stream", "a quote that is not closed", "a closing quote", "", True),
    _Complaint(
        "unknown escape character", "a backslash in double quotes", r"\\ for a backslash", "use single quotes, or none"
    ),
    _Complaint(
        "Unicode character escape",
        "an escape that is no character",
        "a character's number",
        "write the character itself",
    ),
    _Complaint("hexdecimal", "an escape without its digits", r"\\ for a backslash", "use single quotes, or none"),
    _Complaint("scanning an anchor", "& at the start of a text", "text", _QUOTES),
    _Complaint("scanning an alias", "* at the start of a text", "text", _QUOTES),
    _Complaint(
        "could not find expected ':'",
        "a line without a colon",
        "name: value",
        "put a colon and a space after the name",
        True,
    ),
    _Complaint("<document start>", "text after the end of the document", "one document a file", "remove it"),
    _Complaint(
        "comment or line break", "text behind | or >", "a new line", f"begin the text on the next line, or {_QUOTES}"
    ),
)
_MISPLACED = ("mapping values", "expected key", "expected '-'", "block sequence", "block end")
_INDENTED = re.compile(r"( *)(- +)?(\S*)")


def syntax_fault(error: yaml.YAMLError, text: str, above: int) -> FileFault:
    """What the parser complained about, as a fault; `above` lines of the file stand before the text."""
    problem = getattr(error, "problem_mark", None)
    if not isinstance(error, yaml.MarkedYAMLError) or problem is None:
        return FileFault((), 0, "what is no YAML", "YAML 1.2", str(error).splitlines()[0])
    said = f"{error.context or ''}: {error.problem or ''}"
    lines = text.splitlines()
    if any(words in said for words in _MISPLACED):
        return _misplaced(lines, problem, above)
    for complaint in _COMPLAINTS:
        if complaint.says in said:
            mark = error.context_mark if complaint.opened and error.context_mark else problem
            line = min(mark.line, len(lines) - 1)  # reading may have stopped behind the last line
            return FileFault((), above + line + 1, complaint.found, complaint.expected, complaint.fix)
    if "cannot start any token" in said:
        return _bad_start(lines, problem, above)
    return FileFault((), above + problem.line + 1, f"what YAML cannot read ({error.problem})", "YAML 1.2", _QUOTES)


def _line(lines: list[str], number: int) -> str:
    return lines[number] if 0 <= number < len(lines) else ""


def _bad_start(lines: list[str], mark: Any, above: int) -> FileFault:
    character = _line(lines, mark.line)[mark.column : mark.column + 1]
    number = above + mark.line + 1
    if character == "\t":
        return FileFault((), number, "a tab", "spaces", "indent with spaces")
    return FileFault((), number, f"{character} at the start of a text", "text", _QUOTES)


def _misplaced(lines: list[str], mark: Any, above: int) -> FileFault:
    """A field where none can stand: badly indented, or no field at all but the rest of a text."""
    line = _line(lines, mark.line)
    if ": " not in line[: mark.column]:
        return _indentation(lines, mark.line, above)
    number = above + mark.line + 1
    if line[mark.column : mark.column + 1] == ":":
        return FileFault((), number, "a second colon in the line", "one name: value", _QUOTES)
    rest = line[mark.column :].strip()[:20]
    fix = "put the whole text in quotes; inside single quotes, '' stands for a quote"
    return FileFault((), number, f'"{rest}" behind the end of a value', "a new line", fix)


def _indentation(lines: list[str], number: int, above: int) -> FileFault:
    indent, dash, word = _parts(_line(lines, number))
    here = above + number + 1
    for other in range(number - 1, -1, -1):
        beside, beside_dash, beside_word = _parts(_line(lines, other))
        if not beside_word or beside_word.startswith("#") or (dash and not beside_dash):
            continue
        wanted = beside if dash else beside + beside_dash
        more = _line(lines, other).rstrip().endswith(("|", ">"))
        expected = f"more than {spaces(wanted)}" if more else f"{spaces(wanted)}, as on line {above + other + 1}"
        return FileFault((), here, f"{spaces(indent)} before {'-' if dash else word[:20]}", expected, "line it up")
    return FileFault((), here, f"{word[:20]} where no field can stand", "name: value", "")


def _parts(line: str) -> tuple[int, int, str]:
    """Spaces before the text, width of a dash and its spaces, first word."""
    match = _INDENTED.match(line)
    if match is None:
        return 0, 0, ""
    return len(match[1]), len(match[2] or ""), match[3]


def spaces(count: int) -> str:
    """An indent in words."""
    return "1 space" if count == 1 else f"{count or 'no'} spaces"
