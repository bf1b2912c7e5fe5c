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
from engine.learning.session import Session
from engine.learning.store import Store
from engine.question.variant import Variant
from tui.app import UnrolledApp

FOLDER: Final = Path(__file__).with_name("screenshots")
DAYS: Final = 5
PRACTISED: Final[Mapping[str, int]] = {
    "seq": 17, "lm": 4, "encode": 9, "ff": 16, "cnn": 21, "rnn": 25, "train": 12, "lstm": 9, "gru": 3,
}  # fmt: skip
"""Families and how many of their questions the learner of the pictures has answered, over five days."""
SLIPS: Final = 5
"""Every how many answers is a wrong one."""


class Picture(NamedTuple):
    """What is pressed, and what the picture is called."""

    name: str
    questions: Sequence[str] = ()
    """The sitting; empty for the home screen."""
    keys: Sequence[str] = ()
    """Keys by name, and texts as `text:…`."""
    size: tuple[int, int] = (80, 24)
    theme: str = "unrolled-dark"


CHAIN: Final = [
    "text:0.731", "enter", "text:0.5", "enter", "text:0.462", "enter", "text:0.881", "enter", "text:0.731*2 + 0.5*0.462",
]  # fmt: skip
PICTURES: Final = (
    Picture("home", keys=["down", "down", "down", "down", "down"]),
    Picture("home-light", keys=["down", "down", "down", "down", "down"], theme="unrolled-light"),
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
    """A clock that moves by twenty seconds each time it is read."""

    def __init__(self) -> None:
        self.time = datetime(2025, 3, 3, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=20)
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
        for key in picture.keys:
            await pilot.press(*pressed(key))
            await settle(pilot)
        return app.export_screenshot(title="unrolled")


def pressed(key: str) -> Iterable[str]:
    """The names of the keys that a text is typed with."""
    names = {" ": "space", "\n": "enter"}
    return [names.get(sign, sign) for sign in key.removeprefix("text:")] if key.startswith("text:") else [key]


async def settle(pilot: Pilot[None]) -> None:
    """Wait until nothing is being graded, drawn or looked up."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.pause()


def practise(bank: Bank, store: Store, clock: Clock) -> None:
    """Fill the log with a learner's first days."""
    names = [name for family, count in PRACTISED.items() for name in of_family(bank, family)[:count]]
    share = -(-len(names) // DAYS)
    for day in range(DAYS):
        asked = names[day * share : (day + 1) * share]
        clock.time = datetime(2025, 3, 3 + day, 9, tzinfo=UTC)
        session = Session.begin(bank.questions, store, clock=clock, names=asked, digests=bank.digests)
        place = 0
        while session.variant is not None:
            session.submit(answer(session.variant, right=place % SLIPS != SLIPS - 1))
            session.advance()
            place += 1


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
