"""The JSON Schema of a bank file, made from the types, for completion and hints in editors.

`python -m engine.bank.schema` writes it beside the banks; their first line names it:
`# yaml-language-server: $schema=bank.schema.json`.
"""

import ast
import inspect
import textwrap
from itertools import pairwise
from pathlib import Path
from types import GenericAlias
from typing import Any

import msgspec

from engine.bank.bank_file import Header, any_question
from engine.bank.files import shipped

NAME = "bank.schema.json"


def schema() -> dict[str, Any]:
    """The schema as plain data; every field is described by the text under it in the code."""
    bank = msgspec.defstruct(
        "Bank",
        [("questions", GenericAlias(list, (any_question(),)))],
        bases=(Header,),
        forbid_unknown_fields=True,
        kw_only=True,
    )
    (root,), definitions = msgspec.json.schema_components([bank], ref_template="#/$defs/{name}")
    for cls in _classes(bank):
        _describe(definitions.get(cls.__name__, {}), cls)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **root, "$defs": definitions}


def text() -> str:
    """The schema as it is written to its file."""
    return msgspec.json.format(msgspec.json.encode(schema()), indent=2).decode() + "\n"


def write(folder: Path) -> Path:
    """Write the schema into a folder; returns the file."""
    file = folder / NAME
    file.write_text(text(), encoding="utf-8")
    return file


def _classes(root: type) -> list[type]:
    """A struct and every struct that it mentions."""
    found: dict[type, None] = {}

    def walk(expected: msgspec.inspect.Type) -> None:
        if isinstance(expected, msgspec.inspect.StructType):
            if expected.cls in found:
                return
            found[expected.cls] = None
            for field in expected.fields:
                walk(field.type)
        for name in ("type", "item_type", "key_type", "value_type"):
            if inner := getattr(expected, name, None):
                walk(inner)
        for inner in (*getattr(expected, "types", ()), *getattr(expected, "item_types", ())):
            walk(inner)

    walk(msgspec.inspect.type_info(root))
    return list(found)


def _describe(definition: dict[str, Any], cls: type) -> None:
    """Put what is written under each field into the schema, where the type does not describe itself."""
    for base in cls.__mro__:
        if issubclass(base, msgspec.Struct) and base is not msgspec.Struct:
            for name, description in _texts(base).items():
                if name in definition.get("properties", {}):
                    definition["properties"][name].setdefault("description", description)


def _texts(cls: type) -> dict[str, str]:
    """The strings under a class's fields, by field; none for a class that was not written down."""
    try:
        source = textwrap.dedent(inspect.getsource(cls))
    except (OSError, TypeError):
        return {}
    body = ast.parse(source).body[0]
    texts = {}
    statements = body.body if isinstance(body, ast.ClassDef) else []
    for field, below in pairwise(statements):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(below, ast.Expr):
            texts[field.target.id] = " ".join(str(ast.literal_eval(below.value)).split())
    return texts


if __name__ == "__main__":
    print(write(shipped()))
