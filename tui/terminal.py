"""The terminal: Textual's own driver, which bears that the terminal goes away while the app runs."""

import os
import select
import signal
from contextlib import suppress
from io import TextIOWrapper
from threading import Thread
from types import FrameType
from typing import Any

from textual.drivers.linux_driver import LinuxDriver


class Output(TextIOWrapper):
    """Text for the terminal; nobody reads what is written after it went away.

    A driver whose output fails loses the thread that writes, and waits for it for ever.
    """

    def write(self, text: str, /) -> int:
        """Write a text, or drop it."""
        with suppress(OSError):
            super().write(text)
        return len(text)

    def flush(self) -> None:
        """Send what was written, or drop it."""
        with suppress(OSError):
            super().flush()


class Terminal(LinuxDriver):
    """A terminal whose closing hangs the program up, however it was started."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if (file := self._file) is not None:
            self._file = Output(os.fdopen(os.dup(file.fileno()), "wb"), encoding=file.encoding, errors=file.errors)
        if self.input_tty:
            Thread(target=self._hang_up, name="hang-up", daemon=True).start()

    def _hang_up(self) -> None:
        """Wait until the terminal is gone; only the foreground of its own session is told so by the system."""
        gone = select.poll()
        gone.register(self.fileno, 0)
        if any(event & select.POLLHUP for _, event in gone.poll()):
            os.kill(os.getpid(), signal.SIGHUP)

    def _sigcont_application(self, *args: int | FrameType | None) -> None:
        """Come back on the screen, unless the signal follows a hang-up: there is no screen then."""
        if os.isatty(self.fileno):
            super()._sigcont_application(*args)
