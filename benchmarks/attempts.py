"""Measures the cost of asking a vision model again, and of several prompts about one picture.

`python benchmarks/attempts.py [run|again|nonsense|prompts]… [rounds]`. Uses the captioner of the stage `caption` with
the prompt of conf/prompt/vision.yaml, a decoder of real size with random weights and a real tokenizer
(captioning_model.py), and pictures of 900 tokens. Bounds: another attempt takes at most 35 % of the first, one at
nonsense that breaks every rule at most 40 %; k prompts about one picture take at most 1 + 0.35 (k - 1) times as long as
one.

`run` is a whole run with drafts and repair, 4 photos at a time, and reads the wall time of each attempt from its
evidence. The others drive the captioner alone with one thread; their figures are processor time, which other programs
hardly influence.
"""

from __future__ import annotations

import itertools
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import captioning_model
import numpy as np
import polars as pl
import yaml
from hydra import compose, initialize_config_dir
from pydantic import TypeAdapter

from runner.captioner import Generation, Request, Revision
from runner.captioning.llama_captioner import LlamaCaptioner
from runner.captioning.options import CaptionOptions
from runner.composition import overrides as _overrides  # noqa: F401 - reads configurations for Hydra
from runner.config.checking import check
from runner.imaging.vips import pyvips
from runner.messages import say
from runner.models.llama.grammar import TextLimits
from runner.schema import TEXTS, AttemptRow, FactsRow, Finding, Texts
from runner.store import evidence
from runner.text.judging.judge import Judge, errors
from runner.text.language.reading import TextsInContext
from runner.text.prompting.prompt import PromptOptions

PICTURE_TOKENS, SIDE = 900, 420
CONF = Path(__file__).parents[1] / "conf"
# As long as real captions: random weights do not end a sentence by themselves.
LIMITS = TextLimits(caption=(100, 140), alt_text=(80, 120), keywords=(6, 8), keyword=(5, 14))
FACTS = FactsRow(
    subject="Grey heron", subject_from="set", location="Lisse, Netherlands", location_from="set", category="wildlife",
    title=None, caption="Heron at the pond behind the house.", keywords=("heron", "pond", "garden", "bird"),
    labels=("heron", "wading bird", "bird", "animal"), colours=("green", "grey"), captured_at=None,
    time_of_day="morning", camera=None, lens=None,
)  # fmt: skip
WRONG = (
    Finding.of("ungrounded_scene", "caption", "error", ("beach",), say("ungrounded_scene.unsourced", words="beach")),
    Finding.of("fluff", "caption", "error", ("stunning",), say("fluff.praise", words="stunning")),
)


