"""What a question could still do with, though it can be asked and graded."""

from pathlib import Path
from typing import Any

from engine.bank.load import load
from engine.bank.thin_places import notes, thin_places
from tests.engine.kinds.making import question

WHOLE: dict[str, Any] = {
    "title": "A sum",
    "hints": ["Add."],
    "solution": "One more.",
    "given": {"a": 1},
    "vary": {"a": "integers(1, 9)"},
    "prompt": "Add 1 to {{a}}.",
    "answer": "a + 1",
    "source": "arithmetic",
    "mistakes": [{"id": "subtracted", "answer": "a - 1", "feedback": "You took 1 away; add it."}],
}


def told(**fields: Any) -> dict[str, str]:
    return {finding.path: finding.found for finding in thin_places(question("number", **WHOLE | fields))}


def test_a_whole_question() -> None:
    assert told() == {}


def test_missing_fields() -> None:
    assert told(hints=[], solution="", title="", source="?") == {
        "hints": "no hints",
        "solution": "no solution",
        "title": "no title",
        "source": '"?"',
    }


def test_no_mistakes() -> None:
    assert told(mistakes=[]) == {"mistakes": "no mistakes"}


def test_feedback_that_tells_nothing() -> None:
    mistakes = [
        {"id": "subtracted", "answer": "a - 1", "feedback": "Wrong."},
        {"id": "doubled", "answer": "2 * a", "feedback": "You doubled it; add 1."},
        {"id": "trebled", "answer": "3 * a", "feedback": "You doubled it; add 1."},
    ]
    assert told(mistakes=mistakes) == {
        "mistakes[0].feedback": '"Wrong."',
        "mistakes[2].feedback": "the feedback of doubled again",
    }


def test_few_variants() -> None:
    """Seed 0 and three draws, of which one is the printed number: three in all."""
    assert told(vary={"a": "integers(1, 3)"}) == {"vary": "3 different variants in 20 seeds"}


def test_a_question_that_cannot_be_dealt_has_other_troubles() -> None:
    assert told(answer="a + nothing") == {}


def test_kinds_that_explain_themselves_need_no_mistakes() -> None:
    made = question("order", answer=["one", "two"], **{k: WHOLE[k] for k in ("title", "hints", "solution", "source")})
    assert list(thin_places(made)) == []


def test_notes_say_where_the_question_stands(tmp_path: Path) -> None:
    file = tmp_path / "sums.yaml"
    file.write_text(
        "version: 1\nquestions:\n"
        "  - {id: bare, kind: number, skill: sums, level: 1, prompt: Two?, answer: 2, source: sums}\n"
        "  - {id: other, kind: number, skill: sums, level: 1, prompt: Two?, answer: 2, source: sums}\n"
    )
    told = list(notes(load([file]), ["other"]))
    assert [(note.line, note.path) for note in told] == [
        (4, "other hints"),
        (4, "other solution"),
        (4, "other title"),
        (4, "other mistakes"),
    ]
    assert str(told[0]) == f"{file}:4 other hints: found no hints, expected a hint"


def test_a_note_on_a_whole_file(tmp_path: Path) -> None:
    file = tmp_path / "longest.yaml"
    options = (
        "mistakes: [{id: b, answer: other, feedback: No it is not.}, {id: c, answer: third, feedback: That is not it.}]"
    )
    common = f"kind: choice, skill: s, level: 1, title: T, solution: S, hints: [H], prompt: Which?, source: abc, answer: longer, {options}"
    file.write_text("version: 1\nquestions:\n" + "".join(f"  - {{id: q{n}, {common}}}\n" for n in range(12)))
    (told,) = notes(load([file]), ["q3"])
    assert (told.file, told.line, told.path) == (str(file), 0, "")
    assert told.found == "the right option the longest in 12 of 12 choice questions"
