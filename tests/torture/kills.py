"""`kill -9` at random moments: no answer that was judged may be lost, or be there twice, or be missing in what is derived from the log.

Run as a module it prints the tally as JSON; it forks, so it wants a process of its own: `python -m tests.torture.kills 500`.
"""

import argparse
import json
import os
import random
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection

from engine.learning import database, sitting
from engine.learning.answered import answered as in_all
from engine.learning.attempt import counted
from engine.learning.store import Store
from tests.torture.workload import answered, clock, sit

KILLS_PER_LOG = 20
LONGEST = 0.03
"""Seconds a child may live; opening takes a few thousandths."""


def run(kills: int, seed: int) -> dict[str, int]:
    """Kill so many children; tally answers told and lost, doubled ones, and logs that complained."""
    chance = random.Random(seed)
    tally = {"kills": 0, "told": 0, "lost": 0, "doubled": 0, "noticed": 0, "misled": 0}
    while tally["kills"] < kills:
        with tempfile.TemporaryDirectory() as name:
            _one_log(Path(name), min(KILLS_PER_LOG, kills - tally["kills"]), chance, tally)
    return tally


def _one_log(folder: Path, kills: int, chance: random.Random, tally: dict[str, int]) -> None:
    told: set[str] = set()
    for number in range(kills):
        told |= _killed(folder, str(number), chance.random() * LONGEST)
        store = Store.open(folder, clock=clock())
        kept = answered(store)
        tally["misled"] += _derived(store) != _replayed(store)
        tally["noticed"] += bool(store.notice)
        if chance.random() < 0.2:
            store.back_up()
        store.close()
        tally["kills"] += 1
        tally["doubled"] += len(kept) - len(set(kept))
    tally["told"] += len(told)
    tally["lost"] += len(told - set(kept))


def _derived(store: Store) -> object:
    """What the snapshot and the rows after it come to."""
    ledger = store.ledger
    return ledger.answered(), set(ledger.met()), [[entry.uid for entry in own] for own in ledger.unfinished()]


def _replayed(store: Store) -> object:
    """The same, from the whole log."""
    entries = store.entries()
    firsts = [next(entry for entry in entries if entry.uid == state.uid) for state in sitting.unfinished(entries)]
    own = [[entry.uid for entry in sitting.own(first, entries)] for first in firsts]
    met = {(entry.body["question"], entry.body["seed"]) for entry in entries if "question" in entry.body}
    return in_all(counted(entries)), met, own


def _killed(folder: Path, label: str, seconds: float) -> set[str]:
    """Answers that a child was told the verdict of before it was killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        sit(folder, label, lambda answer: os.write(writing, f"{answer}\n".encode()) and None)
    os.close(writing)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as pipe:
        return set(pipe.read().decode().split("\n")[:-1])


@contextmanager
def _uncommitted(connection: Connection) -> Iterator[None]:
    """The control: answers share a transaction, and verdicts are told before it is committed."""
    if not connection.in_transaction:
        connection.execute("BEGIN IMMEDIATE")
    yield
    if random.random() < 0.1:
        connection.execute("COMMIT")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kills", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-transaction", action="store_true", help="the control, which must lose answers")
    chosen = parser.parse_args()
    if chosen.no_transaction:
        database.transaction = _uncommitted
    print(json.dumps(run(chosen.kills, chosen.seed)))


if __name__ == "__main__":
    main()
