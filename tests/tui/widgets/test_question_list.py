"""The list of questions: cursor, window, lines."""

import pytest
from textual import on
from textual.app import App, ComposeResult

from tui.widgets.question_list import Line, QuestionList


def names(count: int) -> list[str]:
    return [f"id-{place}" for place in range(count)]


def line(name: str) -> Line:
    return Line(name, f"Title {name[3:]}", "array", 2, "Skill")


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
        made.show(names(10_000), line)
        await pilot.press(*["down"] * 9)
        assert len(shown(app)) == 10
        assert shown(app)[-3].lstrip().startswith("· Title 9")
        await pilot.press("G")
        assert "Title 9999" in shown(app)[-1]
        await pilot.press("pageup")
        assert made.line == line("id-9990")
        await pilot.press("g", "enter")
        assert app.chosen == ["id-0"]
        assert app.lit[-1] == "id-0"


async def test_the_cursor_stays_on_its_question_while_others_go() -> None:
    app = ListApp()
    async with app.run_test(size=(60, 10)) as pilot:
        made = app.query_one(QuestionList)
        made.show(names(20), line)
        made.focus()
        await pilot.press(*"jjjjjj")
        made.show(names(20)[5:9], line)
        assert made.line is not None
        assert made.line.id == "id-6"
        made.show(names(3), line)
        assert made.line.id == "id-0"
        made.show([], line)
        await pilot.press("down", "enter", "G")
        await pilot.pause()
        assert made.line is None
        assert app.lit[-1] is None
        assert app.chosen == []


async def test_the_mouse_moves_and_chooses() -> None:
    app = ListApp()
    async with app.run_test(size=(60, 10)) as pilot:
        app.query_one(QuestionList).show(names(20), line)
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
        app.query_one(QuestionList).show(["long"], lambda _: long)
        first = shown(app)[0]
        assert len(first) <= width - 4
        assert first.startswith(" ✗ A title")
        assert "… ⚑" in first
        assert first.split()[-2:] == ["equation", "analyse"]


@pytest.mark.parametrize("no_color", [False, True])
async def test_the_cursor_is_seen_without_colour(monkeypatch: pytest.MonkeyPatch, no_color: bool) -> None:
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    else:
        monkeypatch.delenv("NO_COLOR", raising=False)
    app = ListApp()
    async with app.run_test(size=(60, 5)):
        app.query_one(QuestionList).show(names(3), line)
        first = next(iter(app.query_one(QuestionList).render_line(0)))
        assert first.style is not None
        assert bool(first.style.underline) is no_color
