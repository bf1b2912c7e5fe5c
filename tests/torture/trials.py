"""The trials of the log: what each must show, and what its control, a log without the guard in question, must fail to show."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple


class Trial(NamedTuple):
    """One way to maltreat a log."""

    module: str
    """Under `tests.torture`."""
    few: int
    """How often in `make test`."""
    many: int
    """How often in `make torture`."""
    never: tuple[str, ...]
    """What must be counted 0 times."""
    control: str
    """The option that takes the guard away."""
    controlled: int
    """How often to run the control."""
    fails: str
    """What the control must count more than 0 times."""


TRIALS = (
    Trial("kills", 500, 10_000, ("lost", "doubled", "noticed", "misled"), "--no-transaction", 40, "lost"),
    Trial("power_cuts", 500, 10_000, ("lost", "noticed"), "--normal", 100, "lost"),
    Trial("flips", 500, 10_000, ("silent",), "--no-checksum", 60, "silent"),
    Trial("flips", 50, 1_000, ("silent",), "--no-mark", 50, "silent"),
    Trial("repairs", 150, 5_000, ("lost", "noticed"), "--in-place", 60, "lost"),
    Trial("imports", 150, 5_000, ("half", "lost", "noticed"), "--one-by-one", 90, "half"),
    Trial("restores", 100, 1_000, ("lost", "noticed"), "--plain-copy", 30, "lost"),
    Trial("writers", 100, 1_000, ("lost", "doubled", "noticed"), "--deferred", 100, "noticed"),
)


def run(trial: Trial, times: int, *options: str) -> dict[str, int]:
    """Run a trial in a process of its own; returns what it counted."""
    command = [sys.executable, "-m", f"tests.torture.{trial.module}", str(times), *options]
    root = Path(__file__).parents[2]
    done = subprocess.run(command, cwd=root, env=_in_memory(), check=True, capture_output=True, text=True)
    tally: dict[str, int] = json.loads(done.stdout)
    return tally


def _in_memory() -> dict[str, str]:
    """The environment, with temporary files in memory if it can be: no trial needs the disk, and all would wait for it."""
    memory = "/dev/shm"
    return os.environ | ({"TMPDIR": memory} if os.access(memory, os.W_OK) else {})
