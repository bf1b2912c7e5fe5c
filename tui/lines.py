"""Questions, verdicts and worked steps as plain lines, for the command line and the plain mode."""

import re
from collections.abc import Iterable, Iterator, Sequence
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any, Final

from engine.marking.verdict import Verdict
from engine.question.prompt import printed
from engine.question.variant import Variant
from tui.mathtext import MATHEMATICS, formula, readable
from tui.text import visible

if TYPE_CHECKING:
    from engine.formula.worked import WorkedStep
    from engine.learning.exam import Reviewed

BOLD: Final = re.compile(r"\*\*(?![\s*])([^*`$\n]+)(?<!\s)\*\*")
"""Bold words in Markdown."""
SURE_AND_WRONG = "You were sure of this one. That is how a misconception shows itself: it comes back first."
"""Said beside a verdict, since nothing else is as well remembered."""
MARKS = {"correct": "✓ Correct", "partial": "◐ Partly right", "wrong": "✗ Wrong", "invalid": "? Not read"}
"""Sign and word for each outcome; colour is never needed."""
EXCERPT: Final = 72
"""Characters of a line that is pointed into; a longer one is shown in part."""
PART_MARKS: Final = ("✗ wrong", "✓ right")
"""The same for each part of an answer: the wrong and the right ones."""
TICK_MARKS: Final = {
    ("ticked", "correct"): "✓ ticked, right",
    ("ticked", "wrong"): "◂ not ticked, right",
    ("not ticked", "wrong"): "✗ ticked, wrong",
    ("not ticked", "correct"): "  not ticked, wrong",
}
"""The same for an option that may be ticked: what it should be, and whether that is what it is."""


def shown(text: str) -> str:
    """A bank's or a learner's text with readable mathematics and visible control characters."""
    return visible(readable(text))


def sentence(text: str) -> str:
    """The same on one line."""
    return " ".join(shown(text).split())


def several(number: int, noun: str) -> str:
    """`1 day`, `2 days`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def prose(text: str) -> str:
    """A bank's Markdown as plain text: as `shown`, without the stars around bold words."""
    pieces, end = [], 0
    for found in MATHEMATICS.finditer(text):
        pieces += [BOLD.sub(r"\1", text[end : found.start()]), found[0]]
        end = found.end()
    return shown("".join([*pieces, BOLD.sub(r"\1", text[end:])]))


def question_lines(variant: Variant) -> Iterator[str]:
    """The prompt, what is given, the options."""
    yield from prose(variant.prompt).splitlines()
    if variant.shown:
        yield ""
    for name, value in variant.shown.items():
        yield from given_lines(name, value)
    yield from option_lines(variant)


def option_lines(variant: Variant) -> Iterator[str]:
    """What is chosen from, a blank line before it; where two sides are matched, the numbered one first and letters for the other."""
    for place, line in enumerate(variant.question.left, start=1):
        yield from ([""] if place == 1 else [])
        yield f"  {place}  {shown(line)}"
    if variant.options:
        yield ""
    labels = ascii_uppercase if variant.question.left else range(1, len(variant.options) + 1)
    for label, option in zip(labels, variant.options, strict=False):
        yield f"  {label}) {shown(option)}"


def given_lines(name: str, value: Any) -> Iterator[str]:
    """A given by its name: a number on one line, a matrix row by row under brackets."""
    label = f"  {visible(name)} = "
    rows = matrix_rows(value)
    if not rows:
        yield label + visible(printed(value))
        return
    for place, row in enumerate(rows):
        yield (label if place == 0 else " " * len(label)) + row


