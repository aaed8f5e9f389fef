"""Publications at targets, and the journal of those in progress, in `catalog.db`.

Publishing writes an entry into the journal before it touches the target and removes it when target and catalogue
agree. An entry that is still there belongs to a publish that was killed or failed.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple

from runner.schema import Texts
from runner.store import same_photos
from runner.store.transactions import durable

_STANDING = ("publications", "publication_details")
"""Tables of publications, one row per photo and target."""

_AFTER = " after decision "
"""Separates the time at which a photo was unpublished from the id of the newest decision then, in `withdrawals.at`."""


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """One file at a target."""

    role: str  # its name in conf/publish: web, thumbnail
    path: str  # below the target's root
    sha256: str
    bytes: int
    recipe: str  # hash of everything that it was made from
    stamp: str | None = None  # when it was written there, as its place gives it; None if it does not
    people: tuple[str, ...] = ()  # names of people in it besides its texts


@dataclass(frozen=True, slots=True)
class Publication:
    """One photo at a target."""

    item_id: str
    set_name: str
    file_name: str
    content_hash: str
    texts: Texts
    rev: int  # increased when the content changes
    remote_id: str | None  # key of the row at the target
    row: Mapping[str, Any]  # values by column, as they were read back
    files: tuple[PublishedFile, ...]
    at: str  # UTC, ISO 8601

    @property
    def path(self) -> str:
        """Path of its first file, the main picture."""
        return self.files[0].path


@dataclass(frozen=True, slots=True)
class Entry:
    """A journal entry: what was begun with one photo."""

    item_id: str
    action: Literal["publish", "unpublish"]
    set_name: str
    file_name: str
    content_hash: str
    paths: tuple[str, ...]  # final paths of its files
    temporaries: tuple[str, ...]  # paths of its files during upload
    obsolete: tuple[str, ...] = ()  # paths to be removed at the end
    names: tuple[str, ...] = ()  # other file names that its row may still have
    row: Mapping[str, Any] = field(default_factory=dict)  # values by column that are to be written
    uploaded: tuple[PublishedFile, ...] = ()  # files that are in place; empty while that is uncertain


def now() -> str:
    """Return the current UTC time in the catalogue's format."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def row_hash(row: Mapping[str, object]) -> str:
    """16 hex digits of the SHA-256 of a row's values by column."""
    return hashlib.sha256(json.dumps(row, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]


def published(
    catalog: sqlite3.Connection, target: str, item_ids: Collection[str] | None = None
) -> dict[str, Publication]:
    """Return the publications at the target by item: of these items, or of all. Its time grows with the result."""
    query = (
        "SELECT p.item_id, set_name, file_name, content_hash, caption, alt_text, keywords, rev, remote_id, d.row,"
        " d.files, at FROM publications p JOIN publication_details d USING (target, item_id) WHERE target = ?"
    )
    values = [target]
    if item_ids is not None:
        query += " AND p.item_id IN (SELECT value FROM json_each(?))"
        values.append(json.dumps(list(item_ids)))
    return {row[0]: _publication(*row) for row in catalog.execute(query, values)}


def journal(catalog: sqlite3.Connection, target: str) -> dict[str, Entry]:
    """Return the journal entries of the target by item: what was begun and is not finished."""
    query = "SELECT item_id, entry FROM publish_journal WHERE target = ?"
    return {item_id: _entry(json.loads(entry)) for item_id, entry in catalog.execute(query, (target,))}


class TakenBack(NamedTuple):
    """When a photo was unpublished from a target."""

    at: str  # UTC, ISO 8601; for people: clocks of two machines, or one that was changed, give no reliable order
    after: int | None  # id of the newest decision at that time; None if an earlier version unpublished it

    def is_after(self, decision: int, decided_at: str) -> bool:
        """Whether the photo was unpublished after this decision."""
        return decided_at <= self.at if self.after is None else decision <= self.after


def withdrawn(catalog: sqlite3.Connection, target: str) -> dict[str, TakenBack]:
    """Return what was unpublished from the target, by item, including other items that are the same photo."""
    stored = catalog.execute("SELECT item_id, at FROM withdrawals WHERE target = ? ORDER BY at", (target,)).fetchall()
    same = same_photos.groups(catalog) if stored else {}
    return {each: _taken_back(at) for item_id, at in stored for each in same.get(item_id, (item_id,))}


def keep_back(catalog: sqlite3.Connection, pairs: Mapping[str, str], approved: Mapping[str, int]) -> None:
    """Keep unpublished photos unpublished under new ids, until they are approved again. `pairs` has new ids by old ids.

    `approved` are the newest approvals under the old ids, see `runner.store.approvals`: a photo that was approved after
    it was unpublished is not kept back. Must be called within a transaction, after decisions were copied to the new
    ids: a copied approval is not a new one.
    """
    stored = catalog.execute(
        "SELECT target, item_id, at FROM withdrawals WHERE item_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(pairs)),),
    ).fetchall()
    newest = _newest_decision(catalog)
    for target, item_id, at in stored:
        back = _taken_back(at)
        if back.after is None or approved.get(item_id, 0) <= back.after:
            catalog.execute(
                "INSERT OR REPLACE INTO withdrawals (target, item_id, at) VALUES (?, ?, ?)",
                (target, pairs[item_id], f"{back.at}{_AFTER}{newest}"),
            )


def give_to(catalog: sqlite3.Connection, set_name: str, other: str, items: Collection[str]) -> int:
    """Transfer the publications of these photos from the set `other` to this set; returns the number of photos."""
    given = _settled(catalog, other, items)
    catalog.executemany(
        "UPDATE publications SET set_name = ? WHERE target = ? AND item_id = ?",
        [(set_name, target, item) for target, item in given],
    )
    return len({item for _, item in given})


def hand_over(catalog: sqlite3.Connection, set_name: str, here: Collection[str]) -> None:
    """Transfer publications of absent photos to the same photo in other bytes, unless that has its own.

    `here` are all photos of the set that exist now; see `runner.store.same_photos`.
    """
    same = same_photos.groups(catalog, set_name)
    now = {item: each for whole in set(same.values()) for each in whole.intersection(here) for item in whole}
    with durable(catalog):
        for target, item in _settled(catalog, set_name, now.keys() - set(here)):
            if not _is_known(catalog, target, now[item]):
                for table in _STANDING:
                    catalog.execute(
                        f"UPDATE {table} SET item_id = ? WHERE target = ? AND item_id = ?", (now[item], target, item)
                    )


def _settled(catalog: sqlite3.Connection, set_name: str, items: Collection[str]) -> list[tuple[str, str]]:
    """Target and photo of the set's publications of these photos, the newest first.

    Photos with a journal entry are left out: their publish will finish under the id and the set that it knows.
    """
    return catalog.execute(
        "SELECT target, item_id FROM publications WHERE set_name = ? AND item_id IN (SELECT value FROM json_each(?))"
        " AND (target, item_id) NOT IN (SELECT target, item_id FROM publish_journal) ORDER BY at DESC",
        (set_name, json.dumps(sorted(items))),
    ).fetchall()


def _is_known(catalog: sqlite3.Connection, target: str, item: str) -> bool:
    """Whether a photo is published at a target, or has a journal entry there."""
    return any(
        catalog.execute(f"SELECT 1 FROM {table} WHERE target = ? AND item_id = ?", (target, item)).fetchone()
        for table in (*_STANDING, "publish_journal")
    )


def note(catalog: sqlite3.Connection, target: str, entries: Sequence[Entry]) -> None:
    """Write these entries into the journal, replacing those of the same photos."""
    rows = [(target, entry.item_id, _json(entry)) for entry in entries]
    with durable(catalog):
        catalog.executemany("INSERT OR REPLACE INTO publish_journal (target, item_id, entry) VALUES (?, ?, ?)", rows)


def settle(
    catalog: sqlite3.Connection, target: str, done: Sequence[Publication], moved: Mapping[str, str] | None = None
) -> None:
    """Record these publications and remove their journal entries. `moved` has new paths by old ones."""
    with durable(catalog):
        catalog.executemany(
            "INSERT OR REPLACE INTO publications (target, set_name, item_id, file_name, path, content_hash, caption,"
            " alt_text, keywords, rev, remote_id, file_sha256, row_hash, at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(target, p.set_name, p.item_id, p.file_name, p.path, p.content_hash, p.texts.caption, p.texts.alt_text,
              _json(p.texts.keywords), p.rev, p.remote_id, p.files[0].sha256, row_hash(p.row), p.at)
             for p in done],
        )  # fmt: skip
        catalog.executemany(
            "INSERT OR REPLACE INTO publication_details (target, item_id, row, files) VALUES (?, ?, ?, ?)",
            [(target, p.item_id, _json(dict(p.row)),
              _json(p.files)) for p in done],
        )  # fmt: skip
        for old, new in (moved or {}).items():
            _redirect(catalog, target, old, new)
        _clear(catalog, target, ("publish_journal", "withdrawals"), [p.item_id for p in done])


