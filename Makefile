# `make demo` shows what kg does, `make test` tests it; the others are for those who change it.
PYTHON := .venv/bin/python
KG := .venv/bin/kg
SEEDS := $(shell find seeds -type f)
CODE := $(shell find kg schemas -type f ! -name '*.pyc')

.PHONY: demo test check golden lock setup setup-dev clean
.DELETE_ON_ERROR:

demo: setup build/map.html
	@echo "Who speaks for which country? (kg query --name represents, which is kg/data/queries/represents.cypher)"
	@echo
	@$(KG) query --name represents -g build/graph.json
	@echo
	@echo "Open build/map.html in a browser to see the map. To ask more:"
	@echo "    $(KG) show Peek -g build/graph.json"
	@echo "    $(KG) query 'MATCH (p:Person)-[r:HAS_ROLE]->(o) RETURN p.name, r.title, o.name' -g build/graph.json"

build/graph.json: $(SEEDS) $(CODE) requirements.txt | setup
	@mkdir -p build
	@echo 'kg build seeds -o $@'
	@$(KG) build seeds -o $@

kg/render/bundle/map.js: $(wildcard kg/render/page/*) package-lock.json hatch_build.py | setup
	@$(PYTHON) hatch_build.py && touch $@

build/map.html: build/graph.json kg/render/bundle/map.js
	@echo 'kg render build/graph.json -o $@'
	@$(KG) render build/graph.json -o $@

test: setup-dev check
	scripts/chromium
	$(PYTHON) -m pytest --nbmake tests $(wildcard notebooks)

check: setup-dev
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(PYTHON) hatch_build.py check

golden: setup-dev
	$(PYTHON) -m pytest tests/test_golden.py tests/test_docs.py tests/test_quality.py --write-golden

lock: setup-dev
	scripts/lock

setup:
	@scripts/setup

setup-dev:
	@scripts/setup dev

clean:
	rm -rf build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
