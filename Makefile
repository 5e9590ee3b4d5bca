# Every target is a command of tools/make.py, the one place that says how a thing is done;
# where there is no make (Windows, say), type  python tools/make.py book  and so on.

# The first Python on the path that is 3.11 or newer; `make PYTHON=…` chooses another.
PYTHON ?= $(firstword $(foreach name,python3 python3.11 python3.12 python3.13 python3.14 python,\
	$(shell $(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(name))))

COMMANDS := book test site notebooks lint unit maths pages pytorch bench bundle clean environment

.PHONY: help $(COMMANDS)
.DEFAULT_GOAL := help

help $(COMMANDS):
	@test -n "$(PYTHON)" || { echo "No Python 3.11 or newer on the PATH. Install one, or say which: make PYTHON=/path/to/python $@" >&2; exit 1; }
	@$(PYTHON) tools/make.py $@
