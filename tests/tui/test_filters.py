"""What the browser's filters can ask for."""

import pytest

from tui.filters import advice, read

SKILLS = ("lstm.forget", "cnn.pool")


@pytest.mark.parametrize(
    ("line", "level"),
    [("level:2", "2"), ("level:apply", "2"), ("level:ap", "2"), ("LEVEL:Stretch", "5"), ("level:9", "9"), ("gate", "")],
)
def test_a_level_is_asked_for_by_number_or_name(line: str, level: str) -> None:
    assert read(line).asked("level") == level


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("level:9", ["level: asks for 1 to 5, recall, apply, analyse, interview or stretch."]),
        ("is:", ["is: asks for new, learning, due, weak or flagged."]),
        ("is:old", ["is: asks for new, learning, due, weak or flagged."]),
        ("foo:bar", ["foo: is no filter; there are kind:, level:, skill:, is:."]),
        (
            "skill:gru",
            ["skill: asks for a skill or its family, such as skill:lstm; x asks for the one under the cursor."],
        ),
        ("skill:lstm level:apply is:due kind:arr gate", []),
    ],
)
def test_what_a_filter_can_ask_for_is_told(line: str, told: list[str]) -> None:
    assert list(advice(read(line), SKILLS)) == told
