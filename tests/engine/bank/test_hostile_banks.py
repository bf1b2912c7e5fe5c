"""Whatever the bytes: a bank or a list of problems, soon, and nothing else."""

import random
import re
import string
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import limits
from engine.bank.files import shipped
from engine.bank.load import load
from engine.bank.reading import parse
from engine.errors import Problem

SECONDS = 2.0
"""Far more than any file takes, and far less than anything that grows faster than its size."""
SEED = b"""version: 1
title: Sums
skills:
  arithmetic.sum: {title: Sums, requires: []}
questions:
  - id: sum
    kind: number
    skill: arithmetic.sum
    level: 1
    prompt: "Add {{a}} and \\u00e9 2."
    given: {a: 1, C: [[1, 2], [3, 4.5]]}
    vary: {a: "integers(0, 9)"}
    answer: a + 2
    mistakes:
      - {id: subtracted, answer: a - 2, feedback: 'You took 2 away.'}
    solution: |
      Add them.
    source: arithmetic
  - id: gate
    kind: choice
    skill: arithmetic.sum
    level: 2
    prompt: Which gate?
    answer: the forget gate
    mistakes:
      - {id: input, answer: the input gate, feedback: It admits new content.}
    source: lstm
"""
PIECES = [
    *(b"- ", b": ", b"\n", b"\n  ", b"\n    ", b"[", b"]", b"{", b"}", b"'", b'"', b"|", b">", b"#", b",", b"?", b"\t"),
    *(b"&a ", b"*a", b"!!int ", b"!", b"<<: ", b"---\n", b"...\n", b"%YAML 1.2\n", b"\r", b"\r\n", b"\x00", b"\xff"),
    *(
        b"\xc2\x85",
        b"\xe2\x80\xa8",
        b"\xef\xbb\xbf",
        b'"\\ud800"',
        b'"\\e"',
        b"0x",
        b"1e999",
        b"012",
        b"yes",
        b"~",
        b".",
    ),
    *(
        b"id: sum",
        b"kind: array",
        b"answer: ",
        b"given: ",
        b"questions:",
        b"  - id: x\n",
        b"9" * 30,
        b"((((",
        b"a." * 20,
    ),
]


def well_told(problems: list[Problem]) -> bool:
    """Each problem has its file, a line in it, and words without Python in them."""
    words = " ".join(f"{problem.found} {problem.expected} {problem.fix}" for problem in problems)
    return all(
        problem.file == "x.yaml" and problem.line >= 0 and problem.found and problem.expected for problem in problems
    ) and (not re.search(r"Traceback|<class|NoneType|object at 0x|msgspec|`\\$", words))


def mutants(seed: int, count: int) -> Iterator[bytes]:
    """The seed bank with a few pieces put in, cut out, doubled or moved."""
    chance = random.Random(seed)
    for _ in range(count):
        data = SEED
        for _ in range(chance.randint(1, 4)):
            start = chance.randrange(len(data) + 1)
            end = min(len(data), start + chance.choice([0, 0, 1, 2, 8, 40]))
            other = chance.randrange(len(data) + 1)
            piece = chance.choice([chance.choice(PIECES), data[other : other + 20], bytes([chance.randrange(256)])])
            data = data[:start] + piece + data[end:]
        yield data


def test_mutated_banks() -> None:
    sound = 0
    for data in mutants(seed=1, count=3000):
        file, problems = parse(data, "x.yaml")
        assert well_told(problems), (data, problems)
        sound += not problems
        assert problems or len(file.questions) <= 3
    assert 30 < sound < 2900, "mutation is too hard, or too gentle, to tell anything"


@given(st.lists(st.sampled_from(PIECES) | st.binary(max_size=4), max_size=60))
def test_heaps_of_pieces(pieces: list[bytes]) -> None:
    assert well_told(parse(b"".join(pieces), "x.yaml")[1])


@given(st.text(string.printable, max_size=200))
def test_any_text(text: str) -> None:
    assert well_told(parse(text.encode(), "x.yaml")[1])


