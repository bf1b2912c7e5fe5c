"""The log as JSON lines: one entry a line, by which the logs of several machines become one.

A line is `{"uid", "kind", "at", "body"}`, as `entry.Entry` describes them. Lines may come in any order and more than once.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, BinaryIO, NoReturn

import msgspec

from engine import limits
from engine.errors import StoreError
from engine.learning import admission
from engine.learning.entry import Row


class _Line(msgspec.Struct, forbid_unknown_fields=True):
    uid: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{32}$(?!\n)")]
    kind: Annotated[str, msgspec.Meta(pattern=r"^[a-z-]{1,32}$(?!\n)")]
    at: str
    body: dict[str, Any]


def lines(rows: Iterable[Row]) -> Iterator[str]:
    """Rows as lines, in the order of events: equal logs give equal lines, wherever their entries were written first."""
    for row in sorted(rows, key=lambda row: row.uid):
        yield f'{{"uid":"{row.uid}","kind":"{row.kind}","at":"{row.at}","body":{row.body}}}\n'


def read(stream: BinaryIO, name: str) -> list[Row]:
    """The entries of a stream, as rows not yet sealed, each once.

    `name`: of the stream, for messages. Raises `StoreError` at the first line that is no entry, or contradicts an earlier one.
    """
    found: dict[str, Row] = {}
    size = 0
    for number, line in enumerate(_lines(stream), start=1):
        size += len(line)
        where = f"{name}:{number}"
        if len(line) > limits.LOG_LINE_BYTES:
            raise StoreError(f"{where}: found a longer line than {limits.LOG_LINE_BYTES:,} bytes, expected one entry")
        if size > limits.LOG_FILE_BYTES:
            raise StoreError(f"{name}: found more than {limits.LOG_FILE_BYTES:,} bytes; import it in parts")
        if line.strip():
            row = _row(line, where)
            agree(found.setdefault(row.uid, row), row, where)
    return list(found.values())


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    return iter(lambda: stream.readline(limits.LOG_LINE_BYTES + 1), b"")


def agree(here: Row, there: Row, where: str) -> None:
    """Raises `StoreError` when two rows of one uid are not one entry."""
    if here[1:5] != there[1:5]:
        raise StoreError(
            f"{where}: found the entry {there.uid} with another content than it has elsewhere, expected the same;"
            " one of the two was changed after it was written"
        )


def _row(line: bytes, where: str) -> Row:
    try:
        return admitted(json.loads(line, parse_constant=_no_number))
    except (ValueError, RecursionError) as error:
        reason = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise StoreError(f"{where}: this is no entry of a log: {reason}") from None


def admitted(data: Any) -> Row:
    """The row that plain data holds. Raises `ValueError` when it is no entry, and `RecursionError`."""
    line = msgspec.convert(data, _Line)
    admission.check_heading(line.uid, line.at)
    admission.check_body(line.kind, line.body)
    return Row(0, line.uid, line.kind, line.at, json.dumps(line.body, allow_nan=False, separators=(",", ":")), 0, 0)


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"found {text}, expected a number")
