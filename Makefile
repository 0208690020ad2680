# One short door to every task. Each does its own set-up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test check bench update-golden screenshots sample load clean

# Look at the book: sets up, loads the sample when nothing is loaded yet, opens the app on http://localhost:8501
run: $(VENV)/run.done
	$(BIN)/python -m steward load --if-needed
	$(BIN)/python -m steward app

# Run every test
test: $(VENV)/dev.done
	$(BIN)/python -m pytest -n 2 --dist loadfile

# Format, lint, types, import contracts, SQL
check: $(VENV)/dev.done
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy --strict steward
	$(BIN)/lint-imports
	$(BIN)/sqlfluff lint steward/warehouse/sql

# Measure; figures, never verdicts
bench: $(VENV)/dev.done
	$(BIN)/python -m benchmarks

# Write the golden files anew, to be read in the diff
update-golden: $(VENV)/dev.done
	UPDATE_GOLDEN=1 $(BIN)/python -m pytest tests/deck tests/golden

# The pictures in the README
screenshots: $(VENV)/dev.done
	$(BIN)/python -m benchmarks.screenshots

# Write the fictional company's data into data/ again, and its plans where there are none
sample: $(VENV)/run.done
	$(BIN)/python -m steward sample

# Read data/ again
load: $(VENV)/run.done
	$(BIN)/python -m steward load

clean:
	rm -rf $(VENV) data/.warehouse

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Steward needs Python 3.11 or newer.") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.done: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/dev.done: requirements.txt requirements-dev.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@ $(VENV)/run.done
