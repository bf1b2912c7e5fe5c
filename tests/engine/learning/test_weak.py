"""What was wrong when it was last answered."""

from engine.learning.store import Store
from engine.learning.weak import planned, weak


def log(store: Store, *answers: tuple[str, str, str | None, str | None]) -> None:
    """Attempts by hand: question, outcome, convention, confidence."""
    for question, outcome, convention, confidence in answers:
        verdict = {"outcome": outcome, "convention": convention}
        store.append("attempt", {"question": question, "verdict": verdict, "confidence": confidence})


def test_the_last_answer_decides_and_the_latest_come_first(store: Store) -> None:
    log(
        store,
        ("forget", "wrong", None, None),
        ("input", "correct", None, None),
        ("reset", "partial", None, None),
        ("forget", "correct", None, None),
        ("input", "wrong", None, None),
        ("gone", "wrong", None, None),
    )
    assert weak(store.entries(), ["forget", "input", "reset"]) == ["input", "reset"]


def test_sure_and_wrong_comes_first_and_another_convention_is_right(store: Store) -> None:
    log(
        store,
        ("forget", "wrong", None, "sure"),
        ("input", "wrong", "[h; x]", "sure"),
        ("reset", "wrong", None, "guess"),
    )
    assert weak(store.entries(), ["forget", "input", "reset"]) == ["forget", "reset"]


def test_they_are_asked_with_numbers_not_met() -> None:
    met = {("input", 0), ("input", 1), ("reset", 4)}
    assert planned(["input", "reset", "forget"], met, 2) == [("input", 2), ("reset", 0)]
