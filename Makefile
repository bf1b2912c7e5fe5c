# `make quiz` asks you questions; `make test` proves the project. Each sets up what it needs in .venv, from Python alone.
PYTHON ?= python3
BIN := .venv/bin
SOURCES := engine solvers tui tests
# Tests that press keys wait more than they compute, so two run on each core.
WORKERS := $(shell $(PYTHON) -c 'import os; print(2 * (os.cpu_count() or 1))')

.PHONY: quiz test check bench oracle torture lint format clean

quiz: .venv/installed
	@$(BIN)/unrolled quiz

test: lint
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -q
	$(BIN)/unrolled check

check: .venv/installed
	$(BIN)/unrolled check

lint: .venv/developing
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/developing
	$(BIN)/ruff check --fix $(SOURCES)
	$(BIN)/ruff format $(SOURCES)

bench: .venv/developing
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest tests/benchmarks -n 0 --benchmark-enable --benchmark-only -q -s

torture: .venv/developing
	$(BIN)/python -m tests.torture

# PyTorch and ONNX are large: they live in an environment of their own.
oracle: .venv-oracle/installed
	.venv-oracle/bin/python -m pytest tests/solvers -q -n 0

.venv-oracle/installed: requirements-dev.txt
	$(PYTHON) -m venv .venv-oracle
	.venv-oracle/bin/python -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.txt torch==2.13.0 onnx onnxruntime
	.venv-oracle/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

clean:
	rm -rf .venv .venv-oracle .pytest_cache .mypy_cache .ruff_cache .hypothesis .benchmarks .import_linter_cache

# requirements-dev.txt pins every version; users who install the package themselves get the ranges of pyproject.toml.
.venv/installed: pyproject.toml requirements-dev.txt
	@test -x $(BIN)/python || { echo "Making a virtual environment in .venv …"; $(PYTHON) -m venv .venv; }
	@echo "Installing Unrolled …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements-dev.txt --editable .
	@touch $@

.venv/developing: .venv/installed
	@echo "Installing what the tests need …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.txt
	@touch $@
