"""A sitting in lines on standard input and output: for pipes, for screen readers, for terminals that can do no more.

Every mark is a word. An answer may run over several lines while a bracket is open; an answer in one's own words ends at an empty line.
"""

from collections.abc import Callable, Iterator
from typing import TextIO

from engine.learning.session import Session
from engine.learning.store import Store
from engine.marking.verdict import Verdict
from engine.question.variant import Variant
from tui.lines import question_lines, shown, step_lines, verdict_lines

COMMANDS = {
    ":hint": "a hint",
    ":answer": "the right answer",
    ":steps": "the worked solution",
    ":again": "the same numbers once more",
    ":fresh": "fresh numbers",
    ":skip": "the next question",
    ":quit": "leave; the quiz goes on here next time",
    ":help": "these commands",
}


class PlainQuiz:
    """A sitting, read from a text stream and printed line by line."""

    def __init__(
        self, session: Session, store: Store, source: TextIO, echo: Callable[[str], object], *, resumed: bool = False
    ):
        """`echo` prints one line; `resumed` says that the sitting was begun another time."""
        self.session = session
        self.store = store
        self.source = source
        self.echo = echo
        self.resumed = resumed

    def run(self) -> int:
        """Ask until the sitting is over, the input ends or the learner leaves. Returns the exit code."""
        if self.store.notice:
            self.echo(f"Note: {self.store.notice}")
        if self.resumed:
            self.echo("Going on where you stopped. For a new quiz: unrolled quiz --fresh")
        self.echo("Type an answer, or :help for commands.")
        while (variant := self.session.variant) is not None:
            self.ask(variant)
            if not self.answer_until_left(variant):
                self.echo("Left; the quiz goes on here next time.")
                return 0
        for line in self.summary():
            self.echo(line)
        return 0

    def ask(self, variant: Variant) -> None:
        """Print the question at hand."""
        session = self.session
        self.echo("")
        self.echo(f"Question {session.position} of {session.count}: {shown(variant.question.name)}")
        for line in question_lines(variant):
            self.echo(line)
        self.echo(shown(variant.question.answer_rule(variant)))

    def answer_until_left(self, variant: Variant) -> bool:
        """Read answers and commands until the question is left; false when the sitting is."""
        while True:
            text = self.read(variant)
            if text is None or text == ":quit":
                return False
            if text in (":skip", ":next") or (not text and self.session.verdict):
                self.session.advance()
                return True
            if text == ":fresh":
                self.session.fresh_numbers()
                return True
            if text.startswith(":"):
                self.command(text, variant)
            elif text:
                self.judge(text, variant)

    def command(self, text: str, variant: Variant) -> None:
        """Do what a command says, the question staying at hand."""
        if text == ":hint":
            self.echo(f"Hint: {shown(self.session.hint() or 'there is no further hint.')}")
        elif text == ":answer":
            self.echo(f"Answer: {shown(variant.question.key_text(variant))}")
        elif text == ":steps":
            lines = [*shown(variant.question.solution).splitlines(), *step_lines(variant.question.worked(variant))]
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
        verdict = self.session.submit(raw)
        for line in verdict_lines(verdict, raw):
            self.echo(line)
        if verdict.outcome == "invalid":
            return
        self.echo(self.next_moves(verdict, variant))

    def next_moves(self, verdict: Verdict, variant: Variant) -> str:
        """What can be typed after a verdict."""
        moves = ["An empty line for the next question"]
        if verdict.outcome != "correct":
            moves.append("another answer to try again")
        if variant.question.vary:
            moves.append(":fresh for fresh numbers")
        return "; ".join([*moves, ":answer", ":steps"]) + "."

    def read(self, variant: Variant) -> str | None:
        """One answer or command; `None` at the end of the input."""
        line = self.source.readline()
        if not line:
            return None
        text = line.strip()
        if text.startswith(":") or not text:
            return text
        return "\n".join([text, *self.more(text, variant)])

    def more(self, text: str, variant: Variant) -> Iterator[str]:
        """The further lines of an answer: to an empty one for words, to the last bracket for arrays."""
        level = text.count("[") - text.count("]")
        words = variant.question.kind == "open"
        while words or (variant.question.kind == "array" and level > 0):
            line = self.source.readline()
            if not line.strip():
                return
            level += line.count("[") - line.count("]")
            yield line.rstrip("\n")

    def summary(self) -> Iterator[str]:
        """How the sitting went."""
        total = self.session.summary().total
        yield ""
        yield f"Done: {total.correct} of {total.answered} answered questions right at the first answer; {total.questions} asked."
        for skill, tally in self.session.summary().by_skill.items():
            yield f"  {shown(skill)}: {tally.correct} of {tally.answered}"
