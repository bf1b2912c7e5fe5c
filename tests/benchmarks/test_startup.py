"""From the command to the first question on the screen, beside an empty Textual app in the same run."""

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


@pytest.mark.benchmark(group="start-up")
def test_first_question_beside_an_empty_app(benchmark, tmp_path):
    empty = [sys.executable, "-c", EMPTY]
    quiz = [sys.executable, "-m", "tui.cli", "quiz", "cnn.pool.avg", "--fresh"]
    # The first run of each fills the caches of the file system and of the banks; the rest alternate, so that noise meets both.
    seconds_until(empty, b"READY", tmp_path)
    seconds_until(quiz, b"Subsample", tmp_path)
    baseline, measured = [], []
    for _ in range(ROUNDS):
        baseline.append(seconds_until(empty, b"READY", tmp_path))
        measured.append(seconds_until(quiz, b"Subsample", tmp_path))
    ratio = statistics.median(measured) / statistics.median(baseline)
    benchmark.extra_info |= {"ratio": round(ratio, 2), "empty_ms": round(1000 * statistics.median(baseline))}
    print(
        f"\nfirst question {statistics.median(measured):.3f} s, empty app {statistics.median(baseline):.3f} s: ratio {ratio:.2f}"
    )
    benchmark.pedantic(lambda: None, rounds=1)
