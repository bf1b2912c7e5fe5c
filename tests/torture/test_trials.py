"""Every trial of the log, a few times each, with its control; `python -m tests.torture` runs them in full."""

import pytest

from tests.torture.recording_vfs import library
from tests.torture.trials import TRIALS, Trial, run


@pytest.fixture(params=TRIALS, ids=lambda trial: f"{trial.module}{trial.control}")
def trial(request: pytest.FixtureRequest) -> Trial:
    if request.param.module == "power_cuts" and library() is None:
        pytest.skip("this Python hides the functions of its SQLite, so no power cut can be simulated")
    return request.param


def test_the_log_holds(trial: Trial) -> None:
    tally = run(trial, trial.few)
    assert {name: tally[name] for name in trial.never} == dict.fromkeys(trial.never, 0), tally


def test_without_its_guard_it_does_not(trial: Trial) -> None:
    tally = run(trial, trial.controlled, trial.control)
    assert tally[trial.fails] > 0, tally
