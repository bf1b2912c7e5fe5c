"""Options that tell the right one by something other than what they say: their length, or a reference to their place."""

import re
from collections.abc import Iterable, Iterator
from math import sqrt

from engine.bank.variant_proof import Finding
from engine.question.question import Question

_LONGER = 1.1
"""How much longer than every wrong option the right one may be: less than the eye sees."""
_SHORTER = 1.5
"""How much shorter."""
_FEW = 3
"""Characters that nobody counts."""
_DEVIATIONS = 3
"""Standard deviations above what chance would give, from which the longest option is chosen too well."""
_LEAST = 5
"""Right options that are the longest, below which nothing is said of all questions together."""
_PLACE = re.compile(
    r"\b(?:option|choice|answer|statement)s? \(?(?:[A-H]\b|[1-9]\b(?!\s*[.,][0-9]))|"
    r"\b(?:first|second|third|fourth|fifth|last|upper|lower|top|bottom) (?:option|choice|answer|statement)s?\b|"
    r"^\s*\(?[A-Ha-h1-9][).:] "
)
"""`option B`, `the second answer`, an option that begins with its letter."""


def telling_options(question: Question) -> Iterator[Finding]:
    """Right options that stand out, and words that hang on an order which is shuffled."""
    if question.kind not in ("choice", "select"):
        return
    answer = getattr(question, "answer", "")
    right = [answer] if isinstance(answer, str) else list(answer)
    yield from _by_length(right, [mistake.answer for mistake in getattr(question, "mistakes", ())])
    yield from _by_place(question, right)


def longest_too_often(questions: Iterable[Question]) -> str:
    """How often the right option is the longest, if whoever always takes the longest does better than chance; else empty.

    Each question by itself may be sound: a character or two tells nothing, unless it tells every time.
    """
    count, longest, expected, variance = 0, 0, 0.0, 0.0
    for question in questions:
        if question.kind == "choice":
            lengths = [len(mistake.answer) for mistake in getattr(question, "mistakes", ())]
            chance = 1 / (len(lengths) + 1)
            count += 1
            longest += len(getattr(question, "answer", "")) > max(lengths, default=0)
            expected += chance
            variance += chance * (1 - chance)
    often = longest >= _LEAST and longest > expected + _DEVIATIONS * sqrt(variance)
    return f"the right option the longest in {longest} of {count} choice questions" if often else ""


def _by_length(right: list[str], wrong: list[str]) -> Iterator[Finding]:
    if not wrong:
        return
    shortest, longest = min(map(len, right)), max(map(len, right))
    others_shortest, others_longest = min(map(len, wrong)), max(map(len, wrong))
    if shortest > max(_LONGER * others_longest, others_longest + _FEW):
        found = f"{shortest} characters, and {others_longest} in the longest wrong option"
        yield Finding("answer", 0, found, "options of like length")
    elif _SHORTER * longest < others_shortest and longest + 4 * _FEW < others_shortest:
        found = f"{longest} characters, and {others_shortest} in the shortest wrong option"
        yield Finding("answer", 0, found, "options of like length")


def _by_place(question: Question, right: list[str]) -> Iterator[Finding]:
    texts = {"prompt": question.prompt, "solution": question.solution}
    texts |= {f"hints[{place}]": hint for place, hint in enumerate(question.hints)}
    texts |= {f"answer[{place}]" if len(right) > 1 else "answer": text for place, text in enumerate(right)}
    for place, mistake in enumerate(getattr(question, "mistakes", ())):
        texts |= {f"mistakes[{place}].answer": mistake.answer, f"mistakes[{place}].feedback": mistake.feedback}
    for path, text in texts.items():
        if found := _PLACE.search(text):
            yield Finding(path, 0, f'"{found[0].strip()}"', "options named by what they say, since they are shuffled")
