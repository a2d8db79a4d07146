# SiteOps: everything one types. `make demo` to look at it, `make test` before a commit.
.DEFAULT_GOAL := help
.PHONY: help install demo demo-reset test unit browser lint bench words lock clean
.DELETE_ON_ERROR:
SHELL := /bin/sh

VENV := .venv
PIP := $(VENV)/bin/python -m pip --disable-pip-version-check --quiet
# A stamp is named for the content of its lock, so that a changed lock installs itself.
RUNTIME := $(VENV)/.runtime-$(shell cat requirements.lock pyproject.toml | cksum | tr -d ' ')
TOOLS := $(VENV)/.tools-$(shell cat requirements-dev.lock pyproject.toml | cksum | tr -d ' ')
BROWSERS := chromium firefox-esr webkit2gtk-driver xvfb
PROGRAMS := $(BROWSERS) caddy systemd
NODE_TOOLS := node_modules/.lock-$(shell cksum < package-lock.json | tr -d ' ')
NPM := $(VENV)/bin/npm --loglevel=error

help: ## Say what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1	\2/p' Makefile | expand -t 18

install: $(RUNTIME) ## Install SiteOps and what it runs on, for `siteops serve`

demo: $(RUNTIME) ## Set up a demo show in the middle of load-in, and serve it
	@$(VENV)/bin/siteops demo

demo-reset: $(RUNTIME) ## Throw the demo away and begin a fresh one
	@$(VENV)/bin/siteops demo --reset

test: $(PROGRAMS) $(NODE_TOOLS) unit ## Run every test: the quick ones, then those with real servers and browsers
	@$(LIVE) || { echo "Once more, alone: what failed among the others"; $(LIVE) --last-failed; }

# Real time passes in these. What only fails while the machine is busy elsewhere must hold when it is run by itself.
LIVE := $(VENV)/bin/pytest -m "browser or server"

unit: $(TOOLS) ## Run the quick tests, on as many cores as there are
	$(VENV)/bin/pytest -n auto --maxprocesses 4 -m "not browser and not server"

browser: $(TOOLS) $(NODE_TOOLS) $(BROWSERS) ## Run the tests in real browsers
	$(VENV)/bin/pytest -m browser

lint: $(TOOLS) $(NODE_TOOLS) ## Check style and types of Python and JavaScript
	@failed=0; \
	$(VENV)/bin/ruff check || failed=1; \
	$(VENV)/bin/mypy || failed=1; \
	node_modules/.bin/tsc --project tsconfig.json || failed=1; \
	node_modules/.bin/tsc --project tsconfig.worker.json || failed=1; \
	exit $$failed

bench: $(TOOLS) $(NODE_TOOLS) chromium ## Measure against the speeds we promise
	$(VENV)/bin/python -m tests.bench

words: $(TOOLS) ## Collect every word of the sources for those who translate
	$(VENV)/bin/python -m tests.harness.catalogue

lock: $(TOOLS) ## Choose the newest versions that pyproject.toml and package.json allow, with hashes
	$(LOCK) --group build --output-file requirements.lock
	$(LOCK) --group dev --constraints requirements.lock --output-file requirements-dev.lock
	$(NPM) install --package-lock-only

LOCK := $(VENV)/bin/uv pip compile pyproject.toml --quiet --upgrade --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header --no-annotate

clean: ## Remove what make installed; the site's own files stay
	rm -rf $(VENV) node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis

.PHONY: $(PROGRAMS)
$(PROGRAMS): $(TOOLS)
	@$(VENV)/bin/python -m tests.harness.programs $@

$(VENV)/bin/python:
	@python=""; \
	for each in $(PYTHON) python3 python3.13 python3.12 python3.11; do \
		if "$$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python="$$each"; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
		echo "SiteOps needs Python 3.11 or newer. Install it, or name it: make PYTHON=/path/to/python3" >&2; exit 1; \
	fi; \
	if ! "$$python" -c 'import venv, ensurepip' 2>/dev/null; then \
		echo "$$python cannot make virtual environments. On Debian or Ubuntu: apt-get install python3-venv" >&2; exit 1; \
	fi; \
	rm -rf $(VENV) && "$$python" -m venv $(VENV)

$(RUNTIME): | $(VENV)/bin/python
	@echo "Installing SiteOps and what it runs on"
	@$(PIP) install --require-hashes --requirement requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@rm -f $(VENV)/.runtime-* && touch $@

$(TOOLS): | $(VENV)/bin/python
	@echo "Installing SiteOps and what checks it"
	@$(PIP) install --require-hashes --requirement requirements-dev.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@rm -f $(VENV)/.tools-* && touch $@

$(NODE_TOOLS): $(TOOLS)
	@echo "Installing what checks the JavaScript and the pages"
	@$(NPM) ci
	@touch $@
