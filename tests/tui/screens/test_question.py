"""A whole sitting by keys: right, wrong, not read, again, fresh numbers, skipped, left and taken up."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from engine.bank.load import Bank, load
from engine.learning.session import Session
from engine.learning.store import Store
from tui.app import UnrolledApp
from tui.screens.home import HomeScreen
from tui.screens.question import QuestionScreen
from tui.screens.summary import SummaryScreen
from tui.widgets.answer_input import AnswerInput
from tui.widgets.worked import WorkedSteps

Drive = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
Press = Callable[..., Awaitable[None]]
Shown = Callable[[Pilot[None]], str]


def session(pilot: Pilot[None]) -> Session:
    assert isinstance(pilot.app.screen, QuestionScreen)
    return pilot.app.screen.session


async def test_pooling_wrong_named_then_right(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["pool"]) as pilot:
        assert "⎡ 1  2  3  4 ⎤" in shown(pilot)
        await press(pilot, "text:6 8\n7 8\n\n")
        text = shown(pilot)
        assert "✗ Wrong" in text
        assert "You kept the largest value of each window." in text
        assert "⎡ 6 ✗  8 ✗ ⎤" in text
        assert "⎡  3.5   5.5 ⎤" in text
        await press(pilot, "t", "ctrl+g", "f7")
        await press(pilot, "text:[[3.5,5.5],[3.75,5.25]]", "enter")
        assert "✓ Correct" in shown(pilot)
        assert "⎡  3.5 ✓   5.5 ✓ ⎤" in shown(pilot)


async def test_an_answer_that_cannot_be_read_stays_and_costs_nothing(
    drive: Drive, press: Press, shown: Shown, store: Store
) -> None:
    async with drive(["product"]) as pilot:
        await press(pilot, "text:hello", "enter")
        assert "? Not read" in shown(pilot)
        assert pilot.app.screen.query_one(AnswerInput).raw == "hello"
        assert session(pilot).tries == 0
        await press(pilot, *["backspace"] * 5, "text:12", "enter")
        assert "✓ Correct" in shown(pilot)
    assert [entry.kind for entry in store.entries()].count("attempt") == 1


async def test_fresh_numbers_are_other_numbers_and_judged_as_such(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["product"]) as pilot:
        await press(pilot, "text:12", "enter", "f")
        variant = session(pilot).variant
        assert variant is not None
        assert variant.seed != 0
        assert pilot.app.screen.query_one(AnswerInput).raw == ""
        await press(pilot, f"text:{variant.given['w'] * variant.given['x']}", "enter")
        assert "✓ Correct" in shown(pilot)


async def test_worked_steps_one_at_a_time_then_all(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["pool"]) as pilot:
        await press(pilot, "text:[[3.5,5.5],[3.75,5.25]]", "enter")
        steps = pilot.app.screen.query_one(WorkedSteps)
        total = steps.remaining
        assert total >= 4
        await press(pilot, "space")
        assert steps.remaining == total - 1
        assert "(1 + 2 + 5 + 6) / 4" in shown(pilot)
        await press(pilot, "a")
        assert steps.remaining == 0


async def test_hints_come_one_by_one_and_then_end(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["capital"]) as pilot:
        await press(pilot, "h")
        assert "Look at the index." in shown(pilot)
        await press(pilot, "h")
        assert "It is one less than t." in shown(pilot)
        assert session(pilot).hints_used == 2
        await press(pilot, "h")
        assert "All of it" in shown(pilot)
        await press(pilot, "h")
        assert session(pilot).hints_used == 3


async def test_a_sitting_ends_in_a_summary_that_offers_the_wrong_ones(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["product", "pool", "capital"]) as pilot:
        await press(pilot, "text:7", "enter", "enter")
        await press(pilot, "text:[[3.5,5.5],[3.75,5.25]]", "enter", "n")
        await press(pilot, "s")
        assert isinstance(pilot.app.screen, SummaryScreen)
        text = shown(pilot)
        assert "1 of 3 right at the first answer" in text
        assert "added: You added; the product was asked." in text
        assert "skipped" in text
        await press(pilot, "w")
        assert isinstance(pilot.app.screen, QuestionScreen)
        assert session(pilot).count == 2


async def test_a_misconception_is_named_and_told_in_the_words_of_its_verdict(
    drive: Drive, press: Press, shown: Shown
) -> None:
    async with drive(["forget"]) as pilot:
        await press(pilot, "text:f_t = sigmoid(W x_t + b)", "enter")
        said = shown(pilot)
        await press(pilot, "enter")
        told = shown(pilot).partition("Misconceptions met")[2]
        assert "missing recurrent term: " in told
        assert "previous state" in said
        assert "previous state" in told


async def test_left_for_home_and_continued_with_the_draft(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["product", "capital"]) as pilot:
        await press(pilot, "text:3*4", "escape")
        assert isinstance(pilot.app.screen, HomeScreen)
        assert "continue at question 1 of 2" in shown(pilot)
        await press(pilot, "c")
        assert pilot.app.screen.query_one(AnswerInput).raw == "3*4"
        await press(pilot, "enter")
        assert "✓ Correct" in shown(pilot)


async def test_quit_keeps_the_draft_for_the_next_run(
    drive: Drive, press: Press, store: Store, bank: Bank, clock: Callable[[], object]
) -> None:
    async with drive(["product"]) as pilot:
        await press(pilot, "text:3*", "ctrl+q")
    resumed = Session.resume(bank.questions, store, clock=clock)
    assert resumed is not None
    app = UnrolledApp(bank, store, start=resumed, clock=clock)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.screen.query_one(AnswerInput).raw == "3*"


async def test_a_judged_question_is_taken_up_as_judged(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["product", "capital"]) as pilot:
        await press(pilot, "text:7", "enter", "escape", "c")
        assert "You added; the product was asked." in shown(pilot)
        await press(pilot, "n")
        assert "A choice" in shown(pilot)


async def test_the_draft_is_saved_within_a_second_of_the_last_key(drive: Drive, press: Press) -> None:
    async with drive(["product"]) as pilot:
        await pilot.press("4", "2")
        await pilot.pause(0.9)
        assert session(pilot).draft == "42"


@pytest.mark.parametrize("key", ["t", "space", "a", "enter", "n"])
async def test_keys_of_the_verdict_do_nothing_before_it(drive: Drive, press: Press, key: str) -> None:
    async with drive(["several", "capital"]) as pilot:
        before = session(pilot).position
        if key != "enter":
            await press(pilot, key)
        assert session(pilot).position == before
        assert session(pilot).verdict is None


async def test_a_flag_is_shown_while_it_is_set(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["capital", "several"]) as pilot:
        await press(pilot, "exclamation_mark")
        assert "! A choice" in shown(pilot)
        await press(pilot, "exclamation_mark")
        assert "! A choice" not in shown(pilot)
        await press(pilot, "exclamation_mark", "s")
        assert "! " not in shown(pilot).splitlines()[0]


async def test_who_skips_is_told_where_the_answer_stands(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["capital", "several"]) as pilot:
        await press(pilot, "s")
        assert "Skipped. To see its answer" in shown(pilot)


async def test_flag_and_copy(drive: Drive, press: Press) -> None:
    async with drive(["capital"]) as pilot:
        await press(pilot, "exclamation_mark", "y")
        assert session(pilot).flagged
        assert "Which state does hₜ₋₁ name?" in pilot.app.clipboard


class TestRatings:
    async def test_the_rating_is_told_with_the_next_date_and_changed_by_a_key(
        self, drive: Drive, press: Press, shown: Shown, store: Store
    ) -> None:
        async with drive(["product", "capital"]) as pilot:
            await press(pilot, "text:12", "enter")
            text = shown(pilot)
            assert "Rated good (right); next on 2025-03-03 (in 2 days)." in text
            assert "1 Again 1 d   2 Hard 1 d   3 Good 2 d   4 Easy 8 d" in text
            await press(pilot, "4")
            assert "Rated easy (your choice); next on 2025-03-09 (in 8 days)." in shown(pilot)
        assert [entry.body["rating"] for entry in store.entries("rating")] == ["easy"]

    async def test_a_second_answer_of_the_day_moves_no_date_and_takes_no_rating(
        self, drive: Drive, press: Press, shown: Shown, store: Store
    ) -> None:
        async with drive(["product", "capital"]) as pilot:
            await press(pilot, "text:12", "enter", "n", "1", "enter")
            assert "More practice today; next on 2025-03-03 (in 2 days), as before." in shown(pilot)
            await press(pilot, "1")
        assert store.entries("rating") == []

    async def test_a_judged_question_taken_up_tells_its_rating_again(
        self, drive: Drive, press: Press, shown: Shown
    ) -> None:
        async with drive(["product", "capital"]) as pilot:
            await press(pilot, "text:7", "enter", "escape", "c")
            assert "Rated again (less than half right); next tomorrow." in shown(pilot)


class TestUndo:
    async def test_an_answer_taken_back_counts_nowhere(
        self, drive: Drive, press: Press, shown: Shown, store: Store
    ) -> None:
        async with drive(["product", "pool"]) as pilot:
            await press(pilot, "text:7", "enter", "u")
            assert pilot.app.screen.query_one(AnswerInput).raw == "7"
            assert "✗" not in shown(pilot)
            await press(pilot, "backspace", "text:12", "enter")
            assert "Rated good (right)" in shown(pilot)
            await press(pilot, "n", "f3")
            assert isinstance(pilot.app.screen, SummaryScreen)
            assert "1 of 2 right at the first answer" in shown(pilot)
            assert "Misconceptions" not in shown(pilot)
        assert [entry.kind for entry in store.entries() if entry.kind in ("attempt", "undo")] == [
            "attempt",
            "undo",
            "attempt",
        ]

    async def test_the_card_is_as_it_was_before(self, drive: Drive, press: Press, shown: Shown) -> None:
        async with drive(["product", "capital"]) as pilot:
            await press(pilot, "text:7", "enter", "u", "f3", "1", "enter")
            assert "More practice" not in shown(pilot)


class TestConfidence:
    async def test_it_is_said_by_a_key_that_types_nothing_and_logged(
        self, drive: Drive, press: Press, shown: Shown, store: Store
    ) -> None:
        async with drive(["product", "sizes"]) as pilot:
            assert "How sure?" not in shown(pilot)
            await press(pilot, "text:7", "ctrl+o", "ctrl+o", "ctrl+o")
            assert "How sure?  guess  unsure  sure" in shown(pilot)
            assert pilot.app.screen.query_one(AnswerInput).raw == "7"
            await press(pilot, "enter")
            text = " ".join(shown(pilot).split())
            assert "You were sure of this one." in text
            assert "it comes back first" in text
            await press(pilot, "n", "text:2, 4", "enter")
            assert "You were sure" not in shown(pilot)
        assert [entry.body["confidence"] for entry in store.entries("attempt")] == ["sure", None]

    async def test_it_is_asked_where_the_settings_say_so(
        self, drive: Drive, press: Press, shown: Shown, tmp_path: Path
    ) -> None:
        (tmp_path / "home").mkdir(exist_ok=True)
        (tmp_path / "home" / "settings.toml").write_text("confidence = true\n")
        async with drive(["product", "sizes"]) as pilot:
            assert "How sure?" in shown(pilot)
            await press(pilot, "text:12", "enter")
            assert "How sure?" not in shown(pilot)
            await press(pilot, "n")
            assert "How sure?" in shown(pilot)

    @pytest.mark.parametrize(
        "name", ["capital", "several", "pool", "forget", "spoken", "chain", "sequence", "partners"]
    )
    async def test_the_key_works_beside_every_input(self, drive: Drive, press: Press, shown: Shown, name: str) -> None:
        async with drive([name], size=(80, 40)) as pilot:
            before = pilot.app.screen.query_one(AnswerInput).raw
            await press(pilot, "ctrl+o")
            assert "How sure?" in shown(pilot)
            assert pilot.app.screen.query_one(AnswerInput).raw == before


async def test_the_prompt_as_it_was_written_and_back(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["forget"]) as pilot:
        await press(pilot, "f8")
        assert "Write the forget gate $f_t$." in shown(pilot)
        await press(pilot, "f8")
        assert "Write the forget gate fₜ." in shown(pilot)


async def test_the_source_of_the_key_is_shown_after_the_verdict_only(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["pool"], size=(120, 40)) as pilot:
        assert not pilot.app.screen.check_action("source", ())
        await press(pilot, "text:6 8\n7 8\n\n", "o")
        text = shown(pilot)
        assert "pool.average(C, size=2, stride=2)" in text
        assert '@solver("pool.average"' in text
        assert "def average(" in text
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, QuestionScreen)


async def test_the_source_of_a_formula_that_calls_nothing(drive: Drive, press: Press, shown: Shown) -> None:
    async with drive(["chain"]) as pilot:
        await press(pilot, "text:6", "enter", "text:7", "enter", "o")
        assert "a = w * x" in shown(pilot)
        assert "it calls no solver" in shown(pilot)


THIRD = """\
version: 1
skills: {a: {title: A}}
questions:
- {id: third, kind: number, skill: a, level: 1, source: made for the tests, prompt: "A third of {{x}}?", given: {x: 1},
   answer: x / 3}
