"""`runner calibrate`: how often the witnesses of a run err on photos whose truth a person knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from rich.table import Table

from runner import user_folder
from runner.errors import ConfigError, EnvError
from runner.reports.wording import count
from runner.review.calibrating.labels import Truth, of_approved, of_labels, read_labels
from runner.review.calibrating.measuring import Measured, measure
from runner.review.commands import output
from runner.review.commands.arguments import sort
from runner.review.session import Session
from runner.schema import texts_of
from runner.store.atomic import write_atomically
from runner.text.claims.calibration import Outcomes, dump

USAGE = """\
Write: runner calibrate RUN|SET [labels=TABLE] [out=FOLDER] [replace=true]

Counts how often each witness of a run missed what is there and named what is not, and how often the captioner was
wrong, so that runs know how far to believe them. Every run reads what is written here, before what the program brings.

  runner calibrate aviation                         from the texts that people approved or corrected
  runner calibrate aviation labels=objects.csv      from labels: a table with the columns photo and objects
                                                    (IMG_0412.jpg, 2 person; dog), complete for each photo in it

Approved texts tell of what a captioner says only, and of what a reviewer noticed; labels tell more. Some hundred photos
are needed before rates of single things mean much.

Options: labels=FILE.csv|.parquet, out=FOLDER (default: ~/.config/photo-runner/witness), replace=true (write over
calibrations of the same names), paths.runs=FOLDER (default: runs)

Exit codes: 0 written, 2 arguments, 3 environment, or nothing to count.
"""


def command(arguments: Sequence[str]) -> int:
    """Carry out `calibrate …`; returns the exit code."""
    if {"--help", "-h"}.intersection(arguments):
        print(USAGE, end="")
        return 0
    asked = sort(arguments, USAGE, ("labels", "out", "replace"))
    out = Path(asked.options.get("out") or user_folder.own() / "witness").expanduser()
    session = asked.session()
    labels = asked.options.get("labels")
    truths, source = _labelled(session, Path(labels).expanduser()) if labels else (_approved(session), "approved texts")
    day = datetime.now(UTC).date().isoformat()
    measured = measure(
        session.review_set.run, truths, f"{source}: {len(truths)} photos of {session.review_set.set_name}, {day}"
    )
    if not measured.claims:
        raise EnvError(
            "There is nothing to count: no captioner that saw these photos claims a thing of which the truth is known.",
            "Choose a run of a captioner that sees, approve some of its photos, or give labels=TABLE.",
        )
    written = _write(measured, out, replace=asked.options.get("replace") == "true")
    _show(measured, written)
    return 0


def _labelled(session: Session, path: Path) -> tuple[dict[str, Truth], str]:
    """The truth by item id for the labelled photos in the run, and the name of the table."""
    truths, unknown = of_labels(read_labels(path))
    table = session.snapshot.photos.table
    items = dict(zip(table["source_path"], table["item_id"], strict=True))
    by_name = {**{name.rpartition("/")[2]: item for name, item in items.items()}, **items}
    by_name |= {item: item for item in items.values()}
    found = {by_name[photo]: truth for photo, truth in truths.items() if photo in by_name}
    if not found:
        raise ConfigError([f"labels={path}: none of its {len(truths)} photos is in this run."])
    if len(found) < len(truths):
        output.say(f"Labelled, but not in this run: {count(len(truths) - len(found), 'photo')}.")
    if unknown:
        output.say(f"Left out, because no text is read for these labels: {', '.join(unknown[:20])}.")
    return found, path.name


def _approved(session: Session) -> dict[str, Truth]:
    """The truth by item id that follows from approved texts."""
    snapshot = session.snapshot
    places = session.find("decision:approved")
    before = snapshot.photos.table
    return {
        str(snapshot.items[place]): of_approved(texts_of(before.row(place, named=True)), texts_of(snapshot.row(place)))
        for place in places
    }


def _write(measured: Measured, out: Path, *, replace: bool) -> Mapping[str, Path]:
    paths = {each.witness: out / f"{each.witness}.yaml" for each in measured.calibrations}
    if (there := [path.name for path in paths.values() if path.exists()]) and not replace:
        raise ConfigError([f"{out} already has {', '.join(there)}. Write replace=true, or give another out=FOLDER."])
    for each in measured.calibrations:
        text = dump(each)
        write_atomically(paths[each.witness], lambda temporary, text=text: temporary.write_text(text, "utf-8"))  # type: ignore[misc]
    return paths


def _show(measured: Measured, written: Mapping[str, Path]) -> None:
    console = output.console()
    output.say(f"{measured.photos:,} photos, {measured.claims:,} claims, {measured.wrong:,} of them wrong.")
    table = Table("witness", "misses what is there", "names what is not", box=None, pad_edge=False)
    for each in measured.calibrations:
        if each.writer is None:
            table.add_row(each.witness, _share(each.overall.missed, each.overall.present), _invented(each.overall))
    if table.row_count:
        console.print(table, highlight=False, markup=False)
    for each in measured.calibrations:
        if each.writer is not None:
            wrong = _share(each.writer.overall.wrong, each.writer.overall.claims)
            output.say(f"Wrong claims of {each.witness}: {wrong}.")
    for name, path in written.items():
        output.say(f"{path}{_use(name, measured)}")


def _use(name: str, measured: Measured) -> str:
    """A hint how to make runs use the calibration; empty if they find it by its name."""
    node = measured.nodes.get(name)
    return f"   (name it where '{node}' is chosen: calibration: {name})" if node == name else ""


def _invented(overall: Outcomes) -> str:
    return _share(overall.invented, overall.absent) if overall.absent else "not known: no claim was wrong"


def _share(count: int, of: int) -> str:
    return f"{count} of {of} ({count / of:.0%})" if of else "none"
