"""Where the learner's data lives."""

import os
from pathlib import Path


def data_folder() -> Path:
    """The folder of the learner's log: `UNROLLED_HOME`, else the platform's folder for such data."""
    home = os.environ.get("UNROLLED_HOME")
    if home:
        return Path(home).expanduser()
    import platformdirs

    return Path(platformdirs.user_data_dir("unrolled", appauthor=False))
