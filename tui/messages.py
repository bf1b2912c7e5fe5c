"""What inputs, pages and the app tell one another."""

from collections.abc import Sequence

from textual.message import Message

from engine.question.variant import Variant


class AnswerChanged(Message):
    """The learner's text is another one."""


class AnswerSubmitted(Message):
    """The learner wants a text to be graded."""

    def __init__(self, raw: str) -> None:
        super().__init__()
        self.raw = raw


class SittingRequested(Message):
    """The learner wants a new sitting."""

    def __init__(
        self,
        skills: Sequence[str] = (),
        questions: Sequence[str] = (),
        *,
        mode: str = "quiz",
        count: int | None = None,
        minutes: int | None = None,
        fresh: bool = False,
    ) -> None:
        """`skills`: skills or their families, all when empty; `questions`: ids to keep to, all when empty.

        `mode`: one of `tui.ways.BEGINNINGS`; `count` of questions and `minutes`: as usual for the mode when `None`; `fresh`: even if
        one begun alike is unfinished.
        """
        super().__init__()
        self.skills = tuple(skills)
        self.questions = tuple(questions)
        self.mode = mode
        self.count = count
        self.minutes = minutes
        self.fresh = fresh


class SittingResumed(Message):
    """The learner wants to go on where the last sitting stopped."""


class SittingFinished(Message):
    """The last question of the sitting was answered or skipped."""


class LogWritten(Message):
    """Something went to the log, which may have something to say."""


class PageFurnished(Message):
    """A page that was painted before it could take keys can take them now."""


class PageRequested(Message):
    """The learner wants to see one of the app's pages."""

    def __init__(self, name: str) -> None:
        """`name`: one of `tui.pages.PAGES`."""
        super().__init__()
        self.name = name


class SettingsChanged(Message):
    """The learner chose other settings, which are in the file by now."""


class LaboratoryRequested(Message):
    """The learner wants to watch a question's givens at work in the laboratory."""

    def __init__(self, variant: Variant) -> None:
        super().__init__()
        self.variant = variant


class SceneChanged(Message):
    """Something else is set up in the laboratory."""


class HomeRequested(Message):
    """The learner wants to see the home screen; a sitting that is under way can be resumed."""
