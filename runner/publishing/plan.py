"""Plans what publishing changes at a target: compares what is wanted with what was written and what is there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from runner.messages import Message, say
from runner.publishing.changes import Action, Change, Plan, Withdrawal
from runner.publishing.names import Claims, blocked, claims
from runner.publishing.options import PublishOptions
from runner.publishing.photo import OutgoingPhoto, Staying
from runner.publishing.publications import Entry, Publication, PublishedFile
from runner.publishing.sidecars import Merge, Ours, merge
from runner.publishing.table import differences
from runner.publishing.target import Files, Found, Target
from runner.schema import PROSE, Prose


@dataclass(frozen=True, slots=True)
class Memory:
    """What the catalogue knows about a target."""

    published: Mapping[str, Publication]
    begun: Mapping[str, Entry]


def publishing(target: Target, photos: Sequence[OutgoingPhoto], staying: Sequence[Staying], memory: Memory) -> Plan:
    """Return the plan that publishes all of `photos` at the target."""
    found = _look(target, photos, [photo.item_id for photo in photos], memory)
    claimed = claims(photos, memory.published, memory.begun)
    changes = [_change(photo, target.options, memory, found, claimed) for photo in photos]
    stuck = blocked(changes, target.options.force)
    changes = [_final(each, stuck.get(each.photo.item_id), target.options.force) for each in changes]
    abandoned = _unfinished(memory, {photo.item_id for photo in photos}, {each.item_id for each in staying})
    rest = tuple(_abandoned(entry, memory, found) for entry in abandoned)
    return Plan(tuple(changes), rest, tuple(staying), target.options.create_table, dict(_touched(changes, found.files)))


def _final(change: Change, blocked: Message | None, force: bool) -> Change:
    """The change with what blocks it; a change that is held back leaves its XMP files as they are too."""
    held = blocked is not None or (change.drift and not force)
    return replace(change, blocked=blocked, merges=() if held else change.merges)


def unpublishing(target: Target, item_ids: Sequence[str], memory: Memory) -> Plan:
    """Return the plan that unpublishes these photos."""
    found = _look(target, (), item_ids, memory)
    known = [memory.begun.get(item_id) or _as_entry(memory.published[item_id]) for item_id in item_ids]
    return Plan((), tuple(_withdrawal(entry, memory, found, True) for entry in known), (), False, {})


def _touched(changes: Sequence[Change], there: Files) -> Iterator[tuple[str, tuple[PublishedFile, ...]]]:
    """Yield files of up-to-date photos whose stamps differ from the recorded ones, after a restore for example.

    Once the new stamps are recorded, the files are not read again. The names of people in them are recorded too, which
    earlier versions did not do.
    """
    for change in changes:
        if change.action != "same" or change.before is None:
            continue
        names = {file.path: file.people for file in change.photo.files}
        files = change.before.files
        seen = tuple(
            replace(file, stamp=there.stamps.get(file.path, file.stamp), people=names.get(file.path, file.people))
            for file in files
        )
        if seen != files:
            yield change.before.item_id, seen


def _look(target: Target, photos: Sequence[OutgoingPhoto], item_ids: Sequence[str], memory: Memory) -> Found:
    """Look up these photos, and everything that was begun, at the target."""
    begun = list(memory.begun.values())
    known = {*item_ids, *memory.begun} & memory.published.keys()
    published = [memory.published[item_id] for item_id in known]
    names = {photo.file_name for photo in photos} | {each.file_name for each in published}
    names |= {name for entry in begun for name in (entry.file_name, *entry.names)}
    paths = {file.path for photo in photos for file in photo.files} | {path for entry in begun for path in entry.paths}
    written = _sure(published, memory.begun, {photo.item_id for photo in photos})
    return target.find(names, paths, dict(written))


def _sure(
    published: Sequence[Publication], begun: Mapping[str, Entry], wanted: Set[str]
) -> Iterator[tuple[str, PublishedFile]]:
    """Yield the files that are expected at a target, by path.

    Where an unfinished publish may have written, only the files that it recorded as uploaded count for a wanted photo;
    the others are made again. For a photo that is no longer wanted the file is read, because it may have been rewritten
    within the same second.
    """
    for each in published:
        unsure = begun[each.item_id].paths if each.item_id in begun else ()
        yield from ((file.path, file) for file in each.files if file.path not in unsure)
        if each.item_id not in wanted:
            yield from ((file.path, replace(file, stamp=None)) for file in each.files if file.path in unsure)
    for item_id in begun.keys() & wanted:
        yield from ((file.path, file) for file in begun[item_id].uploaded)


def _change(photo: OutgoingPhoto, options: PublishOptions, memory: Memory, found: Found, claimed: Claims) -> Change:
    before, begun = memory.published.get(photo.item_id), memory.begun.get(photo.item_id)
    rev = _rev(photo, before)
    waits_for = claimed.foreign(photo)
    drift = (*_foreign(photo, before, begun, found, waits_for), *_drift(before, begun, found))
    standing = _standing(photo, before, begun, found)
    action = _action(photo, options, before)
    merges = tuple(merges_of(photo, options, before, begun))
    unfinished = begun is not None or bool(drift) or any(each.data is not None for each in merges)
    action = "change" if action == "same" and unfinished else action
    taken = frozenset(name for name in waits_for if not claimed.passes(name, photo.item_id))
    return Change(photo, action, rev, before, begun, drift, standing, merges, waits_for, taken)


def merges_of(
    photo: OutgoingPhoto, options: PublishOptions, before: Publication | None, begun: Entry | None
) -> Iterator[Merge]:
    """Yield the merges for the XMP files of a photo's RAW, computed from their present content."""
    ours = Ours(*(_written(name, options, before, begun) for name in PROSE))
    return (merge(each, ours, options.force) for each in photo.sidecars)