def matrix_rows(value: Any) -> list[str]:
    """A matrix as aligned rows between tall brackets; nothing for what is no matrix."""
    if not (isinstance(value, list) and value and all(isinstance(row, list) for row in value)):
        return []
    if any(isinstance(cell, list) for row in value for cell in row):
        return []
    cells = [[visible(printed(cell)) for cell in row] for row in value]
    columns = max(map(len, cells))
    widths = [max((len(row[column]) for row in cells if column < len(row)), default=0) for column in range(columns)]
    last = len(cells) - 1
    brackets = [
        ("[", "]") if not last else ("⎡", "⎤") if n == 0 else ("⎣", "⎦") if n == last else ("⎢", "⎥")
        for n in range(last + 1)
    ]
    return [
        left + "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=False)) + right
        for row, (left, right) in zip(cells, brackets, strict=True)
    ]


def verdict_lines(verdict: Verdict, raw: str = "", variant: Variant | None = None) -> Iterator[str]:
    """Sign and word, the message, what it was read as, and the parts; `raw`, `variant`: what was answered, and which question."""
    kind = variant.question.kind if variant else ""
    message = shown(verdict.message)
    yield MARKS[verdict.outcome] if message in ("Correct.", "Right.") else f"{MARKS[verdict.outcome]}: {message}"
    if verdict.outcome == "invalid":
        yield from pointed(raw, verdict.at)
        return
    if verdict.understood:
        understood = formula(verdict.understood) if kind == "equation" else readable(verdict.understood)
        yield f"  read as: {visible(understood)}"
    options = variant.options if variant and kind == "select" else ()
    for place, part in enumerate(verdict.parts or ()):
        note = f": {shown(part.message)}" if part.message and part.message != verdict.message else ""
        if place < len(options):
            mark = TICK_MARKS[part.expected, part.outcome]
            yield f"  {mark:<19}  {part.name}) {shown(options[place])}{note}"
        else:
            yield f"  {PART_MARKS[part.outcome == 'correct']}  {shown(part.name)}{note}"


def answer_text(variant: Variant) -> str:
    """The right answer to as many digits as are accepted, an equation in readable letters."""
    text = variant.question.key_text(variant)
    if variant.question.kind == "equation":
        return visible(formula(text))
    return prose(text) if variant.question.kind == "open" else shown(text)


def review_lines(items: Iterable["Reviewed"]) -> Iterator[str]:
    """Every question of a sitting that is over, with what was answered, the verdict and the right answer."""
    yield "Review"
    for position, variant, answer in items:
        yield ""
        yield f"{position}. {shown(variant.question.name)}"
        if answer is None:
            yield "– Not answered"
        else:
            yield f"Your answer: {shown(answer.raw)}"
            yield from verdict_lines(answer.verdict, answer.raw, variant)
            yield from [SURE_AND_WRONG] if answer.sure_and_wrong else []
        if answer is None or answer.verdict.outcome != "correct":
            yield f"Answer: {answer_text(variant)}"


def pointed(raw: str, at: tuple[int, int] | None) -> Iterator[str]:
    """The line of the learner's text that holds the culprit, or the part of it around the culprit, with carets under it."""
    if at is None or at[0] > len(raw):
        return
    begin = raw.rfind("\n", 0, at[0]) + 1
    end = begin + len(raw[begin:].split("\n", 1)[0])
    # A line that the terminal wraps would part the carets from what they point at.
    start = begin if end - begin <= EXCERPT else max(begin, at[0] - EXCERPT // 2)
    stop = min(end, start + EXCERPT)
    yield f"  {visible(raw[start:stop])}"
    yield "  " + " " * len(visible(raw[start : at[0]])) + "^" * max(1, min(at[1], stop) - at[0])


def step_lines(steps: Sequence["WorkedStep"]) -> Iterator[str]:
    """Worked steps: the rule, the rule with numbers, the result."""
    for step in steps:
        name = f"{visible(step.name)} = " if step.name else ""
        indent = " " * len(name)
        yield f"{name}{visible(step.rule)}"
        if step.numbers not in (step.rule, step.value):
            yield f"{indent[:-2]}= {visible(step.numbers)}" if name else f"= {visible(step.numbers)}"
        yield f"{indent[:-2]}= {visible(step.value)}" if name else f"= {visible(step.value)}"
