# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Every target sets up what it needs; a fresh machine has to have Python 3.11 or newer, make, git and a package index.

VENV := .venv
BIN := $(VENV)/bin
# The newest interpreter that a released ansible-core supports. Only looked for when there is no $(VENV) yet.
PYTHON = $(shell tools/find_python.sh 3.14 3.13 3.12 3.11 | sed -n '1s/[^ ]* //p')
WORKERS := auto
ARGS :=

VERSION = $(shell sed -n 's/^version: *//p' galaxy.yml)
ARTIFACT = build/telephony-pbx-$(VERSION).tar.gz

# ansible and what tests start is the virtual environment's; the configuration is found in any directory's mode.
export PATH := $(abspath $(BIN)):$(PATH)
export ANSIBLE_CONFIG := $(CURDIR)/ansible.cfg
# For programs that import the collection without ansible-core's loader.
IMPORTING := PYTHONPATH=$(CURDIR)/collections

.DEFAULT_GOAL := help

.PHONY: help
help: ## Show the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-12s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo 'make test ARGS="-k ucm -x"           pytest arguments; WORKERS=2 processes'
	@echo 'make setup PYTHON=python3.12         another interpreter, after make clean'
	@echo 'make matrix MATRIX_ALL=1             every ansible-core with every Python, not one Python each'
	@echo 'make new VENDOR=ucm RESOURCE=queue   scaffold a resource'

## Set-up

.PHONY: setup collection
setup: $(VENV)/.installed-dev collection ## Make .venv and the collection's links; the other targets do their share of it

collection:
	@tools/link_collection.sh

$(VENV)/bin/python:
	@python="$(PYTHON)"; \
	test -n "$$python" || { echo 'No Python 3.11 or newer that can make virtual environments; name one: PYTHON=' >&2; exit 1; }; \
	echo "$(VENV): $$("$$python" --version), $$python"; \
	"$$python" -m venv $(VENV)

$(VENV)/.installed-%: requirements/%.txt requirements.txt $(wildcard requirements/*.txt) | $(VENV)/bin/python
	@echo "Installing $<"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --requirement $<
	@touch $@

## Tests

.PHONY: test test-slow coverage matrix bench demo
test: $(VENV)/.installed-test collection ## Run the test suite
	$(BIN)/python -m pytest -n $(WORKERS) -m 'not slow' $(ARGS)

test-slow: $(VENV)/.installed-test collection ## Run the tests that make test leaves out, since they take minutes
	$(BIN)/python -m pytest -n $(WORKERS) -m slow $(ARGS)

coverage: $(VENV)/.installed-test collection ## Run the test suite and show which operations of the vendors it sent
	@rm -rf build/simlog && mkdir -p build/simlog
	@TELEPHONY_PBX_SIM_LOG_DIR=$(CURDIR)/build/simlog $(MAKE) --no-print-directory -k test test-slow; tests=$$?; \
	$(BIN)/python -m tests.coverage_report build/simlog && exit $$tests

matrix: $(VENV)/.installed-test collection ## Sanity and tests on every supported ansible-core that this machine can run
	$(BIN)/python -m tools.matrix $(if $(MATRIX_ALL),--all)

bench: $(VENV)/.installed-test collection ## Measure the collection against simulated systems
	$(IMPORTING) $(BIN)/python -m tests.benchmarks $(ARGS)

demo: $(VENV)/.installed-test collection ## Show the collection at work on simulated systems
	@tools/demo.sh

## Checks; make -k lint carries on after a failure

.PHONY: lint lint-python lint-yaml lint-generated lint-changelog lint-docs lint-ansible sanity
lint: lint-python lint-yaml lint-generated lint-changelog lint-docs lint-ansible sanity ## Run every check

lint-python: $(VENV)/.installed-lint
	$(BIN)/ruff check
	$(BIN)/ruff format --check

lint-yaml: $(VENV)/.installed-lint
	$(BIN)/yamllint --strict .

lint-generated: $(VENV)/.installed-test collection
	$(IMPORTING) $(BIN)/python -m tools.generate --check

lint-changelog: $(VENV)/.installed-lint
	$(BIN)/antsibull-changelog lint

lint-docs: $(VENV)/.installed-lint collection
	$(BIN)/antsibull-docs lint-collection-docs --plugin-docs --validate-collection-refs=dependent \
		--disallow-unknown-collection-refs .

lint-ansible: $(VENV)/.installed-lint collection
	$(BIN)/ansible-lint

sanity: $(VENV)/.installed-lint ## Run ansible-test sanity
	$(BIN)/python -m tools.sanity $(ARGS)

## Generated parts and new ones

.PHONY: generate new
generate: $(VENV)/.installed-test collection ## Write the generated parts: options' docs, meta/runtime.yml, lists of modules
	$(IMPORTING) $(BIN)/python -m tools.generate

new: $(VENV)/.installed-test collection ## Scaffold a resource: VENDOR= RESOURCE=
	@test -n "$(VENDOR)" -a -n "$(RESOURCE)" || { echo 'usage: make new VENDOR=ucm RESOURCE=queue' >&2; exit 2; }
	$(IMPORTING) $(BIN)/python -m tools.new "$(VENDOR)" "$(RESOURCE)"

## Products, all below build/

.PHONY: docs build ee
docs: $(VENV)/.installed-docs collection ## Build guides and reference pages into build/docs/html
	$(BIN)/python -m tools.build_docs

build: $(VENV)/.installed-test ## Build the Galaxy artifact and try it
	$(BIN)/ansible-galaxy collection build --force --output-path build
	tools/check_artifact.sh $(ARTIFACT)

ee: $(VENV)/.installed-ee build ## Make the execution environment's build context, and the image where an engine runs
	tools/build_execution_environment.sh $(ARTIFACT)

.PHONY: clean
clean: ## Remove everything that targets have made
	rm -rf $(VENV) build collections .ansible .cache .hypothesis .pytest_cache .ruff_cache tests/output
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
