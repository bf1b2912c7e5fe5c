"""Small dialogs of the laboratory: a path, a cell to set up, a question to choose; each answers with a value, or with `None` for none."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar, Final, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static

from engine.errors import UnrolledError
from tui.laboratory.scene import CellScene
from tui.laboratory.sequence import EXAMPLES, read_sequence
from tui.laboratory.starts import STARTS, cell_scene, from_file
from tui.text import content, visible

Result = TypeVar("Result")
SUFFIXES: Final = (".npz", ".onnx", ".safetensors")


class Dialog(ModalScreen[Result | None], Generic[Result]):
    """A box over the laboratory; escape closes it without an answer."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "Cancel", tooltip="Close without a change")]
    DEFAULT_CSS = """
    Dialog {
        align: center middle; background: $background 60%;
        & > VerticalGroup {
            width: 72; max-width: 95%; height: auto; border: round $border; background: $surface; padding: 0 2;
        }
        .title { text-style: bold; color: $text-primary; margin: 0 0 1 0; }
        .label { color: $text-muted; }
        .error { color: $text-error; height: auto; }
        .quiet { color: $text-muted; margin: 1 0 0 0; }
        Input { border: none; height: 1; padding: 0 1; background: $panel; margin: 0 0 1 0; }
        Input:focus { border: none; background: $block-cursor-background; }
        OptionList { border: none; background: transparent; height: auto; max-height: 12; padding: 0; }
        OptionList:focus { border: none; background-tint: transparent; }
    }
    """

    def action_cancel(self) -> None:
        """Close without a change."""
        self.dismiss(None)


class Form(Dialog[Result], Generic[Result]):
    """Lines to fill; enter goes on to the next, and from the last one takes them all."""

    def __init__(
        self, title: str, fields: Sequence[tuple[str, str, str]], read: Callable[[Sequence[str]], Result]
    ) -> None:
        """`fields`: label, what stands in the line, what could stand there; `read`: texts to the answer, or `UnrolledError`."""
        super().__init__()
        self._title, self._fields, self._read = title, fields, read

    def compose(self) -> ComposeResult:
        """Title, lines, and room for what is wrong."""
        with VerticalGroup():
            yield Static(content(self._title), classes="title")
            for label, text, example in self._fields:
                yield Static(content(label), classes="label")
                yield Input(visible(text), placeholder=example, select_on_focus=False)
            yield Static(classes="error")
            yield Static("enter: take it · tab: next line · esc: cancel", classes="quiet")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        try:
            answer = self._read([line.value for line in self.query(Input)])
        except UnrolledError as error:
            self.query_one(".error", Static).update(content(str(error)))
        else:
            self.dismiss(answer)


class Chooser(Dialog[int]):
    """A list; the answer is the place of what is chosen, from 0."""

    def __init__(self, title: str, options: Sequence[str]) -> None:
        super().__init__()
        self._title, self._options = title, options

    def compose(self) -> ComposeResult:
        """Title and list."""
        with VerticalGroup():
            yield Static(content(self._title), classes="title")
            yield OptionList(*(content(option) for option in self._options), markup=False)
            yield Static("enter: choose · esc: cancel", classes="quiet")

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(event.option_index)


def path_form(title: str, default: Path) -> Form[Path]:
    """Asks for a path."""
    return Form(title, [("File", str(default), "state.json")], lambda texts: _path(texts[0]))


def cell_form(scene: CellScene, seed: int) -> Form[CellScene]:
    """Asks for a cell: its sequence, its size, its weights."""
    reads = f"'{scene.word}'" if scene.letters else "; ".join(" ".join(f"{number:g}" for number in row) for row in scene.x)
    fields = [
        (f"Sequence: {EXAMPLES}", reads, "hello"),
        ("Units", str(scene.units), "3"),
        (f"Weights: {', '.join(STARTS)}, or a file ({', '.join(SUFFIXES)})", "random", "random"),
        ("Seed", str(seed), "0"),
    ]
    return Form("Set up the cell", fields, lambda texts: _cell(scene, *texts))


def _cell(scene: CellScene, reads: str, units: str, weights: str, seed: str) -> CellScene:
    sequence = read_sequence(reads)
    start = next((start for start in STARTS if start == weights.strip().lower()), None)
    if start is not None:
        return cell_scene(scene.cell, _whole(units, "Units"), sequence, start, _whole(seed, "Seed"))
    if weights.strip().lower().endswith(SUFFIXES):
        return from_file(_path(weights), sequence)
    raise UnrolledError(f"Weights are {', '.join(STARTS)}, or a file that ends in {' or '.join(SUFFIXES)}.")


def _whole(text: str, name: str) -> int:
    text = text.strip()
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise UnrolledError(f"{name}: type a whole number, not {text[:20]!r}.")
    return int(text)


def _path(text: str) -> Path:
    if not text.strip():
        raise UnrolledError("Type the name of a file.")
    return Path(text.strip()).expanduser()
