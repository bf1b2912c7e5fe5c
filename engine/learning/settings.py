"""The learner's settings: what they are when nothing is said, and the commented file that says otherwise."""

from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import msgspec

from engine import limits
from engine.errors import UnrolledError

Order: TypeAlias = Literal["oldest", "weakest"]

FILE = "settings.toml"
"""Its name in the folder of the learner's data."""


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a learner can choose."""

    new_per_day: Annotated[int, msgspec.Meta(ge=0, le=1000)] = 5
    """Skills met for the first time in a day's drills; 0 for none."""
    due_per_day: Annotated[int, msgspec.Meta(ge=0, le=10_000)] = 40
    """Skills that are due and asked in a day's drills; 0 for none."""
    retention: Annotated[float, msgspec.Meta(ge=0.7, le=0.97)] = 0.9
    """The chance of still knowing a skill at which it is due again."""
    minutes: Annotated[int, msgspec.Meta(ge=1, le=600)] = 20
    """Of a day's practice, and of an exam that is not told otherwise."""
    order: Order = "oldest"
    """Of the skills that are due: longest due first, or least likely to be known first."""
    day_begins: Annotated[int, msgspec.Meta(ge=0, le=23)] = 4
    """Hour, UTC, at which a new day of practice begins; the same on all machines, so that they agree on what is due."""
    confidence: bool = False
    """Whether the learner is asked how sure an answer is, before the verdict; it changes no score."""
    theme: Annotated[str, msgspec.Meta(max_length=limits.SETTING_CHARACTERS)] = ""
    """Colours of the app by name; empty for the usual dark ones. Only the app knows which names there are."""
    keys: dict[str, dict[str, Annotated[str, msgspec.Meta(min_length=1, max_length=limits.SETTING_CHARACTERS)]]] = {}
    """Keys that the learner prefers: page, then action, then keys with commas between them."""


def read(folder: Path) -> Settings:
    """The settings in a folder; those of a new learner when there is no file.

    Raises `UnrolledError` for a file that cannot be read.
    """
    path = folder / FILE
    try:
        written = path.read_text("utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise UnrolledError(f"{path}: cannot be read ({error}); mend it, or move it away to begin anew") from None
    return parse(written, str(path))


def usable(folder: Path) -> tuple[Settings, str]:
    """The settings to go by, and what is wrong with the file; the usual ones where it cannot be read."""
    try:
        return read(folder), ""
    except UnrolledError as error:
        return Settings(), f"{error}. Until then the usual settings are in force."


def parse(written: str, where: str) -> Settings:
    """The settings that a file's text holds; `where`: how a message calls it. Raises `UnrolledError`."""
    import tomllib

    try:
        return msgspec.convert(tomllib.loads(written), Settings)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        from engine.learning.settings_fault import told

        raise UnrolledError(
            f"{where}, {told(written, error)}; mend the line, or take it out for what is usual"
        ) from None


def text(settings: Settings) -> str:
    """Settings as a file that explains itself."""
    return f"""\
# Settings of Unrolled. A line that is taken out, or begins with #, is as if it said what it says here at first.

# How many skills a day's drills may ask for the first time, and how many that are due again.
new_per_day = {settings.new_per_day}
due_per_day = {settings.due_per_day}

# A skill is due when the chance that it is still known has sunk to this: 0.7 to 0.97. Higher means more reviews.
retention = {settings.retention}

# Minutes of a day's practice, and of an exam without --minutes.
minutes = {settings.minutes}

# Which due skill is asked first: "oldest" (longest due) or "weakest" (least likely to be known).
order = "{settings.order}"

# The hour, in UTC, at which a new day of practice begins: 0 to 23. Only the first answer on a skill in a day moves its next date.
day_begins = {settings.day_begins}

# Whether to ask how sure you are of each answer, before its verdict. It changes no score; sure and wrong comes back first.
confidence = {str(settings.confidence).lower()}

# Colours of the app: "unrolled-dark", "unrolled-light", "ansi-dark" or "ansi-light" (the terminal's own), or a theme of Textual.
theme = "{settings.theme}"

# Keys of your own. The app's settings page lists every name; several keys are separated by commas.
[keys]
# question.hint = "f2,h"
# app.toggle-theme = "ctrl+t"
"""


def make(folder: Path) -> Path:
    """Write the commented file unless it is there; its path. Raises `UnrolledError` when it cannot be written."""
    path = folder / FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text(Settings()))
    except FileExistsError:
        pass
    except OSError as error:
        raise UnrolledError(f"{path}: cannot be written ({error.strerror}); free the place or its rights") from None
    return path
