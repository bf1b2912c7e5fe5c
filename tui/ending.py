"""The end: a signal that would kill the app is turned into a tidy leave; one that does not come to its end is ended by force."""

import asyncio
import os
import signal
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from time import sleep
from types import FrameType
from typing import Final

FATAL: Final = tuple(signal.Signals[name] for name in ("SIGTERM", "SIGHUP") if name in signal.Signals.__members__)
"""Sent when the system shuts down and when the window is closed; Windows has no second one."""
PATIENCE: Final = 4.0
"""Seconds that a tidy leave may take: a thread may be at work for longer, and a terminal may take no byte any more."""
LAST_WORDS: Final = 1.0
"""Seconds that closing the log may take after that; all that matters is in it already."""


class Ending:
    """Hears fatal signals from `catch` to `release`, on a thread of its own, so that an app that is stuck ends too."""

    def __init__(self, leave: Callable[[int], object], close: Callable[[], object]) -> None:
        """`leave`: given the exit code that a shell expects of a program ended by the signal. `close`: done before an end by force."""
        self._leave, self._close = leave, close
        self._heard: SimpleQueue[int] = SimpleQueue()  # may be filled by a signal that interrupts another one

    def catch(self) -> None:
        """From now on turn fatal signals into a leave on this loop."""
        loop = asyncio.get_running_loop()
        Thread(target=self._attend, args=(loop,), name="ending", daemon=True).start()
        for number in FATAL:
            loop.remove_signal_handler(number)  # Textual's driver for browsers exits at once
            signal.signal(number, self._hear)

    def release(self) -> None:
        """Give the signals back; what was heard before still ends the program."""
        for number in FATAL:
            signal.signal(number, signal.SIG_DFL)
        self._heard.put(0)

    def _hear(self, number: int, _: FrameType | None) -> None:
        self._heard.put(number)

    def _attend(self, loop: asyncio.AbstractEventLoop) -> None:
        if number := self._heard.get():
            loop.call_soon_threadsafe(self._leave, 128 + number)
            sleep(PATIENCE)
            closing = Thread(target=self._close, daemon=True)
            closing.start()
            closing.join(LAST_WORDS)
            os._exit(128 + number)
