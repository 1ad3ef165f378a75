# make demo   a brief of the bundled sample coverage, from nothing but Python 3.11 or newer
# make test   everything that CI runs
# make peers  add other programs to .venv, which the benchmarks run beside ours (700 MB; nothing else needs them)
# make lock   renew requirements/*.txt after a change of the dependencies
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo test lint types floors tests quality peers pictures lock clean

demo: $(VENV)/.run
	@$(BIN)/standoff demo

test: lint types floors tests quality

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

floors: $(VENV)/.dev
	$(BIN)/lint-imports

tests: $(VENV)/.dev
	$(BIN)/pytest -q -n 2 --dist loadfile

quality: $(VENV)/.dev
	$(BIN)/python -m benchmarks.quality --gate
	$(BIN)/python -m benchmarks.events --gate
	$(BIN)/python -m benchmarks.conflicts --gate
	$(BIN)/python -m benchmarks.speakers --gate

# All but docopt come built; it is a single file of Python.
peers: $(VENV)/.dev
	$(PIP) install --no-compile --require-hashes --only-binary :all: --no-binary docopt -r requirements/peers.txt

pictures: $(VENV)/.dev
	$(BIN)/python docs/pictures.py

lock: $(VENV)/.dev
	$(PIP) install "uv>=0.5,<1"
	cd requirements && for set in run dev; do \
	  extra=$$([ $$set = dev ] && echo dev.in --extra web --extra postgresql --extra ray); \
	  ../$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	    ../pyproject.toml build.in $$extra -o $$set.txt; done; \
	../$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  peers.in -c dev.txt -o peers.txt

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Standoff needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12 $(MAKECMDGOALS)")'
	$(PYTHON) -m venv $(VENV)

# The locked dependencies, each with its hash, then the package itself; a set is installed anew when its lock changes.
$(VENV)/.run: requirements/run.txt pyproject.toml | $(VENV)/bin/python
	@echo "installing the locked dependencies into $(VENV) (once)..." >&2
	@$(PIP) install --no-compile --require-hashes --only-binary :all: -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements/dev.txt pyproject.toml | $(VENV)/bin/python
	@echo "installing the locked dependencies for the checks into $(VENV) (once)..." >&2
	@$(PIP) install --no-compile --require-hashes --only-binary :all: -r requirements/dev.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.run
