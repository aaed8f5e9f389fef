"""`runner generate RUN PHOTO …`: writes texts again and shows old and new ones, to a person or as JSON to a program."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from runner.errors import EnvError, ItemError
from runner.messages import Message, language_of_process, say, word
from runner.reports.command_line import CommandParser
from runner.review.generate.texts import Unwritten, Written, generate
from runner.schema import TEXTS, Finding
from runner.store import evidence
from runner.store.run_names import find


def command(arguments: Sequence[str]) -> int:
    """Carry out `generate …`; returns the exit code."""
    parser = CommandParser(
        prog="runner generate",
        description="Have the captioner of a run write the texts of photos again. Nothing that stands is changed:"
        " in `reviewer RUN` a person accepts new texts.",
        examples={
            "runner generate aviation DSC_0142.JPG": "by the captioner of the set's newest run",
            "runner generate birds DSC_0142.JPG DSC_0143.JPG": "several photos, with the model loaded once",
        },
    )
    parser.add_argument("run", help="run id, its beginning, a set's name (its newest run), or a folder")
    parser.add_argument("photo", nargs="+", help="the name of its file, or its item id")
    parser.add_argument("--runs", type=Path, default=Path("runs"), help="the runs folder (default: runs)")
    parser.add_argument("--json", action="store_true", help="a JSON object a line: what is done, then the result")
    chosen = parser.parse_args(arguments)
    run = find(chosen.runs, chosen.run)
    tell = _tell_program if chosen.json else _tell_person
    found = generate(run, _runs_of(run, chosen.runs.absolute()), chosen.photo, tell)
    show = _show_program if chosen.json else _show_person
    if len(chosen.photo) > 1:
        return _several(found, show)
    return _one(next(found), show)


Show = Callable[[Written], object]


def _one(made: Written | Unwritten, show: Show) -> int:
    """Show the one photo, or raise the error because of which there is nothing to show."""
    if isinstance(made, Written):
        show(made)
        return 0
    if isinstance(made.error, ItemError):
        raise EnvError(say("generate.failed", problem=made.error.message), say("generate.failed_mend")) from made.error
    raise made.error


def _several(found: Iterable[Written | Unwritten], show: Show) -> int:
    """Show each photo; report one for which nothing could be written, and go on. Returns the exit code."""
    code = 0
    for made in found:
        if isinstance(made, Written):
            show(made)
        else:
            said = f"{made.name}: {made.error.in_words(language_of_process())}"
            print(
                json.dumps({"unwritten": made.item_id, "problem": said}) if show is _show_program else said, flush=True
            )
            code = 1
    return code


def _show_program(written: Written) -> None:
    print(json.dumps({"generated": _record(written)}, ensure_ascii=False), flush=True)


def _show_person(written: Written) -> None:
    print("\n".join(_lines(written)), flush=True)


def _runs_of(run: Path, runs: Path) -> Path:
    """The runs folder that a run is in: the one with the catalogue."""
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
