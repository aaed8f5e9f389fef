"""Run at the end of `make gpu`, `python -m runner.doctor.gpu_build CUDA`: whether llama.cpp was built for that.

Exits with 1 if it was not, whatever the build said. A missing card is mentioned but is no failure: an image for another
machine is built without one.
"""

from __future__ import annotations

import sys

from runner.doctor.asking import Told, ask
from runner.doctor.graphics import llama_check
from runner.doctor.surroundings import LLAMA
from runner.messages import word


def verdict(told: Told, backend: str) -> tuple[int, str]:
    """The exit code, and a sentence about what llama.cpp reports of itself."""
    if told.facts is not None and backend not in told.facts["backends"]:
        built = ", ".join(told.facts["backends"])
        return (
            1,
            f"llama.cpp is built for {built} and not for {backend}. The log of the build says why: .venv/llama.log",
        )
    said = f"llama.cpp {word(llama_check(told, []).said)}"
    return (0 if told.facts else 1), said


if __name__ == "__main__":
    code, sentence = verdict(ask(*LLAMA), sys.argv[1])
    print(sentence)
    sys.exit(code)
