# make run     the office with demonstration data on http://127.0.0.1:8000/  (PORT=8001 make run)
# make test    every test, on all cores    (ARGS="-k ledger" or ARGS="-n 0" for one core)
# make check   format, lint, types, templates, migrations, deployment settings, then every test
# make format  puts code and templates into shape
# make pictures takes a picture of every page, into .local/pictures (ARGS="roster my" for some, ARGS=--readme)
# make bench   measures the pages against their floors and a naive reference (ARGS=--gate fails past a limit)
# make stop    ends the embedded database (its data stay)
# make lock    writes requirements*.txt from pyproject.toml
#
# All need Python 3.11 or newer and make; no database server.  PYTHON=... names another Python.

MAKEFLAGS += --no-print-directory
PY := .venv/bin/python
TEMPLATES = git ls-files -z --cached --others --exclude-standard 'templates/*.html' | xargs -0

.PHONY: run test check lint format pictures bench stop lock venv

run: venv
	@$(PY) -m exchangeoffice.demo

test: venv
	@$(PY) -m pytest -n auto $(ARGS)

check: lint test

lint: venv
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(TEMPLATES) .venv/bin/djade --target-version 5.2 --check
	$(PY) -m mypy
	DJANGO_SETTINGS_MODULE=tests.settings $(PY) manage.py makemigrations --check --dry-run
	$(PY) dev/check_deploy.py

format: venv
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .
	-$(TEMPLATES) .venv/bin/djade --target-version 5.2

pictures: venv
	@$(PY) -m tests.browser.pictures $(ARGS)

bench: venv
	@$(PY) bench/run.py $(ARGS)

stop: venv
	@$(PY) -m exchangeoffice.devdb stop

# uv is only needed here, so it is not in the lock. Its answer names no host.
UV := .local/lock/bin/python -m uv pip compile pyproject.toml --quiet --universal \
	--generate-hashes --python-version 3.11 --no-emit-index-url --custom-compile-command "make lock"

lock: venv
	@test -x .local/lock/bin/uv || ($(PY) -m venv .local/lock && .local/lock/bin/python -m pip install --quiet uv)
	$(UV) $(ARGS) --output-file requirements.txt >/dev/null
	$(UV) $(ARGS) --extra dev --constraint requirements.txt --output-file requirements-dev.txt >/dev/null

venv:
	@dev/venv
