"""GGUF models in llama.cpp: several texts at a time, under a grammar."""

import os

# A thread that waits for its neighbours spins, by default for milliseconds. Where other processes use the same cores,
# that made a small model up to fifty times slower; spinning briefly costs little where nobody does. libgomp reads it
# when it is loaded: so it stands here, before any module of this package can import llama_cpp.
os.environ.setdefault("GOMP_SPINCOUNT", "1000")
