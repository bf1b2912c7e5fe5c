"""The program in a real terminal: by keys through tmux, by signals and by bytes through a pseudo-terminal."""

import os
import pty
import select
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
import uuid
from collections.abc import Callable, Iterator
from fcntl import ioctl
from pathlib import Path

import pytest

pytestmark = pytest.mark.terminal

ROOT = Path(__file__).parents[2]
PATIENCE = 20.0
HIDDEN = b"\x1b[?1049h"
RESTORED = b"\x1b[?1049l"

IN_A_TERMINAL = """
import fcntl, runpy, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
sys.argv[0] = "unrolled"
runpy.run_module("tui", run_name="__main__", alter_sys=True)
"""
"""Runs the program with its pseudo-terminal as the one whose closing hangs it up."""

IN_NO_SESSION = """
import runpy, sys
sys.argv[0] = "unrolled"
runpy.run_module("tui", run_name="__main__", alter_sys=True)
"""
"""Runs the program with a pseudo-terminal whose closing the system tells nobody of."""

CRASHING = f"""
from tui.screens.question import QuestionScreen
def crash(screen):
    raise RuntimeError("made to crash")
QuestionScreen.action_flag = crash
{IN_A_TERMINAL}
"""
"""The program with a fault behind the key that flags a question."""

BANK = """
version: 1
title: Hostile
questions:
  - id: hostile
    kind: choice
    skill: test
    level: 1
    prompt: "[@click=app.quit]x[/] \\e]52;c;aGFjaw==\\a \\e]0;title\\a \\u202e \\x9b31m h[t-1] end of prompt"
    answer: "right \\e[2J"
    mistakes:
      - {id: wrong, answer: "wrong \\ePq", feedback: no}
    source: made for the tests
"""


def waiting(until: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if until():
            return True
        time.sleep(0.05)
    return False


class Tmux:
    """A terminal of 80×24 with a shell that runs one command."""

    def __init__(self, command: str, home: Path) -> None:
        self.name = f"unrolled-{uuid.uuid4().hex[:8]}"
        environment = f"UNROLLED_HOME={home}"
        self.run("new-session", "-d", "-x", "80", "-y", "24", "-e", environment, f"{command}; echo EXIT=$?; sleep 60")

    def run(self, *words: str) -> str:
        done = subprocess.run(["tmux", "-L", self.name, *words], capture_output=True, text=True, check=False)
        return done.stdout

    def sees(self, text: str) -> bool:
        found = waiting(lambda: text in self.run("capture-pane", "-p"))
        if not found:
            print(self.run("capture-pane", "-p"))
        return found

    def types(self, *keys: str) -> None:
        for key in keys:
            self.run("send-keys", key)

    def close(self) -> None:
        self.run("kill-server")


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Callable[[str], Tmux]]:
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed")
    opened: list[Tmux] = []

    def opening(arguments: str) -> Tmux:
        opened.append(Tmux(f"cd {ROOT} && {sys.executable} -m tui.cli {arguments}", tmp_path / "home"))
        return opened[-1]

    yield opening
    for terminal in opened:
        terminal.close()


class Program:
    """The program in a pseudo-terminal, with every byte that it wrote."""

    def __init__(self, arguments: list[str], home: Path, script: str = IN_A_TERMINAL) -> None:
        self.controller, terminal = pty.openpty()
        ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        environment = os.environ | {"TERM": "xterm-256color", "UNROLLED_HOME": str(home)}
        self.process = subprocess.Popen(
            [sys.executable, "-c", script, *arguments],
            stdin=terminal,
            stdout=terminal,
            stderr=terminal,
            env=environment,
            cwd=ROOT,
            start_new_session=True,
        )
        os.close(terminal)
        self.written = b""

    def read(self, seconds: float = 0.1) -> None:
        while select.select([self.controller], [], [], seconds)[0]:
            try:
                self.written += os.read(self.controller, 65536)
            except OSError:
                return

    def sees(self, text: bytes) -> bool:
        def seen() -> bool:
            self.read(0.05)
            return text in self.written

        return waiting(seen)

    def types(self, text: str) -> None:
        os.write(self.controller, text.encode())

    def hangs_up(self) -> int:
        """Close the window."""
        os.close(self.controller)
        self.controller = os.open(os.devnull, os.O_RDONLY)
        return self.process.wait(timeout=PATIENCE)

    def ended(self) -> int:
        def gone() -> bool:
            self.read(0.05)
            return self.process.poll() is not None

        assert waiting(gone), "the program did not end"
        self.read()
        return self.process.returncode

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self.controller)


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Callable[..., Program]]:
    opened: list[Program] = []

    def opening(*arguments: str, script: str = IN_A_TERMINAL) -> Program:
        opened.append(Program(list(arguments), tmp_path / "home", script))
        return opened[-1]

    yield opening
    for running in opened:
        running.close()


