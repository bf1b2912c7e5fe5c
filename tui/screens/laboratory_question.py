"""The question that the laboratory asks: one of a sitting of its own, which leads back to the bench."""

from textual import on

from engine.bank.load import Bank
from engine.learning.session import Session
from engine.learning.store import Clock, Store
from engine.question.question import Question
from tui.history import History
from tui.messages import HomeRequested, SittingFinished
from tui.reviews import Reviews
from tui.screens.question import QuestionScreen


class LaboratoryQuestionScreen(QuestionScreen):
    """Answered and judged as any other; the end of it is the laboratory again."""

    @on(HomeRequested)
    @on(SittingFinished)
    async def _back(self, event: HomeRequested | SittingFinished) -> None:
        event.stop()
        await self.attempt(self.session.finish)
        if self.is_current:
            self.app.pop_screen()


def asked(question: Question, bank: Bank, store: Store, clock: Clock) -> LaboratoryQuestionScreen:
    """The screen of a question that no bank holds; its answers go to the log, but move no date. Raises `UnrolledError`."""
    session = Session.begin({question.id: question}, store, clock=clock, names=[question.id])
    return LaboratoryQuestionScreen(session, Reviews(session, History(store, bank, clock)))
