"""The list of questions: cursor, window, lines."""

import pytest
from textual import on
from textual.app import App, ComposeResult

from tui.widgets.question_list import Line, QuestionList


def lines(count: int) -> list[Line]:
    return [Line(f"id-{place}", f"Title {place}", "array", 2, "Skill") for place in range(count)]


class ListApp(App[None]):
    """A list alone."""

    def __init__(self) -> None:
        super().__init__()
        self.lit: list[str | None] = []
        self.chosen: list[str] = []

    def compose(self) -> ComposeResult:
        yield QuestionList()

    @on(QuestionList.Highlighted)
    def _lit(self, event: QuestionList.Highlighted) -> None:
        self.lit.append(event.line.id if event.line else None)

    @on(QuestionList.Chosen)
    def _chosen(self, event: QuestionList.Chosen) -> None:
        self.chosen.append(event.line.id)


def shown(app: ListApp) -> list[str]:
    return app.query_one(QuestionList).render().plain.splitlines()


async def test_only_what_is_seen_is_drawn_and_the_cursor_stays_in_sight() -> None:
    app = ListApp()
    async with app.run_test(size=(60, 10)) as pilot:
        made = app.query_one(QuestionList)
        made.focus()
        made.show(lines(10_000))
        await pilot.press(*["down"] * 9)
        assert len(shown(app)) == 10
        assert shown(app)[-3].lstrip().startswith("· Title 9")
        await pilot.press("G")
        assert "Title 9999" in shown(app)[-1]
        await pilot.press("pageup")
        assert made.line == lines(10_000)[9990]
        await pilot.press("g", "enter")
        assert app.chosen == ["id-0"]
        assert app.lit[-1] == "id-0"


async def test_the_cursor_stays_on_its_question_while_others_go() -> None:
    app = ListApp()
    async with app.run_test(size=(60, 10)) as pilot:
        made = app.query_one(QuestionList)
        made.show(lines(20))
        made.focus()
        await pilot.press(*"jjjjjj")
        made.show(lines(20)[5:9])
        assert made.line is not None
        assert made.line.id == "id-6"
        made.show(lines(3))
        assert made.line.id == "id-0"
        made.show([])
        await pilot.press("down", "enter", "G")
        await pilot.pause()
        assert made.line is None
        assert app.lit[-1] is None
        assert app.chosen == []


async def test_the_mouse_moves_and_chooses() -> None:
    app = ListApp()
    async with app.run_test(size=(60, 10)) as pilot:
        app.query_one(QuestionList).show(lines(20))
        await pilot.click(QuestionList, offset=(5, 4))
        assert app.query_one(QuestionList).cursor == 4
        assert app.chosen == []
        await pilot.click(QuestionList, offset=(5, 4))
        assert app.chosen == ["id-4"]


@pytest.mark.parametrize("width", [40, 60, 80, 200])
async def test_a_line_has_sign_title_kind_and_level_and_fits(width: int) -> None:
    app = ListApp()
    async with app.run_test(size=(width, 5)):
        long = Line("a", "A title " * 40, "equation", 3, "Skill", "weak", flagged=True)
        app.query_one(QuestionList).show([long, *lines(1)])
        first = shown(app)[0]
        assert len(first) <= width - 4
        assert first.startswith(" ✗ A title")
        assert "… ⚑" in first
        assert first.split()[-2:] == ["equation", "analyse"]
