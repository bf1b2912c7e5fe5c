"""A bank to start from: the example of a kind in questions/README.md, every field explained by a comment."""

import re
from textwrap import indent, wrap

from engine.bank.files import shipped
from engine.bank.schema import NAME, schema
from engine.errors import UnknownQuestionError
from engine.kinds import kinds

_EXAMPLE = re.compile(r"```yaml\n(?P<example>- id: .*?)```", re.DOTALL)
_FIELD = re.compile(r"^(?:- |  )(?P<field>[a-z_]+):")


def template(kind: str) -> str:
    """A whole bank file with one question of a kind.

    Raises `UnknownQuestionError` for a kind that is none.
    """
    if kind not in kinds():
        raise UnknownQuestionError(f"no kind is called {kind!r}; kinds: {', '.join(kinds())}")
    question = "\n".join(_commented(example(kind), kind))
    skill = re.search(r"^  skill: (\S+)$", question, re.MULTILINE)
    header = [
        f"# yaml-language-server: $schema={NAME}",
        "version: 1",
        "title: What this bank is about",
        "",
        "# The skills that the questions are about, in the order in which they are best learned.",
        "skills:",
        f"  {skill[1] if skill else 'topic.skill'}: {{title: What the learner is able to do, requires: []}}",
        "",
        "questions:",
    ]
    return "\n".join([*header, indent(question, "  "), ""])


def example(kind: str) -> str:
    """The example of a kind in questions/README.md, as YAML."""
    readme = (shipped() / "README.md").read_text(encoding="utf-8")
    for found in _EXAMPLE.finditer(readme):
        if f"\n  kind: {kind}\n" in found["example"]:
            return found["example"].rstrip("\n")
    raise UnknownQuestionError(f"questions/README.md shows no example of the kind {kind!r}")


def _commented(question: str, kind: str) -> list[str]:
    """The lines of a question, each field with its description before it."""
    definition = next(
        entry
        for entry in schema()["$defs"].values()
        if entry.get("properties", {}).get("kind", {}).get("enum") == [kind]
    )
    lines = []
    for line in question.splitlines():
        field = _FIELD.match(line)
        description = definition["properties"].get(field["field"], {}).get("description", "") if field else ""
        # The dash of the list item stands before its first field; a comment there must not part the two.
        margin = "" if line.startswith("- ") else "  "
        lines += [f"{margin}# {text}" for text in wrap(" ".join(description.split()), 100)]
        lines.append(line)
    return lines