def test_the_pooling_question_answered_in_a_terminal(tmux: Callable[[str], Tmux]) -> None:
    terminal = tmux("quiz cnn.pool.avg --fresh")
    assert terminal.sees("⎡ 1  2  3  4 ⎤")
    terminal.types("3.5 5.5", "Enter", "3.75 5.25", "C-s")
    assert terminal.sees("✓ Correct")
    terminal.types("C-q")
    assert terminal.sees("EXIT=0")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_saves_the_draft_and_restores_the_terminal(
    program: Callable[..., Program], number: signal.Signals
) -> None:
    first = program("quiz", "cnn.pool.avg", "--fresh")
    assert first.sees(b"Your answer")
    first.types("[[1.25, ")
    assert first.sees(b"1.25")
    first.process.send_signal(number)
    assert first.ended() == 128 + number
    assert first.written.rindex(RESTORED) > first.written.rindex(HIDDEN)
    second = program("quiz")
    assert second.sees(b"[[1.25,")


def test_a_closed_window_keeps_the_draft(program: Callable[..., Program]) -> None:
    first = program("quiz", "cnn.pool.avg", "--fresh")
    assert first.sees(b"Your answer")
    first.types("[[7.75, ")
    assert first.sees(b"7.75")
    time.sleep(1.0)
    assert first.hangs_up() == 128 + signal.SIGHUP
    assert program("quiz").sees(b"[[7.75,")


def test_a_closed_window_ends_what_was_begun_from_home(program: Callable[..., Program], tmp_path: Path) -> None:
    first = program()
    assert first.sees(b"Everything")
    first.types("\r")
    assert waiting(lambda: any((tmp_path / "home" / "held").glob("*.lock")))
    first.read(1.0)
    assert first.hangs_up() == 128 + signal.SIGHUP
    assert program().sees(b"continue at")


def test_a_closed_window_that_nobody_tells_of_ends_the_program(program: Callable[..., Program]) -> None:
    running = program(script=IN_NO_SESSION)
    assert running.sees(b"Everything")
    assert running.hangs_up() == 128 + signal.SIGHUP


@pytest.mark.parametrize("delay", [0.1, 0.2, 0.4])
def test_a_window_closed_while_the_program_starts_ends_it(program: Callable[..., Program], delay: float) -> None:
    running = program()
    running.read(0)
    time.sleep(delay)
    assert running.hangs_up() != 0


def test_a_terminal_that_takes_nothing_any_more_does_not_keep_the_program(program: Callable[..., Program]) -> None:
    running = program()
    assert running.sees(b"Everything")
    for _ in range(60):
        running.types("\x1b[B" * 20)
        time.sleep(0.05)
    running.process.terminate()
    assert running.process.wait(timeout=PATIENCE) == 128 + signal.SIGTERM


def test_a_crash_restores_the_terminal_and_keeps_the_draft(program: Callable[..., Program]) -> None:
    first = program("quiz", "cnn.pool.avg", "--fresh", script=CRASHING)
    assert first.sees(b"Your answer")
    first.types("[[4.25, ")
    assert first.sees(b"4.25")
    time.sleep(1.0)
    first.types("\x1b[15~")
    assert first.ended() != 0
    assert first.written.rindex(RESTORED) > first.written.rindex(HIDDEN)
    assert b"made to crash" in first.written[first.written.rindex(RESTORED) :]
    assert program("quiz").sees(b"[[4.25,")


def test_a_kill_keeps_the_draft(program: Callable[..., Program]) -> None:
    first = program("quiz", "cnn.pool.avg", "--fresh")
    assert first.sees(b"Your answer")
    first.types("[[5.25, ")
    assert first.sees(b"5.25")
    time.sleep(1.0)
    first.process.kill()
    assert first.ended() == -signal.SIGKILL
    assert program("quiz").sees(b"[[5.25,")


def test_it_is_suspended_and_comes_back_whole(tmp_path: Path) -> None:
    if shutil.which("tmux") is None or shutil.which("bash") is None:
        pytest.skip("tmux or bash is not installed")
    terminal = Tmux("bash --norc -i", tmp_path / "home")
    try:
        terminal.types(f"cd {ROOT} && {sys.executable} -m tui.cli", "Enter")
        assert terminal.sees("Everything")
        terminal.types("C-z")
        assert terminal.sees("Stopped")
        assert "Everything" not in terminal.run("capture-pane", "-p")
        terminal.types("clear; fg", "Enter")
        assert terminal.sees("Everything")
        terminal.types("C-q")
        assert waiting(lambda: "Everything" not in terminal.run("capture-pane", "-p"))
        terminal.types("echo back $?", "Enter")
        assert terminal.sees("back 0")
    finally:
        terminal.close()


def test_no_color_sends_no_colour(program: Callable[..., Program], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLORTERM", "truecolor")
    running = program("quiz", "cnn.pool.avg", "--fresh")
    assert running.sees(b"Your answer")
    running.types("6 8\r7 8\x13")
    assert running.sees("✗ Wrong".encode())
    assert b"8;2;" not in running.written
    assert b"8;5;" not in running.written


def test_no_byte_of_a_bank_reaches_the_terminal(program: Callable[..., Program], tmp_path: Path) -> None:
    path = tmp_path / "hostile.yaml"
    path.write_text(BANK, encoding="utf-8")
    running = program("quiz", "--bank", str(path), "--fresh")
    assert running.sees(b"prompt")
    running.types("1\r")
    running.read(1.0)
    running.types("\x11")
    running.ended()
    for command in (b"\x1b]52", b"\x1b]0;title", b"\x1bPq", b"\x1b[2J\x1b", "\u202e".encode(), "\x9b".encode()):
        assert command not in running.written
    assert b"[@click=app.quit]x[/]" in running.written
    assert b"h[t-1]" in running.written
