"""A sitting in plain lines: taken back, put off, flagged, rated, and how sure one was."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from io import StringIO
from pathlib import Path
from threading import Event
from time import monotonic, sleep

import pytest

from engine.bank.load import Bank
from engine.errors import StoreError
from engine.learning.session import Session
from engine.learning.store import Store
from tui import upkeep
from tui.history import History
from tui.plain import PlainQuiz
from tui.reviews import Reviews

Run = Callable[..., str]


@pytest.fixture
def run(bank: Bank, store: Store, clock) -> Run:
    def running(names: list[str], script: str, mode: str = "quiz") -> str:
        dealings = [(name, 0) for name in names]
        session = Session.begin(bank.questions, store, clock=clock, mode=mode, dealings=dealings)
        lines: list[str] = []
        reviews = Reviews(session, History(store, bank, clock))
        PlainQuiz(session, store, StringIO(script), lines.append, reviews=reviews).run()
        return "\n".join(map(str, lines))

    return running


class Waiting(StringIO):
    """A learner who types the next line only when something has happened; five seconds is never."""

    def __init__(self, script: str, happened: Callable[[], object]):
        super().__init__(script)
        self.happened = happened

    def readline(self, size: int | None = -1, /) -> str:
        end = monotonic() + 5
        while not self.happened() and monotonic() < end:
            sleep(0.01)
        return super().readline(size)


@pytest.fixture
def begun(bank: Bank, store: Store, clock, monkeypatch: pytest.MonkeyPatch) -> Callable[[StringIO], list[str]]:
    """Two questions, with the log copied at once."""
    monkeypatch.setattr(upkeep, "SOON", 0.0)

    def running(source: StringIO) -> list[str]:
        session = Session.begin(bank.questions, store, clock=clock, names=["product", "sizes"])
        lines: list[str] = []
        PlainQuiz(session, store, source, lines.append, reviews=Reviews(session, History(store, bank, clock))).run()
        return lines

    return running


def test_the_log_is_copied_while_the_learner_thinks(begun, tmp_path: Path) -> None:
    begun(Waiting(":quit\n", lambda: list(tmp_path.rglob("log-*.db"))))
    (copy,) = tmp_path.rglob("log-*.db")
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_what_the_log_has_to_say_is_told_once_before_the_next_question(begun, store: Store, monkeypatch) -> None:
    asked = Event()

    def fails() -> None:
        asked.wait(5)
        store.notice = "The log could not be backed up (disk\x1b full)."

    def told() -> bool:
        asked.set()
        return bool(store.notice)

    monkeypatch.setattr(store, "back_up", fails)
    lines = begun(Waiting("7\n\n4, 2\n\n", told))
    assert lines.count("Note: The log could not be backed up (disk␛ full).") == 1
    place = lines.index("Note: The log could not be backed up (disk␛ full).")
    assert lines[place - 1].startswith("An empty line for the next question")
    assert lines[place + 2].startswith("Question 2 of 2")


def test_a_copy_that_takes_long_keeps_nobody(begun, store: Store, monkeypatch) -> None:
    started, ended = Event(), Event()

    def takes_long() -> None:
        started.set()
        ended.wait(5)

    monkeypatch.setattr(store, "back_up", takes_long)
    lines = begun(Waiting(":quit\n", started.is_set))
    assert started.is_set()
    assert not ended.is_set()
    assert lines[-1] == "Left; the quiz goes on here next time."
    ended.set()


def test_a_log_that_is_closed_at_that_moment_is_left_alone(store: Store, monkeypatch) -> None:
    tried = Event()

    def closed() -> None:
        tried.set()
        raise StoreError("The log is closed.")

    monkeypatch.setattr(upkeep, "SOON", 0.0)
    monkeypatch.setattr(upkeep, "HALF_AN_HOUR", 0.0)
    monkeypatch.setattr(store, "back_up", closed)
    with upkeep.kept_up(store):
        assert tried.wait(5)
        tried.clear()
        assert tried.wait(5), "the thread goes on"


def test_an_answer_taken_back_counts_neither_in_the_summary_nor_for_the_next_date(run: Run, store: Store) -> None:
    text = run(["product"], "7\n:undo\n12\n\n")
    assert "Taken back: 7" in text
    assert "Answer again, or :skip for the next question." in text
    assert "Rated good (right); next on 2025-03-03 (in 2 days)." in text
    assert "Done: 1 of 1 answered questions right at the first answer; 1 asked." in text
    assert "  Recurrent cells: 1 of 1; next on 2025-03-03 (in 2 days)" in text
    assert [entry.kind for entry in store.entries()] == ["sitting", "attempt", "undo", "attempt", "advance", "finish"]


@pytest.mark.parametrize("typed", ["h", "q", "?", "Help", "quit"])
def test_a_command_without_its_colon_is_told_of_it(run: Run, typed: str) -> None:
    text = run(["capital"], f"{typed}\n")
    assert "? Not read" in text
    assert "A command begins with a colon; :help lists them." in text
    assert "colon" not in run(["capital"], "9\n")


def test_the_summary_names_the_misconceptions_met(run: Run) -> None:
    text = run(["product", "sizes"], "7\n7\n\n2, 4\n\n")
    assert "Misconceptions met\n  added (×2): You added; the product was asked." in text
    assert "Misconceptions" not in run(["product"], "12\n\n")


def test_the_answer_to_the_question_before_can_be_taken_back_too(run: Run) -> None:
    text = run(["product", "sizes"], "7\n\n:undo\n2, 4\n\n")
    assert "Taken back: 7" in text
    assert "Done: 1 of 1 answered questions right at the first answer; 2 asked." in text
    assert "  Recurrent cells: not answered\n" in text


def test_two_answers_on_one_skill_are_taken_back_one_after_the_other(run: Run) -> None:
    text = run(["product"], "7\n8\n:undo\n:undo\n12\n\n")
    assert text.count("Taken back: ") == 2
    assert "More practice today" in text.partition("Taken back: 8")[0]
    assert "Rated good (right); next on 2025-03-03 (in 2 days)." in text.partition("Taken back: 7")[2]


def test_there_may_be_nothing_to_take_back(run: Run) -> None:
    assert "There is no answer to take back." in run(["product"], ":undo\n")


def test_an_exam_says_what_it_does_not_allow(run: Run, store: Store) -> None:
    text = run(["product", "sizes"], "7\n:undo\n:hint\n:fresh\n:rate easy\n:answer\n", mode="exam")
    assert "An answer of this exam cannot be taken back." in text
    assert text.count("There are neither hints nor fresh numbers in this exam.") == 2
    assert "Answers of this exam are rated when it is over." in text
    assert "Answers are told when it is over." in text
    assert text.count("Question 2 of 2") == 1
    assert [entry.kind for entry in store.entries()] == ["sitting", "attempt", "advance"]


def test_a_command_that_there_is_not_is_named_before_those_there_are(run: Run) -> None:
    assert "There is no command :bogus; these there are:\n:hint   a hint" in run(["product"], ":bogus\n")
    assert "There is no command" not in run(["product"], ":help\n")


def test_every_part_is_marked_in_a_word_and_nothing_is_said_twice(run: Run) -> None:
    text = run(["several"], "1 2 3 4\n")
    assert text.count("The candidate is no gate.") == 1
    assert text.count("  ✓ ticked, right  ") == text.count("  ✗ ticked, wrong  ") == 2


def test_how_sure_one_is_is_heard(run: Run) -> None:
    assert "Your next answer: unsure." in run(["product"], ":unsure\n")


def test_a_question_of_an_exam_is_put_off_and_comes_back(run: Run) -> None:
    text = run(["product", "sizes"], ":later\n2, 4\n:later\n12\n", mode="exam")
    assert [line for line in text.splitlines() if line.startswith("Question")] == [
        "Question 1 of 2: Product",
        "Question 2 of 2: Sizes",
        "Question 1 of 2: Product",
    ]
    assert "There is no other open question to go to." in text
    assert "Done: 2 of 2" in text


def test_elsewhere_nothing_is_put_off(run: Run) -> None:
    assert "There is no other open question to go to." in run(["product", "sizes"], ":later\n")


def test_sure_and_wrong_is_said_kindly(run: Run) -> None:
    text = run(["product"], ":sure\n7\n\n")
    assert "You were sure of this one." in text
    assert "it comes back first" in text
    assert "You were sure" not in run(["sizes"], ":sure\n2, 4\n\n")


def test_a_flag_is_set_and_taken_off(run: Run, store: Store) -> None:
    text = run(["product"], ":flag\n:flag\n")
    assert text.index("Flagged.") < text.index("No longer flagged.")
    assert [entry.body["flagged"] for entry in store.entries("flag")] == [True, False]


def test_equations_are_told_in_readable_letters(run: Run) -> None:
    text = run(["forget"], "f = tanh(W x + U h + b)\n:answer\n\n")
    assert "  read as: fₜ = tanh(W xₜ + U hₜ₋₁ + b)" in text
    assert "Answer: fₜ = sigmoid(W xₜ + U hₜ₋₁ + b)" in text


def test_an_interrupt_leaves_the_sitting_for_another_time(bank: Bank, store: Store, clock) -> None:
    class Interrupted(StringIO):
        def readline(self, *_: object) -> str:
            raise KeyboardInterrupt

    session = Session.begin(bank.questions, store, clock=clock, names=["product"])
    lines: list[str] = []
    reviews = Reviews(session, History(store, bank, clock))
    assert PlainQuiz(session, store, Interrupted(), lines.append, reviews=reviews).run() == 0
    assert lines[-1] == "Left; the quiz goes on here next time."
    assert [entry.kind for entry in store.entries()] == ["sitting"]


def test_who_skips_is_told_where_the_answer_stands(run: Run) -> None:
    told = "Skipped. To see its answer: unrolled show product --variant 0 --answer"
    assert told in run(["product"], ":skip\n")
    assert told not in run(["product"], "12\n:skip\n")
    assert "Skipped" not in run(["product"], ":skip\n", mode="exam")


class TestChain:
    @pytest.mark.parametrize(
        "typed", ["6\n7\n", "a = 6\nh = 7\n", "a = 6; h = 7\n", "6 7\n", "6, 7\n", "6; 7\n", "(2 * 3)\n7\n"]
    )
    def test_values_stand_one_a_line_or_all_in_one(self, run: Run, store: Store, typed: str) -> None:
        run(["chain"], typed)
        assert [entry.body["verdict"]["outcome"] for entry in store.entries("attempt")] == ["correct"]

    def test_an_empty_line_ends_a_chain_before_its_end(self, run: Run, store: Store) -> None:
        text = run(["chain"], "6\n\n6\n?\n")
        assert "An empty line ends the answer." in text
        assert "? Not read: Still missing: h. A ? stands for a step that you leave out." in text
        assert store.entries("invalid")[0].body["raw"] == "6"
        assert store.entries("attempt")[0].body["verdict"]["score"] == 0.5

    def test_a_command_in_the_middle_is_obeyed_and_the_answer_dropped(self, run: Run, store: Store) -> None:
        text = run(["chain", "spoken"], "6\n:hint\n6\n7\n\nWords\n:quit\n")
        assert text.count("What you had typed of the answer is dropped.") == 2
        assert "Hint: The rule: a = w * x" in text
        assert [entry.kind for entry in store.entries()] == ["sitting", "hint", "attempt", "advance"]


class TestRubric:
    def test_points_are_ticked_beside_the_model_answer(self, run: Run, store: Store) -> None:
        text = run(["spoken"], "Gates keep the state.\n\n1 2\n\n", mode="interview")
        assert text.index("A model answer:") < text.index("  2) Names many steps") < text.index("✓ Correct")
        assert store.entries("attempt")[0].body["raw"] == "Gates keep the state.\npoints: 1 2"

    def test_what_is_no_number_is_asked_again(self, run: Run, store: Store) -> None:
        assert "Numbers from 1 to 2, none, or an empty line." in run(["spoken"], "Words.\n\nall\nnone\n")
        assert store.entries("attempt")[0].body["raw"] == "Words.\npoints: none"

    @pytest.mark.parametrize("script", ["The state.\n\n\n", "The state.\n\n", "The state.\npoints: 1\n\n"])
    def test_phrases_decide_where_nothing_is_said_and_no_one_is_asked_who_said_so_already(
        self, run: Run, store: Store, script: str
    ) -> None:
        assert "◐ Partly right" in run(["spoken"], script)
        assert len(store.entries("attempt")) == 1

    def test_one_may_leave_before_ticking(self, run: Run, store: Store) -> None:
        assert "Left; the quiz goes on here next time." in run(["spoken"], "Words.\n\n:quit\n")
        assert store.entries("attempt") == []
