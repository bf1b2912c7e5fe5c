"""Names in sentences."""

from engine.bank.names import nearest, one_of


def test_names() -> None:
    assert nearest("PROMT", ["prompt", "skill"]) == "prompt"
    assert nearest("zzz", ["prompt", "skill"]) == ""
    assert one_of(["a", "b", "c"]) == "a, b or c"
    assert one_of(["a"]) == "a"
