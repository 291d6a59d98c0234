# The two commands of the README, and what a maintainer needs.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
SOURCES := src/rashomon tests benchmarks docs build_gazetteer.py
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input

.PHONY: demo test check bench accuracy fuzz crash docs lock clean

demo: $(VENV)/run.stamp ## set up, then read the sample reports
	$(BIN)/rashomon read sample:all

test: check ## lint, types, imports, tests with coverage, accuracy gate
	$(BIN)/python -m pytest --cov --cov-report=term
	@if [ -n "$$RASHOMON_DATA" ]; then $(BIN)/python -m benchmarks.accuracy --sample; \
	else echo "Accuracy on labelled data was not measured: RASHOMON_DATA names no folder of it."; fi

check: $(VENV)/dev.stamp
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/dev.stamp ## speed and memory; RASHOMON_DATA names a folder of labelled data
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.store
	$(BIN)/python -m benchmarks.linking --store
	@if [ -n "$$RASHOMON_DATA" ]; then $(BIN)/python -m benchmarks.reprints && $(BIN)/python -m benchmarks.incidents && \
	$(BIN)/python -m benchmarks.reconciliation; fi

accuracy: $(VENV)/dev.stamp ## scores on all rows of labelled data, whose folder RASHOMON_DATA names
	$(BIN)/python -m benchmarks.accuracy

fuzz: $(VENV)/dev.stamp ## read 100,000 damaged inputs of every form
	$(BIN)/python -m benchmarks.fuzz

crash: $(VENV)/dev.stamp ## kill 50 programs while they add to an archive; RASHOMON_TEST_POSTGRES names a server to try, too
	$(BIN)/python -m benchmarks.crash

docs: $(VENV)/run.stamp ## write anew what the pages show of the program
	$(BIN)/python -m docs.generate

lock: ## write the pinned requirements anew (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url -q requirements/run.in -o requirements/run.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url -q requirements/run.in requirements/dev.in -o requirements/dev.txt

clean:
	rm -rf $(VENV) dist build

# Everything is pinned by hash, so the package itself is installed without build isolation.
$(VENV)/run.stamp: requirements/run.txt pyproject.toml build_gazetteer.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "rashomon needs Python 3.11 or newer: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes --requirement requirements/run.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp requirements/dev.txt
	$(PIP) --require-hashes --requirement requirements/dev.txt
	touch $@
