# `make run` and `make test` set themselves up in this folder; `make help` lists the rest.
# Written for GNU make 3.81 and up, so that a Mac's own make will do.

SHELL := /bin/sh
PYTHON := .venv/bin/python
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# A stamp is a copy of the lock that was installed: a changed lock is noticed by what it says, not by its date.
RUN_STAMP := .venv/requirements.lock
DEV_STAMP := .venv/requirements-dev.lock
NPM_STAMP := node_modules/installed.lock
HTMX := static/vendor/htmx.min.js
FONTS_AT := static/vendor/fonts
FONTS := DejaVuSerif.ttf DejaVuSerif-Bold.ttf DejaVuSans.ttf

.DEFAULT_GOAL := help
.PHONY: help run test lint unit integration integration-sqlite integration-postgresql e2e bench bench-matching \
	bench-streams screens setup setup-dev venv htmx browser format lock clean

help: ## say what there is
	@echo "The HEAL mentorship portal. Each of these sets up what it needs first."
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-24s %s\n", $$1, $$2 }' Makefile

## Living with it

run: setup ## serve the portal with the demo community on http://127.0.0.1:8000 (PORT, PORTAL_DATA, DATABASE_URL)
	@$(PYTHON) -m portal migrate
	@$(PYTHON) -m portal demo
	@exec $(PYTHON) -m portal serve

test: setup-dev browser ## everything: lint, types, import fence, unit, both databases, a real browser
	@$(PYTHON) -m tests.everything

lint: setup-dev ## style, types, import fence
	@failed=0; \
	$(PYTHON) -m ruff check . || failed=1; \
	$(PYTHON) -m ruff format --check . || failed=1; \
	$(PYTHON) -m mypy || failed=1; \
	$(PYTHON) .venv/bin/lint-imports --no-logo || failed=1; \
	exit $$failed

unit: setup-dev ## tests that need no database
	@$(PYTHON) -m pytest tests/unit --junitxml=var/test/unit.xml $(ARGS)

integration: integration-sqlite integration-postgresql ## the integration suite on SQLite, then on PostgreSQL

integration-sqlite: setup-dev ## the integration suite on SQLite
	@$(PYTHON) -m pytest tests/integration --junitxml=var/test/integration-sqlite.xml $(ARGS)

integration-postgresql: setup-dev ## the integration suite on an embedded PostgreSQL
	@PORTAL_TEST_ENGINE=postgresql $(PYTHON) -m pytest tests/integration \
		--junitxml=var/test/integration-postgresql.xml $(ARGS)

e2e: setup-dev browser ## the journeys in Chromium
	@$(PYTHON) -m pytest e2e --junitxml=var/test/e2e.xml $(ARGS)

bench: setup-dev ## how fast home is, as shares of ready-made pages; writes var/bench.json
	@$(PYTHON) -m benchmarks.home

bench-matching: setup-dev ## who is served and how well, for 2,000 made-up groups, and how quick it is
	@$(PYTHON) -m benchmarks.matching

bench-streams: setup-dev ## five hundred open pages on one worker: how soon each hears of its own, memory, stopping
	@$(PYTHON) -m benchmarks.streams

screens: setup-dev browser ## photograph the pages into var/screens/ (ONLY=maya, ONLY=/chats)
	@$(PYTHON) -m e2e.screens $(ONLY)

format: setup-dev ## let ruff put the code in order
	@$(PYTHON) -m ruff check --fix .
	@$(PYTHON) -m ruff format .

clean: ## forget what was set up; your data in var/ stays
	rm -rf .venv node_modules static/vendor .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

## Setting up

setup: venv htmx ## what `make run` needs
	@cmp -s requirements.lock $(RUN_STAMP) || { \
		echo "Installing the Python packages the portal runs on (half a minute, only when they change) …"; \
		$(PYTHON) -m pip install --quiet --require-hashes -r requirements.lock && cp requirements.lock $(RUN_STAMP); }

setup-dev: venv htmx ## what `make test` needs
	@cmp -s requirements-dev.lock $(DEV_STAMP) || { \
		echo "Installing the Python packages the portal runs and is tested with (half a minute, only when they change) …"; \
		$(PYTHON) -m pip install --quiet --require-hashes -r requirements-dev.lock \
			&& cp requirements.lock $(RUN_STAMP) && cp requirements-dev.lock $(DEV_STAMP); }

# `python3` may be an older one beside a newer (macOS), and Debian keeps a part of venv in a package of its own.
venv:
	@$(PYTHON) -c 'import pip' 2>/dev/null || { \
		for python in python3 python3.14 python3.13 python3.12 python3.11 none; do \
			$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; \
		done; \
		test $$python != none || { echo "Python 3.11 or newer is needed and none was found."; exit 1; }; \
		echo "Making a Python environment of our own in .venv …"; \
		rm -rf .venv; \
		$$python -m venv .venv \
			|| { $$python -m venv --without-pip .venv && $$python -m pip --python $(PYTHON) install --quiet pip; } \
			|| { rm -rf .venv; echo "Python could not make it. On Debian: apt-get install python3-venv"; exit 1; }; }

htmx:
	@ls $(HTMX) $(FONTS:%=$(FONTS_AT)/%) >/dev/null 2>&1 && cmp -s package-lock.json $(NPM_STAMP) || { \
		echo "Fetching htmx and the fonts of what can be kept …"; \
		npm ci --silent && mkdir -p $(FONTS_AT) && cp node_modules/htmx.org/dist/htmx.min.js $(HTMX) \
			&& cp $(FONTS:%=node_modules/dejavu-fonts-ttf/ttf/%) $(FONTS_AT) && cp package-lock.json $(NPM_STAMP) \
			|| { echo "htmx could not be fetched with npm."; exit 1; }; }

browser: setup-dev
	@$(PYTHON) -m e2e.browser

# The locks name versions and hashes for Linux and macOS and every Python from 3.11 on, and no addresses.
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	--no-emit-index-url pyproject.toml
lock: ## write the locks anew from pyproject.toml and package.json (needs uv on the PATH); UPGRADE=--upgrade
	@$(LOCK) --group dev $(UPGRADE) -o requirements-dev.lock
	@$(LOCK) --constraint requirements-dev.lock $(UPGRADE) -o requirements.lock
	@npm install --package-lock-only --silent
