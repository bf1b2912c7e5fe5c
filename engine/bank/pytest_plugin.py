"""Banks as tests: `pytest --bank path/` proves every question of a bank, one item for each question and seed.

In a project's own configuration, `banks` lists the files and folders that hold banks, and `bank_variants` how many seeds are proved;
`pytest` then collects them wherever it meets them.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from engine.errors import Problem

_VARIANTS = 10


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options and settings."""
    group = parser.getgroup("unrolled", "question banks")
    group.addoption("--bank", action="append", default=[], metavar="PATH", help="Prove the banks at PATH; repeatable.")
    group.addoption("--bank-variants", type=int, metavar="N", help="How many seeds of each question are proved.")
    parser.addini("banks", "Files and folders that hold question banks.", type="paths", default=[])
    parser.addini("bank_variants", f"How many seeds of each question are proved; {_VARIANTS}.", default=str(_VARIANTS))


def pytest_configure(config: pytest.Config) -> None:
    """Let `--bank` stand for what to collect, beside what is named on the command line and in the place of all else."""
    named = [str(Path(path).absolute()) for path in config.getoption("--bank")]
    if named:
        asked = config.args if config.args_source is pytest.Config.ArgsSource.ARGS else []
        config.args = [*asked, *named]


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> "BankItems | None":
    """Take the files that are, or lie in, one of the banks."""
    config = parent.config
    named = [Path(path).absolute() for path in config.getoption("--bank")] + config.getini("banks")
    if file_path.suffix == ".yaml" and any(bank == file_path or bank in file_path.parents for bank in named):
        items: BankItems = BankItems.from_parent(parent, path=file_path)
        return items
    return None


class BankItems(pytest.File):
    """One bank file."""

    def collect(self) -> Iterator["BankItem"]:
        """An item for each problem of the file, for each question and seed, and for each question as a whole."""
        from engine.bank.load import load
        from engine.bank.proof import seeds

        bank = load([self.path])
        for number, problem in enumerate(bank.problems, 1):
            yield BankItem.from_parent(self, name=f"problem {number}", problems=[problem], line=problem.line)
        option = self.config.getoption("--bank-variants")
        variants = int(self.config.getini("bank_variants")) if option is None else option
        for name, place in bank.places.items():
            for seed in seeds(bank.questions[name], variants):
                yield BankItem.from_parent(self, name=f"{name}[seed {seed}]", bank=bank, line=place.line, seed=seed)
            yield BankItem.from_parent(self, name=f"{name}[all seeds]", bank=bank, line=place.line)


class WrongQuestionError(Exception):
    """What fails an item; its text is the problems, line by line."""


class BankItem(pytest.Item):
    """A question with one seed, or over all of them; or a problem that the file has before any question is dealt."""

    def __init__(
        self,
        *,
        problems: "list[Problem] | None" = None,
        bank: Any = None,
        line: int,
        seed: int | None = None,
        **rest: Any,
    ):
        super().__init__(**rest)
        self._problems = problems
        self._bank = bank
        self._line = line
        self._seed = seed

    def runtest(self) -> None:
        """Prove it."""
        problems = self._proved() if self._problems is None else self._problems
        if problems:
            raise WrongQuestionError("\n".join(map(str, problems)))

    def _proved(self) -> "list[Problem]":
        from engine.bank.check import problems_at

        return problems_at(self._bank, self.name.partition("[")[0], self._seed)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The problems alone: the lines of this program help no author."""
        if isinstance(excinfo.value, WrongQuestionError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """The file, the line from 0, the name."""
        return self.path, max(0, self._line - 1), self.name
