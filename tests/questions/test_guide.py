"""The guide to the banks: its examples, and its table of what is covered.

Run as a program it writes that table into the guide.
"""

import re
from collections import Counter
from pathlib import Path

import pytest

from engine.bank.load import Bank, load
from engine.kinds import kinds
from engine.question.grade import grade
from engine.question.variant import deal
from tests.questions.shipped import GUIDE, bank

EXAMPLES = re.findall(r"(?s)```yaml\n(.*?)```", GUIDE.read_text(encoding="utf-8"))
COVERAGE = re.compile(r"(?s)(<!-- coverage: [^\n]*-->\n).*?(<!-- end of coverage -->)")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: re.search(r"id: (\S+)", text)[1])
def test_example_of_the_guide(example: str, tmp_path: Path) -> None:
    if not example.startswith("#"):
        indented = re.sub(r"(?m)^(?=.)", "  ", example)
        skills = "skills: {demo.cell: {title: Cell, requires: []}, demo.sequence: {title: Sequence, requires: []}}"
        example = f"version: 1\n{skills}\nquestions:\n{indented}"
    file = tmp_path / "guide.yaml"
    file.write_text(example, encoding="utf-8")
    for question in load([file]).sound().questions.values():
        variant = deal(question)
        for sample in question.samples(variant):
            verdict = grade(variant, sample.raw)
            assert (verdict.outcome, verdict.mistake) == (sample.outcome, sample.mistake), sample.raw


def test_the_guide_shows_every_kind() -> None:
    shown = {kind for example in EXAMPLES for kind in re.findall(r"kind: (\w+)", example)}
    assert shown == set(kinds())


def test_the_guide_tells_what_is_covered() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    assert text == with_coverage(text), "run: python -m tests.questions.test_guide"


def with_coverage(guide: str) -> str:
    """The guide with a fresh table."""
    table = "\n".join(coverage(bank()))
    return COVERAGE.sub(lambda found: f"{found[1]}{table}\n{found[2]}", guide)


def coverage(bank: Bank) -> list[str]:
    """Concepts by kinds and levels, as the lines of a Markdown table."""
    levels = range(1, 6)
    lines = [f"| concept | {' | '.join(f'level {level}' for level in levels)} |", "| --- |" + " --- |" * len(levels)]
    for skill in bank.skills:
        found = [question for question in bank.questions.values() if question.skill == skill]
        if not found and "." not in skill:
            continue
        cells = [_counted(question.kind for question in found if question.level == level) for level in levels]
        lines.append(f"| `{skill}` | {' | '.join(cells)} |")
    totals = [sum(question.level == level for question in bank.questions.values()) for level in levels]
    return [*lines, f"| **{len(bank.questions)} questions** | {' | '.join(map(str, totals))} |"]


def _counted(names: object) -> str:
    return ", ".join(f"{name} {count}" if count > 1 else name for name, count in sorted(Counter(names).items()))


if __name__ == "__main__":
    GUIDE.write_text(with_coverage(GUIDE.read_text(encoding="utf-8")), encoding="utf-8")
