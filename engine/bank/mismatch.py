"""Why data does not fit a type, said in the words of the file: every fault, not only the first.

Whether data fits is msgspec's to decide. Only when it does not is this module asked, and it walks data and type side by side.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import inspect

from engine.bank.fault import FileFault, Path
from engine.bank.names import nearest, one_of

_FOUND_CHARACTERS = 40
_NUMBERS = (inspect.IntType, inspect.FloatType)
_YAML_1_1_BOOLEANS = {"yes": "true", "y": "true", "on": "true", "no": "false", "n": "false", "off": "false"}


def mismatches(data: object, cls: type) -> Iterator[FileFault]:
    """All that keeps data from being converted to a type; the lines are left open."""
    yield from _walk(data, inspect.type_info(cls), ())


def found(value: object) -> str:
    """What was found, as an author would call it."""
    match value:
        case None:
            return "nothing"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return f"the number {value}"
        case str():
            shown = value if len(value) <= _FOUND_CHARACTERS else value[:_FOUND_CHARACTERS] + "…"
            return f"the text {json.dumps(shown, ensure_ascii=False)}"
        case list():
            return f"a list of {len(value)}"
        case dict():
            return f"fields ({', '.join(list(value)[:4])}{', …' if len(value) > 4 else ''})"
    return type(value).__name__


def _walk(data: object, expected: inspect.Type, path: Path) -> Iterator[FileFault]:
    match expected:
        case inspect.Metadata():
            yield from _walk(data, expected.type, path)
        case inspect.AnyType():
            return
        case inspect.StructType() if isinstance(data, dict):
            yield from _fields(data, expected, path)
        case inspect.ListType() | inspect.VarTupleType() if isinstance(data, list):
            yield from _length(data, expected, path, "entries")
            for index, item in enumerate(data):
                yield from _walk(item, expected.item_type, (*path, index))
        case inspect.DictType() if isinstance(data, dict):
            yield from _entries(data, expected, path)
        case inspect.UnionType():
            yield from _either(data, expected, path)
        case inspect.StrType() if isinstance(data, str):
            yield from _text(data, expected, path)
        case _ if not _fits(data, expected):
            yield FileFault(path, 0, found(data), describe(expected), _fix(data, expected))


def _fields(data: dict[str, Any], expected: inspect.StructType, path: Path) -> Iterator[FileFault]:
    fields = {field.encode_name: field for field in expected.fields}
    known = [*fields, expected.tag_field] if expected.tag_field else [*fields]
    missing = {name for name, field in fields.items() if field.required and name not in data}
    for name in data:
        if name in known:
            continue
        meant = nearest(name, missing) or nearest(name, known)
        missing.discard(meant)
        wanted = meant if meant and meant not in data else f"one of the fields {', '.join(sorted(known))}"
        fix = f"did you mean {meant}?" if meant and meant not in data else "remove it"
        yield FileFault((*path, name), 0, f"the field {name}", wanted, fix)
    for name, field in fields.items():
        if name in missing:
            yield FileFault(path, 0, f"no field {name}", describe(field.type), _add(name, field.type))
        elif name in data:
            yield from _walk(data[name], field.type, (*path, name))


def _add(name: str, expected: inspect.Type) -> str:
    form = expected.type if isinstance(expected, inspect.Metadata) else expected
    only = isinstance(form, inspect.LiteralType) and len(form.values) == 1
    return f"add {name}: {describe(form) if only else '…'}"


def _entries(data: dict[str, Any], expected: inspect.DictType, path: Path) -> Iterator[FileFault]:
    yield from _length(data, expected, path, "entries")
    for name, value in data.items():
        yield from _walk(name, expected.key_type, (*path, name))
        yield from _walk(value, expected.value_type, (*path, name))


def _length(data: Any, expected: Any, path: Path, things: str) -> Iterator[FileFault]:
    least, most = expected.min_length or 0, expected.max_length
    if len(data) < least:
        yield FileFault(path, 0, f"{len(data)} {things}", f"at least {least}")
    if most is not None and len(data) > most:
        yield FileFault(path, 0, f"{len(data):,} {things}", f"at most {most:,}")


def _either(data: object, expected: inspect.UnionType, path: Path) -> Iterator[FileFault]:
    """Blame the one alternative that has the data's form, if there is one; else say them all."""
    if any(next(_walk(data, alternative, path), None) is None for alternative in expected.types):
        return
    for alternative in expected.types:
        if isinstance(data, _form(alternative)):
            yield from _walk(data, alternative, path)
            return
    yield FileFault(path, 0, found(data), describe(expected), _fix(data, expected))


