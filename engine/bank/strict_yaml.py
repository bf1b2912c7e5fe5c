"""Strict YAML: bytes from a stranger become plain data with line numbers, or faults, and nothing else.

The parser's events are turned into data here, one after the other and without recursion, so that whatever a bank may not hold (anchors,
aliases, tags, merge keys, further documents, depth, sheer size) is refused on sight, before anything is built from it.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from engine import limits
from engine.bank.fault import FileFault, Path
from engine.bank.scalars import Scalar, scalar
from engine.bank.syntax import syntax_fault

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Only its parser is used; libyaml's where PyYAML was built with it."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""Control characters, and the line ends that other programs do not count as such."""
_DIRECTIVE = re.compile(r"(?:^|[\r\n])%")
_LINE_END = re.compile(r"\r\n|\r|\n")
_SURROGATE = re.compile("[\ud800-\udfff]")


class Document(NamedTuple):
    """One file as plain data."""

    data: object
    """Mappings, lists, text, numbers, booleans and `None`; `None` as well when the file could not be read."""
    lines: dict[Path, int]
    """The line of each place that does not stand on the line of what holds it."""
    faults: list[FileFault]
    """All that was wrong with the YAML itself."""
    readable: bool
    """Whether `data` is what the file holds; false after a fault that stopped the reading."""

    def line(self, path: Path) -> int:
        """The line a place stands on, from 1; that of the nearest place around it when it does not exist."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.lines:
                return self.lines[path[:end]]
        return 1


def read(data: bytes, above: int = 0) -> Document:
    """Read one YAML document; never raises, whatever the bytes.

    `above`: how many lines of the file stand before these, so that lines are told as the whole file counts them.
    """
    builder = _Builder(above)
    try:
        _refuse_bytes(data, above)
        for event in _events(data.removeprefix(b"\xef\xbb\xbf")):
            builder.take(event)
    except yaml.YAMLError as error:
        return builder.stopped(syntax_fault(error, data.decode(errors="replace"), above))
    except _RefusalError as refused:
        return builder.stopped(refused.fault)
    return Document(builder.data, builder.lines, builder.faults, readable=True)


class _RefusalError(Exception):
    def __init__(self, line: int, found: str, expected: str, fix: str = "", path: Path = ()):
        self.fault = FileFault(path, line, found, expected, fix)


def _refuse_bytes(data: bytes, above: int) -> None:
    """Whatever can be refused before the parser sees it."""
    if len(data) > limits.BANK_FILE_BYTES:
        found = f"{len(data):,} bytes" if len(data) <= 2 * limits.BANK_FILE_BYTES else "a larger file"
        raise _RefusalError(0, found, f"at most {limits.BANK_FILE_BYTES:,} bytes", "split the bank into several files")
    try:
        text = data.removeprefix(b"\xef\xbb\xbf").decode()
    except UnicodeDecodeError as error:
        line = above + data.count(b"\n", 0, error.start) + 1
        raise _RefusalError(line, f"the byte 0x{data[error.start]:02x}", "UTF-8", "save the file as UTF-8") from None
    if control := _FORBIDDEN.search(text):
        code = ord(control[0])
        fix = f'remove it, or write "\\u{code:04x}" in double quotes if it is meant'
        line = above + _line_at(text, control.start())
        raise _RefusalError(line, f"the control character U+{code:04X}", "visible text", fix)
    if directive := _DIRECTIVE.search(text):
        line = above + _line_at(text, directive.end())
        raise _RefusalError(line, "% at the start of a line", "no YAML directives", "indent the line, or remove it")


def _line_at(text: str, offset: int) -> int:
    return len(_LINE_END.findall(text, 0, offset)) + 1


def _events(data: bytes) -> Iterator[Any]:
    parser = _LOADER(data)
    try:
        while parser.check_event():
            yield parser.get_event()
    finally:
        parser.dispose()


class _Frame:
    """A mapping or a list that is still open."""

    __slots__ = ("items", "key", "key_line", "line", "path")

    def __init__(self, items: "dict[str, Any] | list[Any]", path: Path, line: int):
        self.items = items
        self.path = path
        self.line = line
        self.key: str | None = None
        self.key_line = 0


class _Builder:
    """Data under construction; takes the parser's events in order."""

    def __init__(self, above: int) -> None:
        self._first_line = above + 1
        self.data: object = None
        self.lines: dict[Path, int] = {}
        self.faults: list[FileFault] = []
        self._open: list[_Frame] = []
        self._nodes = 0
        self._documents = 0

    def stopped(self, fault: FileFault) -> Document:
        """What is left when the rest of the file cannot be read."""
        if fault.line and not fault.path and self._open:
            fault = fault._replace(path=self._here())
        return Document(None, self.lines, [*self.faults, fault], readable=False)

    def take(self, event: Any) -> None:
        """Build one event in; raises `_RefusalError` for what a bank may not hold."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._scalar(event)
        elif kind is yaml.MappingStartEvent:
            self._start(event, {})
        elif kind is yaml.SequenceStartEvent:
            self._start(event, [])
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._open.pop()
        elif kind is yaml.AliasEvent:
            name = f"the alias *{event.anchor}"
            raise _RefusalError(
                self._line(event), name, "no aliases", "repeat the text, or put it in quotes if a star is meant"
            )
        elif kind is yaml.DocumentStartEvent:
            self._documents += 1
            if self._documents > 1:
                raise _RefusalError(
                    self._line(event), "a second document", "one document a file", "remove the line ---"
                )

    def _scalar(self, event: Any) -> None:
        self._count(event)
        line = self._line(event)
        text: str = event.value
        if len(text) > limits.YAML_SCALAR_CHARACTERS:
            found = f"a text of {len(text):,} characters"
            raise _RefusalError(line, found, f"at most {limits.YAML_SCALAR_CHARACTERS:,}", path=self._here())
        quoted = not event.implicit[0]
        if quoted and not text.isascii() and _SURROGATE.search(text):
            raise _RefusalError(line, "half of a surrogate pair", "whole characters", "write the character itself")
        frame = self._open[-1] if self._open else None
        if frame is not None and frame.key is None and isinstance(frame.items, dict):
            self._key(frame, text, line, quoted)
        else:
            self._place(text if quoted else self._plain(text, line), line)

    def _plain(self, text: str, line: int) -> Scalar:
        try:
            return scalar(text)
        except OverflowError:
            found = f"the number {text if len(text) <= 20 else text[:20] + '…'}"
            expected = f"at most 15 digits, and not beyond {limits.NUMBER_MAGNITUDE:g}".replace("e+", "e")
            self.faults.append(FileFault(self._here(), line, found, expected, "put it in quotes if a text is meant"))
            return 0

    def _key(self, frame: _Frame, name: str, line: int, quoted: bool) -> None:
        if name == "<<" and not quoted:
            raise _RefusalError(line, "the merge key <<", "no merge keys", "write the fields out", frame.path)
        if not quoted and not isinstance(self._plain(name, line), str):
            fix = f'put it in quotes: "{name}"' if name else "name the field"
            self.faults.append(FileFault(frame.path, line, f"{name or 'nothing'} as a name", "text as a name", fix))
        if name in frame.items:
            first = self.lines.get((*frame.path, name), frame.line)
            found = f"{name} a second time (first on line {first})"
            self.faults.append(FileFault((*frame.path, name), line, found, "each name once", "keep one of the two"))
        frame.key = name
        frame.key_line = line

    def _place(self, value: object, line: int) -> tuple[Path, int]:
        """Put a value into what holds it; its path and its line."""
        if not self._open:
            self.data = value
            self.lines[()] = line
            return (), line
        frame = self._open[-1]
        items = frame.items
        step: str | int
        if isinstance(items, dict):
            step, line = str(frame.key), frame.key_line
            items[step] = value
            frame.key = None
        else:
            step = len(items)
            items.append(value)
        path = (*frame.path, step)
        if line != frame.line:
            self.lines[path] = line
        return path, line

    def _start(self, event: Any, items: "dict[str, Any] | list[Any]") -> None:
        self._count(event)
        line = self._line(event)
        if len(self._open) >= limits.YAML_DEPTH:
            raise _RefusalError(line, "brackets or lists nested more deeply", f"at most {limits.YAML_DEPTH} levels")
        if self._open and isinstance(self._open[-1].items, dict) and self._open[-1].key is None:
            fix = "put the text in quotes"
            raise _RefusalError(line, "a bracket where a name belongs", "a name, or a text in quotes", fix)
        self._open.append(_Frame(items, *self._place(items, line)))

    def _count(self, event: Any) -> None:
        self._nodes += 1
        if self._nodes > limits.YAML_NODES:
            fix = "split the bank into several files"
            raise _RefusalError(
                self._line(event), "more names and values", f"at most {limits.YAML_NODES:,} a file", fix
            )
        if event.anchor is not None:
            fix = "write the value out where it is needed, or put the text in quotes if & is meant"
            raise _RefusalError(self._line(event), f"the anchor &{event.anchor}", "no anchors", fix)
        if event.tag is not None:
            fix = "remove it, or put the text in quotes if ! is meant"
            raise _RefusalError(
                self._line(event), f"the tag {event.tag.replace('tag:yaml.org,2002:', '!!')}", "no tags", fix
            )

    def _here(self) -> Path:
        """The place that the next value will take."""
        if not self._open:
            return ()
        frame = self._open[-1]
        if isinstance(frame.items, dict):
            return (*frame.path, frame.key) if frame.key is not None else frame.path
        return (*frame.path, len(frame.items))

    def _line(self, event: Any) -> int:
        return int(event.start_mark.line) + self._first_line
