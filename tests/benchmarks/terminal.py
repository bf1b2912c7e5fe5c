"""A program in a terminal of its own, and how long it takes until it has written something."""

import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

UNROLLED = [sys.executable, "-c", "from tui.__main__ import run; run()"]
"""As the installed command starts."""


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
