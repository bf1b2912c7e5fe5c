"""The page: what every screen of the app shares, its line of keys and what it says in a small window."""

from collections.abc import Container, Sequence
from typing import Any, ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import Static

from engine.errors import UnrolledError
from tui.keymap import with_names
from tui.text import visible
from tui.widgets.key_line import KeyLine

SMALLEST: Final = Size(40, 12)
"""Below this many columns or rows nothing but a notice is shown."""
COMFORTABLE: Final = Size(60, 20)
"""Below this many columns or rows a line says so."""
BEGIN: Final = "Name a bank to begin: unrolled --bank FILE"
NO_QUESTION: Final = f"There is no question here. {BEGIN}"
"""What is said where the banks hold nothing."""


class Page(Screen[None]):
    """A screen with a line of keys that says when the window is too small."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    Page {
        background: $background;
        layers: base notice;
        .small { display: none; height: 1; width: 100%; color: $text-warning; text-align: center; }
        .notice { display: none; layer: notice; dock: top; width: 100%; height: 100%; content-align: center middle;
                  text-align: center; background: $background; color: $text-warning; }
        &.-small .small { display: block; }
        &.-tiny .notice { display: block; }
    }
    """

    how: str = ""
    """One line on how to answer here, for the help screen."""
    furnished: bool = True
    """Whether keys can be taken; those pressed before wait."""
    is_sitting: ClassVar[bool] = False
    """Whether a question of a sitting is asked here."""
    stays: ClassVar[bool] = False
    """Whether a sitting that is begun here comes back here."""
    turn: int = 0
    """Counts how often the page has changed what its keys mean."""

    apart: Container[str] = ()
    """Actions whose keys the page itself shows, so that the line at the bottom need not."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Name the keys of a page, so that learners can choose others: `question.hint` for the hint of `QuestionScreen`."""
        if "BINDINGS" in cls.__dict__:
            cls.BINDINGS = with_names(cls.__name__.removesuffix("Screen").lower(), cls.BINDINGS)
        super().__init_subclass__(**kwargs)

    async def save_draft(self) -> None:
        """Keep what is typed; most pages have nothing to keep."""

    def on_resize(self, event: events.Resize) -> None:
        """Say when the window is small; in any other window no style changes."""
        is_small, is_tiny = _is_below(event.size, COMFORTABLE), _is_below(event.size, SMALLEST)
        if (is_small or is_tiny) and not self.query(".notice"):
            reads, needs = (f"{size.width}×{size.height}" for size in (COMFORTABLE, SMALLEST))
            self.mount(Static(f"small window: {reads} reads better", classes="small"), before=0)
            self.mount(Static(f"This window is too small.\nUnrolled needs {needs}.", classes="notice"))
        self.set_class(is_small, "-small")
        self.set_class(is_tiny, "-tiny")

    def compose(self) -> ComposeResult:
        """The page's own parts, then the keys."""
        yield from self.parts()
        yield KeyLine(without=self.apart)

    def parts(self) -> ComposeResult:
        """What stands between the top and the keys."""
        raise NotImplementedError

    def tell(self, error: UnrolledError) -> None:
        """Say what went wrong, in the reader's words."""
        self.notify(visible(str(error)), severity="error", markup=False)

    def key_help(self) -> Sequence[tuple[str, str]]:
        """Keys and meaning of every binding of ours that works now, those of the line of keys first; the tooltip is the meaning."""
        found: dict[str, list[str]] = {}
        working = [(binding, tooltip) for _, binding, enabled, tooltip in self.active_bindings.values() if enabled]
        for binding, tooltip in sorted(working, key=lambda pair: not pair[0].show):
            display = self.app.get_key_display(binding)
            if tooltip and display not in found.setdefault(tooltip, []):
                found[tooltip].append(display)
        return [("  ".join(keys), meaning) for meaning, keys in found.items() if meaning]


def _is_below(size: Size, least: Size) -> bool:
    return size.width < least.width or size.height < least.height
