"""The server over real sockets: who gets in, what sessions may do, and what is left of them."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from itertools import product
from typing import Any

import aiohttp
import pytest

from engine import limits
from tests.tui.web.conftest import Door, serving

Waiting = Callable[[Callable[[], bool]], Awaitable[bool]]


async def said(connection: aiohttp.ClientWebSocketResponse) -> str:
    async with asyncio.timeout(30):
        return str((await connection.receive_bytes()).decode())


async def closed(connection: aiohttp.ClientWebSocketResponse) -> int | None:
    """The code with which a session was ended, whatever was said before."""
    async with asyncio.timeout(30):
        async for _ in connection:
            pass
    return connection.close_code


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


async def started(connection: aiohttp.ClientWebSocketResponse) -> int:
    """The process of a session's app."""
    return int((await said(connection)).split()[0])


async def test_every_bad_handshake_is_refused_and_the_good_one_works(door: Door) -> None:
    hosts = [None, "evil.example", f"localhost:{door.server.port}"]
    origins = ["", None, "null", "http://evil.example", f"{door.keeper.origin}.evil.example"]
    cookies = ["", None, f"{door.keeper.cookie_name}=wrong"]
    for host, origin, cookie in list(product(hosts, origins, cookies))[1:]:
        headers = {} if host is None else {"host": host}
        headers |= {} if origin == "" else {"origin": origin}
        headers |= {} if cookie == "" else {"cookie": cookie}
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await door.connect(**headers)
        assert refused.value.status == 403
        assert refused.value.headers is not None
    connection = await door.connect()
    assert "80x24" in await said(connection)
    await connection.close()


@pytest.mark.parametrize("path", ["/", "/page.js", "/static/js/textual.js", "/ws", "/nowhere"])
@pytest.mark.parametrize(
    "bad",
    [{"host": "evil.example"}, {"origin": "http://evil.example"}, {"origin": "null"}, {"cookie": None}],
    ids=lambda bad: f"{bad}",
)
async def test_no_page_is_shown_to_strangers(door: Door, path: str, bad: dict[str, Any]) -> None:
    assert (await door.get(path, **bad)).status == 403
    good = {"/ws": 400, "/nowhere": 404}.get(path, 200)
    assert (await door.get(path)).status == good
    assert (await door.get(path, origin=None)).status == (403 if path == "/ws" else good)


async def test_the_printed_address_gives_the_cookie_once(door: Door) -> None:
    path = door.keeper.address.removeprefix(door.keeper.origin)
    assert (await door.get(path, cookie=None, host="evil.example")).status == 403
    welcomed = await door.get(path, cookie=None, origin=None)
    assert welcomed.status == 200
    assert 'content="0; url=/"' in await welcomed.text()
    cookie = welcomed.cookies[door.keeper.cookie_name]
    assert cookie.value == door.keeper.cookie
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert (await door.get(path, cookie=None)).status == 403


async def test_looking_ahead_does_not_use_the_address_up(door: Door) -> None:
    async with door.client.head(door.keeper.address) as response:
        assert response.status == 405
    assert (await door.get(door.keeper.address.removeprefix(door.keeper.origin), cookie=None)).status == 200


async def test_nothing_is_kept_framed_or_fetched_from_elsewhere(door: Door) -> None:
    page = await door.get("/")
    assert page.headers["X-Frame-Options"] == "DENY"
    assert page.headers["Cache-Control"] == "no-store"
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    text = await page.text()
    assert f"ws://{door.keeper.host}/ws" in text
    assert "https://" not in text
    assert text.count("http://") == 0


@pytest.mark.parametrize("path", ["/static/", "/static", "/static/../server.py", "/static/%2e%2e/server.py"])
async def test_only_the_files_of_the_terminal_are_served(door: Door, path: str) -> None:
    assert (await door.get(path)).status in (403, 404)


