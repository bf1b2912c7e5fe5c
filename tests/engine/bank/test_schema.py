"""The schema for editors is the one that the types make, and the banks fit it."""

from engine.bank.files import shipped
from engine.bank.schema import NAME, schema, text
from engine.kinds import kinds


def test_the_file_beside_the_banks_is_up_to_date() -> None:
    assert (shipped() / NAME).read_text(encoding="utf-8") == text(), "run python -m engine.bank.schema"


def test_every_bank_names_it_in_its_first_line() -> None:
    for file in shipped().glob("*.yaml"):
        assert file.read_text(encoding="utf-8").splitlines()[0] == f"# yaml-language-server: $schema={NAME}", file.name


def test_every_kind_and_every_field_is_there_and_described() -> None:
    definitions = schema()["$defs"]
    for name, cls in kinds().items():
        properties = definitions[cls.__name__]["properties"]
        assert properties["kind"] == {"enum": [name]}
        assert set(properties) == {"kind", *cls.__struct_fields__}
        for field, described in properties.items():
            assert field in ("kind", "answer") or described.get("description") or "$ref" in str(described), (
                name,
                field,
            )


def test_what_is_required_and_what_is_bounded() -> None:
    definitions = schema()["$defs"]
    number = definitions["NumberQuestion"]
    assert {"id", "kind", "prompt", "skill", "level", "source", "answer"} <= set(number["required"])
    assert (number["properties"]["level"]["minimum"], number["properties"]["level"]["maximum"]) == (1, 5)
    assert number["additionalProperties"] is False
    assert definitions["Bank"]["required"] == ["version", "questions"]
