"""From the command to the first picture, beside an empty Textual app in the same run."""

import os
import pty
import select
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.benchmarks.test_banks import banks

ROUNDS = 7

EMPTY = """
from textual.app import App
from textual.widgets import Static

class Empty(App):
    def compose(self):
        yield Static("READY")

Empty().run()
"""


def seconds_until(command: list[str], text: bytes, home: Path) -> float:
    """From the start of a program in a terminal of its own until it has written a text."""
    environment = os.environ | {"TERM": "xterm-256color", "UNROLLED_HOME": str(home), "COLUMNS": "80", "LINES": "24"}
    # Modules are compiled by the first run and kept, as for a learner, whatever the environment of the tests says.
    environment |= {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(home / "compiled")}
    controller, terminal = pty.openpty()
    start = time.perf_counter()
    process = subprocess.Popen(
        command, stdin=terminal, stdout=terminal, stderr=terminal, env=environment, start_new_session=True
    )
    os.close(terminal)
    seen = b""
    try:
        while text not in seen:
            ready, _, _ = select.select([controller], [], [], 20)
            assert ready, f"{text!r} was never written; the screen: {seen[-2000:]!r}"
            seen += os.read(controller, 65536)
        return time.perf_counter() - start
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        os.close(controller)


def beside_an_empty_app(benchmark, name: str, command: list[str], text: bytes, home: Path) -> None:
    """Print how long a program takes until it has written a text, as a ratio to an empty app in the same run."""
    empty = [sys.executable, "-c", EMPTY]
    # The first run of each fills the caches of the file system and of the banks; the rest alternate, so that noise meets both.
    seconds_until(empty, b"READY", home)
    seconds_until(command, text, home)
    baseline, measured = [], []
    for _ in range(1 if benchmark.disabled else ROUNDS):
        baseline.append(seconds_until(empty, b"READY", home))
        measured.append(seconds_until(command, text, home))
    first, second = statistics.median(measured), statistics.median(baseline)
    benchmark.extra_info |= {"ratio": round(first / second, 2), "empty_ms": round(1000 * second)}
    print(f"\n{name} {first:.3f} s, empty app {second:.3f} s: ratio {first / second:.2f} (goal: at most 1.25)")
    benchmark.pedantic(lambda: None, rounds=1)


@pytest.mark.benchmark(group="start-up")
def test_first_question_beside_an_empty_app(benchmark, tmp_path):
    quiz = [sys.executable, "-m", "tui.cli", "quiz", "cnn.pool.avg", "--fresh"]
    beside_an_empty_app(benchmark, "first question", quiz, b"Subsample", tmp_path)


@pytest.mark.benchmark(group="start-up")
@pytest.mark.parametrize(("words", "text"), [((), b"Everything"), (("quiz", "--fresh", "--count", "10"), b"number")])
def test_with_ten_thousand_questions_beside_an_empty_app(benchmark, tmp_path, words, text):
    folder = banks(tmp_path / "banks", 10_000)
    command = [sys.executable, "-m", "tui.cli", "--bank", str(folder), *words]
    name = f"{words[0] if words else 'home'} with 10,000 questions"
    beside_an_empty_app(benchmark, name, command, text, tmp_path / "home")
