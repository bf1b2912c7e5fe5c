"""The log of another machine, read from its folder, its file, a backup or an export."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from engine.errors import StoreError
from engine.learning import other_log
from engine.learning.exchange import lines
from engine.learning.store import Store
from tests.engine.learning.answers import fill
from tests.engine.learning.histories import practise


@pytest.fixture
def log(store: Store, questions, clock) -> Store:
    practise(store, questions, clock, ["sigmoid", "tanh"])
    return store


def test_every_form_of_a_log_holds_the_same_entries(tmp_path: Path, log: Store) -> None:
    export = tmp_path / "export.jsonl"
    export.write_text("".join(lines(log.rows())))
    backup = log.back_up()
    columns = [row[1:5] for row in log.rows()]
    for path in (tmp_path, tmp_path / "log.db", backup, export):
        assert [row[1:5] for row in other_log.read(path)] == columns


def test_what_is_still_in_the_write_ahead_file_is_read_and_nothing_is_touched(tmp_path: Path, log: Store) -> None:
    copy = tmp_path / "stick"
    copy.mkdir()
    for name in ("log.db", "log.db-wal"):
        shutil.copyfile(tmp_path / name, copy / name)
    before = {path.name: path.read_bytes() for path in copy.iterdir()}
    assert len(other_log.read(copy)) == len(log.rows())
    assert {path.name: path.read_bytes() for path in copy.iterdir()} == before


def test_a_damaged_log_is_refused(tmp_path: Path, log: Store) -> None:
    log.close()
    data = bytearray((tmp_path / "log.db").read_bytes())
    place = data.index(b"sigmoid")
    data[place] ^= 1
    (tmp_path / "log.db").write_bytes(data)
    with pytest.raises(StoreError, match="is not as it was written"):
        other_log.read(tmp_path)


def test_entries_that_history_cannot_be_made_of_are_refused(tmp_path: Path, store: Store) -> None:
    fill(store, 1)
    with pytest.raises(StoreError, match="its entry 1 is none"):
        other_log.read(tmp_path)


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE log RENAME TO old; CREATE VIEW log AS SELECT * FROM old",
        "CREATE VIEW more AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x FROM n) SELECT x FROM n",
        "DROP TRIGGER log_is_never_cut",
    ],
)
def test_a_log_with_other_tables_is_refused(tmp_path: Path, log: Store, change: str) -> None:
    log.close()
    with closing(sqlite3.connect(tmp_path / "log.db")) as connection:
        connection.executescript(change)
    with pytest.raises(StoreError, match="its tables are not those of a log"):
        other_log.read(tmp_path)


def test_another_programs_database_and_no_file_are_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.db")) as connection:
        connection.execute("CREATE TABLE notes (text)")
    with pytest.raises(StoreError, match="not a log of Unrolled"):
        other_log.read(tmp_path / "other.db")
    with pytest.raises(StoreError, match="cannot be read"):
        other_log.read(tmp_path / "nothing")
