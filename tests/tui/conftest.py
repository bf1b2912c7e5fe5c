"""A small bank of every kind, and an app driven by keys."""

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeAlias

import pytest
from textual.pilot import Pilot

from engine.bank.load import Bank, load
from engine.learning.session import Session
from engine.learning.store import Store
from tui.app import UnrolledApp

BANK = r"""
version: 1
title: A test bank
skills:
  cnn: {title: Convolution}
  cnn.pool: {title: Pooling}
  rnn: {title: Recurrent cells}
  rnn.gate: {title: Gates}
questions:
  - id: capital
    kind: choice
    skill: rnn
    level: 1
    title: A choice
    prompt: Which state does $h_{t-1}$ name?
    answer: The previous one
    mistakes:
      - {id: the-next, answer: The next one, feedback: One less than t comes before t.}
      - {id: none, answer: No state, feedback: The letter h stands for a state.}
    hints: [Look at the index., It is one less than t.]
    solution: The index $t-1$ comes before $t$.
    source: made for the tests
  - id: several
    kind: select
    skill: rnn.gate
    level: 1
    prompt: Which are gates?
    answer: [forget, input]
    mistakes:
      - {id: candidate, answer: candidate, feedback: The candidate is no gate.}
      - {id: cell, answer: cell, feedback: The cell is the state.}
    source: made for the tests
  - id: product
    kind: number
    skill: rnn
    level: 2
    prompt: Compute $w x$ for $w = {{w}}$ and $x = {{x}}$.
    given: {w: 3, x: 4}
    vary: {w: "integers(2, 9)"}
    answer: w * x
    mistakes:
      - {id: added, answer: w + x, feedback: You added; the product was asked.}
    source: made for the tests
  - id: pool
    kind: array
    skill: cnn.pool
    level: 2
    prompt: Average-pool $C$ with window 2 and stride 2.
    given: {C: [[1, 2, 3, 4], [5, 6, 7, 8], [1, 2, 3, 4], [5, 7, 6, 8]]}
    vary: {C: "integers(0, 9, shape=[4, 4])"}
    answer: pool.average(C, size=2, stride=2)
    mistakes:
      - id: took-the-maximum
        answer: pool.maximum(C, size=2, stride=2)
        feedback: You kept the largest value of each window.
    source: made for the tests
  - id: forget
    kind: equation
    skill: rnn.gate
    level: 2
    prompt: Write the forget gate $f_t$.
    given: {x_t: [D], "h_{t-1}": [H]}
    parameters: {W: [H, D], U: [H, H], b: [H]}
    answer: f_t = sigmoid(W x_t + U h_{t-1} + b)
    mistakes:
      - id: tanh-for-sigmoid
        answer: f_t = tanh(W x_t + U h_{t-1} + b)
        feedback: A gate needs values between 0 and 1.
    source: made for the tests
  - id: spoken
    kind: open
    skill: rnn
    level: 4
    prompt: Why do gates help?
    answer: They keep the state nearly unchanged over many steps.
    rubric:
      - {point: Names the state, cues: [state]}
      - {point: Names many steps, cues: [steps]}
    source: made for the tests
  - id: sizes
    kind: shape
    skill: cnn
    level: 1
    prompt: Which shape has the product of a $2 \times 3$ and a $3 \times 4$ matrix?
    given: {n: 2, m: 4}
    answer: "[n, m]"
    mistakes:
      - {id: turned, answer: "[m, n]", feedback: Rows come first.}
    source: made for the tests
  - id: chain
    kind: steps
    skill: rnn
    level: 2
    prompt: Compute $a$ and then $h$.
    given: {x: 2, w: 3}
    answer: {a: w * x, h: a + 1}
    mistakes:
      - {id: added, answer: {a: w + x}, feedback: You added; the product was asked.}
    source: made for the tests
  - id: sequence
    kind: order
    skill: rnn
    level: 2
    prompt: Put the step in order.
    answer: [product, sum, activation]
    mistakes:
      - {id: early, answer: [activation, sum], feedback: The activation comes last.}
    source: made for the tests
  - id: partners
    kind: match
    skill: rnn.gate
    level: 1
    prompt: Match gates and what they do.
    answer: {forget gate: keeps the old, input gate: admits the new}
    mistakes:
      - {id: swapped, answer: {forget gate: admits the new}, feedback: That is the input gate.}
    source: made for the tests
  - id: blanks
    kind: cloze
    skill: rnn.gate
    level: 2
    prompt: "$c_t$ = [1] ⊙ $c_{t-1}$ + [2] ⊙ $g_t$"
    answer: {"1": f_t, "2": i_t}
    mistakes:
      - {id: swapped, answer: {"1": i_t, "2": f_t}, feedback: You exchanged the gates.}
      - {id: output, answer: {"1": o_t}, feedback: The output gate comes later.}
    source: made for the tests
"""

Drive: TypeAlias = Callable[..., AbstractAsyncContextManager[Pilot[None]]]


class Clock:
    """A clock that moves one second each time it is read."""

    def __init__(self) -> None:
        self.time = datetime(2025, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time


@pytest.fixture(scope="session")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Bank:
    path = tmp_path_factory.mktemp("bank") / "bank.yaml"
    path.write_text(BANK, encoding="utf-8")
    return load([path]).sound()


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A learner's folder of the test's own, for settings as for the log."""
    monkeypatch.setenv("UNROLLED_HOME", str(tmp_path / "home"))


@pytest.fixture(autouse=True)
def _quick_fingers(monkeypatch: pytest.MonkeyPatch) -> None:
    """No press is a slip: a test presses quicker than anybody."""
    monkeypatch.setattr("tui.patience.TWICE", 0.0)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    opened = Store.open(tmp_path / "home", clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def drive(bank: Bank, store: Store, clock: Clock) -> Drive:
    """Run the app over some questions (none named: the home screen) at a size, and press keys."""

    @asynccontextmanager
    async def running(
        questions: Sequence[str] = (), size: tuple[int, int] = (80, 24), banks: Bank = bank
    ) -> AsyncIterator[Pilot[None]]:
        start = None
        if questions:
            start = Session.begin(banks.questions, store, clock=clock, names=questions, digests=banks.digests)
        app = UnrolledApp(banks, store, start=start, clock=clock)
        async with app.run_test(size=size, notifications=True) as pilot:
            await settle(pilot)
            yield pilot

    return running


async def settle(pilot: Pilot[None]) -> None:
    """Wait until nothing is being graded, drawn or looked up; a page begins to look things up once it is painted."""
    for _ in range(2):
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def until(pilot: Pilot[None], holds: Callable[[], object]) -> None:
    """Let the app go on until something holds; on a busy machine that may take a while."""
    for _ in range(200):
        await settle(pilot)
        if holds():
            return
    raise AssertionError("it never came to that")


@pytest.fixture
def press() -> Callable[..., object]:
    """Press keys by name, and type texts given as `text:…`; then wait until the app has done with them."""
    names = {" ": "space", "\n": "enter"}

    async def pressing(pilot: Pilot[None], *keys: str) -> None:
        for key in keys:
            typed = [names.get(sign, sign) for sign in key[5:]] if key.startswith("text:") else [key]
            await pilot.press(*typed)
            await settle(pilot)

    return pressing


@pytest.fixture
def shown() -> Callable[[Pilot[None]], str]:
    """All text on the screen, line by line, as a reader sees it."""

    def reading(pilot: Pilot[None]) -> str:
        lines = pilot.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in line) for line in lines)

    return reading
