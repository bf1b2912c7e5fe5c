"""The canvas: junctions, heads, frames, light and heavy."""

from tui.drawings.canvas import Canvas


def text(canvas: Canvas, lit: tuple[str, ...] = (), **values: str) -> str:
    return "\n".join("".join(run.text for run in line).rstrip() for line in canvas.lines(values, lit))


def test_wires_join_where_they_meet() -> None:
    canvas = Canvas()
    canvas.wire("a", (1, 0), (1, 6))
    canvas.wire("b", (0, 2), (1, 2), head=False)
    canvas.wire("c", (1, 4), (3, 4), (3, 0))
    assert text(canvas) == "  │\n──┴─┬─▸\n    │\n◂───╯"


def test_a_wire_that_passes_under_another_does_not_join_it() -> None:
    canvas = Canvas()
    canvas.wire("a", (0, 2), (2, 2), head=False)
    canvas.wire("b", (1, 0), (1, 4), under=True)
    assert text(canvas).splitlines()[1] == "──│─▸"


def test_lit_parts_are_heavy() -> None:
    canvas = Canvas()
    box = canvas.box("f", 0, 0, "f")
    canvas.wire("f", (1, 9), (1, 12))
    canvas.wire("g", (2, 9), (2, 12))
    assert (box.height, box.middle) == (4, 4)
    assert text(canvas, f="0.5") == "┌───────┐\n│   f   │───▸\n│  0.5  │───▸\n└───────┘"
    assert text(canvas, ("f",), f="0.5") == "┏━━━━━━━┓\n┃   f   ┃━━━▸\n┃  0.5  ┃───▸\n┗━━━━━━━┛"


def test_a_value_too_wide_for_its_slot_is_cut() -> None:
    canvas = Canvas()
    canvas.box("f", 0, 0, "f", width=5)
    assert text(canvas, f="123456").splitlines()[2] == "│123│"


def test_every_line_is_as_wide_as_the_drawing() -> None:
    canvas = Canvas()
    canvas.word("a", 0, 5, "word")
    canvas.word("b", 2, 0, "x")
    widths = {sum(len(run.text) for run in line) for line in canvas.lines({}, ())}
    assert widths == {9}


def test_runs_know_their_part_and_their_role() -> None:
    canvas = Canvas()
    canvas.box("f", 0, 0, "σ")
    (_, words, values, _) = canvas.lines({"f": "1"}, ())
    assert [(run.text, run.part, run.role) for run in words] == [
        ("│", "f", "wire"),
        ("   σ   ", "f", "word"),
        ("│", "f", "wire"),
    ]
    assert values[1].role == "value"
