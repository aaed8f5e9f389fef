"""Writes a choice of picks as a table, a folder of hard links, or stars in XMP sidecars. Nothing is deleted."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import NamedTuple

import polars as pl

from runner.errors import EnvError, PublishError
from runner.imaging.raw_formats import EXTENSIONS
from runner.messages import Message, word
from runner.picks.choice import Choice
from runner.publishing.embedding import PictureMetadata
from runner.publishing.replacing import write
from runner.publishing.sidecars import Neighbours, Ours, Sidecar, merge, read
from runner.review.language import spoken, translate
from runner.review.many_files import GoOn, to_the_end
from runner.store.chosen_file import refuse_foreign
from runner.store.own_tables import is_own, write_table
from runner.store.polars_errors import disk_errors

LIST = ".csv"
"""The suffix of a list's file name."""


def listed(choice: Choice, paths: pl.DataFrame) -> pl.DataFrame:
    """The choice as a table for people: one row per photo, kept photos first, reasons in words.

    `paths` has `item_id` and `path`.
    """
    language = spoken()
    explained = choice.explained()
    said = pl.Series([word(Message(**each), language) for each in explained["because"]], dtype=pl.String)
    columns = (
        "path",
        "pick",
        "rank",
        "because",
        "kind",
        "moment",
        "place",
        "frames",
        "score",
        "strength",
        "flag",
        "item_id",
    )
    table = explained.with_columns(because=said).join(paths.select("item_id", "path"), on="item_id", how="left")
    return _kept_first(table).select(columns)


def write_list(table: pl.DataFrame, path: Path) -> None:
    """Write the table as CSV. EnvError for another suffix or a file that must stay; OSError if the disk refuses."""
    refuse_foreign(path, (LIST,), is_own)
    with disk_errors(path):
        write_table(path, lambda temporary: table.write_csv(temporary))


def kept_paths(choice: Choice, paths: pl.DataFrame) -> list[Path]:
    """Paths of the kept photos, best first, then frames of sequences."""
    named = choice.table.select("item_id", "pick", "rank", "taken").join(paths.select("item_id", "path"), on="item_id")
    return [Path(each) for each in _kept_first(named).filter(pl.col("pick") != "drop")["path"]]


def _kept_first(table: pl.DataFrame) -> pl.DataFrame:
    """The table with kept photos first, best first, then frames of sequences in order of capture, then the rest."""
    first = pl.col("pick").replace_strict({"keep": 0, "whole": 1}, default=2, return_dtype=pl.Int8)
    return table.sort(first, "rank", "taken", nulls_last=True)


class Linked(NamedTuple):
    """The result of linking."""

    made: int  # new links
    left: int  # photos that were not reached
    others: int = 0  # files in the folder that are not links to these photos


def link(files: Sequence[Path], folder: Path, go_on: GoOn = to_the_end) -> Linked:
    """Make a hard link to each file in a folder. An existing link is kept.

    Files with the same name get a number. Deleting the folder deletes no photo. Raises EnvError if the folder is on
    another drive than the photos, or a file is gone.
    """
    made = 0
    with disk_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
    for done, (file, target) in enumerate(zip(files, targets(files, folder), strict=True), 1):
        made += _link(file, target, made)
        if not go_on(done, len(files)):
            return Linked(made, len(files) - done, _others(files, folder))
    return Linked(made, 0, _others(files, folder))


def _others(files: Sequence[Path], folder: Path) -> int:
    """Number of files in a folder, hidden ones not counted, that are not links to these files."""
    ours = {target.name for target in targets(files, folder)}
    with disk_errors(folder):
        return sum(each.name not in ours and not each.name.startswith(".") for each in folder.iterdir())


def others(done: Linked, folder: Path) -> list[str]:
    """A sentence about the files in the folder that are not links to picked photos; empty if there are none."""
    said = translate(
        "picks",
        "%Ln other file(s) in {} (is not a link|are not links) to picked photos. Nothing was removed.",
        "",
        done.others,
    )
    return [said.format(folder)] if done.others else []


def _link(file: Path, target: Path, made: int) -> bool:
    """Make one link; returns False if it exists. `made` is the number of earlier links, for error messages."""
    if target.exists() and target.samefile(file):
        return False
    try:
        os.link(file, target)
    except FileNotFoundError as error:
        mend = translate("picks", "The photo is gone: run the set again. {} links are made.")
        raise EnvError(f"{file}: {error.strerror or error}.", mend.format(made)) from error
    except OSError as error:
        mend = translate("picks", "Choose a new folder on the drive that the photos are on. {} links are made.")
        raise EnvError(f"{target}: {error.strerror or error}.", mend.format(made)) from error
    return True


