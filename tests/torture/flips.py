"""Flipped bits in the log's files: never a wrong value that nobody notices, and nearly every answer saved.

Two logs are damaged in turn: one that was closed, and one whose program was killed, its last answers still in the write-ahead file.
`python -m tests.torture.flips 500`.
"""

import argparse
import json
import random
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path

from engine.learning import head
from engine.learning.entry import Entry, Row
from engine.learning.store import Store
from tests.torture.workload import clock, sit

ANSWERS = 30
MOST_BITS = 32
COPIES = ("log.db", "log.db-wal", "log.head")
Rows = list[Row]
Reader = Callable[[Path], tuple[Rows, bool]]
"""Opens a log's folder; returns its rows, and whether it complained."""


def run(flips: int, seed: int, *, read: Reader, answers: int = ANSWERS, backups: bool = True) -> dict[str, int]:
    """Damage so many copies of a log and read each back; tally what became of them.

    `answers`: in the log, half of them in its backup. `backups`: whether that is there.
    """
    chance = random.Random(seed)
    tally = {"flips": 0, "harmless": 0, "mended": 0, "some lost, and said so": 0, "almost all kept": 0, "silent": 0}
    with tempfile.TemporaryDirectory() as name:
        samples = [(folder, _truth(folder)) for folder in _samples(Path(name), answers)]
        for number in range(flips):
            folder, truth = samples[number % len(samples)]
            damaged = Path(name) / "damaged"
            shutil.copytree(folder, damaged, ignore=None if backups else shutil.ignore_patterns("backups"))
            _flip(damaged, chance)
            rows, complained = read(damaged)
            _judge(truth, {row.uid: row for row in rows}, complained, tally)
            shutil.rmtree(damaged)
    return tally


def _samples(folder: Path, answers: int) -> list[Path]:
    """Folders of a log that was closed, and of one that was not."""
    store = sit(folder / "open", "first", lambda answer: None, answers // 2)
    store.back_up()
    store.close()
    store = sit(folder / "open", "second", lambda answer: None, answers // 2)
    killed, closed = folder / "killed", folder / "closed"
    shutil.copytree(folder / "open", killed)
    store.close()
    shutil.copytree(folder / "open", closed)
    return [closed, killed]


def _truth(folder: Path) -> dict[str, Row]:
    with tempfile.TemporaryDirectory() as name:
        copy = shutil.copytree(folder, Path(name) / "copy")
        return {row.uid: row for row in unchecked(copy)[0]}


def _flip(folder: Path, chance: random.Random) -> None:
    present = [folder / name for name in COPIES if (folder / name).exists()]
    sizes = [path.stat().st_size for path in present]
    path = chance.choices(present, weights=sizes)[0]
    content = bytearray(path.read_bytes())
    for _ in range(chance.randint(1, MOST_BITS)):
        bit = chance.randrange(len(content) * 8)
        content[bit // 8] ^= 1 << bit % 8
    path.write_bytes(content)


def _judge(truth: dict[str, Row], found: dict[str, Row], complained: bool, tally: dict[str, int]) -> None:
    tally["flips"] += 1
    wrong = any(uid not in truth or told(row) != told(truth[uid]) for uid, row in found.items())
    lost = len(truth.keys() - found.keys())
    tally["almost all kept"] += lost <= len(truth) / 100
    if wrong or (lost and not complained):
        tally["silent"] += 1
    elif lost:
        tally["some lost, and said so"] += 1
    else:
        tally["mended" if complained else "harmless"] += 1


def told(row: Row) -> tuple[str, str, str]:
    """What a row says, its place in the file and its seals left out."""
    return row.kind, row.at, row.body


def guarded(folder: Path) -> tuple[Rows, bool]:
    """Read a log as the program does."""
    store = Store.open(folder, clock=clock())
    rows = [_row(entry) for entry in store.entries()]
    store.close()
    return rows, bool(store.notice)


def _row(entry: Entry) -> Row:
    at, body = entry.at.isoformat(timespec="microseconds"), json.dumps(entry.body, separators=(",", ":"))
    return Row(0, entry.uid, entry.kind, at, body, 0, 0)


def unchecked(folder: Path) -> tuple[Rows, bool]:
    """The control: SQLite's own checks and nothing else."""
    try:
        connection = sqlite3.connect(folder / "log.db")
        try:
            sound = connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
            rows = [Row(*row) for row in connection.execute("SELECT seq, uid, kind, at, body, before, crc FROM log")]
        finally:
            connection.close()
    except sqlite3.Error:
        return [], True
    return rows, not sound


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("flips", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--answers", type=int, default=ANSWERS)
    parser.add_argument("--no-backups", action="store_true")
    parser.add_argument("--no-checksum", action="store_true", help="the control, which must let wrong values through")
    parser.add_argument("--no-mark", action="store_true", help="the control, which must miss answers cut off the end")
    chosen = parser.parse_args()
    if chosen.no_mark:
        head.read = lambda path: None
    read = unchecked if chosen.no_checksum else guarded
    print(json.dumps(run(chosen.flips, chosen.seed, read=read, answers=chosen.answers, backups=not chosen.no_backups)))


if __name__ == "__main__":
    main()