def _form(expected: inspect.Type) -> tuple[type, ...]:
    match expected:
        case inspect.Metadata():
            return _form(expected.type)
        case inspect.StructType() | inspect.DictType():
            return (dict,)
        case inspect.ListType() | inspect.VarTupleType() | inspect.TupleType():
            return (list,)
        case inspect.StrType():
            return (str,)
    return ()


def _text(data: str, expected: inspect.StrType, path: Path) -> Iterator[FileFault]:
    yield from _length(data, expected, path, "characters")
    if expected.pattern and not re.search(expected.pattern, data):
        slug = re.sub(r"[^a-z0-9.]+", "-", data.lower()).strip("-.")
        fix = f"write {slug}" if re.search(expected.pattern, slug) else ""
        joints = "hyphens or dots" if r"\." in expected.pattern else "hyphens"
        yield FileFault(path, 0, found(data), f"lower-case letters and digits, joined by {joints}", fix)


def _fits(data: object, expected: inspect.Type) -> bool:
    match expected:
        case inspect.NoneType():
            return data is None
        case inspect.BoolType():
            return isinstance(data, bool)
        case inspect.IntType():
            whole = isinstance(data, int) or (isinstance(data, float) and data.is_integer())
            return whole and not isinstance(data, bool) and _within(data, expected)
        case inspect.FloatType():
            return isinstance(data, int | float) and not isinstance(data, bool) and _within(data, expected)
        case inspect.LiteralType():
            return any(data == value and type(data) is type(value) for value in expected.values)
        case inspect.TupleType():
            return isinstance(data, list) and len(data) == len(expected.item_types)
    return False


def _within(data: Any, expected: "inspect.IntType | inspect.FloatType") -> bool:
    return not (
        (expected.ge is not None and data < expected.ge)
        or (expected.gt is not None and data <= expected.gt)
        or (expected.le is not None and data > expected.le)
        or (expected.lt is not None and data >= expected.lt)
    )


def describe(expected: inspect.Type) -> str:
    """What was expected, as an author would call it: `a whole number from 1 to 5`."""
    match expected:
        case inspect.Metadata():
            return describe(expected.type)
        case inspect.UnionType():
            return one_of(dict.fromkeys(describe(each) for each in expected.types))
        case inspect.LiteralType():
            return one_of(str(value).lower() if isinstance(value, bool) else str(value) for value in expected.values)
        case inspect.IntType():
            return f"a whole number{_range(expected)}"
        case inspect.FloatType():
            return f"a number{_range(expected)}"
        case inspect.ListType() | inspect.VarTupleType():
            return "a list"
        case inspect.TupleType():
            return f"a list of {len(expected.item_types)}"
        case inspect.StructType():
            return f"fields ({', '.join(field.encode_name for field in expected.fields if field.required)})"
        case inspect.DictType():
            return "names with values"
    return {inspect.StrType: "text", inspect.BoolType: "true or false", inspect.NoneType: "nothing"}.get(
        type(expected), "a value"
    )


def _range(expected: "inspect.IntType | inspect.FloatType") -> str:
    least = expected.ge if expected.ge is not None else expected.gt
    most = expected.le if expected.le is not None else expected.lt
    low = "above " if expected.gt is not None else "from " if most is not None else "of at least "
    high = "below " if expected.lt is not None else "to " if expected.ge is not None else "up to "
    return f" {low}{least}" * (least is not None) + f" {high}{most}" * (most is not None)


def _fix(data: object, expected: inspect.Type) -> str:
    """What an author most likely meant."""
    types = expected.types if isinstance(expected, inspect.UnionType) else (expected,)
    forms = tuple(each.type if isinstance(each, inspect.Metadata) else each for each in types)
    if isinstance(data, bool | int | float) and any(isinstance(form, inspect.StrType) for form in forms):
        return f'put it in quotes: "{found(data).removeprefix("the number ")}"'
    if isinstance(data, str):
        return _fix_text(data, forms)
    if (
        data is not None
        and not isinstance(data, list)
        and any(isinstance(form, inspect.ListType | inspect.VarTupleType) for form in forms)
    ):
        return "begin each entry with a dash" if isinstance(data, dict) else "put it in square brackets"
    return ""


def _fix_text(data: str, forms: Iterable[inspect.Type]) -> str:
    number = re.fullmatch(r"([-+]?)0*([0-9]+(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?)", data.strip())
    for form in forms:
        if isinstance(form, inspect.BoolType) and (word := _YAML_1_1_BOOLEANS.get(data.lower())):
            return f"write {word}"
        if isinstance(form, _NUMBERS) and number:
            return f"write {number[1]}{number[2]}, without quotes or leading zeros"
        if isinstance(form, inspect.LiteralType) and (meant := nearest(data, map(str, form.values))):
            return f"did you mean {meant}?"
        if isinstance(form, inspect.ListType | inspect.VarTupleType):
            return "put it in square brackets, or after a dash on a line of its own"
    return ""
