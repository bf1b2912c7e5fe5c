"""A sitting in lines on standard input and output: for pipes, for screen readers, for terminals that can do no more.

Every mark is a word. An answer may run over several lines while a bracket is open; an answer in one's own words ends at an empty line.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final, TextIO

from engine.learning.attempt import Confidence
from engine.learning.session import Session
from engine.learning.store import Store
from engine.marking.verdict import Verdict
from engine.question.variant import Variant
from tui.line_reader import LineReader
from tui.lines import answer_text, prose, question_lines, shown, step_lines, verdict_lines
from tui.text import visible
from tui.upkeep import kept_up

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

ENDS: Final = {
    "open": ("An empty line ends your words.",),
    "steps": ("An empty line ends the answer.",),
    "array": ("While a bracket is open, the answer goes on in the next line.",),
}
"""What is said of answers over several lines, by the kind of question."""


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
        said: str = "",
    ):
        """`echo` prints one line; `said`: printed first; `reviews`: told after each answer."""
        self.session = session
        self.store = store
        self.reader = LineReader(source, echo)
        self.echo = echo
        self.said = said
        self.reviews = reviews
        self.confidence: Confidence | None = None
        self.told = ""

    def run(self) -> int:
        """Ask until the sitting is over, the input ends or the learner leaves. Returns the exit code."""
        self.tell_notice()
        if self.said:
            self.echo(self.said)
        self.echo("Type an answer, or :help for commands.")
        with kept_up(self.store):
            try:
                is_over = self.ask_all()
            except KeyboardInterrupt:
                self.echo("")
                is_over = False
        self.tell_notice()
        for line in self.summary() if is_over else [f"Left; the {self.session.mode} goes on here next time."]:
            self.echo(line)
        return 0

    def tell_notice(self) -> None:
        """Say what the log has to say, unless it was said before."""
        if self.store.notice != self.told:
            self.told = self.store.notice
            if self.told:
                self.echo(f"Note: {visible(self.told)}")

    def ask_all(self) -> bool:
        """Ask until the sitting is over; false when it is left before."""
        while (variant := self.session.variant) is not None:
            self.ask(variant)
            if not self.answer_until_left(variant):
                return False
        return True

    def ask(self, variant: Variant) -> None:
        """Print the question at hand, and before it what the log has to say by now."""
        self.tell_notice()
        session = self.session
        self.echo("")
        self.echo(f"Question {session.position} of {session.count}: {shown(variant.question.name)}")
        if session.because:
            self.echo(f"Follow-up: {shown(session.because)}")
        if session.seconds_left is not None:
            self.echo(f"Time left: {int(session.seconds_left) // 60}:{int(session.seconds_left) % 60:02}")
        for line in question_lines(variant):
            self.echo(line)
        self.echo(" ".join([shown(variant.question.answer_rule(variant)), *ENDS.get(variant.question.kind, ())]))
        if self.reviews.asks_confidence:
            self.echo("How sure will you be? :guess, :unsure or :sure before the answer; it changes no score.")

    def answer_until_left(self, variant: Variant) -> bool:
        """Read answers and commands until the question is left; false when the sitting is."""
        while self.session.variant is variant:
            text = self.reader.read(variant)
            if text is None or text == ":quit":
                return False
            if text in (":skip", ":next") or (not text and self.session.verdict):
                if not self.session.tries and self.session.rules.tells:
                    named = f"{visible(variant.question.id)} --variant {variant.seed}"
                    self.echo(f"Skipped. To see its answer: unrolled show {named} --answer")
                self.session.advance()
                return True
            if text == ":later" and self.session.later():
                return True
            if text == ":fresh" and self.session.rules.helps:
                self.session.fresh_numbers()
                return True
            if text.startswith(":"):
                self.command(text, variant)
            elif text:
                self.judge(text, variant)
        return True

    def command(self, text: str, variant: Variant) -> None:
        """Do what a command says, the question staying at hand."""
        if text in (":hint", ":fresh") and not self.session.rules.helps:
            self.echo(f"There are neither hints nor fresh numbers in this {self.session.mode}.")
        elif text == ":hint":
            for line in f"Hint: {self.session.hint() or 'there is no further hint.'}".splitlines():
                self.echo(shown(line))
        elif text in CONFIDENCE:
            self.confidence = CONFIDENCE[text]
            self.echo(f"Your next answer: {self.confidence}.")
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
            if text != ":help":
                self.echo(f"There is no command {shown(text)}; these there are:")
            for name, meaning in COMMANDS.items():
                self.echo(f"{name:<7} {meaning}")

    def judge(self, raw: str, variant: Variant) -> None:
        """Grade an answer and say what comes next."""
        verdict = self.session.submit(raw, self.confidence)
        if verdict.outcome == "invalid" and self.session.variant is None:
            self.echo(verdict.message)
        elif verdict.outcome == "invalid" or self.session.rules.tells:
            for line in verdict_lines(verdict, raw, variant):
                self.echo(line)
        else:
            self.echo("Noted.")
        if verdict.outcome == "invalid":
            if raw == "?" or any(command.startswith(f":{raw.lower()}") for command in COMMANDS):
                self.echo("A command begins with a colon; :help lists them.")
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
        if not self.session.rules.tells:
            self.echo(f"Answers of this {self.session.mode} are rated when it is over.")
        elif self.reviews.rate(word):
            self.echo_reviews(variant)
        else:
            self.echo("Ratings are again, hard, good and easy, for a skill's first answer of a day.")

    def undo(self) -> None:
        """Take the last answer back."""
        if not self.session.rules.tells:
            self.echo(f"An answer of this {self.session.mode} cannot be taken back.")
            return
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

    def summary(self) -> Iterator[str]:
        """How the sitting went."""
        summary = self.session.summary()
        total = summary.total
        yield ""
        yield f"Done: {total.correct} of {total.answered} answered questions right at the first answer; {total.questions} asked."
        for skill, tally in summary.by_skill.items():
            if not skill:
                continue
            due = self.reviews.due(skill)
            told = f"{tally.correct} of {tally.answered}" if tally.answered else "not answered"
            yield f"  {shown(self.reviews.title(skill))}: {told}" + (f"; next {due}" if due else "")
        for place, line in enumerate(self.reviews.misconceptions()):
            yield from ([] if place else ["Misconceptions met"])
            yield f"  {line}"
