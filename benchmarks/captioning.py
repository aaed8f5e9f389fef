"""Captioning with a vision GGUF: speed against llama-cpp-python's chat interface, cost of the grammar, and memory.

`python benchmarks/captioning.py [constraint|speed|server|profile|many|run]…`; by default the first two. Models have
random weights and real sizes (captioning_model.py); contenders get the same pictures and prompts and take turns, each
with as many threads as there are cores. Bounds on 2 cores with a vocabulary of 150,000 tokens:

- speed: at least twice the captions/s of a loop of `create_chat_completion`, with a JSON schema on both sides, 120
  tokens written, and the same text letter for letter.
- server: at least 1.5 times the captions/s of llama-server, each side with the number of slots that suits it best
  (captioning_server.py, which needs benchmarks/llama_server/build.sh first).
- profile: what a caption's time is spent on (captioning_profile.py).
- constraint: at most 1 ms per token.
- many: 10,000 captions without a crash, with at most 50 MB more memory than after the first 500.
- run: the same in a whole run, from its evidence: the peak memory of the model's process so far.
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import captioning_model
import captioning_profile
import captioning_server
import captioning_stock
import numpy as np
import tree_memory
from captioning_task import (
    ASKED,
    CONTEXT,
    GRAMMAR,
    WRITTEN,
    conversation,
    load,
    pictures,
)

from runner.models.llama.completion import Completion, CompletionRequest
from runner.models.llama.constraint import Constraint
from runner.models.llama.generation import GenerationState
from runner.models.llama.grammar import TextLimits, text_schema_grammar
from runner.models.llama.model import Llama
from runner.models.llama.sampling import greedy
from runner.models.options import LlamaOptions
from runner.store import evidence


def speed(rounds: int = 3, count: int = 8) -> None:
    """Compare the captions/s of both sides, which take turns on the same pictures."""
    files = captioning_model.model(256)
    stock, ours = captioning_stock.load(files), _ours(files, count)
    photos, ratios = pictures(count * rounds), []
    for turn in range(rounds):
        asked = photos[turn * count : (turn + 1) * count]
        theirs, mine = captioning_stock.measured(stock, asked), captioning_server.of_ours(ours, asked)
        same = sum(one == other for one, other in zip(mine.texts, theirs.texts, strict=True))
        ratios.append(theirs.seconds / mine.seconds)
        print(
            f"speed {turn + 1}: stock {theirs.seconds:.2f} s, ours {mine.seconds:.2f} s a caption ({count} at a time):"
            f" {ratios[-1]:.2f} times, {theirs.cpu / mine.cpu:.2f} in processor time; {same} of {count} texts the same,"
            f" {len(set(theirs.texts))} different; {load()}",
            flush=True,
        )
    print(f"speed: {statistics.median(ratios):.2f} times the captions/s (bound: 2)")
    ours.unload()
    stock.close()


def constraint(tokens: int = WRITTEN) -> None:
    """Measure what following a grammar adds to choosing the most likely token."""
    files = captioning_model.model(256)
    llama = Llama(LlamaOptions(str(files.model), context=256, sequences=1))
    vocabulary, random = llama._vocabulary, np.random.default_rng(0)
    grammar = llama._grammar(GRAMMAR)
    free, held, masked = [], [], []
    state, whole = GenerationState(vocabulary, grammar, greedy, tokens + 1, 1), Constraint(grammar)
    vocabulary.characters  # noqa: B018 - found once a model
    for _ in range(tokens):
        logits = random.normal(0, 3, vocabulary.size).astype(np.float32)
        free.append(_timed(logits.argmax))
        masked.append(_timed(lambda: whole.allowed(np.arange(vocabulary.size, dtype=np.int32))))
        held.append(_timed(lambda scores=logits: state.proceed(scores)))
        whole.accept(state.tokens[-1])
    spent = [1000 * (one - other) for one, other in zip(held, free, strict=True)]
    print(
        f"constraint: {statistics.mean(spent):.2f} ms a token mean, {statistics.median(spent):.2f} median,"
        f" {max(spent):.2f} most (bound: 1); masking all {1000 * statistics.median(masked):.1f} ms; {load()}"
    )
    llama.unload()


def many(count: int = 10_000) -> None:
    """Measure memory over many captions with a tiny model."""
    files = captioning_model.tiny()
    llama = Llama(LlamaOptions(str(files.model), str(files.mmproj), 1024, sequences=4, threads=1))
    short = text_schema_grammar(TextLimits(caption=(5, 12), alt_text=(4, 8), keywords=(1, 1), keyword=(2, 6)))
    photos, start, early = pictures(64, 112), time.perf_counter(), 0.0

    def questions() -> Iterator[CompletionRequest]:
        for i in range(count):
            yield CompletionRequest(conversation(asked=f"{i}. {ASKED}"), photos[i % 64] + b"%d" % i, short, 100)

    for i, answer in enumerate(llama.stream(questions()), 1):
        assert isinstance(answer, Completion), answer
        if i == 500:
            early = _memory()
        if i % 1000 == 0:
            print(f"many: {i} captions, {_memory():.0f} MB, {time.perf_counter() - start:.0f} s", flush=True)
    print(f"many: {_memory() - early:+.0f} MB from caption 500 to {count} (bound: +50); {load()}")


def run(count: int = 10_000) -> None:
    """Measure the memory of the process that holds the tiny model, in a run over many photos."""
    files, short = captioning_model.tiny(), ("caption=[5,12]", "alt_text=[4,8]", "keywords=[1,1]", "keyword=[2,6]")
    with TemporaryDirectory() as folder:
        for number, photo in enumerate(pictures(count, 224)):
            (Path(folder) / f"{number:05}.jpg").write_bytes(photo)
        command = [
            sys.executable, "-m", "runner", "set=travel", f"set.source={folder}", f"paths.runs={folder}/runs",
            "rules=default", "repair=off", "caption=vision_gguf", f"caption.model={files.model}",
            f"caption.mmproj={files.mmproj}", "caption.max_tokens=100", *(f"caption.limits.{each}" for each in short),
        ]  # fmt: skip
        peak = tree_memory.run(command)
        rows = evidence.read(Path(folder) / "runs" / "travel" / "latest", "caption", ("memory_mb",))
    held = rows.filter(status="ok")["memory_mb"].sort()
    print(
        f"run: {held.len()} captions of {count} photos; the model's process {held[500]:.1f} MB after 500 and"
        f" {held[-1]:.1f} MB at the end: {held[-1] - held[500]:+.1f} MB (bound: +50); all processes at most"
        f" {1000 * peak.whole:.0f} MB; {load()}"
    )


def _ours(files: captioning_model.TinyVlm, sequences: int) -> Llama:
    return Llama(LlamaOptions(str(files.model), str(files.mmproj), CONTEXT, sequences=sequences))


def _timed(work) -> float:  # type: ignore[no-untyped-def]
    """Seconds of processor time, which other programs hardly influence."""
    start = time.process_time()
    work()
    return time.process_time() - start


def _memory() -> float:
    """Megabytes that this process holds."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize() / 1e6


BENCHMARKS = {
    "constraint": constraint,
    "speed": speed,
    "server": captioning_server.compare,
    "profile": captioning_profile.profile,
    "many": many,
    "run": run,
}

if __name__ == "__main__":
    for name in sys.argv[1:] or ("constraint", "speed"):
        BENCHMARKS[name]()