def targets(files: Iterable[Path], folder: Path) -> Iterator[Path]:
    """The path of the link to each file: its own name, with a number if another file has that name, here or there.

    A link that exists keeps its name, in whatever order the files come.
    """
    taken: set[str] = set()
    for file in files:
        target = next(
            each for each in _names(file, folder) if each.name.casefold() not in taken and _may_be(each, file)
        )
        taken.add(target.name.casefold())
        yield target


def _names(file: Path, folder: Path) -> Iterator[Path]:
    yield folder / file.name
    yield from (folder / f"{file.stem} ({number}){file.suffix}" for number in count(2))


def _may_be(target: Path, file: Path) -> bool:
    """Whether a name is free, or is already a link to the file."""
    try:
        return not target.exists() or target.samefile(file)
    except OSError:
        return False


class Starred(NamedTuple):
    """The result of writing stars."""

    written: list[Path]  # the files that have stars now
    backups: list[Path]  # the earlier content of files that existed before
    remarks: list[Message]  # what was left unchanged, and why
    rated: int  # photos that have stars already, in their own file or beside it
    left: int  # photos that were not reached


def star(files: Sequence[Path], stars: int, go_on: GoOn = to_the_end) -> Starred:
    """Write stars into the XMP beside these photos, unless they have some. Everything else in it stays.

    The XMP is that of the RAW beside a photo, else `IMG_1.JPG.xmp`. An earlier version is kept as `NAME.xmp.backup`. A
    photo with a rating in its own file or in any XMP beside it is left alone: a new one would overrule it. Raises
    PublishError if a folder refuses.
    """
    neighbours, starred = Neighbours(EXTENSIONS), Starred([], [], [], 0, 0)
    for done, file in enumerate(files, 1):
        paths = sidecars_of(file, neighbours)
        if _is_rated(file, paths):
            starred = starred._replace(rated=starred.rated + 1)
        else:
            for path in paths:
                _star(path, stars, starred)
        if not go_on(done, len(files)):
            return starred._replace(left=len(files) - done)
    return starred


def rated(done: Starred) -> list[str]:
    """A sentence about the photos that kept their own stars; empty if there are none."""
    said = translate("picks", "%Ln photo(s) (has|have) stars already, which stay.", "", done.rated)
    return [said] if done.rated else []


def sidecars_of(file: Path, neighbours: Neighbours) -> Sequence[Path]:
    """The XMP files for the stars of a photo, whether or not they exist yet."""
    return neighbours.sidecars(file) or [file.with_name(f"{file.name}.xmp")]


def _is_rated(file: Path, sidecars: Sequence[Path]) -> bool:
    """Whether somebody has given the photo stars, or rejected it (-1), in whichever program."""
    from runner.imaging.embedded_xmp import embedded_xmp  # not while the picks page opens: lxml takes a while
    from runner.imaging.tolerant_xmp import read_packet

    beside = {*sidecars, file.with_name(f"{file.name}.xmp"), file.with_suffix(".xmp")}
    packets = [*embedded_xmp(file), *(found for path in sorted(beside) if (found := read(path)))]
    given = (read_packet(packet).get("Xmp.xmp.Rating") for packet in packets)
    return any(isinstance(each, str) and each.strip() not in ("", "0", "0.0") for each in given)


def _star(path: Path, stars: int, done: Starred) -> None:
    texts = PictureMetadata("", "", (), (), stars=stars)
    merged = merge(Sidecar(path, path, texts), Ours(), force=False)
    done.remarks.extend(merged.remarks)
    if merged.data is None:
        return
    if merged.base is not None:
        done.backups.append(_kept(path))
    write([merged])
    done.written.append(path)


def _kept(path: Path) -> Path:
    """Copy the file to a name that is free; returns the copy's path."""
    names = (path.with_name(f"{path.name}.backup{number or ''}") for number in range(10_000))
    copy = next(name for name in names if not name.exists())
    try:
        shutil.copy2(path, copy)
    except OSError as error:
        raise PublishError(f"{copy}: {error.strerror or error}") from error
    return copy
