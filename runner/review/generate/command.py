"""`runner generate RUN PHOTO`: texts for one photo again, old against new; for a person, or as JSON for a program."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from runner.errors import EnvError, ItemError
from runner.messages import Message, language_of_process, say, word
from runner.reports.command_line import CommandParser
from runner.review.generate.texts import Written, generate
from runner.schema import TEXTS, Finding
from runner.store import evidence
from runner.store.run_names import find


def command(arguments: Sequence[str]) -> int:
    """Carry out `generate …`; returns the exit code."""
    parser = CommandParser(
        prog="runner generate",
        description="Have the captioner of a run write the texts of one photo again. Nothing that stands is changed:"
        " in `reviewer RUN` a person accepts new texts.",
        examples={"runner generate aviation DSC_0142.JPG": "by the captioner of the set's newest run"},
    )
    parser.add_argument("run", help="run id, its beginning, a set's name (its newest run), or a folder")
    parser.add_argument("photo", help="the name of its file, or its item id")
    parser.add_argument("--runs", type=Path, default=Path("runs"), help="the runs folder (default: runs)")
    parser.add_argument("--json", action="store_true", help="a JSON object a line: what is done, then the result")
    chosen = parser.parse_args(arguments)
    run = find(chosen.runs, chosen.run)
    tell = _tell_program if chosen.json else _tell_person
    try:
        written = generate(run, _runs_of(run, chosen.runs.absolute()), chosen.photo, tell)
    except ItemError as error:
        raise EnvError(say("generate.failed", problem=error.message), say("generate.failed_mend")) from error
    if chosen.json:
        print(json.dumps({"generated": _record(written)}, ensure_ascii=False), flush=True)
    else:
        print("\n".join(_lines(written)))
    return 0


def _runs_of(run: Path, runs: Path) -> Path:
    """The runs folder that a run lies in: the one with the catalogue."""
    return next((parent for parent in run.parents if (parent / "catalog.db").is_file()), runs)


def _tell_program(message: Message) -> None:
    print(json.dumps({"said": evidence.to_record(message)}, ensure_ascii=False), flush=True)


def _tell_person(message: Message) -> None:
    print(word(message, language_of_process()), flush=True)


def _record(written: Written) -> dict[str, object]:
    record = evidence.to_record(written.row)
    texts = {name: record[name] for name in (*TEXTS, "findings", "asked", "number", "temperature", "seed")}
    tries = sum(attempt.by == "captioner" for attempt in written.row.attempts)
    return {
        "item_id": written.photo.drafted.item_id,
        "model": written.model,
        "new": written.new,
        "tries": tries,
        **texts,
    }


def _lines(written: Written) -> Iterator[str]:
    row = written.row
    yield f"{written.photo.name}, by {written.model} (temperature {row.temperature:g}, seed {row.seed}):"
    for name in TEXTS:
        old, new = _plain(written.photo.stands[name]), _plain(row[name])
        yield f"  {name.replace('_', ' ')}: {new or '—'}" + ("" if name in written.new else "  (unchanged)")
        if name in written.new:
            yield f"    instead of: {old or '—'}"
        yield from (_finding(each) for each in row.findings if each.field == name)
    taken = "Nothing that stands was changed: the reviewer takes new texts over."
    yield taken if written.new else _nothing_new(written)


def _finding(finding: Finding) -> str:
    sign = "✗" if finding.severity == "error" else "!"
    return f"    {sign} {word(finding.said, language_of_process())} ({finding.rule})"


def _nothing_new(written: Written) -> str:
    if not any(written.row.values):
        return f"{written.model} has nothing to write from. Write subject or location in the reviewer first."
    return f"{written.model} wrote the same texts again. Ask again, or write subject or location in the reviewer first."


def _plain(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list | tuple) else value or ""
