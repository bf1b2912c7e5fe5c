"""A sitting driven by a program: commands and events as JSON, one on each line.

Every line read is one command, every line written one event; each is an object. Nothing is written but what a command, or the beginning
or end of the sitting, gives rise to.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias

import msgspec

from engine import limits
from engine.learning.session import Session
from engine.marking.verdict import Verdict
from engine.question.variant import Variant
from tui.grading import typed, verdict_data
from tui.json_command import EXPECTED, Command, read

if TYPE_CHECKING:
    from tui.reviews import Reviews

Event: TypeAlias = dict[str, Any]


class JsonSitting:
    """A sitting, read from a stream of bytes and written line by line."""

    def __init__(
        self,
        session: Session,
        reviews: "Reviews",
        source: BinaryIO,
        echo: Callable[[str], object],
        *,
        ending: Callable[[], Iterator[Event]],
    ):
        """`echo` prints one line and flushes it; `ending` makes the events of a sitting that is over."""
        self.session = session
        self.reviews = reviews
        self.source = source
        self.echo = echo
        self.ending = ending
        self.failed = False
        """Whether any line could not be read."""

    def run(self, *, resumed: bool = False, notice: str = "") -> bool:
        """Go on until the sitting is over, the input ends or the program leaves; returns whether every line could be read."""
        session = self.session
        self.tell(
            {
                "event": "sitting",
                "mode": session.mode,
                "questions": session.count,
                "minutes": session.minutes,
                "resumed": resumed,
                "notice": notice,
            }
        )
        self.ask()
        for number, line in self.lines():
            if not self.obey(number, line):
                break
        if session.variant is not None:
            self.tell({"event": "left", "position": session.position})
        return not self.failed

    def tell(self, event: Event) -> None:
        """Write one event."""
        self.echo(msgspec.json.encode(event).decode())

    def lines(self) -> Iterator[tuple[int, bytes]]:
        """The lines that are not blank, numbered from 1; of one that is too long, as much as shows that it is."""
        number = 0
        while line := self.source.readline(limits.JSON_LINE_BYTES + 1):
            number, rest = number + 1, line
            while len(rest) > limits.JSON_LINE_BYTES and not rest.endswith(b"\n"):
                rest = self.source.readline(limits.JSON_LINE_BYTES + 1)
            if line.strip():
                yield number, line

    def obey(self, number: int, line: bytes) -> bool:
        """Do what a line says; false when it says to leave, and when the sitting is over. `number`: of the line, from 1."""
        try:
            command = read(line)
        except ValueError as error:
            self.failed = True
            self.tell({"event": "error", "line": number, "message": f"{error}; {EXPECTED}"})
            return True
        asked = self.session.variant
        if command.do == "quit" or asked is None:
            return False
        if command.do is None:
            self.judge(command, asked)
        else:
            for event in self.done(command, asked):
                self.tell(event)
        if self.session.variant is not asked:
            self.ask()
        return self.session.variant is not None

    def ask(self) -> None:
        """Tell the question at hand, with its verdict where there is one, or that the sitting is over."""
        variant = self.session.variant
        if variant is None:
            for event in self.ending():
                self.tell(event)
            return
        self.tell(self.question(variant))
        if self.session.verdict is not None:
            self.tell(self.verdict(self.session.verdict, variant))

    def judge(self, command: Command, variant: Variant) -> None:
        """Grade an answer; where verdicts wait for the end, only one that cannot be read is told."""
        position = self.session.position
        verdict = self.session.submit(typed(command.answer), command.confidence)
        if verdict.outcome == "invalid" or self.session.rules.tells:
            self.tell(self.verdict(verdict, variant))
        else:
            self.tell({"event": "noted", "position": position})

    def done(self, command: Command, variant: Variant) -> Iterator[Event]:
        """Do anything but answer, and say what came of it; a step that leads to another question says nothing more."""
        session = self.session
        match command.do:
            case "next":
                session.advance()
            case "skip":
                session.skip()
            case "hint":
                yield {"event": "hint", "text": session.hint(), "more": session.may_hint}
            case "solution":
                yield self.solution(variant) if session.tell() else refused("Answers are told when it is over.")
            case "flag":
                yield {"event": "flag", "flagged": session.flag()}
            case "again":
                session.try_again()
                yield self.question(variant)
            case "question":
                yield self.question(variant)
            case "later":
                if not session.later():
                    yield refused("There is no other open question.")
            case "fresh":
                if not (variant.question.vary and session.rules.helps):
                    yield refused("These numbers stay.")
                else:
                    session.fresh_numbers()
            case "undo":
                yield self.undone()
            case "rate":
                rated = session.rules.tells and self.reviews.rate(command.rating or "")
                yield {"event": "rating"} | self.review(variant) if rated else refused("That answer has no rating.")

    def undone(self) -> Event:
        """Take the last answer back."""
        answer = self.session.undo()
        if answer is None:
            return refused("There is no answer to take back.")
        return {"event": "undone", "id": answer.question, "answer": sound(answer.raw)}

    def question(self, variant: Variant) -> Event:
        """A question as data; the names of the parts of its answer are `lines`, the lines to find partners for `left`."""
        question, session = variant.question, self.session
        printable = question.printable
        return {
            "event": "question",
            "position": session.position,
            "questions": session.count,
            "id": question.id,
            "variant": variant.seed,
            "kind": question.kind,
            "title": question.name,
            "skill": question.skill,
            "level": question.level,
            "prompt": variant.prompt,
            "given": variant.given if printable else {},
            "shapes": {name: shape(value) if printable else list(value) for name, value in variant.given.items()},
            "options": list(variant.options),
            "left": list(question.left),
            "lines": list(getattr(question, "lines", ())),
            "rule": question.answer_rule(variant),
            "hints": {"shown": list(session.hints_shown), "more": session.may_hint},
            "because": session.because,
            "seconds_left": session.seconds_left,
            "flagged": session.flagged,
            "draft": sound(session.draft),
        }

    def verdict(self, verdict: Verdict, variant: Variant) -> Event:
        """A verdict as `unrolled grade --json` has it, with the rating where there is one."""
        data = verdict_data(variant.question.id, variant.seed, verdict)
        counts = verdict.outcome != "invalid" and self.session.rules.tells
        return {"event": "verdict", **data} | (self.review(variant) if counts else {})

    def review(self, variant: Variant) -> Event:
        """How the last answer was rated, and when its skill comes again."""
        told = self.reviews.told(variant.question.skill)
        return {"review": told.line, "due_in_days": self.reviews.days(variant.question.skill)} if told else {}

    def solution(self, variant: Variant) -> Event:
        """The right answer and the worked solution."""
        question = variant.question
        steps = [step._asdict() for step in question.worked(variant)]
        return {"event": "solution", "answer": question.key_text(variant), "words": question.solution, "steps": steps}


def refused(why: str) -> Event:
    """What cannot be done here; nothing was."""
    return {"event": "refused", "message": why}


def shape(value: Any) -> list[int]:
    """The sizes of nested lists, outermost first; empty for anything else."""
    return [len(value), *shape(value[0] if value else None)] if isinstance(value, list) else []


def sound(text: str) -> str:
    """A text that JSON can hold: a half of a character, which some terminals send, is replaced."""
    return text.encode("utf-8", "replace").decode()