def _written(name: Prose, options: PublishOptions, before: Publication | None, begun: Entry | None) -> frozenset[str]:
    """The values that earlier publishes may have written as this text."""
    column = options.columns.get(name, "")
    texts = {str(each.row.get(column, "")) for each in (before, begun) if each}
    return frozenset(texts | {before.texts[name] or ""} if before else texts)


def _rev(photo: OutgoingPhoto, before: Publication | None) -> int:
    if before is None:
        return 1
    return before.rev + (photo.content_hash != before.content_hash)


def _action(photo: OutgoingPhoto, options: PublishOptions, before: Publication | None) -> Action:
    if before is None:
        return "new"
    if before.file_name != photo.file_name or before.path != photo.files[0].path:
        return "move"
    wanted = {(file.role, file.path, file.recipe) for file in photo.files}
    there = {(file.role, file.path, file.recipe) for file in before.files}
    row = photo.row(options.columns, _rev(photo, before))
    same = wanted == there and photo.content_hash == before.content_hash and row.keys() == before.row.keys()
    return "same" if same and not differences(row, before.row) else "change"


def _standing(
    photo: OutgoingPhoto, before: Publication | None, begun: Entry | None, found: Found
) -> tuple[PublishedFile, ...]:
    """Files at the target that need not be made again."""
    sure = begun.uploaded if begun else before.files if before else ()
    known = {(file.role, file.path, file.recipe): file for file in sure}
    matching = [known.get((file.role, file.path, file.recipe)) for file in photo.files]
    return tuple(file for file in matching if file and _stands(file, found.files))


def _stands(file: PublishedFile, there: Files) -> bool:
    return there.sizes.get(file.path) == file.bytes and file.path not in there.altered


