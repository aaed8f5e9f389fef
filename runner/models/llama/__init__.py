"""GGUF models in llama.cpp: several texts at a time, under a grammar."""

import os

# A thread that waits for its neighbours spins, by default for milliseconds. If other processes use the same cores, that
# made a small model up to fifty times slower; spinning briefly costs little if none does. libgomp reads the variable
# when it is loaded, so it is set here, before any module of this package can import llama_cpp.
os.environ.setdefault("GOMP_SPINCOUNT", "1000")
