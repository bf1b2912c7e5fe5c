"""A set of variants, beside a plain one."""

from hypothesis import given
from hypothesis import strategies as st

from engine.learning.met import Met, times

DEALINGS = st.lists(st.tuples(st.sampled_from(["forget", "input", "reset"]), st.integers(0, 5)))


@given(DEALINGS, DEALINGS)
def test_it_is_a_set(taken_in: list[tuple[str, int]], taken_out: list[tuple[str, int]]) -> None:
    met, plain = Met(), set(taken_in)
    met |= set(taken_in)
    assert met == plain
    for dealing in taken_out:
        met.discard(dealing)
        plain.discard(dealing)
    assert (set(met), len(met)) == (plain, len(plain))
    assert all((dealing in met) == (dealing in plain) for dealing in taken_in + taken_out)
    counted = times(met)
    assert {name: counted.get(name, 0) for name in ("forget", "input")} == {
        name: times(plain).get(name, 0) for name in ("forget", "input")
    }


def test_what_it_is_made_of_is_left_alone() -> None:
    below, beyond = {"forget": 2}, {"forget": {3}}
    met = Met(below, beyond)
    met.add(("forget", 2))
    assert (met.below, met.beyond, "forget" in met) == ({"forget": 4}, {}, False)
    assert (below, beyond) == ({"forget": 2}, {"forget": {3}})
