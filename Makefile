# Two commands do everything on a machine that has Python and make:
#   make interview   a real interview (with a terminal it asks; piped, the script's lines are the answers)
#   make test        the whole check
PYTHON ?= python3
VENV := .venv
GUIDE ?= benevoles
BIN := $(if $(filter Windows_NT,$(OS)),$(VENV)/Scripts,$(VENV)/bin)
RUN := $(BIN)/python -m

.PHONY: interview test format bench bench-quick bench-room bench-coding bench-coding-room bench-suggest bench-quality bench-lint bench-scan bench-sealing coverage mutants lexicons names-lexicons editors pictures catalogue docs clean

$(VENV)/.installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "interviewer needs Python 3.11 or later; name it: make PYTHON=python3.12 ...")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) >&2
	@$(RUN) pip install --quiet --disable-pip-version-check --editable . >&2
	@touch $@

$(VENV)/.installed-dev: pyproject.toml $(VENV)/.installed
	@$(RUN) pip install --quiet --disable-pip-version-check --editable '.[dev]' >&2
	@touch $@

# With a terminal it asks which guide; with standard input piped it walks through the volunteers' guide on that input.
# ARGS adds options: make interview GUIDE=partenaires ARGS="--stakeholder financeurs"
interview: $(VENV)/.installed
	@if [ -t 0 ] && [ "$(origin GUIDE)" = file ]; then $(BIN)/interviewer run $(ARGS); else $(BIN)/interviewer run $(GUIDE) $(ARGS); fi; \
	ended=$$?; case "$${INTERVIEWER_LANG:-$${LC_ALL:-$$LANG}}" in \
	fr*) echo "(À partir d'ici, la commande est $(BIN)/interviewer ; après \`. $(BIN)/activate\`, c'est interviewer.)" >&2;; \
	*) echo "(From here on the command is $(BIN)/interviewer; after \`. $(BIN)/activate\` it is interviewer.)" >&2;; \
	esac; if [ $$ended -eq 130 ]; then exit 0; fi; exit $$ended

test: $(VENV)/.installed-dev
	$(RUN) ruff format --check .
	$(RUN) ruff check .
	$(RUN) mypy
	$(RUN) pytest --numprocesses=auto

.PHONY: faults faults-long
# Every class of faults with its control, on two processors; writes the tables of docs/reliability.md. ONLY=cut runs one of them.
faults: $(VENV)/.installed-dev
	$(RUN) tests.faults $(ONLY)

# The same with more rounds: every byte, every bit, every error of every call.
faults-long: $(VENV)/.installed-dev
	$(RUN) tests.faults --long $(ONLY)

format: $(VENV)/.installed-dev
	$(RUN) ruff format .
	$(RUN) ruff check --fix .

# Figures for docs/benchmarks.md; takes some minutes. The quick one leaves out the million turns and writes nothing.
bench: $(VENV)/.installed-dev
	@$(RUN) pip install --quiet --disable-pip-version-check --editable '.[dev,bench]' >&2
	$(RUN) benchmarks.run

bench-quick: $(VENV)/.installed-dev
	@$(RUN) pip install --quiet --disable-pip-version-check --editable '.[dev,bench]' >&2
	$(RUN) benchmarks.run --quick

# The interview on the screen, beside nano and vim where they are installed; fails when an aim is not met. ARGS=--quick is short.
bench-room: $(VENV)/.installed-dev
	$(RUN) benchmarks.room $(ARGS)

# Figures and tables of a large coded study, beside another coder where PyPI has it; fails when an aim is not met. ARGS=--quick is short.
bench-coding: $(VENV)/.installed-dev
	@test -x $(VENV)-qc/bin/qc || { $(PYTHON) -m venv $(VENV)-qc && $(VENV)-qc/bin/python -m pip install --quiet --disable-pip-version-check qualitative-coding; } >&2 || true
	@qc=$(CURDIR)/$(VENV)-qc/bin/qc; test -x $$qc && export QC=$$qc; $(RUN) benchmarks.coding $(ARGS)

