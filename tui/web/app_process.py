"""The process of the app that one browser page shows, spoken to in the packets of Textual's web driver.

A packet is one byte for its kind, four for its length (big-endian), and the payload: `D` is what a terminal would be sent or would send,
`M` is JSON about the page.
"""

import asyncio
import os
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from typing import Any, Final

import msgspec

READY: Final = b"__GANGLION__\n"
"""What the driver says before its first packet."""
PATIENCE: Final = 3.0
"""Seconds that the app has to save and go."""


class AppProcess:
    """One app at work; it leaves when it is told to, and when this process is gone."""

    def __init__(self, process: Process) -> None:
        """Use `AppProcess.start`."""
        self._process = process

    @classmethod
    async def start(cls, command: Sequence[str], width: int, height: int) -> "AppProcess":
        """Start an app for a page of so many columns and rows."""
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=PIPE,
            stdout=PIPE,
            env=environment(width, height),
            # ctrl+c in the server's terminal is the server's; it ends the apps in order.
            start_new_session=True,
        )
        return cls(process)

    async def output(self) -> AsyncIterator[bytes]:
        """What the page's terminal is to show, until the app is gone."""
        stdout = self._process.stdout
        if stdout is None:
            return
        with suppress(asyncio.IncompleteReadError, ConnectionResetError):
            await stdout.readuntil(READY)
            while True:
                head = await stdout.readexactly(5)
                payload = await stdout.readexactly(int.from_bytes(head[1:], "big"))
                if head[:1] == b"D":
                    yield payload
                elif head[:1] == b"M" and _is_exit(payload):
                    return

    async def send_keys(self, text: str) -> None:
        """Pass on what the page's terminal sends."""
        await self._send(b"D", text.encode("utf-8", "surrogatepass"))

    async def send_event(self, **event: Any) -> None:
        """Pass on what became of the page: `type="resize", width=80, height=24`, `type="focus"`, `type="blur"`."""
        await self._send(b"M", msgspec.json.encode(event))

    async def end(self) -> None:
        """Let the app save and leave; one that does not is stopped."""
        with suppress(ProcessLookupError):
            self._process.terminate()
        try:
            await asyncio.wait_for(self._process.wait(), PATIENCE)
        except TimeoutError:
            with suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()

    async def _send(self, kind: bytes, payload: bytes) -> None:
        stdin = self._process.stdin
        if stdin is None:
            return
        with suppress(ConnectionError):
            stdin.write(kind + len(payload).to_bytes(4, "big") + payload)
            await stdin.drain()


def environment(width: int, height: int) -> dict[str, str]:
    """The environment of an app whose terminal is a page of so many columns and rows."""
    return {
        **os.environ,
        "TEXTUAL_COLOR_SYSTEM": "truecolor",
        "TERM_PROGRAM": "textual",
        "COLUMNS": str(width),
        "ROWS": str(height),
    }


def _is_exit(payload: bytes) -> bool:
    try:
        told = msgspec.json.decode(payload)
    except msgspec.DecodeError:
        return False
    return isinstance(told, dict) and told.get("type") == "exit"
