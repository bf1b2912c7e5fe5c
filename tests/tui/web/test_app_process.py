"""The app itself as a page shows it: what is typed is kept, and nothing of it is left behind."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from engine.learning.store import Store
from tui.sitting import now
from tui.web.app_process import AppProcess

ROOT = Path(__file__).parents[3]
BANK = """
version: 1
questions:
  - id: pool
    kind: array
    skill: pool
    level: 1
    source: made for the tests
    prompt: Average-pool $C$ with window 2 and stride 2.
    given: {C: [[1, 2, 3, 4], [5, 6, 7, 8], [1, 2, 3, 4], [5, 7, 6, 8]]}
    answer: pool.average(C, size=2, stride=2)
"""
HOLD_AN_APP = """
import asyncio, os, sys
from tui.web.app_process import AppProcess

async def main():
    app = await AppProcess.start([sys.executable, "-m", "tui.web.served", str(os.getpid()), sys.argv[1]], 80, 24)
    async for data in app.output():
        if b"question" in data:
            print(app._process.pid, flush=True)

asyncio.run(main())
"""


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    path = tmp_path / "bank.yaml"
    path.write_text(BANK, encoding="utf-8")
    return path


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("UNROLLED_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(ROOT)
    return tmp_path / "home"


def holds(until: Callable[[], bool], patience: float = 30.0) -> bool:
    end = time.monotonic() + patience
    while not until():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def is_alive(process: int) -> bool:
    state = Path(f"/proc/{process}/stat")
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    # A process whose parent was killed waits as a zombie for whoever adopted it.
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"


async def shows(output: "asyncio.StreamReader", text: str) -> None:
    seen = b""
    async with asyncio.timeout(30):
        while text.encode() not in seen:
            seen += await output.read(65536)


async def test_a_closed_page_keeps_what_was_typed(bank: Path, home: Path) -> None:
    app = await AppProcess.start([sys.executable, "-m", "tui.web.served", str(os.getpid()), str(bank)], 80, 24)
    output = app.output()

    async def seen(text: str) -> None:
        found = b""
        async with asyncio.timeout(30):
            while text.encode() not in found:
                found += await anext(output)

    await seen("question")
    await app.send_keys("\r")
    await seen("Your answer")
    await app.send_keys("1.25 7")
    await seen("reads as")
    await app.send_keys("5")
    await seen("75")
    await app.end()
    store = Store.open(home, clock=now)
    try:
        sitting = next(entry for entry in store.entries() if entry.kind == "sitting")
        assert store.draft(sitting.uid)["text"] == "1.25 75"
    finally:
        store.close()


@pytest.fixture
def holder(bank: Path, home: Path) -> Iterator[subprocess.Popen[str]]:
    running = subprocess.Popen([sys.executable, "-c", HOLD_AN_APP, str(bank)], stdout=subprocess.PIPE, text=True)
    yield running
    running.kill()
    running.wait()
    if running.stdout:
        running.stdout.close()


def test_an_app_whose_server_was_killed_leaves_by_itself_and_in_order(
    holder: subprocess.Popen[str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert holder.stdout is not None
    app = int(holder.stdout.readline())
    assert is_alive(app)
    holder.send_signal(signal.SIGKILL)
    assert holds(lambda: not is_alive(app))
    assert "Traceback" not in capfd.readouterr().err


def test_the_command_prints_an_address_and_ends_when_told(bank: Path, home: Path) -> None:
    command = [sys.executable, "-m", "tui", "serve", "--port", "0", "--bank", str(bank)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stdout.readline().startswith("Open http://127.0.0.1:")
        running.send_signal(signal.SIGTERM)
        assert running.wait(timeout=30) == 0


def test_without_the_extra_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    from tui.cli import main

    monkeypatch.setattr("tui.commands.serve.find_spec", lambda name: None)
    told = CliRunner().invoke(main, ["serve"])
    assert told.exit_code == 2
    assert "pip install 'unrolled[web]'" in told.stderr


def test_a_port_that_is_taken_is_told(bank: Path) -> None:
    import socket

    from click.testing import CliRunner

    from tui.cli import main

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        told = CliRunner().invoke(main, ["serve", "--port", str(port), "--bank", str(bank)])
    assert told.exit_code == 2
    assert f"Port {port}: Address already in use; choose another with --port" in told.stderr
