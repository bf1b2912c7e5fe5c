"""The list of settings: each with its value, which the arrows change; below them every key by its name."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final, NamedTuple

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from engine.learning.settings_fault import EXPECTED
from tui.text import visible

WIDTH: Final = 18
"""Cells of a value between its arrows."""


class Choice(NamedTuple):
    """One thing that a learner can choose."""

    name: str
    """In the file: a field of `Settings`, or `keys.question.hint`."""
    label: str
    told: str
    """What it means, in a sentence."""
    among: Sequence[Any] = ()
    """Values that the arrows go through; empty for numbers and for keys."""
    step: float = 0
    """What the arrows add to a number; 0 for what is no number."""

    @property
    def expected(self) -> str:
        """What may be typed, for the message on what may not."""
        return EXPECTED[self.name].replace('"', "")


CHOICES: Final = (
    Choice("new_per_day", "New skills a day", "Skills that a day's drills ask for the first time; 0 for none.", step=1),
    Choice("due_per_day", "Due skills a day", "Skills that are due and that a day's drills ask again; 0 for none.", step=5),
    Choice("retention", "Known when due again",
           "A skill is due when the chance that it is still known has sunk to this; higher means more reviews.", step=0.01),
    Choice("minutes", "Minutes", "Of a day's practice, and of an exam that is not told otherwise.", step=5),
    Choice("order", "Asked first", "Of what is due: the longest due (oldest), or what is least likely known (weakest).", ("oldest", "weakest")),
    Choice("day_begins", "Day begins at", "The hour, in UTC, at which a new day of practice begins.", step=1),
    Choice("confidence", "Ask how sure", "Whether to ask how sure you are of each answer, before its verdict.", (False, True)),
)  # fmt: skip
"""The theme comes after them: its values are only known to the app."""


class SettingList(OptionList):
    """One line for each choice; the arrows change the value under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Type", tooltip="Type a value, or press the new key"),
        Binding("right,plus", "turn(1)", "More", tooltip="The next value"),
        Binding("left,minus", "turn(-1)", "Less", tooltip="The value before"),
        Binding("j", "cursor_down", "Down", show=False, tooltip="The line below"),
        Binding("k", "cursor_up", "Up", show=False, tooltip="The line above"),
    ]
    DEFAULT_CSS = """
    SettingList {
        height: 1fr;
        border: none;
        background: transparent;
        padding: 0 1;
        margin: 0 1;
        scrollbar-size-vertical: 1;
        &:focus { border: none; background-tint: transparent; }
    }
    SettingList:nocolor > .option-list--option-highlighted { text-style: bold underline; }
    SettingList:nocolor:focus > .option-list--option-highlighted { text-style: bold underline; }
    """

    class Turned(Message):
        """The learner wants the value before or after the present one."""

        def __init__(self, choice: Choice, step: int) -> None:
            """`step`: 1 or -1."""
            super().__init__()
            self.choice = choice
            self.step = step

    def __init__(self) -> None:
        super().__init__(markup=False)
        self.choices: Sequence[Choice] = ()

    @property
    def choice(self) -> Choice | None:
        """The choice under the cursor."""
        return self.choices[self.highlighted] if self.choices and self.highlighted is not None else None

    def show(self, choices: Sequence[Choice], values: Mapping[str, Any]) -> None:
        """Show choices with their values; `values`: by name, and for keys as they are printed."""
        place = self.highlighted or 0
        if [choice.name for choice in choices] == [choice.name for choice in self.choices]:
            for index, choice in enumerate(choices):
                self.replace_option_prompt_at_index(index, self._line(choice, values[choice.name]))
        else:
            self.clear_options()
            for before, choice in zip((None, *choices), choices, strict=False):
                # A rule between the settings and the keys; it is no line that the cursor stops at.
                rule = [None] if before is not None and _is_key(choice) and not _is_key(before) else []
                self.add_options([*rule, Option(self._line(choice, values[choice.name]))])
        self.choices = choices
        self.highlighted = min(place, len(choices) - 1) if choices else None

    def action_turn(self, step: int) -> None:
        """Ask for the value before or after the present one."""
        if self.choice is not None:
            self.post_message(self.Turned(self.choice, step))

    def _line(self, choice: Choice, value: Any) -> Content:
        label = Content(visible(choice.label)).truncate(26, ellipsis=True)
        return Content.assemble(label.pad_right(26 - label.cell_length), "  ", _value(choice, value))


def _is_key(choice: Choice) -> bool:
    return not (choice.among or choice.step)


def _value(choice: Choice, value: Any) -> Content:
    if _is_key(choice):
        keys, meaning = value
        return Content.assemble(
            (visible(keys).ljust(WIDTH + 4), "bold $text-accent"), (visible(meaning), "$text-muted")
        )
    return Content.assemble(("◂ ", "$text-muted"), (visible(told(value)).center(WIDTH), "bold"), (" ▸", "$text-muted"))


def told(value: Any) -> str:
    """A value in words: `yes`, `0.9`, `oldest`."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def stepped(choice: Choice, value: Any, step: int) -> Any:
    """The value before or after another."""
    if choice.among:
        place = choice.among.index(value) if value in choice.among else 0
        return choice.among[(place + step) % len(choice.among)]
    new = value + step * choice.step
    return round(new, 2) if isinstance(value, float) else int(new)


def typed(value: Any, raw: str) -> Any:
    """What a typed text stands for where the present value is another. Raises `ValueError` when it stands for nothing of the sort."""
    text = raw.strip()
    if isinstance(value, bool):
        known = {"yes": True, "true": True, "no": False, "false": False}
        if text.lower() not in known:
            raise ValueError(text)
        return known[text.lower()]
    return type(value)(text)
