"""The house plan, checked: who imports whom, what a command loads, what no source may call, what belongs to each kind."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from engine import errors
from engine.kinds import kinds
from engine.question.question import Question

ROOT = Path(__file__).parents[1]
PACKAGES = ("engine", "solvers", "tui")
SOURCES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
ROOMS = ["learning", "bank", "kinds", "question", "marking", "formula", "errors", "limits"]
"""The engine's rooms from the top floor down; `errors` and `limits` share the ground."""

FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__", "breakpoint", "input"}
FORBIDDEN_MODULES = {
    "pickle",
    "marshal",
    "shelve",
    "dill",
    "cloudpickle",
    "joblib",
    "numexpr",
    "asteval",
    "sympy",
    "ctypes",
}
CHOSEN_BY_US = {
    "engine/bank/schema.py": "fields of our own types",
    "engine/formula/evaluation.py": "operations are a closed list of words",
    "engine/learning/attempt.py": "fields of our own type",
    "tui/pages.py": "pages are a closed list of names",
    "tui/cli.py": "fields of our own type",
    "tui/widgets/answer_input.py": "kinds are a closed list of names",
}
"""Files that reach an attribute by a name which is not written out, and where that name comes from."""


@cache
def tree(path: Path) -> ast.Module:
    """A source, parsed once."""
    return ast.parse(path.read_text(encoding="utf-8"))


def named(path: Path) -> str:
    """A source as it is named here."""
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> Iterator[str]:
    """Every module that a source imports, wherever in it; `from a import b` may mean `a.b`."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Every call of a plain name in a source."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id, node


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_packages_look_down_only(path: Path) -> None:
    allowed = PACKAGES[: {"solvers": 2, "engine": 2, "tui": 3}[path.relative_to(ROOT).parts[0]]]
    if path.relative_to(ROOT).parts[0] == "solvers":
        allowed = ("solvers",)
    found = {module.split(".")[0] for module in imported(path)} & set(PACKAGES)
    assert found <= set(allowed)


@pytest.mark.parametrize("path", [path for path in SOURCES if path.is_relative_to(ROOT / "engine")], ids=named)
def test_rooms_look_down_only(path: Path) -> None:
    room = path.relative_to(ROOT / "engine").parts[0].removesuffix(".py")
    if room == "__init__":
        return
    below = ROOMS[ROOMS.index(room) :]
    used = {module.split(".")[1] for module in imported(path) if module.startswith("engine.")} & set(ROOMS)
    assert used <= set(below)


@pytest.mark.parametrize("path", [path for path in SOURCES if path.is_relative_to(ROOT / "engine")], ids=named)
def test_there_is_one_door_to_the_solvers(path: Path) -> None:
    if named(path) != "engine/formula/functions.py":
        assert not [module for module in imported(path) if module.split(".")[0] == "solvers"]


@pytest.mark.parametrize("path", [path for path in SOURCES if path.is_relative_to(ROOT / "solvers")], ids=named)
def test_solvers_import_numpy_and_what_python_brings(path: Path) -> None:
    outside = {module.split(".")[0] for module in imported(path)} - set(sys.stdlib_module_names) - {"solvers"}
    assert outside <= {"numpy"}


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_no_text_is_ever_run(path: Path) -> None:
    assert not [name for name, _ in calls(path) if name in FORBIDDEN_CALLS]
    assert not {module.split(".")[0] for module in imported(path)} & FORBIDDEN_MODULES


@pytest.mark.parametrize("path", [path for path in SOURCES if not path.is_relative_to(ROOT / "solvers")], ids=named)
def test_no_attribute_and_no_format_is_reached_by_a_text_that_somebody_wrote(path: Path) -> None:
    reached = [call for name, call in calls(path) if name in ("getattr", "setattr")]
    free = [call for call in reached if not isinstance(call.args[1], ast.Constant)]
    assert not free or named(path) in CHOSEN_BY_US
    formats = [
        node.func
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]
    formats = [
        func for func in formats if func.attr in ("format", "format_map") and ast.unparse(func) != "msgspec.json.format"
    ]
    assert all(isinstance(func.value, ast.Constant) for func in formats)


def test_the_walk_finds_what_it_looks_for() -> None:
    sample = ast.parse("import pickle\neval('1')\ngetattr(x, y)")
    found = [
        node.func.id for node in ast.walk(sample) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    ]
    assert found == ["eval", "getattr"]


COMMANDS = [["--help"], ["list"], ["list", "--json"], ["list", "lstm"]]
LOADED = """
import sys
from click.testing import CliRunner
from tui.cli import main
result = CliRunner().invoke(main, sys.argv[1:])
assert result.exit_code == 0, result.output
print(len(result.output) > 200, sorted({"numpy", "textual"} & sys.modules.keys()))
"""


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("cached", [False, True])
def test_listing_loads_neither_numpy_nor_textual(command: list[str], cached: bool, tmp_path: Path) -> None:
    environment = {
        "UNROLLED_HOME": str(tmp_path),
        "PYTHONPATH": str(ROOT),
        "PATH": "/usr/bin:/bin",
        "HOME": str(tmp_path),
    }
    for _ in range(1 + cached):
        done = subprocess.run(
            [sys.executable, "-c", LOADED, *command],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
        )
    assert (done.stdout.strip(), done.stderr) == ("True []", "")


@pytest.mark.parametrize("kind", sorted(kinds()))
class TestKind:
    """What belongs to each kind of question."""

    def test_it_has_an_input(self, kind: str) -> None:
        source = ROOT / "tui" / "inputs" / f"{kind}.py"
        classes = [node.name for node in tree(source).body if isinstance(node, ast.ClassDef)]
        assert f"{kind.title()}Input" in classes

    def test_it_has_tests(self, kind: str) -> None:
        places = [
            ROOT / "tests" / "engine" / "kinds" / f"test_{kind}.py",
            ROOT / "tests" / "tui" / "inputs" / f"test_{kind}.py",
        ]
        assert [place.name for place in places if not place.exists()] == []

    def test_its_guide_says_how_to_write_it(self, kind: str) -> None:
        guide = (ROOT / "questions" / "README.md").read_text(encoding="utf-8")
        assert re.search(rf"^### .*`{kind}`", guide, re.MULTILINE)

    def test_it_says_all_that_a_kind_must(self, kind: str) -> None:
        made = kinds()[kind]
        assert made.__struct_config__.tag == kind
        for member in ("solve", "parse", "mark", "key_text", "samples", "answer_rule"):
            assert getattr(made, member) is not getattr(Question, member)


def test_every_input_belongs_to_a_kind() -> None:
    inputs = {path.stem for path in (ROOT / "tui" / "inputs").glob("*.py")} - {"__init__"}
    assert inputs == set(kinds())


def test_the_tree_of_exceptions_is_the_one_that_is_drawn() -> None:
    def below(parent: type[Exception]) -> Iterator[str]:
        for child in parent.__subclasses__():
            if child.__module__.startswith(PACKAGES):
                yield child.__name__
                yield from below(child)

    drawn = re.findall(r"^[│ ]*[├└]── (\w+)|^(\w+Error) ", errors.__doc__ or "", re.MULTILINE)
    defined = {name for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, Exception)}
    assert {name for pair in drawn for name in pair if name} == defined
    outside = set(below(errors.UnrolledError)) - defined
    assert outside == set()


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_a_module_says_what_it_owns(path: Path) -> None:
    text = ast.get_docstring(tree(path))
    assert text is not None
    assert text.split("\n")[0].endswith((".", ":", ",", "?"))
