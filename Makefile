# `make` lists what there is. Python >= 3.11 as python3 (or PYTHON=python3.12), and make, are enough.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := out/ops-redesign
# Per cent of lines and branches, rules and kernel aside, that CI asks for; it only rises.
FLOOR := 94
MAPS := $(filter-out experiments/whole-model-%.yaml,$(wildcard experiments/*.yaml))

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo pages experiments test test-page verify interpreted bench check format hooks schema gallery clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/.installed ## compare the rollouts of scenarios/ops-redesign.yaml: a table and figures
	$(BIN)/winsim compare scenarios/ops-redesign.yaml --out $(DEMO)
	@echo; echo "The pictures and tables:"
	@find $(DEMO) -type f | sort | sed 's/^/  /'

pages: $(VENV)/.installed ## build the page of every scenario, to open on a projector
	@mkdir -p out/pages
	@for file in scenarios/*.yaml; do \
	  $(BIN)/winsim play "$$file" --out "out/pages/$$(basename "$$file" .yaml).html" || exit; \
	done

experiments: $(VENV)/.installed-dev ## simulate and analyse the shipped experiments, smaller than they are
	@for file in $(MAPS); do \
	  $(BIN)/winsim sweep $$file --set seeds=5 --out out/experiments/$$(basename $$file .yaml) || exit 1; \
	done
	$(BIN)/winsim sweep experiments/whole-model-morris.yaml --set seeds=2 \
	  --set design.morris.trajectories=6 --out out/experiments/whole-model-morris
	$(BIN)/winsim sweep experiments/whole-model-sobol.yaml --set seeds=2 \
	  --set design.sobol.base=16 --out out/experiments/whole-model-sobol
	@for folder in out/experiments/*; do $(BIN)/winsim analyse "$$folder" > /dev/null || exit 1; done

test: $(VENV)/.installed-dev ## run the tests (under five minutes); with CI set, hold the floor under coverage
	$(BIN)/python -m pytest -n 2 $(if $(CI),--cov --cov-report= --cov-fail-under=$(FLOOR))

test-page: | node ## run the tests of the page's modules
	cd tests/player/page && node --test --test-reporter=spec

verify: $(VENV)/.installed-dev ## run the slow, statistical tests, and draw what to judge by eye
	$(BIN)/python -m pytest -n 2 -m slow
	$(BIN)/python -m verification.plots out/verification

interpreted: $(VENV)/.installed-dev ## run the marked tests with the compiler off, and report coverage
	NUMBA_DISABLE_JIT=1 $(BIN)/coverage run -m pytest -m 'interpreted and not slow'
	$(BIN)/coverage report --include='*/rules/*,*/kernel/*,*/elementary.py,*/chance.py' --omit='*/__init__.py'

bench: $(VENV)/.installed-dev ## measure speed against peers and C (ten minutes), and write docs/reference/performance.md
	$(BIN)/python -m pytest benchmarks
	$(BIN)/python -m benchmarks

check: $(VENV)/.installed-dev node_modules/.installed ## check format, style, types and the floors of the imports
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	node_modules/.bin/tsc

format: $(VENV)/.installed-dev ## put the sources in shape
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

hooks: $(VENV)/.installed-dev ## have git check the format, style and types of every commit
	$(BIN)/pre-commit install

schema: $(VENV)/.installed ## write the JSON Schemas of scenarios and experiments, for editors
	$(BIN)/winsim schema > $(VENV)/schema.json
	mv $(VENV)/schema.json docs/reference/scenario.schema.json
	$(BIN)/winsim schema --experiment > $(VENV)/schema.json
	mv $(VENV)/schema.json docs/reference/experiment.schema.json

gallery: demo ## draw the picture of the README again
	mkdir -p docs/gallery
	cp $(DEMO)/adoption.png docs/gallery/ops-redesign.png

clean: ## remove results and the tools' leavings; the virtual environment stays
	rm -rf out build dist htmlcov .coverage .benchmarks .hypothesis
	rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

# Two stamps, so that a demonstration does not wait for the developers' tools.
$(VENV)/.installed: pyproject.toml | $(BIN)/pip
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(BIN)/pip
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $(VENV)/.installed $@

$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  found=$$($(PYTHON) --version 2>/dev/null || echo missing); \
	  echo "winsim needs Python 3.11 or newer; here $(PYTHON) is $$found." >&2; \
	  echo "Name a newer one: make $(or $(MAKECMDGOALS),test) PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# The page's modules are checked with Node.js, which nothing else needs.
node_modules/.installed: package.json package-lock.json | node
	npm ci --no-audit --no-fund
	@touch $@

.PHONY: node
node:
	@node --eval 'process.exit(Number(parseInt(process.versions.node) < 18))' 2>/dev/null && \
	  command -v npm > /dev/null || { \
	  echo "The page's modules are checked with Node.js 18 or newer and its npm; here is none." >&2; \
	  echo "Install them (on Debian: apt-get install nodejs npm), and try again." >&2; exit 1; }