# The coding room on a large study; fails when an aim is not met. ARGS=--quick is short.
bench-coding-room: $(VENV)/.installed-dev
	$(RUN) benchmarks.coding_room $(ARGS)

# Guides held against the method: one of 60 questions, and 1,000 of them; fails when an aim is not met. ARGS=--quick is short.
bench-lint: $(VENV)/.installed-dev
	@$(RUN) benchmarks.lint $(ARGS)

# What sealing words costs: CPU of a turn with and without it; fails when an aim is not met.
bench-sealing: $(VENV)/.installed-dev
	@$(RUN) benchmarks.sealing

# Suggestions while coding: how often right on the example study, how quick; by meaning too, with the extra [suggest].
bench-suggest: $(VENV)/.installed-dev
	@$(RUN) pip install --quiet --disable-pip-version-check --editable '.[dev,suggest]' >&2
	@$(RUN) benchmarks.suggest

# What editors make of our files, by their language server: npm fetches it into the caches of this user.
editors: $(VENV)/.installed-dev
	INTERVIEWER_TESTS_NPM=1 $(RUN) pytest tests/test_editors.py

# How often the rules of question quality are right, by label and language; fails when an aim is not met on the file.
bench-quality: $(VENV)/.installed-dev
	@$(RUN) benchmarks.quality

# How much the scan before exports finds in labelled sentences; FILES="a.csv b.csv" names others than those of tests/data/scan. Then how fast interviews are scanned: ARGS="--interviews 1000".
bench-scan: $(VENV)/.installed-dev
	@$(RUN) benchmarks.scan $(FILES) $(ARGS)

# The ordinary words by which the scan tells names from other words, from lexicons of three packages (PyPI).
names-lexicons: $(VENV)/.installed-dev
	@test -x $(VENV)-lexicons/bin/python || $(PYTHON) -m venv $(VENV)-lexicons >&2
	@$(VENV)-lexicons/bin/python -m pip install --quiet --disable-pip-version-check simplemma==2.0.0 wordfreq==3.1.1 gender-guesser==0.4.0 msgspec >&2
	@PYTHONPATH=. $(VENV)-lexicons/bin/python -m benchmarks.names_lexicons

# The word lists of the rules of question quality, from benchmarks/lexicon and the lexicons of three packages (PyPI).
lexicons: $(VENV)/.installed-dev
	@test -x $(VENV)-lexicons/bin/python || { $(PYTHON) -m venv $(VENV)-lexicons && $(VENV)-lexicons/bin/python -m pip install --quiet --disable-pip-version-check simplemma==2.0.0 vaderSentiment==3.3.2 textblob-fr==0.2.0 msgspec; } >&2
	@PYTHONPATH=. $(VENV)-lexicons/bin/python -m benchmarks.lexicons

# Every branch of the files that may lose or expose a word (tests/proof/files.py); fails when one was not taken.
# About two minutes: too long for `make test`, where the same tests run without being watched.
coverage: $(VENV)/.installed-dev
	@$(RUN) tests.proof.covered $(ARGS)

# Whether the tests notice when those files are changed, with mutmut (PyPI). A whole run takes some two hours on two cores;
# the counts go into docs/mutants.md; ARGS="--sample 200" takes so many of each group, ARGS="--only union.py" one file.
mutants: $(VENV)/.installed-dev
	@$(RUN) pip install --quiet --disable-pip-version-check --editable '.[dev,mutants]' >&2
	@nice $(RUN) tests.proof.mutants $(ARGS)

# The pictures of the docs, from the program's own screens (docs/pictures/).
pictures: $(VENV)/.installed-dev
	$(RUN) tests.pictures

# What is made in the docs from the program: help, tables, examples.
docs: $(VENV)/.installed-dev
	$(RUN) tests.docs_pages --examples
	$(RUN) tests.errors_page > docs/errors.md

catalogue: $(VENV)/.installed-dev
	$(RUN) tests.catalogue

clean:
	rm -rf $(VENV) $(VENV)-qc $(VENV)-lexicons .mypy_cache .ruff_cache .hypothesis build dist