def stamp(catalog: sqlite3.Connection, target: str, files: Mapping[str, Sequence[PublishedFile]]) -> None:
    """Record new stamps for the files of these photos: they were touched, but have the content that was written."""
    with durable(catalog):
        catalog.executemany(
            "UPDATE publication_details SET files = ? WHERE target = ? AND item_id = ?",
            [(_json(each), target, item_id) for item_id, each in files.items()],
        )


def withdraw(catalog: sqlite3.Connection, target: str, gone: Mapping[str, Sequence[str]], for_good: bool) -> None:
    """Record that these photos, given with their paths, are no longer at the target.

    `for_good`: a person unpublished them, so that only a newer approval publishes them again.
    """
    with durable(catalog):
        _clear(catalog, target, (*_STANDING, "publish_journal"), list(gone))
        paths = [(target, path, path) for each in gone.values() for path in each]
        catalog.executemany("DELETE FROM redirects WHERE target = ? AND (old_path = ? OR new_path = ?)", paths)
        if for_good:
            at = f"{now()}{_AFTER}{_newest_decision(catalog)}"
            catalog.executemany(
                "INSERT OR REPLACE INTO withdrawals (target, item_id, at) VALUES (?, ?, ?)",
                [(target, item_id, at) for item_id in gone],
            )


