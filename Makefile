# Everything goes through `python -m`, so that the folder may be moved and its path hold spaces.
.DEFAULT_GOAL := help
.PHONY: help setup demo test test-fast test-contrast quality fix lock bench clean

VENV := .venv
PY := $(VENV)/bin/python
MANAGE := $(PY) manage.py
STAMP := $(VENV)/installed
PORT ?= 8000
# Options handed to pytest: make test ARGS="tests/directory -x"
ARGS ?=
# One test process per processor; 0 runs all in one: make test WORKERS=0
WORKERS ?= auto
# One that is idle takes over tests of another.
PYTEST := $(PY) -m pytest -n $(WORKERS) --dist worksteal
TEMPLATES := templates
# What production needs to start, good for checks only.
PRODUCTION := DJANGO_SETTINGS_MODULE=normandie.settings.production ALLOWED_HOSTS=www.exemple.fr TRUSTED_PROXIES=1 \
	CLAMD_URL=unix:///run/clamav/clamd.ctl SECRET_KEY=$$($(PY) -c "import secrets; print(secrets.token_urlsafe(60))")

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(STAMP) ## Install, create the database, load the territory and the demo site
	@echo "[3/5] Database"
	@mkdir -p var/static
	@$(MANAGE) migrate --verbosity 0
	@echo "[4/5] Reference data: territory and closed lists"
	@$(MANAGE) load_territory
	@$(MANAGE) load_vocabularies
	@echo "[5/5] Demo site (half a minute the first time)"
	@$(MANAGE) demo --port $(PORT)

demo: setup ## The same, then serve the site on http://127.0.0.1:8000
	@echo "The site: http://127.0.0.1:$(PORT)/    its admin: http://127.0.0.1:$(PORT)/admin/    stop: Ctrl+C"
	@$(MANAGE) runserver 127.0.0.1:$(PORT)

test: $(STAMP) ## Run the whole test suite (ARGS="tests/directory -x" to choose)
	$(PYTEST) $(ARGS)

test-fast: $(STAMP) ## The same without the browser nor whole sites, for daily work
	$(PYTEST) -m "not browser and not slow" $(ARGS)

test-contrast: $(STAMP) ## Read the contrast of every page on its pixels, for each night (minutes)
	$(PYTEST) -m contrast tests/browser/test_contrast.py $(ARGS)

quality: $(STAMP) ## Check style, types, templates, scripts, migrations and production settings
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m djlint --lint --quiet $(TEMPLATES)
	$(PY) -m mypy site core directory events ami tools deploy/timers.py
	$(VENV)/bin/shellcheck deploy/*.sh
	$(VENV)/bin/hadolint Dockerfile
	$(MANAGE) makemigrations --check --dry-run
	$(PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING

fix: $(STAMP) ## Put the code in form and mend what can be mended alone
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

lock: $(STAMP) ## Choose the versions again, from pyproject.toml
	$(PY) -m pip install --quiet uv
	$(PY) -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
		--no-emit-index-url --upgrade pyproject.toml -o requirements.txt
	$(PY) -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
		--no-emit-index-url -c requirements.txt --extra dev pyproject.toml -o requirements-dev.txt

bench: $(STAMP) ## Measure the main pages with 200, 2 000 and 20 000 places
	$(MANAGE) bench_directory

clean: ## Remove the virtual environment, the database and all that was generated
	rm -rf $(VENV) var .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(STAMP): requirements-dev.txt
	@mkdir -p var/static
	@echo "[1/5] Virtual environment"
	@python=$$(sh .ci/find-python "$(PYTHON)") && "$$python" -m venv $(VENV)
	@echo "[2/5] Pinned dependencies (about a minute the first time)"
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-input \
		--require-hashes -r requirements-dev.txt
	@touch $@
