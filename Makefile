# Everything a person needs, each in one command. `make` alone shows them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
REAL := synapse or smtp or postgres or chromium or kill or slow

.DEFAULT_GOAL := help
.PHONY: help demo test check lint fast real synapse bench soak clean

help: ## Show this
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(READY) ## Start the demo (ARGS=--play plays a round and a decision)
	@$(BIN)/facilitator demo $(ARGS)

test: $(READY) fast real ## Run all tests, the ones on a real homeserver and real mail included

check: lint fast ## Lint, types, layers and the quick tests

lint: $(READY) ## Lint, format, types, layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# pytest keeps the tests it made ready for the next run, also where Python is to keep nothing.
fast: export PYTHONDONTWRITEBYTECODE :=
fast: $(READY) ## The quick tests
	$(BIN)/python -m pytest -n 2 -m "not ($(REAL))"

real: synapse ## Tests against real Synapse, SMTP, PostgreSQL and Chromium
	$(BIN)/python -m pytest -m "$(REAL)"

synapse: $(READY)
	@$(BIN)/python -c "from facilitator.demo.synapse import ensure_synapse; ensure_synapse(say=print)"

bench: $(READY) ## Measure from outside, beside the last baseline
	$(BIN)/python -m bench

soak: $(READY) ## The long ones: 1,000 kills, a million mutated mails
	FACILITATOR_SOAK=1 $(BIN)/python -m pytest -m "kill or slow" --timeout 0

clean: ## Remove what was built (not your data)
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache

$(READY): pyproject.toml
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" \
	  || { echo "Facilitator needs Python 3.11 or newer; try: make PYTHON=python3.11 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c "import ensurepip, venv" 2>/dev/null \
	  || { echo "Python's venv is missing; on Debian: apt install python3-venv"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Setting up (once) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test,check]'
	@touch $(READY)
