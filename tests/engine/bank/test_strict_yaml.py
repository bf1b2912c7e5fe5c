"""Strict YAML against JSON and against PyYAML's own reader, and each limit at its edge."""

import json
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from engine import limits
from engine.bank import strict_yaml
from engine.bank.strict_yaml import read

REFUSED_RAW = "".join(map(chr, range(0x7F, 0xA0))) + "\u2028\u2029\ufeff\ufffe\uffff"
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=REFUSED_RAW), max_size=20)
SCALARS = st.none() | st.booleans() | st.integers(-(10**15) + 1, 10**15 - 1) | TEXT
NUMBERS = st.floats(-1e15, 1e15, allow_nan=False)
DATA = st.recursive(
    SCALARS | NUMBERS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


@pytest.fixture(params=["libyaml", "pure Python"])
def _each_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "pure Python":
        monkeypatch.setattr(strict_yaml, "_LOADER", yaml.SafeLoader)


def told(text: str | bytes) -> list[tuple[int, str]]:
    document = read(text.encode() if isinstance(text, str) else text)
    return [(fault.line, fault.found) for fault in document.faults]


def test_libyaml_is_there() -> None:
    assert yaml.__with_libyaml__


@given(DATA)
def test_json_is_read_as_json_reads_it(data: Any) -> None:
    document = read(json.dumps(data, ensure_ascii=False).encode())
    assert document.readable
    assert document.faults == []
    assert document.data == data


@given(DATA)
def test_what_pyyaml_writes_is_read_as_it_was(data: Any) -> None:
    document = read(yaml.safe_dump(data, allow_unicode=True).encode())
    assert document.faults == []
    assert document.data == data


@pytest.mark.usefixtures("_each_parser")
def test_a_bank_entry() -> None:
    text = "version: 1\nquestions:\n  - id: a\n    given: {C: [[1, 2], [3.5, -4e-1]], keep: yes}\n    solution: |\n      One.\n      Two.\n"
    assert read(text.encode()).data == {
        "version": 1,
        "questions": [{"id": "a", "given": {"C": [[1, 2], [3.5, -0.4]], "keep": "yes"}, "solution": "One.\nTwo.\n"}],
    }


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 2),
        (("version",), 2),
        (("questions",), 3),
        (("questions", 0), 4),
        (("questions", 0, "id"), 4),
        (("questions", 0, "given"), 5),
        (("questions", 0, "given", "C", 1, 0), 6),
        (("questions", 0, "solution"), 7),
        (("questions", 1, "id"), 9),
        (("questions", 1, "id", "no", "such", "place"), 9),
        (("questions", 2), 3),
    ],
)
def test_lines(path: tuple[str | int, ...], line: int) -> None:
    text = "# comment\nversion: 1\nquestions:\n- id: a\n  given: {C: [[1, 2],\n    [3, 4]]}\n  solution: |\n    text\n- id: b\n"
    assert read(text.encode()).line(path) == line


def test_lines_are_counted_from_what_stands_above() -> None:
    assert read(b"a: 1\na: 2\n", above=10).faults[0][1:3] == (12, "a a second time (first on line 11)")


def test_escapes_are_data() -> None:
    assert read(rb'"\e[31m \x9b \0 \u202e"').data == "\x1b[31m \x9b \0 \u202e"
    assert read('"raw \u202e"'.encode()).data == "raw \u202e"


def test_a_byte_order_mark_at_the_start_is_dropped() -> None:
    assert read(b"\xef\xbb\xbfa: 1").data == {"a": 1}
    assert told("a: b\ufeffc") == [(1, "the control character U+FEFF")]


