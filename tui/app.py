"""The app: the keys that work everywhere, the themes, a tidy end whatever ends it."""

import gc
import os
import sys
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import ClassVar

from textual import constants
from textual.app import App, SystemCommand
from textual.binding import ActiveBinding, Binding, BindingType
from textual.driver import Driver
from textual.screen import Screen

from engine.bank.load import Bank
from engine.learning.session import Session
from engine.learning.store import Clock, Store
from tui import theme
from tui.ending import Ending
from tui.foresight import ForesightApp
from tui.guard import GuardedApp
from tui.keeper import KeeperApp
from tui.keymap import is_at_cursor, with_names
from tui.navigation import NavigatingApp
from tui.patience import PatientApp
from tui.screens.page import Page
from tui.tailor import TailoredApp
from tui.text import visible


def now() -> datetime:
    """The time, with the learner's zone."""
    return datetime.now().astimezone()


class UnrolledApp(PatientApp, KeeperApp, ForesightApp, TailoredApp, NavigatingApp, GuardedApp):
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

    def __init__(
        self, bank: Bank, store: Store, *, start: Session | None = None, said: str = "", clock: Clock = now
    ) -> None:
        """`start`: a sitting to open straight into, without it the home screen comes first; `said`: told once that is shown."""
        super().__init__(ansi_color=theme.is_colourless(os.environ) or None)
        self.bank, self.store, self.clock = bank, store, clock
        self._start, self._said = start, said
        self.told = store.notice if start is None else ""
        self._ending = Ending(partial(self.call_later, self._leave), store.close)
        self.tailor()

    def get_driver_class(self) -> type[Driver]:
        """A terminal that may go away; where Textual has another driver, that one."""
        if sys.platform == "win32" or constants.DRIVER:
            return super().get_driver_class()
        from tui.terminal import Terminal

        return Terminal

    def get_default_screen(self) -> Screen[None]:
        """The question when a sitting was started, else home."""
        return self.page("home") if self._start is None else self.question_page(self._start)

    def on_mount(self) -> None:
        """End tidily when the terminal is closed or the system asks, and paint anew when a suspended app comes back."""
        self._ending.catch()
        self.app_resume_signal.subscribe(self, self._paint_anew)

    def on_ready(self) -> None:
        """Say what is to be said; collect garbage again, where the start was spared it: what is there by now stays as long as the app."""
        if self._said:
            self.notify(visible(self._said), markup=False)
        if not gc.isenabled():
            gc.freeze()
            self.set_timer(1.0, gc.enable)

    def on_unmount(self) -> None:
        """Give the signals back."""
        self._ending.release()

    def _paint_anew(self, _: App[object]) -> None:
        self.refresh(layout=True)

    async def _leave(self, code: int) -> None:
        page = next((screen for screen in reversed(self.screen_stack) if isinstance(screen, Page)), None)
        if page is not None:
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
        """What can be done now, once each, with its keys, then the themes: the same words as in the footer and in help."""
        found: dict[str, list[ActiveBinding]] = {}
        for active in screen.active_bindings.values():
            if active.enabled and active.tooltip:
                found.setdefault(active.tooltip, []).append(active)
        for tooltip, group in found.items():
            node, binding = group[0].node, group[0].binding
            if binding.action != "command_palette" and not any(is_at_cursor(one.binding) for one in group):
                keys = ", ".join(self.get_key_display(one.binding) for one in group)
                run = partial(self.run_action, binding.action, node)
                yield SystemCommand(binding.description, f"{tooltip} · {keys}", run)
        yield SystemCommand("Theme", "Choose among all themes", self.action_change_theme)