class Photos:
    """Pictures of coloured patches, each different, as files."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._random, self._count = folder, np.random.default_rng(0), 0

    def requests(self, count: int) -> list[Request]:
        return [Request(str(self._count), FACTS, self._new()) for _ in range(count)]

    def _new(self) -> Path:
        self._count += 1
        path = self._folder / f"{self._count}.jpg"
        patches = pyvips.Image.new_from_array(self._random.integers(0, 256, (16, 16, 3), np.uint8))
        path.write_bytes(patches.resize(SIDE / 16).jpegsave_buffer())
        return path


def run(rounds: int, count: int = 8) -> None:
    """Run over `count` photos whose texts all break one rule, or all, and print what a revision costs."""
    files = captioning_model.chatting(PICTURE_TOKENS)
    rules = yaml.safe_load((CONF / "rules" / "default.yaml").read_text())["rules"]
    packs = {
        "the subject is missing": [name for name in rules if name != "subject_missing"],
        "all rules are broken": [],
    }
    for _, (pack, silent) in itertools.product(range(rounds), packs.items()):
        with TemporaryDirectory() as folder:
            Photos(Path(folder)).requests(count)
            command = [
                sys.executable, "-m", "runner", "set=travel", "rules=default", f"set.source={folder}",
                "caption=vision_gguf", f"caption.model={files.model}", f"caption.mmproj={files.mmproj}",
                "caption.context=2048", "caption.sequences=4", "set.subject=Grey heron", f"paths.runs={folder}/runs",
                "repair.mend=false", "repair.per_item=1", *(f"rules.rules.{name}=null" for name in silent),
                *(f"caption.limits.{name}=[{least},{most}]" for name, (least, most) in asdict(LIMITS).items()),
            ]  # fmt: skip
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            _print_attempts(pack, Path(folder) / "runs" / "travel" / "latest")


def _print_attempts(pack: str, folder: Path) -> None:
    attempts = evidence.read(folder, "attempts", tuple(evidence.columns(AttemptRow)))
    drafts = attempts.filter(attempt=0).select("item_id", first="ms")
    revisions = attempts.filter(attempt=1).join(drafts, "item_id").with_columns(share=pl.col("ms") / pl.col("first"))
    groups = revisions.group_by("fields").agg(
        pl.len(), pl.median("share", "first", "ms", "prompt_tokens", "cached_tokens", "completion_tokens")
    )
    for fields, count, share, first, ms, told, known, written in groups.iter_rows():
        print(
            f"run, {pack}: {', '.join(fields)} again, {count} times: {share:.0%} of the first attempt (bound: 35 %),"
            f" {ms / 1000:.1f} of {first / 1000:.1f} s; {told:.0f} tokens told, {known:.0f} of them known,"
            f" {written:.0f} written; {_load()}",
            flush=True,
        )


def again(rounds: int) -> None:
    """Measure another attempt, one at a time and four at a time, with its picture still in the context or not."""
    with TemporaryDirectory() as folder:
        photos = Photos(Path(folder))
        for at_once in (4, 1):
            writer = _captioner(at_once)
            _spent(writer, photos.requests(1))  # what all prompts share
            shares = [_again(writer, photos.requests(at_once), photos.requests(at_once)) for _ in range(rounds)]
            for case in shares[0]:
                middle = statistics.median(each[case] for each in shares)
                print(f"again, {at_once} at a time: {case} {middle:.0%} of a first attempt (bound: 35 %)", flush=True)
            writer._llama.unload()


def nonsense(rounds: int, count: int = 4) -> None:
    """Measure rewriting all three texts of drafts that break every rule they can; the real rules judge the drafts."""
    with TemporaryDirectory() as folder:
        photos, writer, judge = Photos(Path(folder)), _captioner(count), _judge(Path(folder))
        _spent(writer, photos.requests(1))  # what all prompts share
        for _ in range(rounds):
            asked = photos.requests(count)
            first = _spent(writer, asked)
            again = [_again_from(one, answer, judge) for one, answer in zip(asked, first.answers, strict=True)]
            spent = _spent(writer, again)
            print(
                f"nonsense: first {first}; again {spent}, {spent.seconds / first.seconds:.0%} of it (bound: 40 %);"
                f" {_load()}",
                flush=True,
            )
        writer._llama.unload()


def _judge(source: Path) -> Judge:
    """The rules of a run, as they would judge drafts of these photos."""
    with initialize_config_dir(str(CONF), version_base="1.3"):
        options = ["set=travel", "rules=default", "caption=composer", f"set.source={source}"]
        return check(compose("config", overrides=options)).graph["repair"].options.pack.judge  # type: ignore[attr-defined, no-any-return]


def _again_from(asked: Request, answer: Generation, judge: Judge) -> Request:
    """The request that repair would send next after this answer."""
    texts = TextsInContext(*answer.draft.values, file_name=asked.item_id, facts=asked.facts, writer="picture")
    found = errors(judge.findings(texts))
    avoid = tuple(dict.fromkeys(word for finding in found for word in finding.words))
    return replace(asked, revision=Revision(answer.draft, TEXTS, found, avoid, 256))


def prompts(rounds: int, count: int = 4) -> None:
    """Measure several prompts about one picture, answered in one stream."""
    with TemporaryDirectory() as folder:
        photos, writer = Photos(Path(folder)), _captioner(count)
        _spent(writer, photos.requests(1))
        found = []
        for _ in range(rounds):
            alone = _spent(writer, photos.requests(1))
            (request,) = photos.requests(1)
            several = _spent(
                writer, [replace(request, facts=replace(FACTS, title=f"Heron number {i}")) for i in range(count)]
            )
            found.append(several.seconds / alone.seconds)
            print(f"prompts: one {alone}; {count} on one picture {several}; {_load()}", flush=True)
        middle, bound = statistics.median(found), 1 + 0.35 * (count - 1)
        print(f"prompts: {count} on one picture {middle:.2f} times one (bound: {bound:.2f})")
        writer._llama.unload()


def _again(writer: LlamaCaptioner, asked: Sequence[Request], others: Sequence[Request]) -> dict[str, float]:
    """Each case's share of a first attempt's time, by what is asked again and what is still cached."""
    first = _spent(writer, asked)
    drafts = [answer.draft for answer in first.answers]
    # These drafts begin differently, so that nothing of them is cached from the first revision.
    reworded = [replace(draft, caption=(draft.caption or "")[::-1]) for draft in drafts]
    caption, everything = _revisions(asked, drafts, ("caption",)), _revisions(asked, reworded, TEXTS)
    spent = {"caption, picture known,": _spent(writer, caption)}
    spent["everything, picture known,"] = _spent(writer, everything)
    _spent(writer, others)
    spent["caption, encoding known,"] = _spent(writer, caption)
    _spent(writer, others)
    writer._llama._segments.cache_clear()
    spent["caption, nothing known,"] = _spent(writer, caption)
    print(
        f"again: first {first}; {_load()}", *(f"  {case} {each}" for case, each in spent.items()), sep="\n", flush=True
    )
    return {case: each.seconds / first.seconds for case, each in spent.items()}


def _revisions(asked: Sequence[Request], drafts: Sequence[Texts], fields: tuple[str, ...]) -> list[Request]:
    return [
        replace(one, revision=Revision(draft, fields, WRONG, ("beach", "stunning"), 256))
        for one, draft in zip(asked, drafts, strict=True)
    ]


class _Spent(NamedTuple):
    """The cost of some answers."""

    answers: list[Generation]
    seconds: float  # of processor time
    read: int  # tokens

    def __str__(self) -> str:
        told = sum(each.prompt_tokens or 0 for each in self.answers)
        written = sum(each.completion_tokens or 0 for each in self.answers)
        return f"{self.seconds:.1f} s ({self.read} of {told} tokens read, {written} written)"


def _spent(writer: LlamaCaptioner, asked: Sequence[Request]) -> _Spent:
    read: list[int] = []
    writer._llama.stream, stream = _counting(writer._llama.stream, read), writer._llama.stream  # type: ignore[method-assign]
    since = time.process_time()
    answers = [each for each in writer.write(asked) if isinstance(each, Generation)]
    spent = time.process_time() - since
    writer._llama.stream = stream  # type: ignore[method-assign]
    assert len(answers) == len(asked)
    return _Spent(answers, spent, sum(read))


def _counting(stream: Callable, read: list[int]) -> Callable:  # type: ignore[type-arg]
    def counted(questions):  # type: ignore[no-untyped-def]
        for answer in stream(questions):
            read.append(answer.read_tokens)
            yield answer

    return counted


def _captioner(at_once: int) -> LlamaCaptioner:
    files = captioning_model.chatting(PICTURE_TOKENS)
    prompt = TypeAdapter(PromptOptions).validate_python(yaml.safe_load((CONF / "prompt" / "vision.yaml").read_text()))
    return LlamaCaptioner(
        CaptionOptions(
            "llama", "synthetic", str(files.model), str(files.mmproj), prompt, limits=LIMITS, context=2048,
            sequences=at_once, threads=1,
        )
    )  # fmt: skip


def _load() -> str:
    return f"load {os.getloadavg()[0]:.1f}"


if __name__ == "__main__":
    rounds = int(sys.argv[-1]) if sys.argv[-1].isdigit() else 2
    for name in [each for each in sys.argv[1:] if not each.isdigit()] or ["run", "again", "nonsense", "prompts"]:
        {"run": run, "again": again, "nonsense": nonsense, "prompts": prompts}[name](rounds)
