"""Foresight: while the learner reads, every question is dealt the numbers it will have next, so that the next start need not compute."""

from asyncio import to_thread
from collections.abc import Callable
from threading import Event
from time import perf_counter
from typing import Final

from textual import on, work
from textual.app import App

from engine.bank.load import Bank
from engine.learning.store import Store
from tui.messages import SittingFinished

SOON: Final = 3.0
"""Seconds from the start to the first look; by then the screen is quiet."""
REST: Final = 4.0
"""Rest for each second of work, so that keys never wait."""


class ForesightApp(App[None]):
    """An app that deals ahead."""

    bank: Bank
    store: Store

    def on_ready(self) -> None:
        """Begin soon after the start."""
        self._leaving = Event()
        self.set_timer(SOON, self.deal_ahead)

    def on_unmount(self) -> None:
        """Stop at once: nobody waits for this."""
        self._leaving.set()

    @on(SittingFinished)
    @work
    async def deal_ahead(self) -> None:
        """Deal what was not dealt yet, away from the screen's thread."""
        await to_thread(deal_ahead, self.bank, self.store, self._leaving.wait)


def deal_ahead(bank: Bank, store: Store, wait: Callable[[float], bool]) -> int:
    """Deal every question the numbers that the learner will meet next; how many were dealt.

    `wait`: waits for so many seconds, and returns true when all is to be left.
    """
    met = store.ledger.met()
    began = perf_counter()

    def rest() -> bool:
        nonlocal began
        leave = wait(REST * (perf_counter() - began))
        began = perf_counter()
        return leave

    # Numbers as printed, which come first, need no dealing.
    return bank.dealings.deal_ahead(bank.questions, bank.digests, lambda name: max(1, met.unseen(name)), rest)
