"""A headless Chromium, driven over its own protocol: load, click, type, look."""

import asyncio
import base64
import itertools
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

PATIENCE = 30.0
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
PROGRAM = next(filter(None, map(shutil.which, NAMES)), None)
SWITCHES = (
    "--headless=new --no-sandbox --disable-gpu --no-first-run --disable-extensions --disable-background-networking "
    "--disable-dev-shm-usage --hide-scrollbars --window-size=1000,640 --remote-debugging-port=0 about:blank"
)


class Page:
    """One page, with every byte that its web sockets have received and everything its console has said."""

    def __init__(self, connection: aiohttp.ClientWebSocketResponse) -> None:
        self._connection = connection
        self._numbers = itertools.count(1)
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self._news = asyncio.Event()
        self.received = b""
        self.console: list[str] = []
        self.requested: list[str] = []
        self.loaded = 0
        self._listener = asyncio.create_task(self._listen())

    async def _listen(self) -> None:
        async for message in self._connection:
            told = message.json()
            if "id" in told:
                self._answers.pop(told["id"]).set_result(told)
            else:
                self._hear(told["method"], told["params"])
                self._news.set()

    def _hear(self, method: str, told: dict[str, Any]) -> None:
        match method:
            case "Network.webSocketFrameReceived" if told["response"]["opcode"] == 2:
                self.received += base64.b64decode(told["response"]["payloadData"])
            case "Runtime.consoleAPICalled":
                self.console.append(" ".join(str(argument.get("value")) for argument in told["args"]))
            case "Log.entryAdded":
                self.console.append(told["entry"]["text"])
            case "Runtime.exceptionThrown":
                self.console.append(str(told["exceptionDetails"]))
            case "Network.requestWillBeSent":
                self.requested.append(told["request"]["url"])
            case "Page.loadEventFired":
                self.loaded += 1

    async def do(self, method: str, **params: Any) -> Any:
        """One command of the protocol, and its result."""
        number = next(self._numbers)
        self._answers[number] = asyncio.get_running_loop().create_future()
        await self._connection.send_json({"id": number, "method": method, "params": params})
        answer = await asyncio.wait_for(self._answers[number], PATIENCE)
        assert "error" not in answer, answer
        return answer["result"]

    async def open(self, address: str) -> None:
        """Load an address."""
        for domain in ("Page", "Network", "Runtime", "Log"):
            await self.do(f"{domain}.enable")
        before = self.loaded
        await self.do("Page.navigate", url=address)
        await self._until(lambda: self.loaded > before)

    async def sees(self, text: str) -> bool:
        """Whether the page is sent a text, sooner or later; what was sent is then forgotten."""
        found = await self._until(lambda: text.encode() in self.received)
        self.received = b""
        return found

    async def _until(self, holds: Any) -> bool:
        try:
            async with asyncio.timeout(PATIENCE):
                while not holds():
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            return False
        return True

    async def types(self, text: str) -> None:
        """Press the keys of a text, new lines being the enter key."""
        for sign in text:
            key, sent, code = (
                ("Enter", "\r", 13) if sign == "\n" else (sign, sign, ord(sign.upper()) if sign.isalnum() else 0)
            )
            event = {"key": key, "windowsVirtualKeyCode": code}
            await self.do("Input.dispatchKeyEvent", type="keyDown", text=sent, **event)
            await self.do("Input.dispatchKeyEvent", type="keyUp", **event)

    async def clicks(self, x: int, y: int) -> None:
        """Click at a place of the page, in pixels."""
        for what in ("mouseMoved", "mousePressed", "mouseReleased"):
            button = {} if what == "mouseMoved" else {"button": "left", "clickCount": 1}
            await self.do("Input.dispatchMouseEvent", type=what, x=x, y=y, **button)

    async def evaluates(self, script: str) -> Any:
        """What an expression comes to in the page."""
        result = await self.do("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        return result["result"].get("value")

    async def picture(self) -> bytes:
        """The page as PNG."""
        return base64.b64decode((await self.do("Page.captureScreenshot", format="png"))["data"])


@asynccontextmanager
async def chromium(profile: Path) -> AsyncIterator[Page]:
    """A browser with one page, gone when this ends."""
    assert PROGRAM is not None
    quiet = asyncio.subprocess.DEVNULL
    browser = await asyncio.create_subprocess_exec(
        PROGRAM, f"--user-data-dir={profile}", *SWITCHES.split(), stdout=quiet, stderr=quiet
    )
    try:
        async with aiohttp.ClientSession() as client:
            address = await _debugger(profile / "DevToolsActivePort")
            async with client.get(f"http://{address}/json/list") as listed:
                target = next(page for page in await listed.json() if page["type"] == "page")
            async with client.ws_connect(target["webSocketDebuggerUrl"], max_msg_size=0) as connection:
                yield Page(connection)
    finally:
        browser.terminate()
        await browser.wait()


async def _debugger(told: Path) -> str:
    async with asyncio.timeout(PATIENCE):
        while not (told.exists() and "\n" in (text := told.read_text())):
            await asyncio.sleep(0.05)
    return f"127.0.0.1:{text.splitlines()[0]}"
