"""The app in headless Chromium: loaded, clicked, answered."""

import asyncio
import os
import sys
from asyncio import sleep
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from engine.learning.store import Store
from tests.tui.web.chromium import PROGRAM, chromium
from tests.tui.web.test_app_process import BANK, ROOT
from tui.patience import TWICE
from tui.sitting import now
from tui.web.server import Server

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="Chromium is not installed")


@pytest.fixture
async def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Server]:
    """The app over one question, at work."""
    monkeypatch.setenv("UNROLLED_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(ROOT)
    bank = tmp_path / "bank.yaml"
    bank.write_text(BANK, encoding="utf-8")
    made = Server([sys.executable, "-m", "tui.web.served", str(os.getpid()), str(bank)])
    until = asyncio.Event()
    running = asyncio.create_task(made.run(until))
    yield made
    until.set()
    await running


KNOCK = """
new Promise(done => {
  const socket = new WebSocket("ws://HOST/ws");
  socket.onopen = () => done("open");
  socket.onerror = () => done("refused");
})
"""


async def test_a_link_on_another_page_leads_in_but_that_page_stays_out(server: Server, tmp_path: Path) -> None:
    async with chromium(tmp_path / "profile") as page:
        await page.open(f"data:text/html,<a href='{server.doorkeeper.address}'>the printed address</a>")
        await page.evaluates("document.querySelector('a').click()")
        assert await page.sees("1 question")
        knock = KNOCK.replace("HOST", server.doorkeeper.host)
        assert await page.evaluates(knock) == "open"
        await page.open("data:text/html,another page of the same browser")
        assert await page.evaluates(knock) == "refused"


async def test_the_pooling_question_is_answered_on_a_page(server: Server, tmp_path: Path) -> None:
    async with chromium(tmp_path / "profile") as page:
        await page.open(server.doorkeeper.address)
        assert await page.sees("1 question")
        await page.types("\n")
        assert await page.sees("Your answer")
        await page.types("3.5 5.5\n3.75 5.25")
        assert await page.sees("2×2")
        await page.types("\n\n")
        assert await page.sees("Correct")
        (tmp_path / "page.png").write_bytes(await page.picture())
        assert await page.sees("Next")
        await sleep(2 * TWICE)  # sooner, the key clicked would be taken for the second press of a nervous finger
        left, bottom = await page.evaluates(
            "(r => [r.left, r.bottom])(document.querySelector('.xterm-screen').getBoundingClientRect())"
        )
        await page.clicks(left + 40, bottom - 8)
        assert await page.sees("1 of 1")
        # The token is gone from the address, the cookie is out of scripts' reach, and nothing came from elsewhere.
        assert await page.evaluates("location.href") == f"{server.doorkeeper.origin}/"
        assert await page.evaluates("document.cookie") == ""
        assert all(address.startswith((f"{server.doorkeeper.origin}/", "data:")) for address in page.requested)
        assert not [line for line in page.console if "Content Security Policy" in line or "Uncaught" in line]
    store = Store.open(tmp_path / "home", clock=now)
    try:
        attempt = next(entry.body for entry in store.entries() if entry.kind == "attempt")
        assert attempt["raw"] == "3.5 5.5\n3.75 5.25"
        assert attempt["verdict"]["outcome"] == "correct"
    finally:
        store.close()
