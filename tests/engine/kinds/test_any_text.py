"""Any text as an answer to any of the plain kinds: an outcome, never an exception."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.question.grade import grade
from engine.question.variant import Variant, deal
from tests.engine.kinds.hostile import HOSTILE
from tests.engine.kinds.making import question

WRONG = [{"id": "a", "answer": "two", "feedback": "No."}, {"id": "b", "answer": "three", "feedback": "No."}]
VARIANTS = {
    "number": deal(question("number", answer="tanh(0.5)")),
    "array": deal(question("array", given={"A": [[1, 2], [3, 4]]}, answer="A")),
    "choice": deal(question("choice", answer="one", mistakes=WRONG)),
    "select": deal(question("select", answer=["one", "four"], mistakes=WRONG)),
    "shape": deal(question("shape", answer="[2, 7]")),
    "steps": deal(question("steps", answer={"a": "tanh(0.5)", "b": "[a, 2]"})),
    "order": deal(question("order", answer=["first", "second", "third"])),
    "match": deal(question("match", answer={"left": "right", "up": "down"})),
    "cloze": deal(question("cloze", prompt="[1] [2] [3]", answer={"1": "f_t", "2": "i_t", "3": "o_t"})),
    "open": deal(question("open", answer="Words.", rubric=[{"point": "Says it", "cues": ["it"]}])),
}


def verdict_on(variant: Variant, raw: str) -> str:
    """The outcome of a text, once it has been read back and graded."""
    verdict = grade(variant, raw)
    assert 0 <= verdict.score <= 1
    assert verdict.message
    if verdict.outcome == "invalid":
        assert verdict.expected is None
        assert verdict.at is None or 0 <= verdict.at[0] <= verdict.at[1] <= len(raw)
    else:
        variant.question.read_back(raw, variant)
    return verdict.outcome


@pytest.mark.parametrize("kind", VARIANTS)
@pytest.mark.parametrize("raw", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts(kind: str, raw: str) -> None:
    assert verdict_on(VARIANTS[kind], raw) in ("invalid", "wrong", "partial")


@pytest.mark.parametrize("kind", VARIANTS)
@given(raw=st.text(max_size=300))
def test_any_unicode(kind: str, raw: str) -> None:
    verdict_on(VARIANTS[kind], raw)


@pytest.mark.parametrize("kind", VARIANTS)
@given(raw=st.text(alphabet="0123456789.,;+-*/^@()[]{}= \n\teExtanhpoints:ABC\\&'\"", max_size=60))
def test_any_text_of_the_signs_of_answers(kind: str, raw: str) -> None:
    verdict_on(VARIANTS[kind], raw)


@pytest.mark.parametrize("kind", VARIANTS)
def test_an_answer_may_be_so_long_and_no_longer(kind: str) -> None:
    assert grade(VARIANTS[kind], " " * 16385).message == "An answer may have 16,384 characters; this one has 16,385."
    assert grade(VARIANTS[kind], " " * 16384).message.startswith("There is no answer yet. ")


@pytest.mark.parametrize("kind", VARIANTS)
def test_samples_get_the_verdicts_they_name(kind: str) -> None:
    variant = VARIANTS[kind]
    samples = list(variant.question.samples(variant))
    assert {sample.outcome for sample in samples} >= {"correct", "invalid"}
    for sample in samples:
        verdict = grade(variant, sample.raw)
        assert (sample.raw, verdict.outcome, verdict.mistake) == (sample.raw, sample.outcome, sample.mistake)
