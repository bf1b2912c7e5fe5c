"""What more than one screen asks of the app."""

from collections.abc import Sequence

from textual.message import Message


class SittingRequested(Message):
    """The learner wants a new sitting."""

    def __init__(self, skills: Sequence[str] = (), questions: Sequence[str] = ()) -> None:
        """`skills`: skills or their families, all when empty; `questions`: ids to keep to, all when empty."""
        super().__init__()
        self.skills = tuple(skills)
        self.questions = tuple(questions)


class SittingResumed(Message):
    """The learner wants to go on where the last sitting stopped."""


class SittingFinished(Message):
    """The last question of the sitting was answered or skipped."""


class HomeRequested(Message):
    """The learner wants to see the home screen; a sitting that is under way can be resumed."""