def many(line: str) -> bytes:
    head = "version: 1\nquestions:\n"
    return (head + line * ((limits.BANK_FILE_BYTES - len(head)) // len(line.encode()))).encode()


FIELD = "version: 1\nquestions:\n  - id: a\n    kind: number\n    "
HOSTILE = {
    "25 KB of brackets": b"[" * 25_000,
    "half a megabyte of brackets": b"[" * limits.BANK_FILE_BYTES,
    "closed brackets": b"[" * 200_000 + b"]" * 200_000,
    "braces": b"{a: " * 100_000,
    "dashes": b"- " * 200_000,
    "question marks": b"? " * 200_000,
    "indents": b"".join(b" " * depth + b"a:\n" for depth in range(1_000)),
    "alias bomb": b"a: &a [x, x]\n" + b"".join(b"%c: &%c [*%c, *%c]\n" % (c + 1, c + 1, c, c) for c in range(97, 115)),
    "merge bomb": b"a: &a {x: 1}\nb: {<<: [*a, *a, *a]}",
    "recursive alias": b"&x [*x]",
    "tags": b"a: " + b"!t " * 100_000,
    "tag directives": b"".join(b"%%TAG !%d! x:\n" % number for number in range(20_000)),
    "one long line": many("a"),
    "one long text": b'a: "' + b"\\x41" * 120_000 + b'"',
    "colons": b":" * 500_000,
    "sexagesimal": b"a: 1" + b":59" * 150_000,
    "hexadecimal": b"a: 0x" + b"f" * 500_000,
    "digits": b"a: " + b"9" * 500_000,
    "exponent": b"a: 1e" + b"9" * 16_000,
    "comment": b"#" * 500_000,
    "empty lines": b"\n" * 500_000,
    "carriage returns": b"\r" * 500_000,
    "spaces": b" " * 500_000,
    "tabs": b"\t" * 500_000,
    "quotes": b"'" * 500_000,
    "bars": b"a: |\n" + b" \n" * 200_000,
    "documents": b"---\n" * 100_000,
    "zeros": bytes(500_000),
    "nothing": b"",
    "a list of nothing": many("  -\n"),
    "a list of lists": many("  - []\n"),
    "a list of mappings": many("  - {}\n"),
    "questions with an id": many("  - {id: a}\n"),
    "questions of a kind": many("  - {kind: number}\n"),
    "questions of no kind": many("  - {kind: nmber}\n"),
    "questions of odd kinds": "".join(
        ["version: 1\nquestions:\n", *(f"  - {{kind: numbe{n}}}\n" for n in range(12_000))]
    ).encode(),
    "bad dashes": many("  - a\n - b\n"),
    "bad questions": many("  - a: b: c\n"),
    "unknown fields": (FIELD + "\n    ".join(f"field{number}: 1" for number in range(20_000))).encode(),
    "the same field": (FIELD + "\n    ".join("prompt: x" for _ in range(20_000))).encode(),
    "numbers as names": (FIELD + "given: {" + ", ".join(f"{n}: 1" for n in range(20_000)) + "}").encode(),
    "bad mistakes": (FIELD + "mistakes: [" + "{}, " * 20_000 + "]").encode(),
    "misspelt mistakes": (FIELD + "mistakes: [" + "{idd: x, anser: y}, " * 9_000 + "]").encode(),
    "skills": (
        "version: 1\nskills:\n" + "".join(f"  s{n}: {{title: x, requires: [s{n + 1}]}}\n" for n in range(8_000))
    ).encode(),
    "bad skills": ("version: 1\nskills:\n" + "".join(f"  S {n}: {{titel: x}}\n" for n in range(9_000))).encode(),
    "same ids": many("  - {id: a, kind: open, skill: a, level: 1, prompt: x, source: x}\n"),
    "utf-16": SEED.decode().encode("utf-16"),
    "latin-1": SEED.decode().encode() + b"# caf\xe9",
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 100,
    "archive": b"PK\x03\x04" + bytes(range(256)) * 100,
    "pickle": b"\x80\x04\x95\x1d\x00\x00\x00\x00\x00\x00\x00\x8c\x05posix\x94\x8c\x06system\x94\x93\x94\x8c\x02id\x94\x85\x94R\x94.",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_shapes(name: str, tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_bytes(HOSTILE[name])
    begun = time.process_time()
    bank = load([tmp_path / "x.yaml"])
    taken = time.process_time() - begun
    assert bank.problems
    assert well_told([problem._replace(file="x.yaml") for problem in bank.problems])
    assert len(bank.problems) <= 400
    assert taken < SECONDS


def test_the_seed_and_the_shipped_banks_are_no_hostile_shapes() -> None:
    assert parse(SEED, "x.yaml")[1] == []
    assert load([shipped()]).questions