def _drift(before: Publication | None, begun: Entry | None, found: Found) -> Iterator[Message]:
    """Yield what is not as it was written, unless an unfinished publish explains it."""
    if before is None:
        return
    yield from _row_drift(before, begun, found)
    unsure = set(begun.paths) if begun else set()
    removed = set(begun.obsolete) if begun else set()
    for file in before.files:
        size = found.files.sizes.get(file.path)
        if size is None and file.path not in removed:
            yield say("drift.file_gone", path=file.path)
        elif size not in (None, file.bytes) and file.path not in unsure:
            yield say("drift.file_size", path=file.path, found=size or 0, written=file.bytes)
        elif file.path in found.files.altered and file.path not in unsure:
            yield say("drift.file_altered", path=file.path)


def _row_drift(before: Publication, begun: Entry | None, found: Found) -> Iterator[Message]:
    stored = found.rows.get(before.file_name)
    if stored is None:
        if begun is None or (begun.action == "publish" and begun.file_name == before.file_name):
            yield say("drift.row_gone")
        return
    changed = differences(before.row, stored.row)
    if changed and (begun is None or differences(begun.row, stored.row)):
        yield say("drift.row_changed", columns=", ".join(sorted(changed)))


def old_names(name: str, before: Publication | None, begun: Entry | None) -> tuple[str, ...]:
    """Return the file names other than `name` that a photo's row may have, the most likely first."""
    known = [before.file_name] if before else []
    known += [begun.file_name, *begun.names] if begun else []
    return tuple(dict.fromkeys(each for each in known if each != name))


def _foreign(
    photo: OutgoingPhoto, before: Publication | None, begun: Entry | None, found: Found, known_others: Collection[str]
) -> Iterator[Message]:
    """Yield rows and files that have the photo's name or paths and belong to no known photo."""
    own = {photo.file_name} & {each.file_name for each in (before, begun) if each}
    own |= {photo.file_name} & {*(begun.names if begun else ()), *known_others}
    stored = found.rows.get(photo.file_name)
    if photo.file_name not in own and stored is not None:
        yield say("drift.foreign_row", name=photo.file_name)
    known = {*known_others, *(file.path for file in (before.files if before else ()))}
    known |= set(begun.paths) if begun else set()
    for file in photo.files:
        if file.path not in known and file.path in found.files.sizes:
            yield say("drift.foreign_file", path=file.path)


def _unfinished(memory: Memory, wanted: set[str], staying: set[str]) -> list[Entry]:
    """Journal entries of photos that are no longer wanted."""
    left = [entry for item_id, entry in memory.begun.items() if item_id not in wanted]
    return [entry for entry in left if entry.action == "unpublish" or entry.item_id in staying]


def _abandoned(entry: Entry, memory: Memory, found: Found) -> Withdrawal:
    """Clean up an unfinished publish: remove a first publication; undo a change if nothing of it is visible yet."""
    before = memory.published.get(entry.item_id)
    withdrawal = _withdrawal(entry, memory, found, entry.action == "unpublish")
    if before is None or withdrawal.for_good:
        return withdrawal
    if [*_drift(before, None, found)]:
        return replace(withdrawal, drift=(say("drift.half_changed"),))
    own = {file.path for file in before.files}
    return replace(withdrawal, names=(), paths=tuple(path for path in withdrawal.paths if path not in own), stays=True)


def _withdrawal(entry: Entry, memory: Memory, found: Found, for_good: bool) -> Withdrawal:
    before = memory.published.get(entry.item_id)
    begun = memory.begun.get(entry.item_id)
    written = [file.path for file in before.files] if before else []
    paths = dict.fromkeys([*written, *entry.paths, *entry.temporaries, *entry.obsolete])
    name = before.file_name if before else entry.file_name
    drift = () if begun and begun.action == "unpublish" else tuple(_drift(before, begun, found))
    names = (name, *old_names(name, before, entry))
    return Withdrawal(entry.item_id, entry.set_name, name, names, tuple(paths), drift, for_good)


def _as_entry(before: Publication) -> Entry:
    paths = tuple(file.path for file in before.files)
    return Entry(before.item_id, "unpublish", before.set_name, before.file_name, before.content_hash, paths, ())
