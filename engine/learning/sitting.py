"""The state of one sitting, folded from its entries: what the log says is what the learner finds on coming back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from engine.learning.attempt import Attempt, corrected, read
from engine.learning.entry import Entry
from engine.marking.verdict import Outcome, Verdict


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """One question of a sitting, and what became of it."""

    question: str
    """Id of the question."""
    seed: int
    """Of the numbers dealt last."""
    first: Outcome | None = None
    """Of the first answer that counts; `None` when there is none."""
    last: Outcome | None = None
    """Of the last answer that counts; `None` when there is none."""
    tries: int = 0
    """Answers that count, fresh numbers included."""
    tries_here: int = 0
    """Answers that count, to the numbers dealt last."""
    hints: int = 0
    """Hints shown for the numbers dealt last."""
    told: bool = False
    """Whether the whole solution was shown for the numbers dealt last, before an answer."""
    score: float | None = None
    """From 0 to 1, of the first answer that counts; `None` when there is none."""
    because: str = ""
    """Why the question is asked, when the answer before led to it; empty for a planned one."""
    seconds: float = 0.0
    """Spent on answers that count."""
    passed: bool = False
    """Whether the learner left the question for good, without an answer that counts."""
    typed: str = ""
    """What stood in the box when the question was put off."""
    thought: float = 0.0
    """Seconds spent on the question before it was put off."""
    flagged: bool = False
    """Whether the learner marked the question, to come back to it or to report it."""
    mistakes: tuple[str, ...] = ()
    """Ids of the known mistakes met, in the order met."""

    @property
    def untold(self) -> "Place":
        """This place as a learner sees it who is not told verdicts yet."""
        return msgspec.structs.replace(self, first=None, last=None, score=None, mistakes=())

    def answered(self, attempt: Attempt) -> "Place":
        """This place after an answer that counts."""
        outcome, mistake = attempt.verdict.outcome, attempt.verdict.mistake
        return msgspec.structs.replace(
            self,
            first=self.first or outcome,
            last=outcome,
            score=attempt.verdict.score if self.first is None else self.score,
            tries=self.tries + 1,
            tries_here=self.tries_here + 1,
            seconds=self.seconds + attempt.seconds,
            mistakes=(*self.mistakes, mistake) if mistake else self.mistakes,
        )


class Sitting(msgspec.Struct, frozen=True, kw_only=True):
    """A sitting at one moment."""

    uid: str
    """Of the entry that began it."""
    mode: str
    seed: int | None
    """Of the whole quiz; `None` when the plan came from the learner's history."""
    places: tuple[Place, ...]
    index: int = 0
    """Of the place at hand, from 0; `len(places)` when all are behind."""
    verdict: Verdict | None = None
    """On the last answer to the question at hand; `None` while there is none to show."""
    raw: str = ""
    """The last answer to the question at hand, as typed."""
    submissions: int = 0
    """Answers of the whole sitting, those that could not be read included."""
    finished: bool = False
    minutes: int | None = None
    """How long the sitting may take; `None` for as long as it takes."""
    spent: float = 0.0
    """Seconds of a timed sitting that had passed when its last entry was written, time away left out."""

    @property
    def place(self) -> Place | None:
        """The place at hand; `None` when the sitting is over."""
        return None if self.finished or self.index >= len(self.places) else self.places[self.index]

    def after(self, kind: str, body: Mapping[str, Any]) -> "Sitting":
        """The sitting after an entry of its own; kinds that do not move it leave it as it is."""
        moved = self._moved(kind, body)
        return msgspec.structs.replace(moved, spent=body["spent"]) if "spent" in body else moved

    def _moved(self, kind: str, body: Mapping[str, Any]) -> "Sitting":
        match kind:
            case "attempt" | "invalid":
                return self._answered(read(body), counts=kind == "attempt")
            case "retry":
                return msgspec.structs.replace(self, verdict=None)
            case "fresh":
                moved = self._placed(body, seed=body["seed"], tries_here=0, hints=0, told=False)
                return msgspec.structs.replace(moved, verdict=None, raw="")
            case "hint":
                return self._placed(body, hints=body["hints"], told=body.get("told", False))
            case "told":
                return self._placed(body, told=True)
            case "follow-up":
                return self._followed(body)
            case "flag":
                return self._placed(body, flagged=body["flagged"])
            case "advance" | "skip":
                moved = self._placed(body, passed=True) if kind == "skip" else self
                return msgspec.structs.replace(moved, index=body["position"], verdict=None, raw="")
            case "go":
                left = {"typed": body["typed"], "thought": body["seconds"]} if "typed" in body else {}
                moved = self._placed(body, **left)
                return msgspec.structs.replace(moved, index=body["to"] - 1, verdict=None, raw="")
            case "finish":
                return msgspec.structs.replace(self, finished=True, verdict=None)
            case _:
                return self

    def _answered(self, attempt: Attempt, *, counts: bool) -> "Sitting":
        at = attempt.position - 1
        places = (*self.places[:at], self.places[at].answered(attempt), *self.places[at + 1 :])
        return msgspec.structs.replace(
            self,
            places=places if counts else self.places,
            verdict=attempt.verdict,
            raw=attempt.raw,
            submissions=self.submissions + 1,
        )

    def _followed(self, body: Mapping[str, Any]) -> "Sitting":
        """With a further question at a place; later ones move on by one, and the last of them is not asked."""
        at = body["position"] - 1
        asked = Place(question=body["question"], seed=body["seed"], because=body["because"])
        return msgspec.structs.replace(self, places=(*self.places[:at], asked, *self.places[at:-1]))

    def _placed(self, body: Mapping[str, Any], **changes: Any) -> "Sitting":
        at = body["position"] - 1
        changed = msgspec.structs.replace(self.places[at], **changes)
        return msgspec.structs.replace(self, places=(*self.places[:at], changed, *self.places[at + 1 :]))


def begun(entry: Entry) -> Sitting:
    """The sitting that an entry of kind `sitting` begins."""
    places = tuple(Place(question=question, seed=seed) for question, seed in entry.body["plan"])
    return Sitting(
        uid=entry.uid,
        mode=entry.body["mode"],
        seed=entry.body["seed"],
        places=places,
        minutes=entry.body.get("minutes"),
    )


def unfinished(entries: list[Entry]) -> Iterator[Sitting]:
    """The sittings begun and not finished, as their entries left them, the last one first."""
    finished = {entry.body["sitting"] for entry in entries if entry.kind == "finish"}
    for entry in reversed(entries):
        if entry.kind == "sitting" and entry.uid not in finished:
            yield replayed(entry, entries)


def replayed(first: Entry, entries: Iterable[Entry]) -> Sitting:
    """The sitting that `first` began, after all its entries among `entries`."""
    return folded(own(first, entries))


def own(first: Entry, entries: Iterable[Entry]) -> list[Entry]:
    """The entries of the sitting that `first` began, `first` at their head, with the corrections of its answers wherever they were made."""
    kept = [first]
    answers: set[str] = set()
    for entry in entries:
        if entry.body.get("sitting") == first.uid:
            kept.append(entry)
            if entry.kind in ("attempt", "invalid"):
                answers.add(entry.uid)
        elif entry.kind in ("undo", "regrade") and entry.body["attempt"] in answers:
            kept.append(entry)
    return kept


def folded(entries: Sequence[Entry]) -> Sitting:
    """The sitting that its own entries come to: an answer undone is as if it had not been given."""
    sitting = begun(entries[0])
    for entry in corrected(entries):
        sitting = sitting.after(entry.kind, entry.body)
    return sitting
