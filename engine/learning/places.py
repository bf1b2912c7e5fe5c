"""Where the parts of a log lie in the learner's folder."""

from pathlib import Path
from typing import NamedTuple


class Places(NamedTuple):
    """Where a log and what belongs to it lie, all in one folder."""

    folder: Path

    @property
    def log(self) -> Path:
        """The log itself; its write-ahead file lies beside it."""
        return self.folder / "log.db"

    @property
    def head(self) -> Path:
        """The mark that says how far the log had come."""
        return self.folder / "log.head"

    @property
    def snapshot(self) -> Path:
        """What was derived from the log so far; can be removed at any time."""
        return self.folder / "log.snapshot"

    @property
    def backups(self) -> Path:
        """The folder of copies."""
        return self.folder / "backups"

    @property
    def damaged(self) -> Path:
        """The folder of what was set aside; nothing in it is ever removed by the program."""
        return self.folder / "damaged"
