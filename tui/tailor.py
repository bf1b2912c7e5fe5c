"""The tailor: the app in the learner's own colours and with the learner's own keys."""

import os
from asyncio import to_thread

from textual import on, work
from textual.app import App

from engine.learning import settings
from engine.learning.settings import Settings
from tui import theme
from tui.keymap import faults, flat
from tui.messages import SettingsChanged
from tui.pages import key_bindings
from tui.place import data_folder
from tui.text import visible


class TailoredApp(App[None]):
    """An app that follows the settings."""

    _fault: str = ""
    """What is wrong with the file of settings; empty when nothing is."""
    _dyed_in: str = ""
    """The theme whose colours the style sheet has."""

    def tailor(self) -> None:
        """Take colours and keys from the settings, the usual ones where the file cannot be read."""
        self.register_theme(theme.DARK)
        self.register_theme(theme.LIGHT)
        chosen = self._read()
        self.theme = theme.preferred(os.environ, self.available_themes, chosen.theme)
        self._dyed_in = self.theme
        # Before anything is parsed; parsing it all again for a change of theme would take a start as long as reading the banks.
        self.stylesheet.set_variables(self.get_css_variables())
        if chosen.keys:
            self.set_keymap(flat(chosen.keys))

    def get_css_variables(self) -> dict[str, str]:
        """The colours of the theme; none while it is not known which."""
        return super().get_css_variables() if self._dyed_in else {}

    def refresh_css(self, animate: bool = True) -> None:
        """Follow a change of theme, if there is one."""
        if self.theme != self._dyed_in:
            self._dyed_in = self.theme
            super().refresh_css(animate)

    def _read(self) -> Settings:
        chosen, self._fault = settings.usable(data_folder())
        return chosen

    def on_ready(self) -> None:
        """Say what in the settings could not be followed."""
        if self._fault:
            self._tell(self._fault)
        if self._keymap:
            self._look_for_faults()

    @on(SettingsChanged)
    def _changed(self) -> None:
        """Follow the settings as they are now."""
        chosen = self._read()
        self.set_keymap(flat(chosen.keys))
        if not theme.is_colourless(os.environ):
            self.theme = theme.preferred({}, self.available_themes, chosen.theme)
        if chosen.keys:
            self._look_for_faults()

    @work(exclusive=True, group="keys")
    async def _look_for_faults(self) -> None:
        """Tell of keys that mean two things and of names that mean none; knowing all names loads all pages."""
        for fault in await to_thread(lambda: list(faults(self._keymap, key_bindings()))):
            self._tell(fault)

    def _tell(self, sentence: str) -> None:
        self.notify(visible(sentence), severity="warning", markup=False, timeout=10)
