# Everything runs in .venv, which the first verb that needs it creates. Give PYTHON=… to choose the interpreter.
.DEFAULT_GOAL := help
SHELL := /bin/sh
BIN := .venv/bin
ARGS ?=

# Short names for the settings most often changed: make serve PORT=9000. All settings: docs/settings.md.
$(foreach s,PORT HOST DATABASE_URL WORKERS,$(if $($s),$(eval serve data: export DRAGOMAN_$s := $$($s))))

# A folder that was moved, or whose Python is gone, gets its environment made anew.
ifneq ($(shell $(BIN)/python -c "print(open('.venv/.place').read().strip())" 2>/dev/null),$(CURDIR))
.PHONY: .venv/.place
endif

.PHONY: help serve test check fix data sdl bench clean

help: ## Print this list.
	@sed -n 's/^\([a-z]*\):.*## /make \1	/p' $(MAKEFILE_LIST) | expand -t 14

serve: .venv/.runtime ## Migrate, load the facts and serve them at http://127.0.0.1:8000/graphql.
	@exec $(BIN)/dragoman serve $(ARGS)

test: .venv/.dev ## Run the tests on SQLite and PostgreSQL. ARGS="-k istanbul" chooses some.
	$(BIN)/python -m pytest $(ARGS)

check: .venv/.dev ## Format, lint, types, import arrows, spelling, dependencies.
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell
	$(BIN)/deptry .

fix: .venv/.dev ## Mend what the formatter and the linter can mend.
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

data: .venv/.runtime ## Check the facts in data/ and write them in their canonical form.
	$(BIN)/dragoman data $(ARGS)

sdl: .venv/.runtime ## Write schema/schema.graphql from the schema's code.
	$(BIN)/dragoman sdl > .venv/schema.graphql
	mv .venv/schema.graphql schema/schema.graphql

bench: .venv/.dev ## Measure this server beside others on generated data. ARGS="--times 10" adds a larger record.
	$(BIN)/python -W ignore:XDG_RUNTIME_DIR -m bench $(ARGS)

clean: ## Remove the environment and every cache; the database stays.
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage htmlcov build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/.place:
	@sh .ci/environment "$(PYTHON)"

.venv/.runtime: .venv/.place pyproject.toml requirements.lock
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: .venv/.runtime requirements-dev.lock
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@
