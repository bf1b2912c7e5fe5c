"""Verdicts for programs: one answer, or requests and verdicts as JSON lines."""

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from engine.bank.choose import question_called
from engine.bank.load import Bank
from engine.errors import UnknownQuestionError
from engine.marking.verdict import Verdict, invalid
from engine.question.grade import grade
from engine.question.variant import Variant, deal

REMEMBERED = 4096
"""How many dealt variants are kept, so that many answers to one question do not deal it anew each time."""


class Request(msgspec.Struct, frozen=True):
    """One line of a batch."""

    id: str
    answer: Any
    """Text; numbers and lists are taken as their text."""
    variant: int = 0


def graded(variant: Variant, raw: str) -> tuple[Verdict, dict[str, Any]]:
    """The verdict, and the same as data with the question's id and seed."""
    verdict = grade(variant, raw)
    return verdict, verdict_data(variant.question.id, variant.seed, verdict)


def verdict_data(question: str | None, seed: int | None, verdict: Verdict) -> dict[str, Any]:
    """A verdict as data; cells and parts only where there are any."""
    data: dict[str, Any] = msgspec.to_builtins(verdict)
    for rare in ("cells", "parts", "at"):
        if data[rare] is None:
            del data[rare]
    return {"id": question, "variant": seed} | data


def grade_lines(bank: Bank, requests: Iterable[bytes], echo: Callable[[str], object]) -> bool:
    """Answer each request with a verdict, in the same order; returns whether any request could not be read.

    A line that is no request gets the verdict `invalid`, which says why, and the next line is read.
    """
    dealt: dict[tuple[str, int], Variant] = {}
    failed = False
    for number, line in enumerate(requests, start=1):
        if not line.strip():
            continue
        try:
            request = msgspec.json.decode(line, type=Request)
            variant = _dealt(bank, request, dealt)
        except (msgspec.MsgspecError, UnknownQuestionError, UnicodeDecodeError) as error:
            failed = True
            data = verdict_data(None, None, invalid(f"line {number}: {error}; expected {{id, variant, answer}}"))
        else:
            data = verdict_data(request.id, request.variant, grade(variant, typed(request.answer)))
        echo(msgspec.json.encode(data).decode())
    return failed


def _dealt(bank: Bank, request: Request, dealt: dict[tuple[str, int], Variant]) -> Variant:
    place = (request.id, request.variant)
    if place not in dealt:
        if len(dealt) >= REMEMBERED:
            dealt.clear()
        dealt[place] = deal(question_called(bank, request.id), request.variant)
    return dealt[place]


def typed(answer: Any) -> str:
    """An answer as its text: numbers and lists as JSON writes them."""
    return answer if isinstance(answer, str) else msgspec.json.encode(answer).decode()
