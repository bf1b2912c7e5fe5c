"""Rows typed or pasted as free text, drawn as the matrix they are read as."""

from typing import cast

from textual.content import Content

from engine.errors import UnreadableAnswerError
from engine.kinds.array import ArrayQuestion
from tui.widgets.blocks import even, folded
from tui.widgets.editor import EditorInput, RowsEditor, SafeEditor
from tui.widgets.preview import Preview, pointed
from tui.widgets.value import drawn


class MatrixPreview(Preview):
    """The matrix that the rows are read as, and its shape."""

    def shown(self, raw: str) -> Content:
        """The drawing, or where reading stops."""
        try:
            values = cast(ArrayQuestion, self.variant.question).values(raw)
            told = self.variant.question.read_back(raw, self.variant)
        except UnreadableAnswerError as error:
            return pointed(raw, error.message, error.at)
        lines = even(drawn(values.tolist()).split("\n", allow_blank=True))
        return Content("\n").join([*folded(lines, self.content_size.width), Content.styled(told, "$text-secondary")])


class RowsInput(EditorInput):
    """An editor that takes rows, brackets or a paste, with the matrix drawn beside it."""

    EXAMPLE = "for example\n1 2\n3 4\nor [[1, 2], [3, 4]]"
    EDITOR = RowsEditor
    PREVIEW = MatrixPreview
    HINT = "ctrl+s: answer   ctrl+g: grid"
    DEFAULT_CSS = """
    RowsInput {
        layout: horizontal;
        SafeEditor { width: 1fr; }
        MatrixPreview { width: 42%; padding: 1 0 0 2; }
    }
    """

    def load(self, text: str) -> None:
        """Take another text."""
        self.query_one(SafeEditor).text = text

    def add(self, text: str) -> None:
        """Go on with the text at the cursor."""
        self.query_one(SafeEditor).insert(text)
