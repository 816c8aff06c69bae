# The two commands: `make serve` starts the browser desk, `make test` runs every check and test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 7860

.PHONY: serve test check setup setup-dev system models taught clean

serve: setup
	$(BIN)/candor serve --port $(PORT)

test: setup-dev system models check
	$(BIN)/python -m pytest

check: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

setup: $(VENV)/.ready
setup-dev: $(VENV)/.ready-dev

$(VENV)/.ready: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	touch $@

$(VENV)/.ready-dev: $(VENV)/.ready
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[local,dev]'
	touch $@

# Debian's Chromium, its driver and Chinese fonts, for the tests that drive a browser; only where root allows.
system:
	sh tests/system_packages.sh

# Two small model files for the tests that run a real model; checked by hash, kept outside the checkout.
models: setup-dev
	$(BIN)/python tests/models/fetch.py

# Compiles the labelled passages and sentences into the tables of the two taught readers (about fifteen minutes).
taught: setup-dev
	$(BIN)/python -m drafting.checks.taught.teaching knowledge_base/style/taught benchmarks/data/defects/dev.jsonl
	$(BIN)/python -m drafting.checks.carried.teaching knowledge_base/carried

clean:
	rm -rf $(VENV) build dist
