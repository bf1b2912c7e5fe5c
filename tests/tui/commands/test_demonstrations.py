"""`unrolled demo` from the command line."""

import json

import pytest
from click.testing import CliRunner

from engine.learning.guesses import guesses
from engine.learning.store import Store
from solvers import demos
from tui.cli import main
from tui.place import data_folder
from tui.sitting import now


@pytest.fixture
def invoke():
    return lambda *arguments: CliRunner().invoke(main, ["demo", *arguments])


def test_without_a_name_all_are_listed(invoke):
    told = invoke().output
    assert all(name in told for name in demos.names())
    assert [one["name"] for one in json.loads(invoke("--json").output)] == demos.names()


def test_a_guess_is_judged_and_logged(invoke):
    done = invoke("cliff", "--guess", "4")
    assert done.exit_code == 0
    assert "24176.7" in done.output
    assert "✓ Right: about 24,000" in done.output
    assert "Limits: " in done.output
    wrong = invoke("steepness", "--guess", "1", "--plain")
    assert "✗ You said: a = 1\nIt is: a = 10" in wrong.output
    store = Store.open(data_folder(), clock=now)
    found = guesses(store.entries())
    store.close()
    assert (found["cliff"].right, found["steepness"].right) == (True, False)


def test_without_a_terminal_nothing_is_asked(invoke):
    done = invoke("steepness")
    assert done.exit_code == 0
    assert "It is: a = 10" in done.output
    assert "You said" not in done.output


def test_json_holds_the_last_frame(invoke):
    found = json.loads(invoke("gradient_shares", "--json").output)
    assert found["right"] == "about 0.5 %"
    assert found["table"]["rows"][-1] == ["30", "0.2404", "93.4 %", "0.436 %"]
    assert len(found["curves"][0]["x"]) == len(found["curves"][0]["y"]) == 30
    assert found["claim"]


def test_the_seed_decides_the_figures(invoke):
    first, again, other = (invoke("gradient_distance", "--seeds", "1", "--seed", seed).output for seed in "001")
    assert first == again != other


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(["nope"], "expected one of: ball"), (["cliff", "--guess", "7"], "found --guess 7, expected 1 to 4")],
)
def test_bad_usage_is_told(invoke, arguments: list[str], told: str):
    done = invoke(*arguments)
    assert done.exit_code == 2
    assert told in done.output
