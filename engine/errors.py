"""The errors a reader can meet, and who catches each.

UnrolledError                    every face shows `str(error)`; exit code 2
├── FormulaError                 a formula cannot be read or evaluated; carries the place in its text
│   └── ShapeError               a product or sum cannot conform; names both shapes
├── UnreadableAnswerError        a learner's text is no answer of this kind; `grade` turns it into `invalid`
├── BankError                    banks cannot be used; carries every `Problem` found
├── UnknownQuestionError         no question has this id, no skill this name
└── StoreError                   the learner's log cannot be opened, read or written
    └── NewerLogError            it was written by a later version of the program
"""

from typing import NamedTuple


class UnrolledError(Exception):
    """Anything that the reader can mend; its text says where, what was found, what was expected, and the fix."""


class FormulaError(UnrolledError):
    """A formula cannot be read or evaluated."""

    def __init__(self, message: str, at: tuple[int, int] | None = None):
        """`at`: first and one-past-last character of the culprit in the formula's text; `None` when no place is to blame."""
        super().__init__(message)
        self.message = message
        self.at = at


class ShapeError(FormulaError):
    """Two shapes do not fit together."""


class UnreadableAnswerError(UnrolledError):
    """A learner's text cannot be read as an answer; it costs nothing."""

    def __init__(self, message: str, at: tuple[int, int] | None = None):
        """`at`: the characters to point at; `None` when the whole text is meant."""
        super().__init__(message)
        self.message = message
        self.at = at


class Problem(NamedTuple):
    """One thing wrong with one bank."""

    file: str
    """As the reader named it."""
    line: int
    """From 1; 0 when the file as a whole is meant."""
    path: str
    """The place in the bank's own words: `lstm-forget-gate mistakes[1].answer`; empty when the file as a whole is meant."""
    found: str
    expected: str
    fix: str
    """What to do about it; empty when `expected` says it all."""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        head = f"{place} {self.path}".rstrip()
        text = f"{head}: found {self.found}, expected {self.expected}"
        return f"{text}; {self.fix}" if self.fix else text


class BankError(UnrolledError):
    """Banks that cannot be used, with all that is wrong with them."""

    def __init__(self, problems: list[Problem]):
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class UnknownQuestionError(UnrolledError):
    """A name that no loaded bank knows."""


class StoreError(UnrolledError):
    """The learner's log cannot be used; nothing in it was changed."""


class NewerLogError(StoreError):
    """The log was written by a later version of the program: sound, but not for this one to touch."""
