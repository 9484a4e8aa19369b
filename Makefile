# Two commands do it all on a machine with Python, make and git: `make demo` and `make test`.

PORT ?= 8000
VENV := .venv
PEERS := .venv-peers
PYTHON := $(VENV)/bin/python
RUN_DEMO := SITE_MODE=demo PORT=$(PORT) SITE_URL=http://127.0.0.1:$(PORT) $(PYTHON)

# The first of these that answers as a Python 3.12 or later; `command -v` alone is fooled by pyenv.
CANDIDATES := python3.13 python3.12 python3.14 python3 $(HOME)/.pyenv/versions/3.1[2-9]*/bin/python \
  $(HOME)/.local/share/uv/python/cpython-3.1[2-9]*/bin/python3
FIND_PYTHON := for candidate in $(CANDIDATES); do \
  "$$candidate" -c 'import sys, venv; sys.exit(sys.version_info < (3, 12))' 2>/dev/null \
  && echo "$$candidate" && exit; done

# One more than there are processors: some tests wait. Whole files go to a process, in their order: what
# comes last is quick, so that no process waits long for another.
WORKERS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)
PYTEST := $(PYTHON) -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

.PHONY: demo test quick lint check format guide bench bench-peers faults messages locks help

help:  ## List the commands.
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

$(VENV)/installed: requirements-demo.txt
	@python=$$($(FIND_PYTHON)); \
	if [ -z "$$python" ]; then echo "Python 3.12 or later is needed, with venv; none was found." >&2; exit 1; fi; \
	"$$python" -m venv $(VENV)
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-demo.txt
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt $(VENV)/installed
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

demo: $(VENV)/installed  ## Show the site with a practice that does not exist, on http://127.0.0.1:8000.
	@exec env $(RUN_DEMO) manage.py demo

test: $(VENV)/installed-dev  ## Run every test, those in a real Chromium too.
	@CHROMIUM=$$(bash tests/browser/find-chromium) && export CHROMIUM && \
	$(PYTEST) --cov --cov-report=term $(ARGS)

quick: $(VENV)/installed-dev  ## Run the tests that need no browser, in two minutes.
	@$(PYTEST) -m "not browser" $(ARGS)

lint: $(VENV)/installed-dev  ## Read the code for mistakes; changes nothing.
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/ruff check .
	@SITE_MODE=development $(VENV)/bin/mypy blog contact coaching_site demo
	@git ls-files -z '*.py' | xargs -0 $(VENV)/bin/django-upgrade --check --target-version 6.1
	@git ls-files -z 'templates/*.html' | xargs -0 $(VENV)/bin/djade --check --target-version 6.1

check: lint test  ## What CI runs.

format: $(VENV)/installed-dev  ## Lay out code and templates.
	@$(VENV)/bin/ruff format .
	@$(VENV)/bin/ruff check --fix .
	@git ls-files -z '*.py' | xargs -0 $(VENV)/bin/django-upgrade --target-version 6.1
	@git ls-files -z 'templates/*.html' | xargs -0 $(VENV)/bin/djade --target-version 6.1

guide: $(VENV)/installed-dev  ## Photograph the author's guide anew, by using the site as it says.
	@CHROMIUM=$$(bash tests/browser/find-chromium) && export CHROMIUM && \
	$(PYTHON) -m pytest tests/browser/guide.py --quiet $(ARGS)

bench: $(VENV)/installed-dev $(PEERS)/installed  ## Measure what the site has to reach, beside others, into benchmarks/results.
	@SITE_MODE=demo $(PYTHON) -m benchmarks $(ARGS)

bench-peers: $(PEERS)/installed  ## Install what `make bench` compares the site with, apart from it.

$(PEERS)/installed: benchmarks/peers/requirements.txt | $(VENV)/installed
	@$(PYTHON) -m venv $(PEERS)
	@$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

faults: $(VENV)/installed-dev  ## Make everything go wrong that once did, and measure what becomes of the site.
	@SITE_MODE=demo $(PYTHON) -m faults $(ARGS)

# In alphabetical order, so that a change shows only what it changed.
DUTCH := locale/nl/LC_MESSAGES/django.po
messages: $(VENV)/installed-dev  ## Collect the strings to translate and compile the translation.
	@SITE_MODE=development $(PYTHON) manage.py makemessages --locale nl --no-location --no-obsolete --no-wrap --ignore var --ignore tests
	@msgattrib --sort-output --no-wrap $(DUTCH) | grep -vE '^"(Report-Msgid-Bugs-To|POT-Creation-Date):' > $(DUTCH).sorted
	@mv $(DUTCH).sorted $(DUTCH)
	@SITE_MODE=development $(PYTHON) manage.py compilemessages --locale nl --ignore $(VENV)

# One file for each use, each complete in itself: production, the demo, development and tests.
LOCK := uv pip compile --universal --python-version 3.12 --generate-hashes --no-emit-index-url --no-header \
  --upgrade --quiet pyproject.toml

locks:  ## Lock the newest allowed versions, with hashes and without addresses.
	@$(LOCK) -o requirements.txt
	@$(LOCK) --group demo -o requirements-demo.txt
	@$(LOCK) --group dev -o requirements-dev.txt
