# What people and CI type. `make` alone lists it; portal/docs/operations.md says more.

PYTHON ?= python3
VENV := .venv/bin/python
# Compiled modules are kept: every start after the first one is quick.
unexport PYTHONDONTWRITEBYTECODE
export PYTHONUNBUFFERED = 1

.DEFAULT_GOAL := help
.PHONY: help demo setup serve test check format messages e2e bench chaos interop reset-db install-demo install-test

help: ## this list
	@awk 'BEGIN { FS = ":.*## " } /^[a-z0-9-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: install-demo ## a served portal with Thai sample content: http://127.0.0.1:8000 (HOST, PORT)
	@exec $(VENV) -m portal.ops.launch demo

test: install-test ## everything: checks, tests on both databases, tests in a browser
	@$(VENV) -m portal.ops.suite

setup: install-demo ## the environment from the lock file, and what the operating system must bring

serve: install-demo ## the portal with the values of .env: databases, static files, server and worker
	@exec $(VENV) -m portal.ops.launch

check: install-test ## ruff, djade, import-linter, mypy, migrations, check --deploy
	@$(VENV) -m portal.ops.check

format: install-test ## put Python and templates into shape
	@$(VENV) -m portal.ops.check --format

messages: install-test ## the catalogues of translations brought up to the sources
	@$(VENV) -m portal.ops.messages

e2e: install-test ## only the tests in a browser
	@$(VENV) -m portal.ops.suite e2e

bench: install-test ## speeds, as ratios to the peers named; takes minutes
	@$(VENV) -m portal.ops.bench $(BENCH)

chaos: install-test ## processes ended at random moments under load, 50 rounds (CHAOS_ROUNDS), quizzes 100 (QUIZ_CHAOS_ROUNDS)
	@CHAOS_ROUNDS=$${CHAOS_ROUNDS:-50} QUIZ_CHAOS_ROUNDS=$${QUIZ_CHAOS_ROUNDS:-100} $(VENV) -m portal.ops.suite chaos

interop: install-test ## what needs rare clients; names those that are not here
	@$(VENV) -m portal.ops.interop

reset-db: install-demo ## throw away this machine's SQLite databases, uploads and kits (asks; YES=1 does not)
	@$(VENV) -m portal.ops.reset

install-demo:
	@$(PYTHON) -m portal.ops.install demo

install-test:
	@$(PYTHON) -m portal.ops.install test
