"""The code behind a key."""

from engine.bank.load import Bank
from tui.source import MOST, code, formulas


def test_the_solver_comes_first_and_then_what_it_calls(bank: Bank) -> None:
    found = code(bank.questions["pool"])
    assert found[0].name == "solvers/pooling.py: average"
    assert found[0].text.startswith('@solver("pool.average"')
    assert all(entry.name.startswith("solvers/") for entry in found)
    assert 1 < len(found) <= MOST
    assert len({entry.name for entry in found}) == len(found)


def test_formulas_of_chains_have_their_names(bank: Bank) -> None:
    assert formulas(bank.questions["chain"]) == ["a = w * x", "h = a + 1"]
    assert formulas(bank.questions["product"]) == ["w * x"]


def test_what_nothing_computes_has_no_source(bank: Bank) -> None:
    for name in ("capital", "forget", "spoken"):
        assert formulas(bank.questions[name]) == []
        assert code(bank.questions[name]) == []
