"""Several processes drilling on one log at once: nothing lost, nothing twice, nobody told that the log cannot be written.

`python -m tests.torture.writers 1000` has four processes give so many answers each.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection

from engine.learning import database
from engine.learning.store import Store
from tests.torture.workload import answered, clock, sit

WRITERS = 4


def run(answers: int, *options: str) -> dict[str, int]:
    """Have each process give so many answers; tally those lost or doubled, and processes that complained."""
    with tempfile.TemporaryDirectory() as name:
        command = [sys.executable, "-m", "tests.torture.writers", str(answers), *options, "--folder", name, "--label"]
        children = [subprocess.Popen([*command, str(n)], stdout=subprocess.PIPE, text=True) for n in range(WRITERS)]
        notices = [child.communicate()[0].strip() for child in children]
        store = Store.open(Path(name), clock=clock())
        kept = answered(store)
        store.close()
    told = {f"{label}-{number}-" for label in range(WRITERS) for number in range(answers)}
    return {
        "answers": len(told),
        "lost": len(told - set(kept)),
        "doubled": len(kept) - len(set(kept)),
        "noticed": sum(notice != "" for notice in notices),
    }


def _write(folder: Path, label: str, answers: int) -> None:
    notices = set()
    store = sit(folder, label, lambda answer: None, answers, look=lambda store: notices.add(store.notice))
    store.close()
    print(*filter(None, notices))


@contextmanager
def _deferred(connection: Connection) -> Iterator[None]:
    """The control: the lock is taken when the first row is written, a moment after the last one was read."""
    connection.execute("BEGIN DEFERRED")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    time.sleep(0.001)
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("answers", type=int)
    parser.add_argument("--deferred", action="store_true", help="the control, which must run into locks")
    parser.add_argument("--folder", type=Path, help="be one of the processes, on the log in this folder")
    parser.add_argument("--label", help="what its answers are called")
    chosen = parser.parse_args()
    if chosen.deferred:
        database.transaction = _deferred
    if chosen.folder:
        _write(chosen.folder, chosen.label, chosen.answers)
    else:
        print(json.dumps(run(chosen.answers, *(["--deferred"] if chosen.deferred else []))))


if __name__ == "__main__":
    main()
