"""Carries out a plan: first the files, then the row, then the catalogue. Every step may be repeated.

A photo is entered in the journal before anything reaches its target. Uploads run in threads, each with a connection
of its own; rows are written in batches by the calling thread while the next batches are being uploaded.
"""

from __future__ import annotations

import itertools
import sqlite3
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace

from runner.errors import PublishError
from runner.messages import say
from runner.publishing import publications
from runner.publishing.changes import Change, Plan
from runner.publishing.leftovers import of_items
from runner.publishing.names import turns
from runner.publishing.outcome import Outcome, failed, resting
from runner.publishing.plan import merges_of, old_names
from runner.publishing.publications import Entry, Publication, PublishedFile
from runner.publishing.replacing import write
from runner.publishing.table import Stored, Writing
from runner.publishing.target import Target
from runner.publishing.uploads import Uploads, temporary_path
from runner.publishing.withdraw import withdraw

_AHEAD = 2
"""Batches in progress: one is finished while the next is being uploaded."""


@dataclass(frozen=True, slots=True)
class _Begun:
    """A photo whose files are being uploaded."""

    change: Change
    entry: Entry
    upload: Future[tuple[PublishedFile, ...]]


@dataclass(frozen=True, slots=True)
class _Written:
    """A photo whose files and row have been written."""

    change: Change
    entry: Entry
    publication: Publication


def carry_out(plan: Plan, target: Target, catalog: sqlite3.Connection) -> Iterator[Outcome]:
    """Carry out the plan; yields the outcome of each photo.

    A photo that fails is yielded with its error and stays in the journal. After an error that would affect every photo
    (no connection, no login), so are all remaining ones.
    """
    force = target.options.force
    yield from (resting(change) for change in plan.changes if _rests(change, force))
    todo = [change for change in plan.changes if not _rests(change, force)]
    publications.stamp(catalog, target.options.name, plan.touched)
    target.table.close()
    target.table.writable = True
    with Uploads(target) as uploads:
        uploads.doubt(of_items(target.temporary, _known(plan, target, catalog)))
        try:
            if plan.creates_table and todo:
                target.table.create()
        except PublishError as error:
            yield from (failed(change, error) for change in todo)
            return
        yield from withdraw(plan.withdrawals, target, catalog, uploads)
        yield from _Publishing(target, catalog, uploads).run(todo)


def _known(plan: Plan, target: Target, catalog: sqlite3.Connection) -> set[str]:
    """Ids of this catalogue's photos that may have been uploaded to the target."""
    planned = {change.photo.item_id for change in plan.changes} | {each.item_id for each in plan.withdrawals}
    if not target.temporary:
        return planned
    return (
        planned | {each.item_id for each in plan.staying} | publications.published(catalog, target.options.name).keys()
    )


def _rests(change: Change, force: bool) -> bool:
    """Whether a photo is left alone: it is up to date, its name is taken, or it was changed and `force` is off."""
    stands = change.action == "same" and not change.drift
    return stands or change.blocked is not None or (bool(change.drift) and not force)


