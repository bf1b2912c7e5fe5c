"""The input of `array`: rows of numbers, drawn as the matrix they are read as."""

from tui.widgets.editor import EditorInput, RowsEditor


class ArrayInput(EditorInput):
    """An editor that takes rows, brackets or a paste."""

    HOW = "Type rows (enter starts the next one) or paste a matrix; enter on an empty row, or ctrl+s, answers."
    PLACEHOLDER = "1 2\n3 4          or [[1, 2], [3, 4]], or paste"
    EDITOR = RowsEditor
    HINT = "enter: next row · enter on an empty row, or ctrl+s: answer"
