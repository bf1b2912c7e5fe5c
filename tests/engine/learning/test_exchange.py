"""The log as lines of JSON, those of strangers included."""

import io
import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import limits
from engine.errors import StoreError
from engine.learning import exchange
from engine.learning.store import Store
from tests.engine.learning.histories import practise

UID = "000646d1c1dc4000" + "0" * 16
AT = "2026-03-02T09:00:00.000000+00:00"
FLAG = {"uid": UID, "kind": "flag", "at": AT, "body": {"sitting": UID, "position": 1, "flagged": True}}


def read(*lines: object) -> list:
    text = b"".join(line if isinstance(line, bytes) else json.dumps(line).encode() + b"\n" for line in lines)
    return exchange.read(io.BytesIO(text), "log.jsonl")


def refusal(data: bytes) -> str | None:
    """What is said of bytes that are no log; `None` when they are one."""
    try:
        read(data)
    except StoreError as error:
        return str(error)
    return None


def test_a_line_is_the_entry_and_nothing_else(store: Store, questions, clock) -> None:
    made = store.append("flag", {"sitting": "a\ud800\0", "position": 1, "flagged": False, "share": 0.1, "big": 2**70})
    (line,) = exchange.lines(store.rows())
    assert json.loads(line) == {"uid": made.uid, "kind": "flag", "at": AT, "body": made.body}
    (row,) = read(line.encode())
    assert row[1:5] == store.rows()[0][1:5]


def test_equal_lines_count_once_and_blank_ones_not_at_all() -> None:
    assert len(read(FLAG, b"\n", FLAG, b"   \n", {**FLAG, "uid": "0" * 32})) == 2


def attempt(store: Store, questions, clock, **changes: object) -> dict:
    practise(store, questions, clock, ["tanh"])
    (entry,) = store.entries("attempt")
    return {**FLAG, "kind": "attempt", "body": {**entry.body, **changes}}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"uid": "0"}, "uid"),
        ({"uid": "g" * 32}, "uid"),
        ({"uid": UID + "\n"}, "uid"),
        ({"uid": 7}, "uid"),
        ({"uid": "f" * 32}, "begins with at most 4000000000000000"),
        ({"kind": "Flag"}, "kind"),
        ({"kind": "x" * 33}, "kind"),
        ({"kind": 'a"'}, "kind"),
        ({"at": "yesterday"}, "yesterday"),
        ({"at": "2026-03-02T09:00:00"}, "expected UTC"),
        ({"at": "2026-03-02T11:00:00.000000+02:00"}, "expected UTC"),
        ({"at": "0001-01-01T00:00:00.000000+00:00"}, "found the year 1"),
        ({"at": "9999-12-31T23:00:00.000000+00:00"}, "found the year 9999"),
        ({"body": []}, "body"),
        ({"body": {}}, "sitting"),
        ({"body": {**FLAG["body"], "flagged": 1}}, "flagged"),
        ({"body": {**FLAG["body"], "position": 0}}, "position"),
        ({"body": {**FLAG["body"], "x": float("nan")}}, "found NaN"),
        ({"body": {**FLAG["body"], "x": float("inf")}}, "found Infinity"),
        ({"more": 1}, "more"),
        ({"kind": "novelty", "body": {"question": [], "seed": 1}}, "question"),
        ({"kind": "novelty", "body": {"question": "a", "seed": {}}}, "seed"),
        ({"kind": "sitting", "body": {"mode": "quiz", "seed": None, "plan": []}}, "plan"),
        ({"kind": "sitting", "body": {"mode": "quiz", "seed": None, "plan": [["a"]]}}, "plan"),
        ({"kind": "undo", "body": {"attempt": 1}}, "attempt"),
        ({"kind": "regrade", "body": {"attempt": UID, "verdict": {"outcome": "right"}}}, "verdict"),
    ],
)
def test_what_is_no_entry_is_told_with_its_line(changes: dict, words: str) -> None:
    with pytest.raises(StoreError, match=r"^log\.jsonl:2: ") as caught:
        read({**FLAG, "uid": "0" * 32}, {**FLAG, **changes})
    assert words in str(caught.value)


