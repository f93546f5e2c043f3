# Everything the portal needs is made here, inside this folder: .tools/ (uv), .venv/ (packages), .demo/ and .test/ (data).

PYTHON ?= python3
UV_VERSION := 0.13.9
UV := .tools/bin/uv
export UV_PYTHON := $(PYTHON)
# A second worker of pytest pays off from two cores on, a third does not. Whoever is done takes over from the rest.
TEST_WORKERS ?= 2

# How many deliveries `make faults` breaks off. SEED=… repeats a run.
FAULTS ?= 1000

.NOTPARALLEL:
.PHONY: demo test faults lint types floors migrations browser scanner development frontend

demo: .tools/uv-$(UV_VERSION)  ## A working portal of a made-up council. PORT=…, EMAIL_URL=… and DATABASE_URL=… are honoured.
	@$(UV) sync --quiet --locked --no-dev --inexact
	@exec .venv/bin/python -m portal.config.demo

# The types are looked at while the tests begin: mypy keeps one core busy, and a worker of pytest waits now and then.
test: development browser scanner lint floors migrations  ## Everything that has to hold before a change is taken.
	@$(MAKE) --no-print-directory types & types=$$!; .venv/bin/pytest -n $(TEST_WORKERS) --dist worksteal; tests=$$?; \
	  wait $$types && exit $$tests

lint: development
	.venv/bin/ruff check
	.venv/bin/ruff format --check

# mypy reads the settings and connects to nothing, so no database server need be started for it.
types: development
	TEST_DATABASE_URL=postgresql://nowhere/none .venv/bin/mypy

floors: development
	.venv/bin/lint-imports

migrations: development
	DJANGO_SETTINGS_MODULE=tests.settings .venv/bin/python manage.py makemigrations --check --dry-run

# The browser tests drive Debian's Chromium, by Playwright's driver, which needs libatomic. The one without windows makes
# a page with a quarter of the work; where it cannot be had, the other does.
HAS_BROWSER := { command -v chromium-headless-shell; } >/dev/null && /sbin/ldconfig -p | grep -q libatomic.so.1
AS_ROOT := $(if $(filter 0,$(shell id -u)),,sudo -n)

browser:
	@{ $(HAS_BROWSER); } || { echo "Installing Chromium …"; \
	  $(AS_ROOT) apt-get -qq update && DEBIAN_FRONTEND=noninteractive $(AS_ROOT) apt-get -qq install -y --no-install-recommends chromium-headless-shell libatomic1 >/dev/null; } \
	  || { command -v chromium || command -v chromium-browser; } >/dev/null \
	  || { echo "Chromium is missing and could not be installed: the browser tests cannot pass."; test "$$CI" != true; }

# The tests of uploads run Debian's clamd. Only its program and its library: the package as a whole would start two
# services here, one of which downloads signatures. The tests bring a signature of their own.
HAS_SCANNER := { command -v clamd || test -x /usr/sbin/clamd || test -x .tools/clamav/usr/sbin/clamd; } >/dev/null

scanner:
	@{ $(HAS_SCANNER); } || { echo "Installing clamd …"; mkdir -p .tools; \
	  $(AS_ROOT) apt-get -qq update && DEBIAN_FRONTEND=noninteractive $(AS_ROOT) apt-get -qq install -y --no-install-recommends \
	    $$(apt-cache depends clamav-daemon | grep -o 'libclamav[0-9a-z]*' | head -1) >/dev/null && \
	  (cd .tools && rm -f clamav-daemon_*.deb && apt-get -qq download clamav-daemon 2>/dev/null && dpkg -x clamav-daemon_*.deb clamav && rm -f clamav-daemon_*.deb); } \
	  || { echo "clamd is missing and could not be installed: the tests of uploads cannot pass."; test "$$CI" != true; }

development: .tools/uv-$(UV_VERSION)
	@$(UV) sync --quiet --locked

.tools/uv-$(UV_VERSION):
	@$(PYTHON) -m venv .tools
	@.tools/bin/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@touch $@

frontend:  ## Needs Node: builds the committed CSS and JavaScript again.
	portal/design/frontend/build
