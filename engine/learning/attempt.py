"""An attempt: one answer as the log keeps it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, TypeAlias

import msgspec

from engine.learning.entry import Entry
from engine.marking.verdict import Part, Verdict

Confidence: TypeAlias = Literal["guess", "unsure", "sure"]


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """The body of an entry of kind `attempt`, or `invalid` for a text that could not be read and does not count."""

    sitting: str
    """Uid of the entry that began the sitting."""
    position: int
    """Place in the sitting's plan, from 1."""
    question: str
    """Id of the question."""
    digest: str
    """Of the bank that asked; empty when it was not given."""
    seed: int
    given: dict[str, Any]
    """The numbers shown, so that the attempt can be judged again even if the bank draws otherwise by then."""
    raw: str
    """The answer, character for character."""
    verdict: Verdict
    hints: int
    """How many hints had been shown for these numbers."""
    told: bool = False
    """Whether the whole solution had been shown for these numbers."""
    tries: int
    """Which try at these numbers it was, from 1; for an `invalid` one, which try it would have been."""
    seconds: float
    """From shown (or from the last answer) to submitted; time between quitting and coming back is not counted."""
    confidence: Confidence | None = None
    """How sure the learner was, said before the verdict; `None` when not asked."""

    @property
    def sure_and_wrong(self) -> bool:
        """Whether the learner was sure, and wrong; right under another convention is right."""
        verdict = self.verdict
        return self.confidence == "sure" and verdict.outcome == "wrong" and verdict.convention is None


def write(attempt: Attempt) -> dict[str, Any]:
    """An attempt as the body of an entry."""
    body = {name: getattr(attempt, name) for name in attempt.__struct_fields__}
    plain: dict[str, Any] = msgspec.to_builtins(body)
    return plain


def read(body: Mapping[str, Any]) -> Attempt:
    """The attempt that a body holds. Fields a later version may have added are ignored."""
    fields = {name: body[name] for name in Attempt.__struct_fields__ if name in body}
    return Attempt(**{**fields, "verdict": read_verdict(body["verdict"])})


def read_verdict(body: Mapping[str, Any]) -> Verdict:
    """The verdict that a body holds. Fields a later version may have added are ignored."""
    fields = {name: body[name] for name in Verdict.__struct_fields__ if name in body}
    if fields.get("parts") is not None:
        fields["parts"] = msgspec.convert(fields["parts"], tuple[Part, ...])
    if fields.get("at") is not None:
        fields["at"] = tuple(fields["at"])
    return Verdict(**fields)


def overconfident(body: Mapping[str, Any]) -> bool:
    """Whether the body of an attempt says that the learner was sure, and wrong."""
    verdict = body["verdict"]
    wrong = verdict["outcome"] == "wrong" and verdict.get("convention") is None
    return wrong and body.get("confidence") == "sure"


def corrected(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Entries as they hold: the one place that decides what history is made of.

    An entry `undo` takes an attempt out of history; a `regrade` gives it another verdict, the last one of several.
    """
    every = list(entries)
    undone = {entry.body["attempt"] for entry in every if entry.kind == "undo"}
    verdicts = {entry.body["attempt"]: entry.body["verdict"] for entry in every if entry.kind == "regrade"}
    if not undone and not verdicts:
        return iter(every)
    kept = (entry for entry in every if entry.uid not in undone)
    return (regraded(entry, verdicts[entry.uid]) if entry.uid in verdicts else entry for entry in kept)


def counted(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries of attempts that count, each with the verdict that holds."""
    return (entry for entry in corrected(entries) if entry.kind == "attempt")


def regraded(entry: Entry, verdict: Mapping[str, Any]) -> Entry:
    """The entry of an answer with another verdict; any other entry as it is."""
    if entry.kind not in ("attempt", "invalid"):
        return entry
    kind = "invalid" if verdict["outcome"] == "invalid" else "attempt"
    return msgspec.structs.replace(entry, kind=kind, body={**entry.body, "verdict": verdict})


def attempts(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Attempt]]:
    """The attempts that count, each with its entry; for a few fields of a long log, the bodies of `counted` are faster."""
    return ((entry, read(entry.body)) for entry in counted(entries))