"""


async def test_a_long_decimal_is_shown_to_the_digits_that_are_accepted(
    drive: Drive, press: Press, shown: Shown, tmp_path: Path
) -> None:
    (tmp_path / "third.yaml").write_text(THIRD)
    async with drive(["third"], banks=load([tmp_path / "third.yaml"]).sound()) as pilot:
        await press(pilot, "text:2", "enter")
        assert "0.333333" in shown(pilot)
        assert "0.3333333" not in shown(pilot)


async def test_a_worked_step_lights_the_cells_that_it_looks_at(drive: Drive, press: Press) -> None:
    def lit(pilot: Pilot[None]) -> list[str]:
        strips = pilot.app.screen._compositor.render_strips()
        segments = (segment for line in strips[2:] for segment in line)
        return [segment.text for segment in segments if segment.style and segment.style.underline]

    async with drive(["pool"], size=(80, 50)) as pilot:
        await press(pilot, "text:6 8\n7 8\n\n")
        before = lit(pilot)
        await press(pilot, "space", "space")
        assert [text for text in lit(pilot) if text not in before] == ["3", "4", "C", "7", "8"]
        await press(pilot, "a")
        assert lit(pilot) == before


async def test_the_answer_stays_in_sight_below_hints_and_when_a_draft_comes_back(
    drive: Drive, press: Press, shown: Shown
) -> None:
    async with drive(["pool"], (60, 20)) as pilot:
        await press(pilot, "f2", "f2", "f2", "text:1 2")
        assert "Hint" in shown(pilot)
        assert "[ 1  2 ]" in shown(pilot)
        await press(pilot, "escape", "c")
        assert "[ 1  2 ]" in shown(pilot)
