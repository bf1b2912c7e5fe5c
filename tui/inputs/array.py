"""The input of `array`: rows of numbers, drawn as the matrix they are read as."""

from textual.content import Content

from engine.errors import UnreadableAnswerError
from engine.marking.verdict import Verdict
from tui.widgets.blocks import even, folded, titled
from tui.widgets.editor import EditorInput, RowsEditor
from tui.widgets.preview import Preview, pointed
from tui.widgets.value import drawn


class MatrixPreview(Preview):
    """The matrix that the rows are read as, and its shape."""

    def shown(self, raw: str) -> Content:
        """The drawing, or where reading stops."""
        try:
            values = self.variant.question.parse(raw, self.variant)
            told = self.variant.question.read_back(raw, self.variant)
        except UnreadableAnswerError as error:
            return pointed(raw, error.message, error.at)
        lines = even(drawn(values.tolist()).split("\n", allow_blank=True))
        return Content("\n").join([*folded(lines, self.content_size.width), Content.styled(told, "$text-secondary")])


class ArrayInput(EditorInput):
    """An editor that takes rows, brackets or a paste, with the matrix drawn beside it."""

    HOW = "Type rows (enter starts the next one) or paste a matrix; enter on an empty row, or ctrl+s, answers."
    EXAMPLE = "for example\n1 2\n3 4\nor [[1, 2], [3, 4]]"
    EDITOR = RowsEditor
    PREVIEW = MatrixPreview
    HINT = "enter twice: answer"
    DEFAULT_CSS = """
    ArrayInput {
        layout: horizontal;
        SafeEditor { width: 1fr; }
        MatrixPreview { width: 42%; padding: 1 0 0 2; }
    }
    """

    def settle(self, verdict: Verdict) -> None:
        """Leave the place to the verdict, which shows the same values with their marks."""
        super().settle(verdict)
        self.display = verdict.cells is None

    def own(self, verdict: Verdict) -> list[list[Content]]:
        """The learner's own values, each with its mark."""
        if verdict.cells is None:
            return []
        try:
            values = self.variant.question.parse(self.raw, self.variant)
        except UnreadableAnswerError:
            return []
        return [titled("Your answer", drawn(values.tolist(), verdict.cells))]

    def reopen(self) -> None:
        """Come back with the same text."""
        self.display = True
        super().reopen()
