"""`kill -9` while a damaged log is being rebuilt: every entry that could be read before can be read after.

It forks, so it wants a process of its own: `python -m tests.torture.repairs 500`.
"""

import argparse
import json
import os
import random
import shutil
import signal
import tempfile
import time
from contextlib import closing
from datetime import datetime
from pathlib import Path

from engine.learning import database, repair
from engine.learning.carving import carve
from engine.learning.places import Places
from engine.learning.store import Store
from tests.torture.workload import clock, sit

ANSWERS = 60
LONGEST = 0.08
"""Seconds a child may live; a repair takes some hundredths."""
KILLS_PER_LOG = 3
"""So that repairs of repairs are cut short too."""


def run(kills: int, seed: int) -> dict[str, int]:
    """Cut so many repairs short; tally those that came to an end before, and entries lost."""
    chance = random.Random(seed)
    tally = {"kills": 0, "cut short": 0, "lost": 0, "repairs that lost": 0, "noticed": 0}
    with tempfile.TemporaryDirectory() as name:
        sample, spoilt = Path(name) / "sample", Path(name) / "spoilt"
        sit(sample, "told", lambda answer: None, ANSWERS).close()
        _spoil(sample / "log.db")
        readable = carve(sample / "log.db").keys()
        while tally["kills"] < kills:
            shutil.copytree(sample, spoilt)
            for _ in range(KILLS_PER_LOG):
                _killed(spoilt, chance.random() * LONGEST)
                tally["kills"] += 1
            _judge(spoilt, set(readable), tally)
            shutil.rmtree(spoilt)
    return tally


def _spoil(log: Path) -> None:
    content = bytearray(log.read_bytes())
    content[content.index(b"told-30-") + 8] ^= 1
    log.write_bytes(content)


def _killed(folder: Path, seconds: float) -> None:
    child = os.fork()
    if child == 0:
        Store.open(folder, clock=clock())
        time.sleep(60)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _judge(folder: Path, readable: set[str], tally: dict[str, int]) -> None:
    store = Store.open(folder, clock=clock())
    lost = readable - {entry.uid for entry in store.entries()}
    tally["cut short"] += bool(store.notice)
    tally["lost"] += len(lost)
    tally["repairs that lost"] += bool(lost)
    tally["noticed"] += store.read_only
    store.close()


def _careless(places: Places, now: datetime) -> repair.Repaired:
    """The control: the damaged log makes room for the new one before that is written."""
    rows = repair.gather(places)
    for name in ("log.db", "log.db-wal", "log.head"):
        (places.folder / name).unlink(missing_ok=True)
    with closing(database.connect(places.log)) as connection:
        for row in rows:
            with database.transaction(connection):
                database.insert(connection, [row])
    return repair.Repaired(len(rows), None, places.damaged)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kills", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--in-place", action="store_true", help="the control, which must lose entries")
    chosen = parser.parse_args()
    if chosen.in_place:
        repair.repair = _careless
    print(json.dumps(run(chosen.kills, chosen.seed)))


if __name__ == "__main__":
    main()
