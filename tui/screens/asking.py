"""Small dialogs of the laboratory: a path, a cell to set up, a question to choose; each answers with a value, or with `None` for none."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar, Final, Generic, TypeVar

import msgspec
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup
from textual.widgets import Input, OptionList, Static

from engine.errors import UnrolledError
from tui.laboratory.saved import checked
from tui.laboratory.scene import AnyScene, AttentionScene, CellScene, FlowScene, WindowScene
from tui.laboratory.sequence import EXAMPLES, read_matrix, read_sequence, written
from tui.laboratory.starts import STARTS, cell_scene, from_file
from tui.screens.box import Box
from tui.text import content, visible

Result = TypeVar("Result")
SUFFIXES: Final = (".npz", ".onnx", ".safetensors")


class Dialog(Box[Result | None], Generic[Result]):
    """A box over the laboratory; escape closes it without an answer."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "Cancel", tooltip="Close without a change")]
    DEFAULT_CSS = """
    Dialog {
        & > .box { width: 72; }
        .title { margin: 0 0 1 0; }
        .label { color: $text-muted; }
        .error { color: $text-error; height: auto; }
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
        with VerticalGroup(classes="box"):
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
        with VerticalGroup(classes="box"):
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


def scene_form(scene: AnyScene) -> Form[AnyScene]:
    """Asks for what a bench is to be set up with."""
    match scene:
        case CellScene():
            return _cell_form(scene)
        case FlowScene():
            fields = [("Units", str(scene.units), "16"), ("Seed", str(scene.seed), "0")]
            return Form("Set up the cells", fields, lambda texts: _flow(scene, *texts))
        case WindowScene():
            fields = [(name, written(rows), "1 2; 3 4") for name, rows in (("Map", scene.X), ("Kernel", scene.K))]
            return Form("Set up the map", fields, lambda texts: _windows(scene, *texts))
        case AttentionScene():
            named = (("Queries", scene.Q), ("Keys", scene.K), ("Values", scene.V))
            fields = [(name, written(rows), "1 0; 0 1") for name, rows in named]
            return Form("Set up the vectors", fields, lambda texts: _attention(scene, *texts))


def _cell_form(scene: CellScene) -> Form[AnyScene]:
    fields = [
        (f"Sequence: {EXAMPLES}", f"'{scene.word}'" if scene.letters else written(scene.x), "hello"),
        ("Units", str(scene.units), "3"),
        (f"Weights: {', '.join(STARTS)}, or a file ({', '.join(SUFFIXES)})", "random", "random"),
        ("Seed", "0", "0"),
    ]
    return Form("Set up the cell", fields, lambda texts: _cell(scene, *texts))


def _flow(scene: FlowScene, units: str, seed: str) -> AnyScene:
    return checked(msgspec.structs.replace(scene, units=_whole(units, "Units"), seed=_whole(seed, "Seed")))


def _windows(scene: WindowScene, X: str, K: str) -> AnyScene:
    return checked(msgspec.structs.replace(scene, X=read_matrix(X), K=read_matrix(K), window=0))


def _attention(scene: AttentionScene, Q: str, K: str, V: str) -> AnyScene:
    made = msgspec.structs.replace(scene, Q=read_matrix(Q), K=read_matrix(K), V=read_matrix(V), query=0)
    is_same = len(made.K) == len(scene.K) == len(made.Q)
    return checked(made if is_same else msgspec.structs.replace(made, words=(), causal=False))


def _cell(scene: CellScene, reads: str, units: str, weights: str, seed: str) -> AnyScene:
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
