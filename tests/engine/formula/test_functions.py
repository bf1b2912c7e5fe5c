"""The closed table: nothing outside it, everything in it bounded, faults in the solver's words."""

import inspect
import tracemalloc
from random import Random
from time import process_time

import numpy as np
import pytest

from engine.errors import FormulaError
from engine.formula import functions

ODD = [
    *(1e9, -1e9, 1e15, 0.5, 0.0, 3.0, True, "x", ["a", "b"]),
    *(np.zeros(0), np.ones(1024), np.full(1024, 1e9), np.eye(3), np.ones((64, 1024)), np.ones((2, 2, 2))),
    *(np.ones((256, 1, 1, 1)), np.ones((1, 256, 1, 1)), np.ones((1, 1, 256, 1))),
]
"""Arguments that nobody means."""


def arguments(name: str, chance: Random) -> tuple[list[object], dict[str, object]]:
    """Odd arguments for a solver."""
    plain: list[object] = []
    named: dict[str, object] = {}
    for parameter in inspect.signature(functions.lookup(name).call).parameters.values():
        if parameter.kind is parameter.VAR_POSITIONAL:
            plain += chance.choices(ODD, k=chance.randint(1, 4))
        elif parameter.kind is parameter.KEYWORD_ONLY:
            named[parameter.name] = chance.choice(ODD)
        else:
            plain.append(chance.choice(ODD))
    return plain, named


@pytest.mark.parametrize("name", sorted(functions.functions()))
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_odd_arguments_are_computed_or_refused_without_a_flood(name: str) -> None:
    chance = Random(name)
    tracemalloc.start()
    try:
        for trial in range(9):
            plain, named = arguments(name, chance)
            started = process_time()
            try:
                (functions.worked if trial % 3 == 0 else functions.apply)(name, plain, named)
            except FormulaError as error:
                assert str(error).startswith((name, "the result of", "no function"))  # noqa: PT017 - every trial may end either way
            assert process_time() - started < 2
        assert tracemalloc.get_traced_memory()[1] < 128 * 2**20
    finally:
        tracemalloc.stop()


def test_the_nearest_names_are_offered() -> None:
    with pytest.raises(FormulaError) as caught:
        functions.lookup("pool.averege", (0, 4))
    assert caught.value.message.startswith("no function is called pool.averege; did you mean pool.average or pool.")
    assert caught.value.message.endswith("?")
    assert caught.value.message.count(" or ") == 2
    assert caught.value.at == (0, 4)
    with pytest.raises(FormulaError, match=r"^no function is called qqq$"):
        functions.lookup("qqq")


@pytest.mark.parametrize(
    ("alias", "name"), [("σ", "sigmoid"), ("sigma", "sigmoid"), ("ln", "log"), ("maximum", "max"), ("minimum", "min")]
)
def test_other_names(alias: str, name: str) -> None:
    assert functions.lookup(alias) is functions.lookup(name)


@pytest.mark.parametrize(
    "name", ["__import__", "eval", "open", "__class__", "solvers", "os.system", "", "numpy.load", "SOLVERS"]
)
def test_nothing_outside_the_table_is_reached(name: str) -> None:
    with pytest.raises(FormulaError, match="no function is called"):
        functions.apply(name, [], {})


def test_faults_are_told_in_the_solvers_words() -> None:
    with pytest.raises(FormulaError, match=r"^tanh takes \(a\): missing a required argument: 'a'$"):
        functions.apply("tanh", [], {}, (0, 4))
    with pytest.raises(FormulaError, match=r"^dot takes \(a, b\): missing a required argument: 'b'$"):
        functions.apply("dot", [1.0], {})
    with pytest.raises(FormulaError, match=r"^dot: a has shape "):
        functions.apply("dot", [np.ones((64, 1024)), np.ones(1024)], {})
    with pytest.raises(FormulaError, match=r"^log: log needs positive numbers$"):
        functions.apply("log", [0.0], {})
    with pytest.raises(FormulaError, match=r"^the result of eye may hold 65,536 numbers$"):
        functions.apply("eye", [257.0], {})
    with pytest.raises(FormulaError, match=r"^the result of max may hold 65,536 numbers$"):
        functions.apply("max", [np.ones((257, 1)), np.ones((1, 256))], {})
    assert np.shape(functions.apply("eye", [256.0], {})) == (256, 256)


def test_a_call_gives_the_value_and_not_what_led_there() -> None:
    assert functions.apply("pool.average", [np.array([[1.0, 2.0], [3.0, 6.0]])], {"size": 2.0, "stride": 2.0}) == [[3]]


def test_worked_gives_the_value_and_the_steps() -> None:
    value, steps = functions.worked("pool.average", [np.array([[1.0, 2.0], [3.0, 6.0]])], {"size": 2.0, "stride": 2.0})
    assert value == [[3]]
    assert steps[0].numbers == "(1 + 2 + 3 + 6) / 4"
    value, steps = functions.worked("tanh", [0.0], {})
    assert (value, steps) == (0, ())
    value, steps = functions.worked("pool.average", [np.ones((32, 32))], {"size": 16.0, "stride": 16.0})
    assert (value.shape, steps) == ((2, 2), ())


def test_what_cannot_be_told_is_refused_in_the_solvers_words() -> None:
    weights = {"W": np.ones((2, 3, 3)), "U": np.ones((2, 3, 3)), "b": np.ones((2, 3)), "activation": "tanh"}
    arguments = [np.ones(3), np.ones(3)]
    assert functions.apply("rnn.step", arguments, weights).h.shape == (2, 3)
    with pytest.raises(FormulaError, match=r"^rnn\.step: worked steps are told for one set of weights at a time$"):
        functions.worked("rnn.step", arguments, weights, (0, 8))


def test_the_size_of_a_result_is_asked_once_for_the_same_arguments(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def elements(values: list[float], *, times: float) -> int:
        asked.append(len(values))
        return int(len(values) * times)

    solver = functions.Solver("repeated", lambda values, *, times: np.repeat(values, int(times)), None, None, elements)
    monkeypatch.setitem(functions.SOLVERS, "repeated", solver)
    one, two = np.ones(3), np.ones(4)
    known: functions.Asked = {}
    for values, times in ((one, 2.0), (one, 2.0), (two, 2.0), (one, 3.0), (one, 2.0)):
        assert len(functions.apply("repeated", [values], {"times": times}, None, known)) == len(values) * times
    assert asked == [3, 4, 3]
    for _ in range(2):
        with pytest.raises(FormulaError, match="the result of repeated may hold"):
            functions.apply("repeated", [one], {"times": 1e6}, None, known)
    assert asked == [3, 4, 3, 3, 3]
