# One short door to every task. Each does its own set-up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Of three test workers on two processors one mostly waits, for a browser, a server or the disk
WORKERS ?= 3
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --custom-compile-command "make lock" $(UPGRADE)

.PHONY: run test test-fast test-all format check lock bench bench-peers crowd scale update-golden screenshots sample load clean

# Look at the book: sets up, loads the sample when nothing is loaded yet, opens the app at the address it prints
run: $(VENV)/run.done
	$(BIN)/python -m steward load --if-needed
	$(BIN)/python -m steward app --open

# Run the tests: of each kind of fault the cases that tell most; minutes. Compiled beforehand, once and not by each worker
test: $(VENV)/dev.done
	$(BIN)/python -m compileall -q steward
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

# While working: without browser and office
test-fast: $(VENV)/dev.done
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -m "not browser and not office and not every"

# Every case, for every account, and the installed package (needs the package index); long
test-all: $(VENV)/dev.done
	STEWARD_EVERY=1 $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -m ""

# Put the code into its form
format: $(VENV)/dev.done
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Format, lint, types, import contracts, SQL; before a commit the same by .pre-commit-config.yaml
check: $(VENV)/dev.done
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy --strict steward app.py pages benchmarks
	$(BIN)/lint-imports
	$(BIN)/sqlfluff lint steward/warehouse/sql

# Which version of everything is installed, after requirements*.txt changed; with UPGRADE=--upgrade the newest that fit
lock: $(VENV)/dev.done
	$(LOCK) requirements.txt -o requirements.lock
	$(LOCK) -c requirements.lock requirements-dev.txt -o requirements-dev.lock

# Measure; figures, never verdicts
bench: $(VENV)/dev.done
	$(BIN)/python -m benchmarks

# What one would pick instead, beside ours: Vizro, Superset, python-pptx, PptxGenJS, pandas, dbt, pyvis, Graphviz, each in
# an environment of its own below .peers/; needs the package indexes, npm, and Debian's graphviz
bench-peers: $(VENV)/dev.done
	$(BIN)/python -m benchmarks.peers

# Fifty people with mixed scopes for ten minutes, on a machine with nothing else to do; figures. With SERVERS=2 by two
# server processes behind one address
crowd: $(VENV)/dev.done
	$(BIN)/python -m benchmarks.people

# Usage by the million rolled up by DuckDB, Sail and real Apache Spark of three workers (needs Java 17, such as Debian's
# openjdk-17-jre-headless, and fetches 460 MB); figures. Fewer: make scale MILLIONS=10
scale: $(VENV)/dev.done $(VENV)/spark/done
	SPARK_PYTHON=$(VENV)/spark/bin/python $(BIN)/python -m benchmarks.scale $(MILLIONS)

# Write the golden files and docs/figures.md anew, to be read in the diff
update-golden: $(VENV)/dev.done
	UPDATE_GOLDEN=1 $(BIN)/python -m pytest tests/deck tests/as_json tests/test_customer_safe.py

# The pictures in the README
screenshots: $(VENV)/dev.done
	$(BIN)/python -m benchmarks.screenshots

# Write the fictional company's data into data/ again, and its plans where there are none
sample: $(VENV)/run.done
	$(BIN)/python -m steward sample

# Read data/ again
load: $(VENV)/run.done
	$(BIN)/python -m steward load

$(VENV)/spark/done: | $(VENV)/bin/python
	$(BIN)/python -m venv $(VENV)/spark
	$(VENV)/spark/bin/python -m pip install --quiet --disable-pip-version-check pyspark==4.2.0
	touch $@

clean:
	rm -rf $(VENV) data/.warehouse

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Steward needs Python 3.11 or newer.") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.done: requirements.lock | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	touch $@

$(VENV)/dev.done: requirements-dev.lock | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	touch $@ $(VENV)/run.done
