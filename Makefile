# The two commands of the README are `make run` and `make test`; each sets up all it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test prove check format screenshots golden benchmarks wheel-test clean

$(VENV)/.run: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/.dev: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@ $(VENV)/.run

run: $(VENV)/.run  ## open the app; without a terminal, print the worked example's plan
	@if [ -t 0 ] && [ -t 1 ]; then $(BIN)/unstall; \
	else folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
	$(BIN)/unstall --sessions "$$folder" example >&2 && \
	$(BIN)/unstall --sessions "$$folder" plan "Claims triage"; fi

test: $(VENV)/.dev  ## all tests
	$(BIN)/python -m pytest -n 4 --dist loadgroup -m "not thorough"

prove: $(VENV)/.dev  ## all tests in all variants, properties on all examples
	UNSTALL_PROOF=1 $(BIN)/python -m pytest -n 2 --dist loadgroup --timeout 900

check: $(VENV)/.dev  ## format, lint, types, imports, questionnaires
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/ruff check src tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/unstall questionnaire check questionnaires/stalled-ai

format: $(VENV)/.dev
	$(BIN)/ruff format src tests benchmarks
	$(BIN)/ruff check --fix src tests benchmarks

screenshots: $(VENV)/.dev  ## pictures of every screen, from the real app
	$(BIN)/python -m tests.screenshots

golden: $(VENV)/.dev  ## write the golden files again, to be read in the diff
	UPDATE_GOLDEN=1 $(BIN)/python -m pytest -n 2 tests/golden tests/terminal/test_journey.py

benchmarks: $(VENV)/.dev
	$(BIN)/python -m benchmarks

wheel-test: $(VENV)/.dev  ## the built wheel, with the source folder out of the way
	$(BIN)/python -m tests.wheel

clean:
	rm -rf $(VENV) dist build