async def test_keys_sizes_and_focus_reach_the_app(door: Door) -> None:
    connection = await door.connect("?width=100&height=30")
    assert "100x30" in await said(connection)
    await connection.send_json(["stdin", "é\x13"])
    assert await said(connection) == "Dé\x13"
    await connection.send_json(["focus"])
    assert await said(connection) == 'M{"type":"focus"}'
    await connection.send_json(["resize", {"width": 10**9, "height": -5}])
    most, least = limits.SERVED_COLUMNS[1], limits.SERVED_ROWS[0]
    assert await said(connection) == f'M{{"type":"resize","width":{most},"height":{least}}}'
    await connection.send_json(["ping", "7"])
    assert await connection.receive_json() == ["pong", "7"]
    await connection.close()


@pytest.mark.parametrize("query", ["?width=x&height=", "?width=1&height=1", "?width=99999&height=99999"])
async def test_sizes_are_kept_within_bounds(door: Door, query: str) -> None:
    connection = await door.connect(query)
    width, height = map(int, (await said(connection)).split()[1].split("x"))
    assert limits.SERVED_COLUMNS[0] <= width <= limits.SERVED_COLUMNS[1]
    assert limits.SERVED_ROWS[0] <= height <= limits.SERVED_ROWS[1]
    await connection.close()


@pytest.mark.parametrize(
    "message",
    ["", "{", "{}", "[]", '["stdin"]', '["stdin", 5]', '["quit"]', '["resize", {"width": 5}]', "[" * 5000, '"stdin"'],
)
async def test_another_language_ends_the_session_and_its_app(door: Door, waiting: Waiting, message: str) -> None:
    connection = await door.connect()
    process = await started(connection)
    await connection.send_str(message)
    assert await closed(connection) == aiohttp.WSCloseCode.POLICY_VIOLATION
    assert await waiting(lambda: not is_alive(process))


async def test_a_message_may_have_so_many_bytes(door: Door) -> None:
    connection = await door.connect()
    await started(connection)
    frame = len('["stdin", ""]')
    await connection.send_json(["stdin", "x" * (limits.SERVED_MESSAGE_BYTES - frame)])
    assert (await said(connection)).startswith("Dxxx")
    await connection.send_json(["stdin", "x" * (limits.SERVED_MESSAGE_BYTES - frame + 1)])
    assert await closed(connection) == aiohttp.WSCloseCode.MESSAGE_TOO_BIG


async def admitted(door: Door) -> aiohttp.ClientWebSocketResponse:
    """A connection as soon as there is room: the server hears of a session's end a little after its process is gone."""
    async with asyncio.timeout(20):
        while True:
            try:
                return await door.connect()
            except aiohttp.WSServerHandshakeError:
                await asyncio.sleep(0.02)


async def test_there_are_so_many_sessions_and_a_closed_one_makes_room(door: Door, waiting: Waiting) -> None:
    connections = [await door.connect() for _ in range(limits.SERVED_SESSIONS)]
    processes = [await started(connection) for connection in connections]
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await door.connect()
    assert refused.value.status == 429
    await connections[0].close()
    assert await waiting(lambda: not is_alive(processes[0]))
    assert all(map(is_alive, processes[1:]))
    again = await admitted(door)
    assert await started(again) not in processes
    for connection in (*connections[1:], again):
        await connection.close()


async def test_when_the_app_leaves_the_session_is_over(door: Door) -> None:
    connection = await door.connect()
    await started(connection)
    await connection.send_json(["stdin", "leave"])
    assert await closed(connection) == aiohttp.WSCloseCode.OK


async def test_nobody_sits_there_for_ever(door: Door, monkeypatch: pytest.MonkeyPatch, waiting: Waiting) -> None:
    monkeypatch.setattr(limits, "SERVED_IDLE_SECONDS", 0.3)
    connection = await door.connect()
    process = await started(connection)
    await closed(connection)
    assert await waiting(lambda: not is_alive(process))


@pytest.mark.parametrize("arguments", [(), ("stubborn",)])
async def test_no_app_outlives_the_server(
    arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, waiting: Waiting
) -> None:
    monkeypatch.setattr("tui.web.app_process.PATIENCE", 0.3)
    async with serving(*arguments) as door:
        connections = [await door.connect() for _ in range(2)]
        processes = [await started(connection) for connection in connections]
        assert all(map(is_alive, processes))
        ending = asyncio.create_task(closed(connections[0]))
    assert not any(map(is_alive, processes))
    assert await ending == aiohttp.WSCloseCode.GOING_AWAY
