"""Whatever this version writes in a log, another machine lets in."""

import io
import re
from pathlib import Path

import msgspec
import pytest

from engine.errors import StoreError
from engine.learning import admission, exchange
from engine.learning.entry import Row
from engine.learning.session import Session
from engine.learning.store import Store

ROOT = Path(__file__).parents[3]
SOURCES = [*(ROOT / "engine" / "learning").glob("*.py"), *(ROOT / "tui").rglob("*.py")]


def test_every_kind_that_is_written_is_known() -> None:
    written = {
        kind
        for source in SOURCES
        for kind in re.findall(r"""(?:_write|store\.append|_leave)\(\s*"([a-z-]+)\"""", source.read_text("utf-8"))
    }
    assert written >= {"sitting", "finish", "hint", "undo", "regrade", "skip"}
    assert written - {"attempt", "invalid"} <= admission.BODIES.keys()


@pytest.mark.parametrize("mode", ["quiz", "drill", "exam", "interview", "weak"])
def test_a_whole_sitting_goes_through(store: Store, questions, clock, mode: str) -> None:
    dealings = [("forget", 0), ("input", 0), ("reset", 0), ("update", 0)]
    session = Session.begin(questions, store, clock=clock, mode=mode, dealings=dealings, minutes=30)
    clock.pass_(seconds=5)
    session.hint()
    session.flag()
    session.submit("what?")
    for answer in ("tanh", "sigmoid", "relu"):
        if session.variant:
            session.submit(answer)
        if session.variant and session.verdict:
            session.fresh_numbers()
        if session.variant:
            session.advance()
    clock.pass_(hours=2)
    if session.variant:
        session.submit("sigmoid")
    session.finish()
    lines = "".join(exchange.lines(store.rows())).encode()
    assert [row[1:5] for row in exchange.read(io.BytesIO(lines), "x")] == [row[1:5] for row in store.rows()]
    assert store.merge(store.rows()) == 0


@pytest.mark.parametrize("asked", [None, "cnn", ["cnn"], 3])
def test_the_wishes_of_a_sitting_have_names(asked: object) -> None:
    body: dict[str, object] = {"mode": "quiz", "seed": None, "plan": [["pool", 0]]}
    admission.check_body("sitting", body | {"asked": {"skills": ["cnn"], "count": 3}})
    with pytest.raises(msgspec.ValidationError, match="asked"):
        admission.check_body("sitting", body | {"asked": asked})


def test_a_place_must_be_in_its_sitting_wherever_the_entries_come_from() -> None:
    sitting = Row(0, "a" * 32, "sitting", "", '{"plan": [["pool", 0]]}', 0, 0)
    step = Row(0, "b" * 32, "skip", "", f'{{"sitting": "{"a" * 32}", "position": 2}}', 0, 0)
    admission.check_places([sitting])
    admission.check_places([step])
    with pytest.raises(StoreError, match="found the place 2, expected 1 to 1"):
        admission.check_places([step, sitting])