@pytest.mark.usefixtures("_each_parser")
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: &x 1", "the anchor &x"),
        ("&x a: 1", "the anchor &x"),
        ("a: &x [1]", "the anchor &x"),
        ("a: [1]\nb: *x", "the alias *x"),
        ("*x : 1", "the alias *x"),
        ("a: !!int 1", "the tag !!int"),
        ("a: ! 1", "the tag !"),
        ("a: !local [1]", "the tag !local"),
        ("a: !!python/object/apply:os.system ['true']", "the tag !!python/object/apply:os.system"),
        ("a: {<<: {b: 1}}", "the merge key <<"),
        ("a: 1\n---\nb: 2", "a second document"),
        ("[a]: 1", "a bracket where a name belongs"),
        ("{a: 1}: 1", "a bracket where a name belongs"),
        ("? [a]\n: 1", "a bracket where a name belongs"),
        ("%YAML 1.1\n---\na: 1", "% at the start of a line"),
        ("a: \x85b", "the control character U+0085"),
        ("a: \u2028b", "the control character U+2028"),
        ("a: \u2029b", "the control character U+2029"),
        ("a: \x1b[0m", "the control character U+001B"),
        ("a: \0", "the control character U+0000"),
    ],
)
def test_what_a_bank_may_not_hold_stops_the_reading(text: str, found: str) -> None:
    document = read(text.encode())
    assert document.data is None
    assert not document.readable
    assert [fault.found for fault in document.faults] == [found]


def test_the_line_of_what_may_not_be() -> None:
    assert told("a: 1\nb: [2,\n  *c]") == [(3, "the alias *c")]
    assert told("a: 1\r\nb: 2\rc: \x07") == [(3, "the control character U+0007")]


def test_quoted_words_are_never_read_as_anything_else() -> None:
    assert read(b"""{a: "1", b: 'true', c: "", "<<": x, "1": y}""").data == {
        "a": "1",
        "b": "true",
        "c": "",
        "<<": "x",
        "1": "y",
    }


@pytest.mark.usefixtures("_each_parser")
@pytest.mark.parametrize("name", ["1", "1.5", "true", "~", "null"])
def test_names_are_text(name: str) -> None:
    document = read(f"a: {{{name}: 2}}".encode())
    assert document.readable
    assert [fault.found for fault in document.faults] == [f"{name} as a name"]


def test_every_repeated_name_is_told_and_the_rest_still_read() -> None:
    document = read(b"a: 1\nb:\n  c: 1\n  c: 2\na: 3\nd: 4\n")
    assert [(fault.line, fault.path) for fault in document.faults] == [(4, ("b", "c")), (5, ("a",))]
    assert document.data == {"a": 3, "b": {"c": 2}, "d": 4}


@pytest.mark.usefixtures("_each_parser")
@pytest.mark.parametrize("escape", [r"\ud800", r"\udfff", r"\ud83d\ude00"])
def test_surrogates_are_refused(escape: str) -> None:
    assert not read(f'a: "{escape}"'.encode()).readable


def test_bytes_that_are_no_utf_8() -> None:
    assert told(b"a: 1\nb: \xff\n") == [(2, "the byte 0xff")]
    assert told("a: 1".encode("utf-16")) == [(1, "the byte 0xff")]


def padded(size: int) -> bytes:
    return b"a: 1\n" + b"# comment\n" * ((size - 5) // 10) + b"#" * ((size - 5) % 10)


def nested(depth: int, opening: str = "[", closing: str = "]") -> bytes:
    return (opening * depth + "1" + closing * depth).encode()


@pytest.mark.parametrize(
    ("make", "limit"),
    [
        (padded, limits.BANK_FILE_BYTES),
        (nested, limits.YAML_DEPTH),
        (lambda n: nested(n, "{a: ", "}"), limits.YAML_DEPTH),
        (lambda n: b"- " * n + b"1", limits.YAML_DEPTH),
        (lambda n: b"a: " + b"x" * n, limits.YAML_SCALAR_CHARACTERS),
        (lambda n: b"a: '" + "é".encode() * n + b"'", limits.YAML_SCALAR_CHARACTERS),
        (lambda n: b"[" + b"1," * (n - 1) + b"]", limits.YAML_NODES),
    ],
    ids=["bytes", "depth of lists", "depth of mappings", "depth of blocks", "characters", "wide characters", "nodes"],
)
def test_each_limit_at_its_edge(make: Any, limit: int) -> None:
    assert read(make(limit - 1)).readable
    assert read(make(limit)).readable
    document = read(make(limit + 1))
    assert not document.readable
    assert f"{limit:,}" in document.faults[0].expected
