"""Every reason why data does not fit a type, against msgspec's own opinion of whether it does."""

from typing import Annotated, Any, Literal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.bank.mismatch import mismatches


class Part(msgspec.Struct, forbid_unknown_fields=True):
    id: Annotated[str, msgspec.Meta(pattern="^[a-z-]+$")]
    weight: Annotated[float, msgspec.Meta(ge=0, lt=1)] = 0.5


class Whole(msgspec.Struct, forbid_unknown_fields=True, tag_field="kind", tag="whole"):
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=5)]
    parts: Annotated[tuple[Part, ...], msgspec.Meta(max_length=2)] = ()
    mode: Literal["sum", "mean"] = "sum"
    keep: bool = False
    many: Annotated[int, msgspec.Meta(gt=0)] | None = None
    sizes: dict[str, int] = {}
    either: Part | list[int] | str = ""
    pair: tuple[int, str] = (0, "")


FIELDS = st.sampled_from(
    ["kind", "name", "parts", "mode", "keep", "many", "sizes", "either", "pair", "id", "weight", "weigt"]
)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | st.sampled_from([0.5, 1.5, 2.0, "", "a", "sum", "toolong", "whole"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(FIELDS, inner, max_size=4),
    max_leaves=8,
)


@given(st.dictionaries(FIELDS, VALUES))
def test_faults_are_found_exactly_when_data_does_not_fit(data: dict[str, Any]) -> None:
    data["kind"] = "whole"
    try:
        msgspec.convert(data, Whole)
        fits = True
    except msgspec.ValidationError:
        fits = False
    assert fits == (not list(mismatches(data, Whole)))


@pytest.mark.parametrize(
    ("change", "path", "found", "expected", "fix"),
    [
        ({"name": 5}, ("name",), "the number 5", "text", 'put it in quotes: "5"'),
        ({"name": True}, ("name",), "true", "text", 'put it in quotes: "true"'),
        ({"name": None}, ("name",), "nothing", "text", ""),
        ({"name": "abcdef"}, ("name",), "6 characters", "at most 5", ""),
        ({"name": ""}, ("name",), "0 characters", "at least 1", ""),
        ({"keep": "yes"}, ("keep",), 'the text "yes"', "true or false", "write true"),
        ({"keep": "off"}, ("keep",), 'the text "off"', "true or false", "write false"),
        ({"many": 0}, ("many",), "the number 0", "a whole number above 0 or nothing", ""),
        ({"many": "012"}, ("many",), 'the text "012"', "a whole number above 0 or nothing", "write 12, without quotes or leading zeros"),
        ({"mode": "maen"}, ("mode",), 'the text "maen"', "mean or sum", "did you mean mean?"),
        ({"parts": {"id": "a"}}, ("parts",), "fields (id)", "a list", "begin each entry with a dash"),
        ({"parts": [{"id": "a"}] * 3}, ("parts",), "3 entries", "at most 2", ""),
        ({"parts": [{"id": "A B"}]}, ("parts", 0, "id"), 'the text "A B"', "lower-case letters and digits, joined by hyphens", "write a-b"),
        ({"parts": [{"id": "a", "weight": 1}]}, ("parts", 0, "weight"), "the number 1", "a number from 0 below 1", ""),
        ({"parts": [{"id": "a", "weigth": 1}]}, ("parts", 0, "weigth"), "the field weigth", "weight", "did you mean weight?"),
        ({"sizes": {"a": "x"}}, ("sizes", "a"), 'the text "x"', "a whole number", ""),
        ({"either": {"id": 1}}, ("either", "id"), "the number 1", "text", 'put it in quotes: "1"'),
        ({"either": 3}, ("either",), "the number 3", "fields (id), a list or text", 'put it in quotes: "3"'),
    ],
)  # fmt: skip
def test_the_words(change: dict[str, Any], path: tuple[str | int, ...], found: str, expected: str, fix: str) -> None:
    (fault,) = mismatches({"kind": "whole", "name": "x", **change}, Whole)
    assert fault == (path, 0, found, expected, fix)


def test_all_faults_are_found() -> None:
    data = {"kind": "whole", "parts": [{"idd": "a"}, {"weight": "x"}, 3], "colour": "red", "mode": 1}
    assert [(fault.path, fault.found) for fault in mismatches(data, Whole)] == [
        (("colour",), "the field colour"),
        ((), "no field name"),
        (("parts",), "3 entries"),
        (("parts", 0, "idd"), "the field idd"),
        (("parts", 1), "no field id"),
        (("parts", 1, "weight"), 'the text "x"'),
        (("parts", 2), "the number 3"),
        (("mode",), "the number 1"),
    ]