def _newest_decision(catalog: sqlite3.Connection) -> int:
    return int(catalog.execute("SELECT coalesce(max(id), 0) FROM decisions").fetchone()[0])


def _taken_back(stored: str) -> TakenBack:
    at, _, after = stored.partition(_AFTER)
    return TakenBack(at, int(after) if after else None)


def forget(catalog: sqlite3.Connection, target: str, item_ids: Sequence[str]) -> None:
    """Remove the journal entries of these photos: they are published as they were before."""
    with durable(catalog):
        _clear(catalog, target, ("publish_journal",), item_ids)


def redirects(catalog: sqlite3.Connection, target: str) -> dict[str, str]:
    """Return the target's redirects: new paths by old ones."""
    return dict(catalog.execute("SELECT old_path, new_path FROM redirects WHERE target = ?", (target,)))


def _redirect(catalog: sqlite3.Connection, target: str, old: str, new: str) -> None:
    """Redirect old to new. Redirects to the old path now lead to the new one, and a path in use is not redirected."""
    catalog.execute("UPDATE redirects SET new_path = ? WHERE target = ? AND new_path = ?", (new, target, old))
    row = (target, old, new, now())
    catalog.execute("INSERT OR REPLACE INTO redirects (target, old_path, new_path, at) VALUES (?, ?, ?, ?)", row)
    catalog.execute("DELETE FROM redirects WHERE target = ? AND old_path = ?", (target, new))


def _clear(catalog: sqlite3.Connection, target: str, tables: Sequence[str], item_ids: Sequence[str]) -> None:
    for table in tables:
        catalog.executemany(
            f"DELETE FROM {table} WHERE target = ? AND item_id = ?", [(target, item_id) for item_id in item_ids]
        )


def _publication(
    item_id: str, set_name: str, file_name: str, content: str, caption: str, alt_text: str, keywords: str, rev: int,
    remote_id: str | None, row: str, files: str, at: str,
) -> Publication:  # fmt: skip
    return Publication(
        item_id, set_name, file_name, content, Texts(caption, alt_text, tuple(json.loads(keywords))), rev, remote_id,
        json.loads(row), _files(json.loads(files)), at,
    )  # fmt: skip


def _files(stored: Sequence[dict[str, Any]]) -> tuple[PublishedFile, ...]:
    """Rebuild stored files; earlier versions stored no names of people."""
    return tuple(PublishedFile(**{**file, "people": tuple(file.get("people", ()))}) for file in stored)


def _plain(value: Any) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__dataclass_fields__}


_json = json.JSONEncoder(ensure_ascii=False, default=_plain).encode
"""JSON of dataclasses. `asdict` would copy every value deeply first, at ten times the cost."""


def _entry(stored: dict[str, Any]) -> Entry:
    lists = {name: tuple(stored[name]) for name in ("paths", "temporaries", "obsolete", "names")}
    return Entry(**{**stored, **lists, "uploaded": _files(stored["uploaded"])})
