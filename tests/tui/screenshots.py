"""Pictures of the app for the README, the same on every run: python -m tests.tui.screenshots"""

import asyncio
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from textual.pilot import Pilot

from engine.bank.load import Bank, load
from engine.learning.attempt import Confidence
from engine.learning.session import Session
from engine.learning.store import Store
from engine.question.variant import Variant
from tui.app import UnrolledApp
from tui.messages import PageRequested

FOLDER: Final = Path(__file__).with_name("screenshots")
FIRST: Final = datetime(2025, 2, 17, 9, tzinfo=UTC)
"""When the learner of the pictures began."""
DAYS: Final = (0, 1, 2, 4, 5, 6, 8, 9, 11, 12, 14, 15, 16, 17, 18)
"""Days of practice since then."""
FAMILIES: Final = ("seq", "lm", "encode", "ff", "cnn", "rnn", "train", "lstm", "gru")
"""What is practised, a few new questions of each family a day, in this order."""
NEW: Final = 7
"""Questions met for the first time in a day."""
AGAIN: Final = 9
"""Questions asked again in a day, the oldest first."""
SLIPS: Final = 6
"""Every how many answers is a wrong one."""
CONFIDENCE: Final[Mapping[bool, Sequence[Confidence]]] = {
    True: ("sure", "sure", "unsure", "sure", "sure", "unsure", "guess"),
    False: ("unsure", "guess", "sure", "guess", "unsure"),
}
"""How sure the learner is of right answers and of wrong ones, in turn."""
SECONDS: Final = {
    "choice": 12,
    "select": 18,
    "number": 35,
    "shape": 25,
    "array": 65,
    "steps": 95,
    "equation": 70,
    "open": 80,
}
"""That an answer of a kind takes; others half a minute."""


class Picture(NamedTuple):
    """What is pressed, and what the picture is called."""

    name: str
    questions: Sequence[str] = ()
    """The sitting; empty for a page."""
    keys: Sequence[str] = ()
    """Keys by name, and texts as `text:…`."""
    size: tuple[int, int] = (80, 24)
    theme: str = "unrolled-dark"
    page: str = "home"
    """One of `tui.pages.PAGES`, shown to a learner of three weeks."""


CHAIN: Final = [
    "text:0.731", "enter", "text:0.5", "enter", "text:0.462", "enter", "text:0.881", "enter", "text:0.731*2 + 0.5*0.462",
]  # fmt: skip
PICTURES: Final = (
    Picture("home", keys=["down", "down", "down", "down", "down"]),
    Picture("home-light", keys=["down", "down", "down", "down", "down"], theme="unrolled-light"),
    Picture("home-wide", keys=["down", "down", "down"], size=(120, 40)),
    Picture("browse", keys=["slash", "text:gate", "down", "down", "down"], size=(120, 40), page="browse"),
    Picture("statistics", size=(120, 40), page="statistics"),
    Picture("statistics-light", size=(120, 40), page="statistics", theme="unrolled-light"),
    Picture("laboratory", keys=["right", "right", "right", "down", "down"], size=(120, 40), page="laboratory"),
    Picture(
        "laboratory-light", keys=["right", "right", "right"], size=(120, 40), theme="unrolled-light", page="laboratory"
    ),
    Picture("gradient-flow", keys=["2"], size=(120, 40), page="laboratory"),
    Picture("windows", keys=["3", "right", "a"], page="laboratory"),
    Picture("attention", keys=["4", "m", "down", "down"], page="laboratory"),
    Picture("demonstration-before", keys=["down"] * 4 + ["enter"], size=(100, 30), page="demonstrations"),
    Picture("demonstration", keys=["down"] * 4 + ["enter", "2"], size=(100, 40), page="demonstrations"),
    Picture(
        "verdict",
        ["pool-average-2x2", "pool-average-overlap", "pool-max-2x2"],
        ["text:6 8\n7 8\n\n", "space", "space"],
        (100, 30),
    ),
    Picture("chain", ["lstm-step-scalar", "lstm-hidden-state", "lstm-cell-state"], CHAIN, (100, 30)),
    Picture(
        "equation",
        ["lstm-forget-gate", "lstm-input-gate", "lstm-candidate", "lstm-output-gate"],
        [r"text:f_t = \sigma(W_f \cdot [h_{t-1}, x_t] + b_f)", "enter"],
        (100, 30),
    ),
)


