"""`kill -9` while another machine's log is taken in: all of it is there afterwards, or nothing, and nothing else is lost.

It forks, so it wants a process of its own: `python -m tests.torture.imports 500`.
"""

import argparse
import json
import os
import random
import shutil
import signal
import tempfile
import time
from pathlib import Path

from engine.learning import database
from engine.learning.entry import Row
from engine.learning.log_file import LogFile
from engine.learning.store import Store
from tests.torture.workload import clock, sit

ANSWERS = 40
LONGEST = 0.04
"""Seconds a child may live; opening, backing up and taking in take some hundredths."""
KILLS_PER_LOG = 3


def run(kills: int, seed: int) -> dict[str, int]:
    """Cut so many imports short; tally those that had come to an end, those found half done, entries lost, and logs that complained."""
    chance = random.Random(seed)
    tally = {"kills": 0, "whole": 0, "half": 0, "lost": 0, "noticed": 0}
    with tempfile.TemporaryDirectory() as name:
        sample, log = Path(name) / "sample", Path(name) / "log"
        sit(sample, "here", lambda answer: None, ANSWERS).close()
        own = _uids(sample, tally)
        other = sit(Path(name) / "other", "there", lambda answer: None, ANSWERS)
        rows = other.rows()
        other.close()
        while tally["kills"] < kills:
            shutil.copytree(sample, log)
            for _ in range(KILLS_PER_LOG):
                _killed(log, rows, chance.random() * LONGEST)
                tally["kills"] += 1
                _judge(_uids(log, tally), own, {row.uid for row in rows}, tally)
            shutil.rmtree(log)
    return tally


def _uids(folder: Path, tally: dict[str, int]) -> set[str]:
    store = Store.open(folder, clock=clock())
    tally["noticed"] += bool(store.notice)
    uids = {row.uid for row in store.rows()}
    store.close()
    return uids


def _killed(folder: Path, rows: list[Row], seconds: float) -> None:
    child = os.fork()
    if child == 0:
        Store.open(folder, clock=clock()).merge(rows)
        time.sleep(60)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _judge(found: set[str], own: set[str], taken: set[str], tally: dict[str, int]) -> None:
    tally["whole"] += taken <= found
    tally["half"] += 0 < len(taken & found) < len(taken)
    tally["lost"] += len(own - found)


def _one_by_one(log: LogFile, rows: list[Row]) -> None:
    """The control: each entry is taken in by itself."""
    for row in rows:
        with database.transaction(log.opened):
            database.insert(log.opened, [row])


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kills", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--one-by-one", action="store_true", help="the control, which must leave halves")
    chosen = parser.parse_args()
    if chosen.one_by_one:
        LogFile.save = _one_by_one
    print(json.dumps(run(chosen.kills, chosen.seed)))


if __name__ == "__main__":
    main()
