"""GGUF models in llama.cpp: several texts at a time, under a grammar."""
