"""The server: the app on a page, for the one browser that its doorkeeper lets in."""

import asyncio
import socket
from collections.abc import Sequence
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import msgspec
import textual_serve
from aiohttp import WSCloseCode, WSMsgType, web

from engine import limits
from tui.web.app_process import AppProcess
from tui.web.doorkeeper import Asking, Doorkeeper

STATIC: Final = Path(textual_serve.__file__).with_name("static")
"""The terminal that runs in the browser, its style and its font."""
SECURITY: Final = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

WELCOME: Final = '<!DOCTYPE html><title>Unrolled</title><meta http-equiv="refresh" content="0; url=/">'
FAREWELL: Final = 3.0
"""Seconds that a page has to answer when it is told that the session is over."""


class Server:
    """One address, its doorkeeper, and the apps that are at work."""

    def __init__(self, command: Sequence[str], port: int = 0) -> None:
        """`command`: starts one app; `port`: 0 for any that is free. Raises `OSError` for one that is not."""
        self._listening = socket.create_server(("127.0.0.1", port), reuse_port=False)
        self.port: int = self._listening.getsockname()[1]
        self.doorkeeper = Doorkeeper(self.port)
        self._command = command
        self._sockets: set[web.WebSocketResponse] = set()
        self._places = asyncio.BoundedSemaphore(limits.SERVED_SESSIONS)

    async def run(self, until: asyncio.Event) -> None:
        """Serve until told to end; then every app has saved and left."""
        runner = web.AppRunner(self._app(), access_log=None, handle_signals=False)
        await runner.setup()
        try:
            await web.SockSite(runner, self._listening).start()
            await until.wait()
        finally:
            await runner.cleanup()

    def _app(self) -> web.Application:
        app = web.Application(middlewares=[self._guard])
        app.router.add_get("/", self._page, allow_head=False)
        app.router.add_get("/ws", self._session, allow_head=False)
        app.router.add_get("/page.js", self._script, allow_head=False)
        app.router.add_static("/static", STATIC)
        app.on_response_prepare.append(self._secure)
        app.on_shutdown.append(self._close)
        return app

    @web.middleware
    async def _guard(self, request: web.Request, handler: Any) -> web.StreamResponse:
        """Refuse before anything else is done."""
        if request.method != "GET":
            return web.Response(status=405)
        asking = Asking(
            request.headers.getall("Host", []),
            request.headers.getall("Origin", []),
            request.cookies,
            request.query.get("token", ""),
        )
        if request.path == "/" and asking.token and self.doorkeeper.exchange(asking):
            return self._welcomed()
        if reason := self.doorkeeper.refusal(asking, drives=request.path == "/ws"):
            return web.Response(status=403, text=f"{reason}\n")
        response: web.StreamResponse = await handler(request)
        return response

    def _welcomed(self) -> web.Response:
        """Give the cookie, and go on to an address without the token."""
        # Not by a redirect: one that began on another page, such as a terminal in a browser, would be refused the cookie.
        response = web.Response(text=WELCOME, content_type="text/html")
        response.set_cookie(
            self.doorkeeper.cookie_name, self.doorkeeper.cookie, httponly=True, samesite="Strict", path="/"
        )
        return response

    async def _page(self, request: web.Request) -> web.Response:
        page = files("tui.web").joinpath("page.html").read_text(encoding="utf-8")
        return web.Response(text=page.replace("{{host}}", self.doorkeeper.host), content_type="text/html")

    async def _script(self, request: web.Request) -> web.Response:
        script = files("tui.web").joinpath("page.js").read_text(encoding="utf-8")
        return web.Response(text=script, content_type="text/javascript")

    async def _session(self, request: web.Request) -> web.StreamResponse:
        """One page's session with an app of its own."""
        if self._places.locked():
            return web.Response(status=429, text=f"There are {limits.SERVED_SESSIONS} sessions already; close one.\n")
        async with self._places:
            # What is as long as `max_msg_size` is refused already.
            longest = limits.SERVED_MESSAGE_BYTES + 1
            connection = web.WebSocketResponse(heartbeat=15, timeout=FAREWELL, max_msg_size=longest)
            await connection.prepare(request)
            self._sockets.add(connection)
            try:
                await self._sit(connection, *_size(request.query.get("width"), request.query.get("height")))
            finally:
                self._sockets.discard(connection)
            return connection

    async def _sit(self, connection: web.WebSocketResponse, width: int, height: int) -> None:
        """Show an app on a page until either is gone; then neither is left."""
        app = await AppProcess.start(self._command, width, height)
        shown = asyncio.create_task(_show(app, connection))
        try:
            await _listen(app, connection)
        finally:
            shown.cancel()
            await app.end()

    async def _secure(self, request: web.Request, response: web.StreamResponse) -> None:
        response.headers.update(SECURITY)
        response.headers["Content-Security-Policy"] = (
            f"default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:; "
            f"connect-src ws://{self.doorkeeper.host}; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
        )

    async def _close(self, app: web.Application) -> None:
        """End every session."""
        closing = [connection.close(code=WSCloseCode.GOING_AWAY) for connection in self._sockets]
        await asyncio.gather(*closing)


async def _show(app: AppProcess, connection: web.WebSocketResponse) -> None:
    """Pass on what the app shows; when it is gone, the session is over."""
    with suppress(ConnectionError):
        async for data in app.output():
            await connection.send_bytes(data)
        await connection.close()


async def _listen(app: AppProcess, connection: web.WebSocketResponse) -> None:
    """Pass on what the page sends, until it is closed, idle for too long, or speaks another language."""
    clock = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(limits.SERVED_IDLE_SECONDS) as idle:
            async for message in connection:
                if message.type != WSMsgType.TEXT or not await _passed_on(app, connection, message.data):
                    await connection.close(code=WSCloseCode.POLICY_VIOLATION)
                    return
                if message.data.startswith('["stdin"'):
                    idle.reschedule(clock.time() + limits.SERVED_IDLE_SECONDS)
    except TimeoutError:
        await connection.close()


async def _passed_on(app: AppProcess, connection: web.WebSocketResponse, text: str) -> bool:
    """Do what one message asks for; false for one that is none."""
    try:
        message = msgspec.json.decode(text, type=tuple[Any, ...])
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return False
    match message:
        case ("stdin", str(keys)):
            await app.send_keys(keys)
        case ("resize", {"width": int(width), "height": int(height)}):
            columns, rows = _size(width, height)
            await app.send_event(type="resize", width=columns, height=rows)
        case ("ping", str(mark)):
            await connection.send_json(["pong", mark])
        case ("focus" | "blur",):
            await app.send_event(type=message[0])
        case _:
            return False
    return True


def _size(width: str | int | None, height: str | int | None) -> tuple[int, int]:
    """Columns and rows, within bounds; 80×24 for what is no number."""
    return _within(width, 80, *limits.SERVED_COLUMNS), _within(height, 24, *limits.SERVED_ROWS)


def _within(told: str | int | None, usual: int, least: int, most: int) -> int:
    try:
        wanted = int(told or usual)
    except ValueError:
        wanted = usual
    return min(max(wanted, least), most)
