"""Power cuts, simulated: no answer that was judged may be lost, and the log must be sound.

All that SQLite does to its files is recorded. A cut at any operation leaves on the disk what was synchronised before, and of everything written
since any subset of 512-byte sectors. `python -m tests.torture.power_cuts 500`.
"""

import argparse
import json
import random
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from engine.learning import database
from engine.learning.store import Store
from tests.torture.recording_vfs import Operation, recording
from tests.torture.workload import answered, clock, sit

SECTOR = 512
CUTS_PER_RECORDING = 250
ANSWERS = 40
CHECKPOINT_PAGES = 30
"""So that the log's main file is written within a recording, too."""


def run(cuts: int, seed: int) -> dict[str, int]:
    """Cut the power so often; tally answers told and lost, cuts that lost some, and logs that complained."""
    chance = random.Random(seed)
    tally = {"cuts": 0, "told": 0, "lost": 0, "cuts that lost": 0, "noticed": 0}
    while tally["cuts"] < cuts:
        operations = recorded(str(tally["cuts"]))
        for _ in range(min(CUTS_PER_RECORDING, cuts - tally["cuts"])):
            _cut(operations, chance, tally)
    return tally


def recorded(label: str) -> list[Operation]:
    """All that SQLite does while a learner answers, and when each answer's verdict was told."""
    with tempfile.TemporaryDirectory() as name, recording() as operations:
        folder = Path(name)
        connection = Store.open(folder, clock=clock())
        connection.close()
        store = sit(folder, label, lambda answer: operations.append(Operation("told", answer)), ANSWERS)
        store.close()
    return list(operations)


def _cut(operations: list[Operation], chance: random.Random, tally: dict[str, int]) -> None:
    end = chance.randrange(len(operations) + 1)
    told = {operation.file for operation in operations[:end] if operation.act == "told"}
    with tempfile.TemporaryDirectory() as name:
        for file, content in disk(operations[:end], chance).items():
            (Path(name) / file).write_bytes(content)
        store = Store.open(Path(name), clock=clock())
        lost = told - set(answered(store))
        tally["noticed"] += bool(store.notice)
        store.close()
    tally["cuts"] += 1
    tally["told"] += len(told)
    tally["lost"] += len(lost)
    tally["cuts that lost"] += bool(lost)


def disk(operations: Iterable[Operation], chance: random.Random) -> dict[str, bytes]:
    """The files after a cut: what was synchronised, and some of what was not."""
    files: dict[str, bytearray] = {}
    pending: dict[str, list[Operation]] = {}
    for operation in operations:
        match operation.act:
            case "write" | "truncate":
                pending.setdefault(operation.file, []).append(operation)
            case "sync":
                for done in pending.pop(operation.file, []):
                    _apply(files.setdefault(operation.file, bytearray()), done)
            case "delete":
                pending.pop(operation.file, None)
                files.pop(operation.file, None)
    for file, undone in pending.items():
        for operation in undone:
            for piece in _torn(operation, chance):
                _apply(files.setdefault(file, bytearray()), piece)
    return {file: bytes(content) for file, content in files.items()}


def _torn(operation: Operation, chance: random.Random) -> Iterator[Operation]:
    """The sectors of a write that reached the disk; a truncation did or did not."""
    if operation.act == "truncate":
        if chance.random() < 0.5:
            yield operation
        return
    start, end = operation.at, operation.at + len(operation.content)
    for first in range(start - start % SECTOR, end, SECTOR):
        at, stop = max(first, start), min(first + SECTOR, end)
        if chance.random() < 0.5:
            yield operation._replace(at=at, content=operation.content[at - start : stop - start])


def _apply(content: bytearray, operation: Operation) -> None:
    if operation.act == "truncate":
        del content[operation.at :]
        return
    content.extend(bytes(max(0, operation.at + len(operation.content) - len(content))))
    content[operation.at : operation.at + len(operation.content)] = operation.content


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cuts", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--normal", action="store_true", help="the control, SQLite's weaker setting, which must lose answers"
    )
    chosen = parser.parse_args()
    if chosen.normal:
        database.SYNCHRONOUS = "NORMAL"
    database.CHECKPOINT_PAGES = CHECKPOINT_PAGES
    print(json.dumps(run(chosen.cuts, chosen.seed)))


if __name__ == "__main__":
    main()