class _Publishing:
    def __init__(self, target: Target, catalog: sqlite3.Connection, uploads: Uploads) -> None:
        self._target, self._catalog, self._uploads = target, catalog, uploads
        self._options = target.options
        self._stopped: PublishError | None = None
        self._settled: dict[str, Publication] = {}

    def run(self, changes: Sequence[Change]) -> Iterator[Outcome]:
        """Carry out all changes; a photo that needs another photo's name comes after that photo."""
        holders = {change.photo.item_id: sorted(change.waits_for.values()) for change in changes}
        errors: dict[str, PublishError] = {}
        for turn in turns(changes):
            aside = {move.change.photo.item_id for move in turn if move.aside}
            moves = [self._after_aside(move.change) for move in turn if move.change.photo.item_id not in errors]
            waits = {each.photo.item_id: () if aside else holders[each.photo.item_id] for each in moves}
            ready = [each for each in moves if self._free(waits[each.photo.item_id])]
            late = [each for each in moves if not self._free(waits[each.photo.item_id])]
            in_vain = [failed(each, _in_vain(waits[each.photo.item_id], errors)) for each in late]
            for outcome in itertools.chain(in_vain, self._turn(ready)):
                errors |= {outcome.item_id: outcome.error} if outcome.error else {}
                if outcome.error is not None or not aside:
                    yield outcome

    def _free(self, holders: Sequence[str]) -> bool:
        """Whether all of these photos have given up their names."""
        return self._settled.keys() >= set(holders)

    def _after_aside(self, change: Change) -> Change:
        """The change, updated if an earlier turn has moved the photo aside."""
        before = self._settled.get(change.photo.item_id)
        return change if before is None else replace(change, before=before, begun=None, standing=())

    def _turn(self, changes: Sequence[Change]) -> Iterator[Outcome]:
        batches = deque(changes[at : at + self._options.batch] for at in range(0, len(changes), self._options.batch))
        under_way: deque[list[_Begun]] = deque()
        while batches or under_way:
            while batches and len(under_way) < _AHEAD and not self._hopeless:
                under_way.append(self._begin(batches.popleft()))
            if under_way:
                yield from self._finish(under_way.popleft())
            elif self._hopeless:
                yield from (failed(change, self._hopeless) for change in batches.popleft())

    @property
    def _hopeless(self) -> PublishError | None:
        return self._stopped or self._uploads.stopped

    def _begin(self, changes: Sequence[Change]) -> list[_Begun]:
        entries = [_entry(change, self._options.columns) for change in changes]
        publications.note(self._catalog, self._options.name, entries)
        return [_Begun(c, e, self._uploads.start(c)) for c, e in zip(changes, entries, strict=True)]

    def _finish(self, batch: Sequence[_Begun]) -> Iterator[Outcome]:
        """Wait for the uploads of a batch, write its rows, remove obsolete files and record the publications."""
        uploaded = []
        for begun in batch:
            try:
                files = begun.upload.result()
                uploaded.append(replace(begun, entry=replace(begun.entry, uploaded=files)))
            except PublishError as error:
                yield failed(begun.change, error)
        if uploaded:
            publications.note(self._catalog, self._options.name, [begun.entry for begun in uploaded])
            yield from self._write(uploaded)

    def _write(self, batch: Sequence[_Begun]) -> Iterator[Outcome]:
        try:
            results = self._target.table.write([_writing(begun) for begun in batch])
        except PublishError as error:
            self._stopped = error if error.hopeless else None
            yield from (failed(begun.change, error, begun.entry.uploaded) for begun in batch)
            return
        written = []
        for begun, result in zip(batch, results, strict=True):
            if isinstance(result, PublishError):
                yield failed(begun.change, result, begun.entry.uploaded)
            else:
                written.append(_Written(begun.change, begun.entry, _publication(begun, result)))
        yield from self._settle(written)

    def _settle(self, written: Sequence[_Written]) -> Iterator[Outcome]:
        """Remove obsolete files, write the XMP of RAWs, then record the publications in the catalogue."""
        removals = [self._uploads.remove(each.entry.obsolete) for each in written]
        settled = []
        for each, removal in zip(written, removals, strict=True):
            try:
                removal.result()
                # Merge again: another program may have changed the file since it was planned.
                write(merges_of(each.change.photo, self._options, each.change.before, each.change.begun))
                settled.append(each)
            except PublishError as error:
                yield failed(each.change, error, each.entry.uploaded, each.publication)
        moved = dict(pair for each in settled if (pair := _redirect(each.change)))
        publications.settle(self._catalog, self._options.name, [each.publication for each in settled], moved)
        self._settled |= {each.publication.item_id: each.publication for each in settled}
        yield from (Outcome.done(each.change, each.publication) for each in settled)


def _in_vain(holders: Sequence[str], errors: Mapping[str, PublishError]) -> PublishError:
    holder = next(each for each in holders if each in errors)
    return PublishError(say("name.not_freed", holder=holder, problem=errors[holder].message), errors[holder].kind)


def _entry(change: Change, columns: Mapping[str, str]) -> Entry:
    """The journal entry: everything that may be at the target from now on, and what is to be removed at the end."""
    photo = change.photo
    paths = tuple(file.path for file in photo.files)
    temporaries = tuple(temporary_path(photo.item_id, file) for file in photo.files)
    known = [file.path for file in change.before.files] if change.before else []
    if change.begun:
        known += [*change.begun.paths, *change.begun.temporaries, *change.begun.obsolete]
    obsolete = tuple(dict.fromkeys(path for path in known if path not in paths and path not in temporaries))
    row = photo.row(columns, change.rev)
    return Entry(
        photo.item_id, "publish", photo.set_name, photo.file_name, photo.content_hash, paths, temporaries, obsolete,
        old_names(photo.file_name, change.before, change.begun), row,
        change.standing if len(change.standing) == len(paths) else (),
    )  # fmt: skip


def _writing(begun: _Begun) -> Writing:
    change = begun.change
    return Writing(change.photo.file_name, begun.entry.row, begun.entry.names, _redirect(change))


def _redirect(change: Change) -> tuple[str, str] | None:
    old, new = change.before and change.before.path, change.photo.files[0].path
    return (old, new) if old and old != new else None


def _publication(begun: _Begun, stored: Stored) -> Publication:
    photo = begun.change.photo
    return Publication(
        photo.item_id, photo.set_name, photo.file_name, photo.content_hash, photo.texts,
        begun.change.rev, stored.remote_id, stored.row, begun.entry.uploaded, publications.now(),
    )  # fmt: skip
