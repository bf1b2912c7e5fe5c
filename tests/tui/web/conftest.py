"""A server whose apps are small programs that say what they are sent."""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import aiohttp
import pytest

from tui.web.server import Server

ECHO = """
import os, signal, sys
def say(text):
    data = text.encode()
    os.write(1, b"D" + len(data).to_bytes(4, "big") + data)
if "stubborn" in sys.argv:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
os.write(1, b"a line before\\n__GANGLION__\\n")
say(f"{os.getpid()} {os.environ['COLUMNS']}x{os.environ['ROWS']}")
while head := sys.stdin.buffer.read(5):
    text = sys.stdin.buffer.read(int.from_bytes(head[1:], "big")).decode()
    if text == "leave":
        os.write(1, b'M\\0\\0\\0\\x0f{"type":"exit"}')
    say(head[:1].decode() + text)
"""


class Door:
    """A server and one client without cookies."""

    def __init__(self, server: Server, client: aiohttp.ClientSession) -> None:
        self.server = server
        self.keeper = server.doorkeeper
        self.client = client

    @property
    def good(self) -> dict[str, str]:
        """The headers that are let in."""
        keeper = self.keeper
        return {"Host": keeper.host, "Origin": keeper.origin, "Cookie": f"{keeper.cookie_name}={keeper.cookie}"}

    async def get(self, path: str, **headers: str | None) -> aiohttp.ClientResponse:
        """A page, with good headers but for those given; `None` leaves one out."""
        async with self.client.get(
            f"{self.keeper.origin}{path}", headers=self._but(headers), allow_redirects=False
        ) as response:
            await response.read()
            return response

    async def connect(self, query: str = "", **headers: str | None) -> aiohttp.ClientWebSocketResponse:
        """A session, with good headers but for those given."""
        return await self.client.ws_connect(f"{self.keeper.origin}/ws{query}", headers=self._but(headers))

    def _but(self, headers: dict[str, str | None]) -> dict[str, str]:
        changed = {**self.good, **{name.capitalize(): value for name, value in headers.items()}}
        return {name: value for name, value in changed.items() if value is not None}


@asynccontextmanager
async def serving(*arguments: str) -> AsyncIterator[Door]:
    """A server at work."""
    server = Server([sys.executable, "-c", ECHO, *arguments])
    until = asyncio.Event()
    running = asyncio.create_task(server.run(until))
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as client:
        try:
            yield Door(server, client)
        finally:
            until.set()
            await running


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    async with serving() as opened:
        yield opened


@pytest.fixture
def waiting() -> Callable[[Callable[[], bool]], Awaitable[bool]]:
    """Wait until something holds; false when it does not within half a minute."""

    async def wait(holds: Callable[[], bool]) -> bool:
        for _ in range(600):
            if holds():
                return True
            await asyncio.sleep(0.05)
        return False

    return wait
