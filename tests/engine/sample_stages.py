"""Stages with known behaviour: a file's text determines what happens to it."""

from __future__ import annotations

import logging
import os
import signal
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

import numpy as np
import polars as pl

from runner import pixels
from runner.errors import DecodeError, InferenceError
from runner.graph import Graph, Node
from runner.schema import NameRow, Options, Row
from runner.stage import Allowance, Folders, Item, Result, Spent, Stage, Tables
from runner.store import evidence
from runner.store.catalog import open_catalog
from runner.store.names import NameRequest, reserve_names

CHATTING = logging.getLogger("runner.stages.chat")

RunOnce = Callable[..., Path]
Write = Callable[[Mapping[str, str]], None]


@dataclass(frozen=True, slots=True)
class TextRow(Row):
    text: str


@dataclass(frozen=True, slots=True)
class EssayRow(Row):
    text: str
    finished: bool

    @property
    def final(self) -> bool:
        return self.finished


@dataclass(frozen=True, slots=True)
class LengthRow(Row):
    length: int


@dataclass(frozen=True, slots=True)
class RankRow(Row):
    rank: int


@dataclass(frozen=True)
class Plain(Options):
    suffix: str = ""


def read(items: Sequence[Item], options: Plain, folders: Folders) -> Iterator[Result]:
    for item in items:
        _log(folders, item)
        text = item.path.read_text()
        if text.startswith("crash"):
            os.kill(os.getpid(), signal.SIGSEGV)
        if text.startswith("hang"):
            time.sleep(60)
        if text.startswith("assert"):
            os.write(2, b"GGML_ASSERT(the reason) failed\nand more\n")
            os.abort()
        if text.startswith("hungry"):
            held = b"x" * 700_000_000
            time.sleep(60)
            del held
        if text.startswith("raise"):
            raise ValueError("unexpected")
        if text.startswith("broken"):
            yield DecodeError("cannot be decoded")
        elif text.startswith("unlucky"):
            yield InferenceError("no luck this time")
        else:
            yield TextRow(text + options.suffix)


def _note(path: Path) -> str:
    note = path.with_suffix(".note")
    return note.read_text() if note.exists() else ""


def noted(items: Sequence[Item], options: Plain, folders: Folders) -> Iterator[Result]:
    """Read each file, and the note beside it."""
    for item in items:
        _log(folders, item)
        yield TextRow(item.path.read_text() + _note(item.path))


def flaky(items: Sequence[Item], options: Plain, folders: Folders) -> Iterator[Result]:
    for item in items:
        marker = folders.runs / f"tried-{item.item_id}"
        if not marker.exists():
            marker.touch()
            os.kill(os.getpid(), signal.SIGABRT)
        yield TextRow(item.path.read_text())


def write(items: Sequence[Item], options: Plain, folders: Folders) -> Iterator[Result]:
    """Write essays. An essay whose text begins with "slow" is finished only once there is a file `enough`."""
    enough = (folders.runs / "enough").exists()
    for item in items:
        _log(folders, item)
        text = item.path.read_text()
        finished = enough or not text.startswith("slow")
        yield EssayRow(text + (" finished" if finished else ""), finished)


def judge(items: Sequence[Item], options: Plain, folders: Folders) -> Iterator[Result]:
    for item in items:
        text = item[EssayRow].text
        yield DecodeError("too short") if text == "slow" else LengthRow(len(text))


def measure(items: Sequence[Item], options: Plain, folders: Folders) -> Iterator[Result]:
    for item in items:
        yield LengthRow(len(item[TextRow].text))


def rank(tables: Tables, options: Plain, folders: Folders) -> pl.DataFrame:
    assert tables.sources.height
    rank = pl.col("length").rank("ordinal").cast(pl.Int64).alias("rank")
    return tables[LengthRow].select("item_id", rank).collect()


def remember(tables: Tables, options: Plain, folders: Folders) -> pl.DataFrame:
    with (folders.runs / "work.log").open("a") as log:
        log.write("remember\n")
    return tables.sources.select("item_id", pl.lit(int(_memory(options, folders))).alias("rank"))


@cache
def _model(suffix: str) -> str:
    return f"{suffix} loaded by {os.getpid()}"


def draft(items: Sequence[Item], options: Plain, folders: Folders) -> Iterator[Result]:
    for item in items:
        _log(folders, item)
        text = item.path.read_text()
        if text.startswith("crash"):
            os.kill(os.getpid(), signal.SIGSEGV)
        yield TextRow(_model(options.suffix))


def _in_place(item: Item, options: Plain) -> TextRow:
    return TextRow(f"{item.path.name} as it was")


def chat(items: Sequence[Item], options: Plain, folders: Folders) -> Iterator[Result]:
    """Log from several threads while answering."""
    for item in items:
        with ThreadPoolExecutor(4) as pool:
            for number in range(50):
                pool.submit(CHATTING.warning, "%s said %d of 50: %s", item.path.name, number, "long " * 999)
            yield TextRow("x" * 9999)
        CHATTING.info("%s is 100%% done", item.path.name)


def improve(items: Sequence[Item], options: Plain, folders: Folders) -> Iterator[Result]:
    for item in items:
        _log(folders, item)
        yield EssayRow(_model(options.suffix), True)