class Clock:
    """A clock that moves by a second each time it is read."""

    def __init__(self) -> None:
        self.time = FIRST

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time


def main() -> None:
    """Draw every picture."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ["UNROLLED_HOME"] = home
        bank = load([]).sound()
        for picture in PICTURES:
            (FOLDER / f"{picture.name}.svg").write_text(asyncio.run(drawn(picture, bank)), encoding="utf-8")


async def drawn(picture: Picture, bank: Bank) -> str:
    """A picture as SVG."""
    with tempfile.TemporaryDirectory() as folder:
        clock = Clock()
        store = Store.open(Path(folder), clock=clock)
        try:
            start = None
            if picture.questions:
                start = Session.begin(bank.questions, store, clock=clock, names=picture.questions, digests=bank.digests)
            else:
                practise(bank, store, clock)
            return await pictured(picture, UnrolledApp(bank, store, start=start, clock=clock))
        finally:
            store.close()


async def pictured(picture: Picture, app: UnrolledApp) -> str:
    """What is on the screen after the keys, with a cursor that does not blink."""
    app.theme = picture.theme
    async with app.run_test(size=picture.size) as pilot:
        await settle(pilot)
        if not picture.questions:
            app.post_message(PageRequested(picture.page))
            await pilot.pause(0.3)
            await settle(pilot)
        for key in picture.keys:
            await pilot.press(*pressed(key))
            await settle(pilot)
        await pilot.pause(0.3)
        await settle(pilot)
        return app.export_screenshot(title="unrolled")


def pressed(key: str) -> Iterable[str]:
    """The names of the keys that a text is typed with."""
    names = {" ": "space", "\n": "enter"}
    return [names.get(sign, sign) for sign in key.removeprefix("text:")] if key.startswith("text:") else [key]


async def settle(pilot: Pilot[None]) -> None:
    """Wait until nothing is being graded, drawn or looked up; a page begins to look things up once it is painted."""
    for _ in range(2):
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def practise(bank: Bank, store: Store, clock: Clock) -> None:
    """Fill the log with a learner's first weeks: some new questions every day, and the oldest ones again."""
    waiting = interleaved([of_family(bank, family) for family in FAMILIES])
    met: list[tuple[str, int]] = []
    answers = 0
    for day in DAYS:
        clock.time = FIRST + timedelta(days=day)
        again, met = [(name, seed + 1) for name, seed in met[:AGAIN]], met[AGAIN:]
        asked = [*again, *((name, 0) for name in waiting[:NEW])]
        del waiting[:NEW]
        met += asked
        session = Session.begin(bank.questions, store, clock=clock, dealings=asked, digests=bank.digests)
        while session.variant is not None:
            answers += 1
            clock.time += timedelta(seconds=SECONDS.get(session.variant.question.kind, 30) + 7 * (answers % 3))
            right = answers % SLIPS != SLIPS - 1
            told = CONFIDENCE[right]
            session.submit(answer(session.variant, right=right), told[answers // (1 if right else SLIPS) % len(told)])
            session.advance()
    clock.time = FIRST + timedelta(days=DAYS[-1] + 1)


def interleaved(families: list[list[str]]) -> list[str]:
    """Some of each family in turn, twice as many of those that come first."""
    taken = [names[: 24 - 2 * place] for place, names in enumerate(families)]
    return [name for start in range(0, 24, 4) for names in taken for name in names[start : start + 4]]


def of_family(bank: Bank, family: str) -> list[str]:
    """Ids of a family's questions, in the banks' order."""
    return [name for name, summary in bank.summaries.items() if summary.skill.partition(".")[0] == family]


def answer(variant: Variant, *, right: bool) -> str:
    """A right answer, or a wrong one where the kind knows one."""
    samples = list(variant.question.samples(variant))
    wanted = [
        sample.raw for sample in samples if (sample.outcome == "correct") is right and sample.outcome != "invalid"
    ]
    return (wanted or [samples[0].raw])[0]


if __name__ == "__main__":
    main()
