"""Sixty days of a made-up learner with a clock set by hand: the schedule is the one that was kept, and replay gives the live state.

To keep another schedule after a deliberate change: `python -m tests.engine.learning.test_sixty_days` in the project's folder.
"""

import json
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from engine.kinds.choice import ChoiceQuestion, WrongOption
from engine.learning import drill
from engine.learning.cards import Cards, change
from engine.learning.scheduling import day_of
from engine.learning.session import Session
from engine.learning.settings import Settings
from engine.learning.store import Store
from engine.question.draws import Stream

GOLDEN = Path(__file__).with_name("sixty_days.json")
SETTINGS = Settings(new_per_day=2, due_per_day=6)
FAMILIES = ("rnn", "lstm", "gru", "cnn")
STEPS = ("one", "two", "three", "four")


class DayClock:
    """Says the time it was set to."""

    now = datetime(2026, 1, 5, 18, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def question(skill: str, number: int) -> ChoiceQuestion:
    wrong = WrongOption(id="wrong", feedback="No.", answer="wrong")
    return ChoiceQuestion(
        id=f"{skill.replace('.', '-')}-{number}",
        prompt="Which?",
        skill=skill,
        level=1 + number,
        source="made up",
        answer="right",
        mistakes=(wrong,),
        hints=("It is not wrong.",),
    )


QUESTIONS = {
    made.id: made
    for made in (question(f"{family}.{step}", n) for family in FAMILIES for step in STEPS for n in range(2))
}
SKILLS = {
    f"{family}.{step}": SimpleNamespace(requires=(f"{family}.{before}",) if before else ())
    for family in FAMILIES
    for before, step in zip(("", *STEPS), STEPS, strict=False)
}


def lived(folder: Path) -> tuple[dict[str, object], Cards, list[dict[str, object]]]:
    """Live sixty days; the schedule day by day, the live cards, and what they are when replayed each day."""
    clock = DayClock()
    store = Store.open(folder, clock=clock)
    live = Cards(QUESTIONS, SETTINGS)
    schedule: dict[str, object] = {}
    replays = []
    for day in range(60):
        clock.now = DayClock.now + timedelta(days=day)
        if Stream("stays away", day).below(8):
            schedule[clock.now.date().isoformat()] = practised(store, live, clock, day)
        replays.append(Cards.replayed(store.entries(), QUESTIONS, SETTINGS).plain())
    store.close()
    return schedule, live, replays


def practised(store: Store, live: Cards, clock: DayClock, day: int) -> list[list[object]]:
    """A drill of one day: each question with its seed, and the rating and the next date that the answer led to."""
    dealings = drill.planned(live, QUESTIONS, SKILLS, store.ledger.met(), day_of(clock.now, SETTINGS.day_begins))
    if not dealings:
        return []
    session = Session.begin(QUESTIONS, store, clock=clock, mode="drill", dealings=dealings)
    session.heard = live.hear
    told = []
    while session.variant:
        variant, chance = session.variant, Stream("answers", day, session.variant.question.id)
        if chance.below(6) == 0:
            session.hint()
        clock.now += timedelta(seconds=5 + chance.below(300))
        sure = ("guess", "unsure", "sure", None)[chance.below(4)]
        session.submit("wrong" if chance.below(5) == 0 else "right", sure)
        card = live.by_skill[variant.question.skill]
        if chance.below(15) == 0:
            live.hear(store.append("rating", change(card.reviews[-1].attempt, "easy")))
            card = live.by_skill[variant.question.skill]
        told.append([variant.question.id, variant.seed, card.reviews[-1].rating, card.memory.due.isoformat()])
        session.advance()
    return told


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory):
    return lived(tmp_path_factory.mktemp("sixty"))


def test_the_schedule_is_the_one_that_was_kept(life) -> None:
    assert life[0] == json.loads(GOLDEN.read_text("utf-8"))


def test_replay_gives_the_live_state(life) -> None:
    assert life[2][-1] == life[1].plain()
    assert len(life[1].by_skill) == len(SKILLS)


def test_limits_variants_and_prerequisites_hold_on_every_day(life) -> None:
    asked: set[tuple[str, int]] = set()
    met: list[str] = []
    for day in life[0].values():
        skills = [QUESTIONS[name].skill for name, *_ in day]
        assert len(set(skills)) == len(skills)
        fresh = [skill for skill in skills if skill not in met]
        assert len(fresh) <= SETTINGS.new_per_day
        for skill in fresh:
            assert set(SKILLS[skill].requires) <= {*met, *fresh[: fresh.index(skill)]}
        dealt = {(name, seed) for name, seed, *_ in day}
        assert not dealt & asked
        asked |= dealt
        met += fresh


def test_due_dates_lie_ahead_and_good_answers_push_them_out(life) -> None:
    gaps: dict[str, list[int]] = {}
    for review_day, day in life[0].items():
        for name, _, rating, due in day:
            gap = (datetime.fromisoformat(due) - datetime.fromisoformat(review_day)).days
            assert gap >= 1
            if rating == "good":
                gaps.setdefault(QUESTIONS[name].skill, []).append(gap)
    assert max(max(days) for days in gaps.values()) > 20


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        days = [f"{json.dumps(day)}: {json.dumps(told)}" for day, told in lived(Path(made))[0].items()]
    GOLDEN.write_text("{\n" + ",\n".join(days) + "\n}\n", "utf-8")