def ask(items: Sequence[Item], options: Plain, folders: Folders) -> Iterator[Result | Spent]:
    """Ask twice about each item, as long as allowed, and log that. A file's text says what happens in between."""
    left = int(options.suffix) if options.suffix else 1000
    for item in items:
        asked = 0
        while asked < 2 and left:
            if options.suffix:
                yield Spent(1)
            _log(folders, item)
            asked, left = asked + 1, left - 1
            text = item.path.read_text()
            if text.startswith("crash"):
                os.kill(os.getpid(), signal.SIGSEGV)
            if text.startswith("raise"):
                raise ValueError("unexpected")
        time.sleep(0.05)
        yield EssayRow(f"asked {asked} times", asked == 2)


def look(items: Sequence[Item], options: Plain, folders: Folders) -> Iterator[Result]:
    """Read the text of a file from its picture; whoever decodes it logs that. `suffix` is a name and a duration.

    The stage named `frail` crashes at a file that says "crash".
    """
    name, _, seconds = options.suffix.partition(" ")
    for item in items:
        decode = partial(_as_picture, item, folders)
        with pixels.slot(item.slot) as slot:
            text = bytes(
                (slot.picture(item.item_id, decode) if slot else decode(pixels.blank)).pixels[0, :, 0]
            ).decode()
        if name == "frail" and text == "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        time.sleep(float(seconds or 0))
        with (folders.runs / "looks.log").open("a") as log:
            log.write(f"{name} {item.path.name}\n")
        yield TextRow(text)


def _as_picture(item: Item, folders: Folders, memory: pixels.Memory) -> pixels.Decoded:
    _log(folders, item)
    data = item.path.read_bytes()
    picture = memory(1, len(data))
    picture[:] = np.frombuffer(data, np.uint8)[:, None]
    return pixels.Decoded(picture)


def _limit(options: Plain) -> int | None:
    return int(options.suffix) if options.suffix else None


def _at_most_twice(options: Plain) -> int:
    return 2


def _within(options: Plain, granted: int) -> Plain:
    return replace(options, suffix=str(granted))


def _two_at_once(options: Plain) -> int:
    return 2


def _weights(options: Plain) -> Sequence[Path]:
    return [Path(options.suffix)] if options.suffix else []


def repeat(tables: Tables, options: Plain, folders: Folders) -> pl.DataFrame:
    return tables[RankRow].select("item_id", pl.col("rank").alias("length")).collect()


def name(tables: Tables, options: Plain, folders: Folders) -> pl.DataFrame:
    items = tables.sources["item_id"].to_list()
    with open_catalog(folders.catalog) as catalog:
        reserved = reserve_names(catalog, [NameRequest(item, options.suffix, 2, ".jpg") for item in items])
    rows = [evidence.to_record(NameRow(file, "set", number, options.suffix)) for file, number in reserved]
    return pl.DataFrame(rows, schema=evidence.columns(NameRow)).with_columns(item_id=pl.Series(items))


def _memory(options: Plain, folders: Folders) -> str:
    memory = folders.runs / "memory"
    return memory.read_text() if memory.exists() else "0"


def _log(folders: Folders, item: Item) -> None:
    with (folders.runs / "work.log").open("a") as log:
        log.write(f"{item.path.name}\n")


DRAFT = Stage("draft", TextRow, Plain, draft, place="model", shard=4, files=_weights)
IMPROVE = Stage("improve", EssayRow, Plain, improve, needs={"input": TextRow}, place="model", shard=4, files=_weights)
PAIRS = replace(DRAFT, kind="pairs", max_in_flight=_two_at_once)
CAREFUL = Stage("careful", TextRow, Plain, draft, place="model", shard=4, fallback=_in_place)
CHAT = Stage("chat", TextRow, Plain, chat, place="model", shard=4)
ASK = Stage("ask", EssayRow, Plain, ask, place="pool", shard=3, allowance=Allowance(_limit, _at_most_twice, _within))
LOOK = Stage("look", TextRow, Plain, look, place="model", shard=4, pixels=True)
READ = Stage("read", TextRow, Plain, read, place="pool", shard=4)
NOTED = Stage("noted", TextRow, Plain, noted, shard=4, beside=lambda path, _: _note(path))
FLAKY = Stage("flaky", TextRow, Plain, flaky, place="model", shard=4)
MEASURE = Stage("measure", LengthRow, Plain, measure, needs={"input": TextRow}, shard=4)
RANK = Stage("rank", RankRow, Plain, rank, needs={"input": LengthRow}, scope="set")
WRITE = Stage("write", EssayRow, Plain, write, shard=4)
JUDGE = Stage("judge", LengthRow, Plain, judge, needs={"input": EssayRow}, shard=4)
REMEMBER = Stage("remember", RankRow, Plain, remember, scope="set", state=_memory)
NAME = Stage("name", NameRow, Plain, name, scope="set")
REPEAT = Stage("repeat", LengthRow, Plain, repeat, needs={"input": RankRow}, scope="set")


def three_stages(suffix: str = "", timeout_s: float = 30) -> Graph:
    return Graph(
        "test",
        (
            Node("read", READ, (), Plain(suffix), timeout_s),
            Node("measure", MEASURE, ("read",), Plain(), 30),
            Node("rank", RANK, ("measure",), Plain(), 30),
        ),
    )


NOTES = Graph(
    "notes",
    (
        Node("noted", NOTED, (), Plain(), 30),
        Node("measure", MEASURE, ("noted",), Plain(), 30),
        Node("rank", RANK, ("measure",), Plain(), 30),
    ),
)

ESSAYS = Graph(
    "essays",
    (
        Node("write", WRITE, (), Plain(), 30),
        Node("judge", JUDGE, ("write",), Plain(), 30),
        Node("rank", RANK, ("judge",), Plain(), 30),
    ),
)
