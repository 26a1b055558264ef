# One word per chore. PYTHON is the interpreter of the environment to work in.
PYTHON ?= python

.PHONY: check test thorough lint format generated golden wheel wheelhouse pictures bench clean

check: lint test            ## everything that CI checks, but for the fresh environments

test:                       ## the tests
	$(PYTHON) -m pytest

thorough:                   ## the properties of scoring, with a thousand examples each
	HYPOTHESIS_PROFILE=thorough $(PYTHON) -m pytest tests/test_properties.py tests/test_session.py tests/test_joining.py

lint:                       ## style, types, import contracts, freshness of what is generated
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	lint-imports
	$(PYTHON) docs/generate.py --check

format:                     ## put the code in form
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

generated:                  ## write what is generated: docs/cli.md, the schemas, the examples' results
	$(PYTHON) docs/generate.py

golden:                     ## write the reports that the tests compare with; read the difference before you commit it
	SMARTSCORE_GOLDEN=write $(PYTHON) -m pytest -q tests/test_reports.py

wheel:                      ## sdist, and the wheel made from it
	$(PYTHON) -m build

wheelhouse:                 ## a folder of wheels, for an installation without internet on a machine of the same kind
	$(PYTHON) -m pip wheel --wheel-dir wheelhouse .

pictures:                   ## draw the pictures of the interview in docs/pictures
	$(PYTHON) docs/pictures.py

bench:                      ## ratios measured in one run
	$(PYTHON) benchmarks/kill_assess.py
	$(PYTHON) benchmarks/lost_answers.py
	$(PYTHON) benchmarks/key_latency.py
	$(PYTHON) benchmarks/batches.py --largest 30000 --sheets 1000 --scorify build/scorify

clean:
	rm -rf dist build wheelhouse .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
