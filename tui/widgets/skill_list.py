"""The list of skills: families that open and close, each line with how much of it is known and how much was right."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import ClassVar, Final, NamedTuple

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from engine.bank.load import Bank
from engine.learning.progress import SkillProgress
from tui.text import visible
from tui.widgets.bar import bar

BARS: Final = (8, 32)
"""The narrowest and the widest bar."""
COUNTS: Final = 20
"""Cells for `55%   12 / 345` with its gaps."""
MASTERED: Final = 0.9
"""The chance of knowing a skill above which its bar has the colour of what is done."""
ABBREVIATIONS: Final = frozenset({"rnn", "lstm", "gru", "cnn", "bptt"})


class Row(NamedTuple):
    """A line of the list."""

    skill: str
    """Dotted; the family's first word for a family, empty for everything."""
    title: str
    family: str
    """The family that the line belongs to or stands for; empty for everything."""


class SkillList(OptionList):
    """Everything, then each family; the right arrow opens a family, the left one closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Quiz", tooltip="Start a quiz over the chosen line"),
        Binding("right", "open", "Open", tooltip="Show the skills of a family"),
        Binding("left", "close", "Close", show=False, tooltip="Hide the skills of a family"),
        Binding("j", "cursor_down", "Down", show=False, tooltip="The line below"),
        Binding("k", "cursor_up", "Up", show=False, tooltip="The line above"),
    ]
    DEFAULT_CSS = """
    SkillList {
        height: 1fr;
        max-width: 104;
        border: none;
        background: transparent;
        padding: 0 1;
        margin: 0 1;
        scrollbar-size-vertical: 1;
        &:focus { border: none; background-tint: transparent; }
    }
    SkillList:nocolor > .option-list--option-highlighted { text-style: bold underline; }
    SkillList:nocolor:focus > .option-list--option-highlighted { text-style: bold underline; }
    """

    def __init__(self, bank: Bank) -> None:
        super().__init__(markup=False)
        self._bank = bank
        self._counts = Counter(bank.asked.values())
        self._families = families(self._counts)
        self._opened: set[str] = set()
        self._done: Mapping[str, SkillProgress] = {}
        self._mastery: Mapping[str, float] = {}
        self.rows: list[Row] = []

    def on_resize(self) -> None:
        """Fill the lines to the width there is."""
        self._fill(self.highlighted or 0)

    def tell(self, done: Mapping[str, SkillProgress], mastery: Mapping[str, float]) -> None:
        """Show a learner's progress; `mastery`: the chance that a skill is known today, by skill."""
        self._done, self._mastery = done, mastery
        self._fill(self.highlighted or 0)

    @property
    def skill(self) -> str:
        """The skill or family of the chosen line; empty for everything."""
        return self.rows[self.highlighted].skill if self.rows and self.highlighted is not None else ""

    def headings(self) -> Content:
        """What the columns are called."""
        room, length = self._columns()
        return Content.styled(
            f"{'known today':>{room + 2 + len('known today')}}".ljust(room + 2 + length) + "        right",
            "$text-muted",
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to choose when there are lines, and to open when there is a family with skills."""
        return any(self._families.values()) if action in ("open", "close") else bool(self._families)

    def action_open(self) -> None:
        """Show the skills of the family under the cursor."""
        self._turn(opened=True)

    def action_close(self) -> None:
        """Hide the skills of the family under the cursor, and go up to it."""
        self._turn(opened=False)

    def _turn(self, *, opened: bool) -> None:
        place = self.highlighted or 0
        family = self.rows[place].family if self.rows else ""
        if len(self._families.get(family, ())) < 1 or (family in self._opened) == opened:
            return
        self._opened ^= {family}
        at = [row.skill for row in self.rows].index(family)
        self._fill(place if opened else at)

    def _fill(self, place: int) -> None:
        self.rows = list(self._visible_rows())
        self.clear_options()
        self.add_options([Option(self._line(row)) for row in self.rows])
        self.highlighted = min(place, len(self.rows) - 1) if self.rows else None

    def _visible_rows(self) -> list[Row]:
        made = [Row("", "Everything", "")] if self._families else []
        for family, skills in self._families.items():
            made.append(Row(family, title(self._bank, family), family))
            if family in self._opened:
                made += [Row(skill, title(self._bank, skill), family) for skill in skills]
        return made

    def _columns(self) -> tuple[int, int]:
        """Cells for the name and for the bar."""
        width = max(40, self.scrollable_content_region.width - 1)
        length = min(max(width // 5, BARS[0]), BARS[1])
        return width - length - COUNTS, length

    def _line(self, row: Row) -> Content:
        count = sum(number for skill, number in self._counts.items() if covers(row.skill, skill))
        right = sum(value.correct for skill, value in self._done.items() if covers(row.skill, skill))
        chances = [chance for skill, chance in self._mastery.items() if covers(row.skill, skill)]
        known = sum(chances) / len(chances) if chances else 0.0
        room, length = self._columns()
        name = self._label(row).truncate(room, ellipsis=True)
        return Content.assemble(
            name.pad_right(room - name.cell_length),
            "  ",
            bar(known, length, "$success" if known > MASTERED else "$secondary"),
            (f" {known:>4.0%}", "" if chances and known else "$text-muted"),
            (f" {right:>5} / {count}", "$text-muted"),
        )

    def _label(self, row: Row) -> Content:
        if row.skill != row.family:
            return Content(f"      {visible(row.title)}")
        sign = " " if not self._families.get(row.family) else "▾" if row.family in self._opened else "▸"
        return Content.assemble((f"{sign} ", "$text-muted"), (visible(row.title), "bold"))


def families(skills: Iterable[str]) -> dict[str, list[str]]:
    """Families with the skills below them; `skills`: each once, in the order of the banks."""
    found: dict[str, list[str]] = {}
    for skill in skills:
        below = found.setdefault(skill.partition(".")[0], [])
        if "." in skill:
            below.append(skill)
    return found


def covers(skill: str, other: str) -> bool:
    """Whether a line of the list stands for a skill: itself, its family, or everything."""
    return not skill or other == skill or other.startswith(f"{skill}.")


def title(bank: Bank, skill: str) -> str:
    """A skill's title as its bank declares it, else its last word."""
    concept = bank.skills.get(skill)
    if concept is not None:
        return concept.title
    word = skill.rpartition(".")[2].replace("-", " ")
    return word.upper() if word in ABBREVIATIONS else word.capitalize()
