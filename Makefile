# Everything goes through .venv, installed from hashed requirements; stamp files make a second run install nothing.
PYTHON ?= python3
UV     ?= uv
BIN    := .venv/bin

PIP     := $(BIN)/python -m pip --disable-pip-version-check
INSTALL := $(PIP) install --quiet --no-input --compile --require-hashes
COMPILE := $(UV) pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
           --no-emit-index-url --no-emit-find-links --no-header --no-annotate

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help figures each gallery preview check test thorough mutants bench same-bytes bench-big contact-sheet review messages docs lock clean

help: ## this list
	@sed -n 's/^\([a-z][a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r name text; do printf '  make %-14s %s\n' "$$name" "$$text"; done

figures: .venv/.run ## render every figure of the project into build/
	$(BIN)/barometer render

SPECS := $(shell find figures -name '*.yaml' ! -name survey.yaml ! -name page.yaml)
MADE  := $(SPECS:figures/%.yaml=build/.made/%.d)

each: $(MADE) ## the same by a rule per figure: make -j2 each

build/.made/%.d: figures/%.yaml | .venv/.run
	$(BIN)/barometer render $< --quiet --depfile $@

-include $(wildcard $(MADE))

gallery: .venv/.run ## write build/gallery/index.html: view, search, download
	$(BIN)/barometer render --preset web,social,mobile
	$(BIN)/barometer gallery

preview: .venv/.test ## show the figures in the browser while they are edited
	$(BIN)/barometer preview --open

check: .venv/.run ## prove words and numbers of every figure against each other
	$(BIN)/barometer check --strict --render --preset web,social,mobile

test: .venv/.test ## formatting, lint, types, architecture, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy --strict barometer_cli
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m pytest -n 2 --dist worksteal -rs

thorough: .venv/.test ## what make test has no time for: every sheet and change, eight times the examples
	$(BIN)/python -m pytest -n 2 --dist worksteal -rs -m "thorough or many" --hypothesis-profile thorough

mutants: .venv/.test ## break each promise of tests/mutants/ in a copy; the tests must notice
	$(BIN)/python tools/mutants.py $(AREA)

bench: .venv/.run ## time layout, encoders and start-up
	$(BIN)/python -m benchmarks

same-bytes: .venv/.run ## 20 000 PNG in 100 processes beside a load: never another byte
	$(BIN)/python -m benchmarks.same_bytes

bench-big: .venv/.test ## tabulate 50 million respondents, beside pandas (600 MB of temporary file)
	$(BIN)/python -m benchmarks.big

PRESET ?= web

contact-sheet: .venv/.run ## every 1x PNG under build/ on one sheet; PRESET=social for those
	$(BIN)/python tools/contact_sheet.py build build/contact-sheet.png $(PRESET)

messages: .venv/.test ## gather what is said from the source, and compile every catalogue
	$(BIN)/python -m tools.messages

docs: .venv/.docs ## the pages of docs/ as a site, in build/site
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

BASE  ?= HEAD
SHEETS := --preset web,social,mobile --format png --force --quiet

review: .venv/.run ## every picture of BASE (the last commit) beside the same now and what differs: build/review/index.html
	rm -rf build/review && mkdir -p build/review/base
	git archive $(BASE) | tar -x -C build/review/base
	cd build/review/base && PYTHONPATH=. $(CURDIR)/$(BIN)/python -m barometer_cli render $(SHEETS) --out ../old
	$(BIN)/barometer render $(SHEETS) --out build/review/new
	$(BIN)/barometer diff build/review/old build/review/new --to build/review

lock: ## recompile requirements/*.txt (needs uv)
	$(COMPILE) pyproject.toml requirements/build.in -o requirements/run.txt
	$(COMPILE) pyproject.toml requirements/build.in --extra test -c requirements/run.txt -o requirements/test.txt
	$(COMPILE) pyproject.toml requirements/build.in --extra docs -c requirements/test.txt -o requirements/docs.txt

clean: ## remove .venv, build/ and caches
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/.made:
	$(PYTHON) -m venv .venv
	@touch $@

# pip compiles bytecode as it installs; compileall covers our own editable package. Without it every start is 2-3 times slower.
.venv/.run: .venv/.made requirements/run.txt pyproject.toml
	$(INSTALL) -r requirements/run.txt
	$(PIP) install --quiet --no-input --no-deps --no-build-isolation --no-index -e .
	$(BIN)/python -m compileall -q barometer_cli
	@touch $@

.venv/.test: .venv/.run requirements/test.txt
	$(INSTALL) -r requirements/test.txt
	@touch $@

.venv/.docs: .venv/.run requirements/docs.txt
	$(INSTALL) -r requirements/docs.txt
	@touch $@
