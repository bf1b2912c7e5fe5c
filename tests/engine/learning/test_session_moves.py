"""Any moves in any way of sitting: what a resumed session shows is what was on the screen, and the numbers add up."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.learning.attempt import counted
from engine.learning.session import Session
from engine.learning.store import Store
from tests.engine.learning.conftest import HandClock

MOVES = {
    "right": lambda session: session.submit("sigmoid", "sure"),
    "wrong": lambda session: session.submit("tanh"),
    "unread": lambda session: session.submit("what?"),
    "undo": lambda session: session.undo(),
    "again": lambda session: session.try_again(),
    "fresh": lambda session: session.fresh_numbers(),
    "hint": lambda session: session.hint(),
    "tell": lambda session: session.tell(),
    "flag": lambda session: session.flag(),
    "later": lambda session: session.later(),
    "skip": lambda session: session.skip(),
    "advance": lambda session: session.advance(),
    "draft": lambda session: session.keep_draft("sig"),
}


def seen(session: Session) -> tuple[object, ...]:
    """All that a face shows of a session."""
    variant = session.variant and (session.variant.question.id, session.variant.seed)
    shown = (session.verdict, session.draft, session.hints_shown, session.flagged, session.open_places, session.because)
    return variant, shown, session.position, session.tries, session.places, session.summary()


@given(
    mode=st.sampled_from(["quiz", "drill", "exam", "interview"]),
    moves=st.lists(st.sampled_from(sorted(MOVES)), max_size=20),
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_session_broken_off_is_taken_up_as_it_was_and_counts_what_the_log_counts(questions, mode, moves) -> None:
    clock = HandClock()
    with TemporaryDirectory() as folder:
        store = Store.open(Path(folder), clock=clock)
        session = Session.begin(questions, store, clock=clock, mode=mode, names=["forget", "input", "reset", "update"])
        for move in moves:
            if session.variant is None:
                break
            clock.pass_(seconds=3)
            MOVES[move](session)
        answers = [entry for entry in counted(store.entries()) if entry.body["sitting"] == session.uid]
        assert sum(place.tries for place in session.places) == len(answers)
        assert sum(place.seconds for place in session.places) == sum(entry.body["seconds"] for entry in answers)
        before, over = seen(session), session.finished
        store._file.close()
        store._file.holds.release_all()
        again = Store.open(Path(folder), clock=clock)
        resumed = Session.resume(questions, again, clock=clock)
        assert (resumed is None) == over
        if resumed is not None:
            assert seen(resumed) == before
        again.close()
