"""A sitting in lines on standard input and output: for pipes, for screen readers, for terminals that can do no more.

Every mark is a word. An answer may run over several lines while a bracket is open; an answer in one's own words ends at an empty line.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final, TextIO

from engine.kinds.open import POINTS, OpenQuestion
from engine.learning.attempt import Confidence
from engine.learning.session import Session
from engine.learning.store import Store
from engine.marking.verdict import Verdict
from engine.question.variant import Variant
from tui.lines import answer_text, prose, question_lines, shown, step_lines, verdict_lines

if TYPE_CHECKING:
    from tui.reviews import Reviews

COMMANDS = {
    ":hint": "a hint",
    ":answer": "the right answer",
    ":steps": "the worked solution",
    ":again": "the same numbers once more",
    ":fresh": "fresh numbers",
    ":skip": "the next question",
    ":sure": "you are sure of the answer that you type next; also :unsure, :guess",
    ":rate": "your own rating of the last answer: :rate again, hard, good or easy",
    ":undo": "the last answer never was: neither the summary nor the next date counts it",
    ":flag": "mark the question, or take the mark off",
    ":later": "the next open question of an exam; this one comes back",
    ":quit": "leave; the sitting goes on here next time",
    ":help": "these commands",
}
CONFIDENCE: Final[dict[str, Confidence]] = {":sure": "sure", ":unsure": "unsure", ":guess": "guess"}
"""Said before an answer; it changes no score."""


class PlainQuiz:
    """A sitting, read from a text stream and printed line by line."""

    def __init__(
        self,
        session: Session,
        store: Store,
        source: TextIO,
        echo: Callable[[str], object],
        *,
        reviews: "Reviews",
        resumed: bool = False,
    ):
        """`echo` prints one line; `resumed` says that the sitting was begun another time; `reviews`: told after each answer."""
        self.session = session
        self.store = store
        self.source = source
        self.echo = echo
        self.resumed = resumed
        self.reviews = reviews
        self.confidence: Confidence | None = None

    def run(self) -> int:
        """Ask until the sitting is over, the input ends or the learner leaves. Returns the exit code."""
        if self.store.notice:
            self.echo(f"Note: {self.store.notice}")
        if self.resumed:
            mode = self.session.mode
            self.echo(f"Going on where you stopped. For a new {mode}: unrolled {mode} --fresh")
        self.echo("Type an answer, or :help for commands.")
        while (variant := self.session.variant) is not None:
            self.ask(variant)
            if not self.answer_until_left(variant):
                self.echo(f"Left; the {self.session.mode} goes on here next time.")
                return 0
        for line in self.summary():
            self.echo(line)
        return 0

    def ask(self, variant: Variant) -> None:
        """Print the question at hand."""
        session = self.session
        self.echo("")
        self.echo(f"Question {session.position} of {session.count}: {shown(variant.question.name)}")
        if session.because:
            self.echo(f"Follow-up: {shown(session.because)}")
        if session.seconds_left is not None:
            self.echo(f"Time left: {int(session.seconds_left) // 60}:{int(session.seconds_left) % 60:02}")
        for line in question_lines(variant):
            self.echo(line)
        self.echo(shown(variant.question.answer_rule(variant)))
        if self.reviews.asks_confidence:
            self.echo("How sure will you be? :guess, :unsure or :sure before the answer; it changes no score.")

    def answer_until_left(self, variant: Variant) -> bool:
        """Read answers and commands until the question is left; false when the sitting is."""
        while self.session.variant is variant:
            text = self.read(variant)
            if text is None or text == ":quit":
                return False
            if text in (":skip", ":next") or (not text and self.session.verdict):
                self.session.advance()
                return True
            if text == ":later" and self.session.later():
                return True
            if text == ":fresh":
                self.session.fresh_numbers()
                return True
            if text.startswith(":"):
                self.command(text, variant)
            elif text:
                self.judge(text, variant)
        return True

    def command(self, text: str, variant: Variant) -> None:
        """Do what a command says, the question staying at hand."""
        if text == ":hint":
            for line in f"Hint: {self.session.hint() or 'there is no further hint.'}".splitlines():
                self.echo(shown(line))
        elif text in CONFIDENCE:
            self.confidence = CONFIDENCE[text]
        elif text.startswith(":rate"):
            self.rate(text.removeprefix(":rate").strip(), variant)
        elif text == ":undo":
            self.undo()
        elif text == ":later":
            self.echo("There is no other open question to go to.")
        elif text == ":flag":
            self.echo("Flagged." if self.session.flag() else "No longer flagged.")
        elif text in (":answer", ":steps") and not self.session.tell():
            self.echo("Answers are told when it is over.")
        elif text == ":answer":
            self.echo(f"Answer: {answer_text(variant)}")
        elif text == ":steps":
            lines = [*prose(variant.question.solution).splitlines(), *step_lines(variant.question.worked(variant))]
            for line in lines or ["There are no steps for this question."]:
                self.echo(line)
        elif text == ":again":
            self.session.try_again()
            self.ask(variant)
        else:
            for name, meaning in COMMANDS.items():
                self.echo(f"{name:<7} {meaning}")

    def judge(self, raw: str, variant: Variant) -> None:
        """Grade an answer and say what comes next."""
        verdict = self.session.submit(raw, self.confidence)
        if verdict.outcome == "invalid" or self.session.rules.tells:
            for line in verdict_lines(verdict, raw, variant.question.kind):
                self.echo(line)
        else:
            self.echo("Noted.")
        if verdict.outcome == "invalid":
            return
        self.confidence = None
        if self.session.rules.tells:
            self.echo_reviews(variant)
            self.echo(self.next_moves(verdict, variant))

    def echo_reviews(self, variant: Variant) -> None:
        """Say how the answer was rated and when its skill comes again."""
        for line in self.reviews.lines(variant.question.skill):
            self.echo(line)

    def rate(self, word: str, variant: Variant) -> None:
        """Take the learner's own rating."""
        if self.session.rules.tells and self.reviews.rate(word):
            self.echo_reviews(variant)
        else:
            self.echo("Ratings are again, hard, good and easy, for a skill's first answer of a day.")

    def undo(self) -> None:
        """Take the last answer back."""
        undone = self.session.undo()
        if undone is None:
            self.echo("There is no answer to take back.")
            return
        self.echo(f"Taken back: {shown(' '.join(undone.raw.split()))}")
        if self.session.verdict is None:
            self.echo("Answer again, or :skip for the next question.")

    def next_moves(self, verdict: Verdict, variant: Variant) -> str:
        """What can be typed after a verdict."""
        moves = ["An empty line for the next question"]
        if verdict.outcome != "correct":
            moves.append("another answer to try again")
        if variant.question.vary:
            moves.append(":fresh for fresh numbers")
        return "; ".join([*moves, ":answer", ":steps", ":undo"]) + "."

    def read(self, variant: Variant) -> str | None:
        """One answer or command; `None` at the end of the input."""
        line = self.source.readline()
        if not line:
            return None
        text = line.strip()
        if text.startswith(":") or not text:
            return text
        text = "\n".join([text, *self.more(text, variant)])
        return self.with_points(text, variant.question) if isinstance(variant.question, OpenQuestion) else text

    def more(self, text: str, variant: Variant) -> Iterator[str]:
        """The further lines of an answer: to an empty one for words, to the last bracket for arrays, to the last step of a chain."""
        if variant.question.kind == "steps":
            yield from self.steps(text, variant)
            return
        level = text.count("[") - text.count("]")
        words = variant.question.kind == "open"
        while words or (variant.question.kind == "array" and level > 0):
            line = self.source.readline()
            if not line.strip():
                return
            level += line.count("[") - line.count("]")
            yield line.rstrip("\n")

    def with_points(self, text: str, question: OpenQuestion) -> str:
        """Words of one's own with the points of the rubric that the learner claims, compared with the model answer."""
        if not any(map(str.isalpha, text)) or POINTS.fullmatch(text.rpartition("\n")[2]):
            return text
        for line in ["A model answer:", *prose(question.answer).splitlines(), "Its points:"]:
            self.echo(line)
        for place, point in enumerate(question.rubric, start=1):
            self.echo(f"  {place}) {shown(point.point)}")
        self.echo("Which of them did you make? Their numbers, or none; an empty line: those found by their phrases.")
        while line := self.source.readline().strip():
            if line == ":quit":
                return line
            if POINTS.fullmatch(f"points: {line}"):
                return f"{text}\npoints: {line}"
            self.echo(f"Numbers from 1 to {len(question.rubric)}, none, or an empty line.")
        return text

    def steps(self, text: str, variant: Variant) -> Iterator[str]:
        """The further steps of a chain, one a line, until all are there or a line is empty; nothing more for what names no step."""
        left = len(getattr(variant.question, "lines", ())) - 1
        while "=" in text and ";" not in text and left > 0 and (text := self.source.readline().strip()):
            left -= 1
            yield text

    def summary(self) -> Iterator[str]:
        """How the sitting went."""
        total = self.session.summary().total
        yield ""
        yield f"Done: {total.correct} of {total.answered} answered questions right at the first answer; {total.questions} asked."
        for skill, tally in self.session.summary().by_skill.items():
            due = self.reviews.due(skill)
            yield f"  {shown(skill)}: {tally.correct} of {tally.answered}" + (f"; next {due}" if due else "")
