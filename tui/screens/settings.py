"""The settings page: what a learner can choose, changed in the file as soon as it is changed here."""

from asyncio import to_thread
from typing import Any, ClassVar, Final

import msgspec
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import HorizontalGroup, VerticalGroup
from textual.content import Content
from textual.events import Resize
from textual.keys import format_key
from textual.widgets import Input, OptionList, Static

from engine.bank.load import Bank
from engine.errors import UnrolledError
from engine.learning import settings
from engine.learning.settings import Settings
from engine.learning.settings_edit import change
from engine.learning.store import Clock, Store
from tui.keymap import flat
from tui.messages import HomeRequested, SettingsChanged
from tui.pages import key_bindings
from tui.place import data_folder
from tui.screens.key_catcher import KeyCatcher
from tui.screens.page import Page
from tui.text import content, visible
from tui.theme import DARK, OFFERED
from tui.widgets.setting_list import CHOICES, Choice, SettingList, stepped, told, typed

KEY: Final = "Press the new key; escape keeps the old one, backspace goes back to the usual one."


class Entry(Input):
    """The line in which a value is typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Take it", tooltip="Put the value into the file"),
        Binding("escape", "screen.back", "Cancel", tooltip="Leave the value as it was"),
    ]


class SettingsScreen(Page):
    """Every choice in a line, what it means below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Home", tooltip="Back to the skills"),
    ]
    DEFAULT_CSS = """
    SettingsScreen {
        #title { height: 2; padding: 0 2; border-bottom: solid $border-blurred; }
        #name { width: auto; text-style: bold; color: $text-primary; }
        #file { width: 1fr; padding: 0 0 0 2; text-align: right; color: $text-muted; }
        #about { height: auto; min-height: 4; padding: 0 2; border-top: solid $border-blurred; }
        #typed { display: none; background: transparent; width: 1fr; }
        &.-typing #typed { display: block; }
        #fault { color: $text-error; height: auto; }
    }
    """

    how = "A change is in the file at once; comments and other lines of the file are kept."

    def __init__(self, bank: Bank, store: Store, clock: Clock) -> None:
        super().__init__()
        self._settings = Settings()
        self._keys: list[Binding] = []
        self._broken = ""

    def parts(self) -> ComposeResult:
        """The file's place, the choices, what the one under the cursor means."""
        with HorizontalGroup(id="title"):
            yield Static("Settings", id="name")
            yield Static("", id="file")
        yield SettingList()
        with VerticalGroup(id="about"):
            yield Static("", id="told")
            yield Entry(id="typed", compact=True)
            yield Static("", id="fault")

    def on_resize(self, event: Resize) -> None:
        """Name the file, its end first."""
        path, room = str(data_folder() / settings.FILE), event.size.width - 16
        self.query_one("#file", Static).update(content(path if len(path) <= room else f"…{path[1 - room :]}"))

    def on_mount(self) -> None:
        """Read the file."""
        self.query_one(SettingList).focus()
        self._settings, self._broken = settings.usable(data_folder())
        self._show()
        self._name_keys()

    @work
    async def _name_keys(self) -> None:
        """Add the keys, whose names are only known once all pages are loaded."""
        found = await to_thread(lambda: list(key_bindings()))
        self._keys = list({binding.id: binding for binding in found}.values())
        self._show()

    def _choices(self) -> list[Choice]:
        themes = tuple(dict.fromkeys([*OFFERED, *sorted(self.app.available_themes)]))
        theme = Choice("theme", "Colours", "Of the app; the terminal's own are called ansi.", themes)
        keys = [
            Choice(f"keys.{binding.id}", str(binding.id), f"{binding.tooltip or binding.description}. {KEY}")
            for binding in self._keys
        ]
        return [*CHOICES, theme, *keys]

    def _values(self) -> dict[str, Any]:
        values: dict[str, Any] = msgspec.structs.asdict(self._settings)
        values["theme"] = self._settings.theme or DARK.name
        own = flat(self._settings.keys)
        for binding in self._keys:
            keys = own.get(str(binding.id), binding.key)
            values[f"keys.{binding.id}"] = ("  ".join(map(printed, keys.split(","))), binding.description)
        return values

    def _show(self) -> None:
        self.query_one(SettingList).show(self._choices(), self._values())

    @on(OptionList.OptionHighlighted)
    def _explain(self) -> None:
        choice = self.query_one(SettingList).choice
        if choice is not None:
            self._stop()
            self.query_one("#told", Static).update(content(choice.told))

    @on(SettingList.Turned)
    def _turned(self, event: SettingList.Turned) -> None:
        if event.choice.among or event.choice.step:
            value = self._values()[event.choice.name]
            self._change(event.choice, stepped(event.choice, value, event.step))

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        """Type a value, or press a key."""
        choice = self.query_one(SettingList).choice
        if choice is None:
            return
        if choice.name.startswith("keys."):
            self._catch(choice)
            return
        self.add_class("-typing")
        line = self.query_one("#typed", Input)
        line.value = told(self._values()[choice.name])
        line.focus()

    def _catch(self, choice: Choice) -> None:
        def caught(key: str | None) -> None:
            if key is not None:
                self._change(choice, key or None)

        self.app.push_screen(KeyCatcher(choice.label), caught)

    @on(Input.Submitted, "#typed")
    def _typed(self, event: Input.Submitted) -> None:
        choice = self.query_one(SettingList).choice
        if choice is None:
            return
        try:
            value = typed(self._values()[choice.name], event.value)
        except ValueError:
            self._complain(f"found {event.value!r}, expected {choice.expected}")
        else:
            self._change(choice, value)

    @work(exclusive=True)
    async def _change(self, choice: Choice, value: Any) -> None:
        """Change the file; what it cannot hold is told, and nothing changed."""
        if choice.name == "theme" and value not in choice.among:
            self._complain(f"found {value!r}, expected one of {', '.join(map(str, choice.among))}")
            return
        try:
            self._settings = await to_thread(change, data_folder(), choice.name, value)
        except UnrolledError as error:
            found = f"{value:g}" if isinstance(value, float) else value
            limits = choice.among or choice.step
            self._complain(self._broken or (f"found {found}, expected {choice.expected}" if limits else str(error)))
            return
        self._broken = ""
        self._stop()
        self._show()
        self.post_message(SettingsChanged())

    def _complain(self, sentence: str) -> None:
        self.query_one("#fault", Static).update(Content(visible(sentence)))

    def _stop(self) -> None:
        """Leave what is being typed."""
        self._complain(self._broken)
        if self.has_class("-typing"):
            self.remove_class("-typing")
            self.query_one(SettingList).focus()

    def action_back(self) -> None:
        """Leave what is being typed, or go home."""
        if self.has_class("-typing"):
            self._stop()
        else:
            self.post_message(HomeRequested())


def printed(key: str) -> str:
    """A key as the line of keys prints it: `?` for `question_mark`."""
    return "+".join(format_key(part) for part in key.strip().split("+"))