@pytest.mark.parametrize(
    "changes",
    [
        {"seconds": -1},
        {"seconds": "3"},
        {"tries": 0},
        {"hints": -1},
        {"seed": "0"},
        {"question": None},
        {"verdict": {}},
        {"given": []},
        {"raw": 3},
        {"confidence": "certain"},
        {"spent": "long"},
        {"verdict": {"outcome": "correct", "score": 2, "message": ""}},
        {"verdict": {"outcome": "correct", "score": 1, "message": "", "parts": [{"name": "a"}]}},
        {"verdict": {"outcome": "correct", "score": 1, "message": "", "at": [1]}},
    ],
)
def test_an_attempt_has_all_that_history_is_made_of(changes: dict, store: Store, questions, clock) -> None:
    entry = attempt(store, questions, clock)
    assert len(read(entry)) == 1
    with pytest.raises(StoreError, match="this is no entry"):
        read({**entry, "body": {**entry["body"], **changes}})


@pytest.mark.parametrize(
    "line",
    [b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b"\0" * 50, b"[" * 100_000, b'{"a":' * 100_000, b"9" * 5000, b"1e999"],
)
def test_what_is_no_json_is_told_with_its_line(line: bytes) -> None:
    with pytest.raises(StoreError, match=r"^log\.jsonl:2: "):
        read(FLAG, line + b"\n")


def test_a_number_beyond_all_numbers_is_refused() -> None:
    line = json.dumps(FLAG).replace("true", 'true, "x": 1e999').encode()
    with pytest.raises(StoreError, match="this is no entry"):
        read(line)


def test_two_contents_under_one_uid_are_refused() -> None:
    with pytest.raises(StoreError, match=r"log\.jsonl:3: found the entry \w+ with another content"):
        read(FLAG, b"\n", {**FLAG, "kind": "bookmark"})


@pytest.mark.parametrize("beyond", [-1, 0, 1])
def test_how_long_a_line_may_be(monkeypatch: pytest.MonkeyPatch, beyond: int) -> None:
    line = json.dumps(FLAG).encode() + b"\n"
    monkeypatch.setattr(limits, "LOG_LINE_BYTES", len(line) - beyond)
    if beyond <= 0:
        assert len(read(line)) == 1
    else:
        with pytest.raises(StoreError, match="found a longer line than"):
            read(line)


@pytest.mark.parametrize("beyond", [-1, 0, 1])
def test_how_long_a_file_may_be(monkeypatch: pytest.MonkeyPatch, beyond: int) -> None:
    lines = json.dumps(FLAG).encode() + b"\n" + json.dumps({**FLAG, "uid": "0" * 32}).encode() + b"\n"
    monkeypatch.setattr(limits, "LOG_FILE_BYTES", len(lines) - beyond)
    if beyond <= 0:
        assert len(read(lines)) == 2
    else:
        with pytest.raises(StoreError, match="in parts"):
            read(lines)


@pytest.mark.parametrize("beyond", [0, 1])
def test_how_late_an_entry_may_be(beyond: int) -> None:
    line = {**FLAG, "uid": f"{limits.LOG_ORDER + beyond:016x}{'0' * 16}"}
    if not beyond:
        assert len(read(line)) == 1
    else:
        with pytest.raises(StoreError, match="begins with at most"):
            read(line)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_entries_or_one_error(data: bytes) -> None:
    told = refusal(data)
    assert told is None or told.startswith("log.jsonl:")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=300)
@given(st.sampled_from(["sitting", "attempt", "fresh", "undo", "regrade", "flag", "novelty"]), st.randoms(), JSON)
def test_a_changed_entry_is_an_entry_or_one_error(kind: str, chance: random.Random, other: object) -> None:
    body = {"mode": "quiz", "seed": 1, "plan": [["a", 0]], "sitting": UID, "position": 1, "attempt": UID, "hints": 0}
    line: dict = {**FLAG, "kind": kind, "body": {**body, "flagged": True}}
    where = chance.choice([line, line["body"]])
    where[chance.choice(sorted(where))] = other
    told = refusal(json.dumps(line).encode())
    if told is None:
        assert json.loads(read(line)[0].body) == line["body"]
    else:
        assert told.startswith("log.jsonl:1: ")
