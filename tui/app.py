"""The app: which screen is shown, the keys that work everywhere, the themes, and a tidy end whatever ends it."""

import gc
import os
from asyncio import to_thread
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import ClassVar, Final

from textual import on
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from engine.bank.load import Bank
from engine.errors import UnrolledError
from engine.learning.session import Session
from engine.learning.store import Clock, Store
from tui import ending, theme
from tui.guard import GuardedApp
from tui.history import History
from tui.keeper import KeeperApp
from tui.keymap import with_names
from tui.messages import (
    HomeRequested,
    LaboratoryRequested,
    PageRequested,
    SittingFinished,
    SittingRequested,
    SittingResumed,
)
from tui.pages import ENDS, PAGES, SUMMARY, is_there, page_class
from tui.patience import PatientApp
from tui.reviews import Reviews
from tui.screens.page import Page
from tui.screens.question import QuestionScreen
from tui.tailor import TailoredApp
from tui.text import visible

SITTING: Final = 10
"""How many questions a quiz has that is started from the home screen."""


def now() -> datetime:
    """The time, with the learner's zone."""
    return datetime.now().astimezone()


class UnrolledApp(PatientApp, KeeperApp, TailoredApp, GuardedApp):
    """Unrolled, full screen."""

    TITLE = "unrolled"
    BINDINGS: ClassVar[list[BindingType]] = with_names(
        "app",
        [
            Binding("question_mark,f1", "help", "Help", tooltip="All keys, and how to type an answer"),
            Binding("ctrl+q", "quit", "Quit", show=False, tooltip="Leave; everything is saved"),
            Binding("ctrl+t", "toggle_theme", "Light or dark", show=False, tooltip="Change between light and dark"),
            Binding("ctrl+z", "suspend_process", "Suspend", show=False, tooltip="Back to the shell; fg returns"),
        ],
    )

    def __init__(self, bank: Bank, store: Store, *, start: Session | None = None, clock: Clock = now) -> None:
        """`start`: a sitting to open straight into; without it the home screen comes first."""
        super().__init__(ansi_color=theme.is_colourless(os.environ) or None)
        self.bank, self.store, self.clock = bank, store, clock
        self._start = start
        self.told = store.notice if start is None else ""
        self.tailor()

    def get_default_screen(self) -> Screen[None]:
        """The question when a sitting was started, else home."""
        return self.page("home") if self._start is None else self._question(self._start)

    def on_mount(self) -> None:
        """End tidily when the terminal is closed or the system asks, and paint anew when a suspended app comes back."""
        ending.catch(partial(self.call_later, self._leave))
        self.app_resume_signal.subscribe(self, self._paint_anew)

    def on_ready(self) -> None:
        """Collect garbage again, where the start was spared it: what is there by now stays as long as the app."""
        if not gc.isenabled():
            gc.freeze()
            self.set_timer(1.0, gc.enable)

    def on_unmount(self) -> None:
        """Give the signals back."""
        ending.release()

    def _paint_anew(self, _: App[object]) -> None:
        self.refresh(layout=True)

    async def _leave(self, code: int) -> None:
        page = next(screen for screen in reversed(self.screen_stack) if isinstance(screen, Page))
        if isinstance(page, QuestionScreen):
            await page.save_draft()
        self.exit(return_code=code)

    async def action_quit(self) -> None:
        """Leave; what is typed is kept."""
        await self._leave(0)

    def action_help(self) -> None:
        """Show all keys that work now."""
        from tui.screens.help import HelpScreen

        if isinstance(self.screen, Page):
            self.push_screen(HelpScreen(self.screen.key_help(), self.screen.how))

    def action_toggle_theme(self) -> None:
        """Change between light and dark."""
        pairs = {theme.DARK.name: theme.LIGHT.name, "ansi-dark": "ansi-light", "ansi-light": "ansi-dark"}
        self.theme = pairs.get(self.theme, theme.DARK.name)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every binding that works now, then the themes: the same words as in the footer and in help."""
        for node, binding, enabled, tooltip in screen.active_bindings.values():
            if enabled and tooltip:
                run = partial(self.run_action, binding.action, node)
                yield SystemCommand(binding.description, tooltip, run)
        yield SystemCommand("Theme", "Choose among all themes", self.action_change_theme)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only the pages that are there."""
        return action != "open" or is_there(PAGES[str(parameters[0])])

    def action_open(self, name: str) -> None:
        """Show one of `PAGES`."""
        self._show(self.page(name))

    def page(self, name: str) -> Page:
        """One of `PAGES`, newly made."""
        made: Page = page_class(PAGES[name])(self.bank, self.store, self.clock)
        return made

    def _question(self, session: Session) -> QuestionScreen:
        return QuestionScreen(session, Reviews(session, History(self.store, self.bank, self.clock)))

    def _show(self, page: Page) -> None:
        """Change to a page; the very first one stays below, since Textual cannot replace its default screen."""
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
            self.push_screen(page_class(PAGES["laboratory"])(self.bank, self.store, self.clock, scene))

    @on(HomeRequested)
    def _go_home(self) -> None:
        self._show(self.page("home"))

    @on(SittingRequested)
    async def _begin(self, request: SittingRequested) -> None:
        try:
            session = await to_thread(self._session, request)
        except UnrolledError as error:
            self.notify(visible(str(error)), severity="error", markup=False)
            return
        if isinstance(session, str):
            self.notify(visible(session), markup=False)
        else:
            self._show(self._question(session))

    def _session(self, request: SittingRequested) -> Session | str:
        from tui.ways import Asked, begun

        count = SITTING if request.mode == "quiz" and request.count is None else request.count
        asked = Asked(self.bank, request.skills, count=count, minutes=request.minutes, names=request.questions)
        return begun(request.mode, asked, History(self.store, self.bank, self.clock))

    @on(SittingResumed)
    async def _resume(self) -> None:
        from tui.ways import resumed

        session = await to_thread(resumed, History(self.store, self.bank, self.clock))
        self._show(self.page("home") if session is None else self._question(session))

    @on(SittingFinished)
    def _finish(self) -> None:
        while not isinstance(self.screen, Page):  # help or the palette, when the time is up
            self.pop_screen()
        if isinstance(self.screen, QuestionScreen):
            session, reviews = self.screen.session, self.screen.reviews
            self._show(page_class(ENDS.get(session.mode, SUMMARY))(session, self.bank, reviews))
