"""Navigation: which page of the app is shown, and the sittings that pages ask for."""

from asyncio import to_thread
from typing import TYPE_CHECKING, Final

from textual import on

from engine.bank.load import Bank
from engine.errors import UnrolledError
from engine.learning.session import Session
from engine.learning.store import Clock, Store
from tui.history import History
from tui.messages import (
    HomeRequested,
    LaboratoryRequested,
    PageRequested,
    SittingFinished,
    SittingRequested,
    SittingResumed,
)
from tui.notices import NoticingApp
from tui.pages import ENDS, PAGES, SUMMARY, is_there, page_class
from tui.reviews import Reviews
from tui.screens.page import Page
from tui.text import visible

if TYPE_CHECKING:
    from tui.screens.question import QuestionScreen
    from tui.ways import Asked

ANEW: Final = "n on home begins anew."


class NavigatingApp(NoticingApp):
    """An app that goes from page to page."""

    bank: Bank
    store: Store
    clock: Clock

    def page(self, name: str) -> Page:
        """One of `PAGES`, newly made."""
        made: Page = page_class(PAGES[name])(self.bank, self.store, self.clock)
        return made

    def question_page(self, session: Session) -> "QuestionScreen":
        """The page of a sitting."""
        from tui.screens.question import QuestionScreen

        return QuestionScreen(session, Reviews(session, self._history()))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only the pages that are there."""
        return action != "open" or is_there(PAGES[str(parameters[0])])

    def action_open(self, name: str) -> None:
        """Show one of `PAGES`."""
        self._show(self.page(name))

    def _show(self, page: Page) -> None:
        """Change to a page; the very first one stays below, since Textual cannot replace its default screen."""
        self.leave_notices()
        if len(self.screen_stack) > 1:
            self.switch_screen(page)
        else:
            self.push_screen(page)

    @on(PageRequested)
    def _open(self, request: PageRequested) -> None:
        self.action_open(request.name)

    @on(LaboratoryRequested)
    async def _set_up(self, request: LaboratoryRequested) -> None:
        from tui.laboratory.givens import scene_of

        scene = await to_thread(scene_of, request.variant)
        if scene is None:
            self.notify("No bench of the laboratory can show this one.", markup=False)
        else:
            self.leave_notices()
            self.push_screen(page_class(PAGES["laboratory"])(self.bank, self.store, self.clock, scene))

    @on(HomeRequested)
    async def _go_home(self) -> None:
        if isinstance(self.screen, Page) and self.screen.is_sitting:
            from tui.screens.question import QuestionScreen

            if isinstance(self.screen, QuestionScreen):
                await self.screen.attempt(self.screen.session.leave)
        below = self.screen_stack[-2] if len(self.screen_stack) > 2 else None
        if isinstance(below, Page) and below.stays:
            self.pop_screen()
        else:
            self._show(self.page("home"))

    @on(SittingRequested)
    async def _begin(self, request: SittingRequested) -> None:
        if isinstance(self.screen, Page) and self.screen.is_sitting:
            return  # a key pressed twice asked twice
        if request.mode == "exam":
            await self._announce(request)
        else:
            await self._sit(request)

    async def _announce(self, request: SittingRequested) -> None:
        """Say what an exam will be; its clock starts when the learner is ready."""
        from tui.screens.ready import ReadyBox
        from tui.ways import exam_told
        from tui.widgets.skill_list import title

        if isinstance(self.screen, ReadyBox):
            return

        def answered(start: bool | None) -> None:
            if start:
                self.call_later(self._sit, request)

        try:
            told = await to_thread(exam_told, self._asked(request), self._history())
        except UnrolledError as error:
            self.notify(visible(str(error)), severity="error", markup=False)
        else:
            named = [title(self.bank, skill) for skill in request.skills]
            self.push_screen(ReadyBox(": ".join(["Exam", *named]), told), answered)

    async def _sit(self, request: SittingRequested) -> None:
        try:
            session, said = await to_thread(self._session, request)
        except UnrolledError as error:
            self.notify(visible(str(error)), severity="error", markup=False)
            return
        if said:
            self.notify(visible(said), markup=False)
        if session is None:
            return
        page = self.question_page(session)
        if isinstance(self.screen, Page) and self.screen.stays:
            self.push_screen(page)
        else:
            self._show(page)

    def _asked(self, request: SittingRequested) -> "Asked":
        from tui.ways import Asked

        return Asked(
            self.bank,
            request.skills,
            count=request.count,
            minutes=request.minutes,
            fresh=request.fresh,
            names=request.questions,
        )

    def _session(self, request: SittingRequested) -> tuple[Session | None, str]:
        """The sitting asked for, and what to say of it: the unfinished one begun alike, unless questions were picked by hand, or a new one."""
        from tui.unfinished import GOING_ON, kept, resumed
        from tui.ways import begun

        history, asked = self._history(), self._asked(request)
        if not (request.fresh or request.questions):
            waiting = resumed(history, request.mode, asked.wishes)
            if waiting is not None:
                return waiting, f"{GOING_ON} {ANEW}" if request.mode == "quiz" else GOING_ON
        session = begun(request.mode, asked, history)
        return (None, session) if isinstance(session, str) else (session, kept(history, session))

    @on(SittingResumed)
    async def _resume(self) -> None:
        from tui.unfinished import resumed

        session = await to_thread(resumed, self._history())
        self._show(self.page("home") if session is None else self.question_page(session))

    @on(SittingFinished)
    def _finish(self) -> None:
        from tui.screens.question import QuestionScreen

        while not isinstance(self.screen, Page):  # help or the palette, when the time is up
            self.pop_screen()
        if isinstance(self.screen, QuestionScreen):
            session, reviews = self.screen.session, self.screen.reviews
            self._show(page_class(ENDS.get(session.mode, SUMMARY))(session, self.bank, reviews))

    def _history(self) -> History:
        return History(self.store, self.bank, self.clock)
