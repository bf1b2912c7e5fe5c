"""The end: signals that would kill the app are turned into a tidy leave."""

import asyncio
import signal
from collections.abc import Callable
from typing import Final

FATAL: Final = tuple(signal.Signals[name] for name in ("SIGTERM", "SIGHUP") if name in signal.Signals.__members__)
"""Sent when the system shuts down and when the window is closed; Windows has no second one."""


def catch(leave: Callable[[int], object]) -> None:
    """From now on call `leave` with the exit code that a shell expects of a program ended by that signal."""
    loop = asyncio.get_running_loop()
    for number in FATAL:
        loop.add_signal_handler(number, leave, 128 + number)


def release() -> None:
    """Give the signals back."""
    loop = asyncio.get_running_loop()
    for number in FATAL:
        loop.remove_signal_handler(number)
