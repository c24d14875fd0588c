# Everything a person does with a clone of Chalkroom. `make run` and `make test` need only Python 3.11+ and Node 20+.
#
#   make run      serve Chalkroom with demo data on this machine   PORT=8000  CHALKROOM_DATA=data
#                 TLS=1: for the local network instead, without demo data
#   make test     every test: Python, client, browsers
#   make check    formats, types, contracts, generated files; changes nothing
#   make fix      what a tool can mend of that
#   make e2e      the browser tests alone                          ONLY=journeys
#   make bench    measure beside a competitor                      ONLY=first-picture
#   make sfu      build LiveKit's server, for groups, into .tools/ (needs Go)
#   make stores   fetch servers of buckets, for the tests of storage, into .tools/
#   make build    the wheel, with the built web client, in dist/
#   make lock     choose the newest Python packages that pyproject.toml allows

python := .venv/.installed
client_modules := web/node_modules/.installed
client := chalkroom/web/index.html
client_sources := web/index.html web/vite.config.ts $(shell find web/src web/public)
browser_modules := e2e/node_modules/.installed

.PHONY: run test check fix e2e bench sfu stores build build-web lock
.DEFAULT_GOAL := run

run: $(python) $(client)
	@exec .venv/bin/chalkroom serve $(if $(TLS),--tls,--demo)

test: $(python) $(client) $(browser_modules)
	@scripts/test

check: $(python) $(client) $(browser_modules)
	@scripts/check

fix: $(python) $(client_modules) $(browser_modules)
	@scripts/fix

e2e: $(python) $(client) $(browser_modules)
	@scripts/browsers $(ONLY)

bench: $(python) $(client) $(browser_modules)
	@.venv/bin/python -m bench $(ONLY)

sfu:
	@scripts/sfu

stores:
	@scripts/stores

build-web: $(client)

build: $(python) $(client)
	@.venv/bin/hatchling build --target wheel --directory dist

lock: $(python)
	@scripts/lock

$(python): requirements-dev.lock pyproject.toml scripts/python scripts/uv.lock.txt
	@scripts/python
	@touch $@

$(client_modules): web/package.json web/package-lock.json
	@scripts/node web
	@touch $@

$(browser_modules): e2e/package.json e2e/package-lock.json
	@scripts/node e2e
	@touch $@

$(client): $(client_modules) $(client_sources)
	@echo "Building the web client…"
	@cd web && npm run --silent build -- --logLevel warn
	@touch $@
