# Everything starts from a fresh clone: each target sets up what it needs first.
.DEFAULT_GOAL := help
.PHONY: help demo serve test verify-bank check-bank bank-page lint types format images bench clean
BIN := .venv/bin
CHECKED := judge api runner_images/agent tests $(wildcard scripts/*.py bench/*.py deploy/*.py)

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

demo: ## set everything up and judge real submissions
	@scripts/setup
	@$(BIN)/judge demo

serve: ## set everything up and run the service
	@scripts/setup --service
	@exec $(BIN)/judge serve $(ARGS)

# Tests that wait for servers, leases and engines of their own more than they work. All others have the machine to
# themselves, for some of them measure it.
WAITING := $(addprefix tests/,api cli e2e faults host queue store)
test: ## set everything up and run the tests
	@scripts/setup --tests
ifdef ARGS
	$(BIN)/pytest $(ARGS)
else
	$(BIN)/pytest $(WAITING:%=--ignore=%)
	$(BIN)/pytest --numprocesses=4 --dist=worksteal $(WAITING)
endif

verify-bank: ## verify every problem package, with mutants of its model solution
	@scripts/setup
	@$(BIN)/python -m judge.sandbox.images build python python-ml
	@$(BIN)/python scripts/bank.py verify $(ARGS)

check-bank: ## verify every problem package, without mutants
	@scripts/setup
	@$(BIN)/python -m judge.sandbox.images build python python-ml
	@$(BIN)/python scripts/bank.py check $(ARGS)

bank-page: ## write problems/README.md from the packages
	@scripts/setup
	@$(BIN)/python scripts/bank.py page

lint: ## check style and types
	@scripts/setup
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	@$(MAKE) --no-print-directory types

types: # for pre-commit too
	$(BIN)/mypy --strict $(CHECKED)

format: ## bring the code into the common form
	@scripts/setup
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

images: ## build the runner images
	@scripts/setup
	@$(BIN)/judge images list

bench: ## measure all there is to in ten minutes, on a quiet machine; bench/README.md says what
	@scripts/setup --tests
	$(BIN)/python -m bench $(ARGS)

clean: ## remove .venv, and containers and images of Coderound
	@! test -x $(BIN)/python || $(BIN)/python -m judge.sandbox.images clean
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .cache
