"""Restore drills: a copy taken while answers pour in holds every answer told before it was begun, and opens as a log.

`python -m tests.torture.restores 100`.
"""

import argparse
import json
import random
import shutil
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

from engine.learning.store import Store
from tests.torture.workload import answered, clock, sit

ANSWERS = 60
Copy = Callable[[Store, Path], Path | None]
"""Copies an open log; returns the copy, or `None` when nothing changed since the last one."""


def run(drills: int, seed: int, *, copy: Copy) -> dict[str, int]:
    """Take and restore so many copies; tally answers told before each, and those that the restored log lacks."""
    chance = random.Random(seed)
    tally = {"drills": 0, "told": 0, "lost": 0, "copies that lost": 0, "noticed": 0}
    while tally["drills"] < drills:
        with tempfile.TemporaryDirectory() as name:
            _one_log(Path(name), drills, chance, copy, tally)
    return tally


def _one_log(folder: Path, drills: int, chance: random.Random, copy: Copy, tally: dict[str, int]) -> None:
    told: list[str] = []
    store = Store.open(folder / "log", clock=clock())
    writer = threading.Thread(target=lambda: sit(folder / "log", "told", told.append, ANSWERS).close())
    writer.start()
    while writer.is_alive() and tally["drills"] < drills:
        writer.join(chance.random() * 0.005)
        before = set(told)
        taken = copy(store, folder)
        if taken:
            _restore(taken, folder / "restored", before, tally)
    writer.join()
    store.close()


def _restore(taken: Path, folder: Path, told: set[str], tally: dict[str, int]) -> None:
    folder.mkdir()
    shutil.copy(taken, folder / "log.db")
    store = Store.open(folder, clock=clock())
    lost = told - set(answered(store))
    tally["noticed"] += bool(store.notice)
    store.close()
    shutil.rmtree(folder)
    tally["drills"] += 1
    tally["told"] += len(told)
    tally["lost"] += len(lost)
    tally["copies that lost"] += bool(lost)


def backed_up(store: Store, folder: Path) -> Path | None:
    """Copy as the program does."""
    return store.back_up()


def plain_copy(store: Store, folder: Path) -> Path:
    """The control: copy the file and nothing else."""
    return Path(shutil.copy(folder / "log" / "log.db", folder / "plain.db"))


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("drills", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--plain-copy", action="store_true", help="the control, which must lose answers")
    chosen = parser.parse_args()
    print(json.dumps(run(chosen.drills, chosen.seed, copy=plain_copy if chosen.plain_copy else backed_up)))


if __name__ == "__main__":
    main()
